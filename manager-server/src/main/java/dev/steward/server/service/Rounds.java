package dev.steward.server.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Asks many groups, some at a time: each piece is a task of its own, so that whatever else its thread is to do comes in
 * between, and event loops do none of it. What a piece was answered is taken in before the next one is asked, so that no more
 * answers are held than those of one piece.
 *
 * @param <Q> what is asked for
 * @param <A> what is answered
 */
final class Rounds<Q, A> {

    /** So many are a piece at most, which takes about a millisecond. */
    static final int PIECE = 200;

    /** So many rows may come together in the answers to a piece. */
    private static final int ROWS_OF_PIECE = 20_000;

    private final Executor workers;
    private final int piece;
    private final List<Q> asked;
    private final Function<Q, CompletableFuture<A>> question;
    private final BiConsumer<Q, A> taker;
    private final CompletableFuture<Void> all = new CompletableFuture<>();
    private int taken;

    private Rounds(
            Executor workers,
            int piece,
            List<Q> asked,
            Function<Q, CompletableFuture<A>> question,
            BiConsumer<Q, A> taker) {
        this.workers = workers;
        this.piece = piece;
        this.asked = asked;
        this.question = question;
        this.taker = taker;
    }

    /**
     * Asks for each, and has the answers taken in their order, by workers, one after the other; complete soon, and exceptionally
     * as soon as something throws.
     *
     * @param mostRows how many rows an answer may have
     * @param question asks for one, without blocking
     */
    static <Q, A> CompletableFuture<Void> ask(
            Executor workers,
            int mostRows,
            List<Q> asked,
            Function<Q, CompletableFuture<A>> question,
            BiConsumer<Q, A> taker) {
        int piece = Math.min(PIECE, ROWS_OF_PIECE / (mostRows + 1) + 1);
        Rounds<Q, A> rounds = new Rounds<>(workers, piece, asked, question, taker);
        workers.execute(rounds::goOn);
        return rounds.all;
    }

    private void goOn() {
        try {
            List<Q> next = asked.subList(taken, Math.min(taken + piece, asked.size()));
            List<CompletableFuture<A>> answers = new ArrayList<>(next.size());
            for (Q one : next) {
                answers.add(question.apply(one));
            }
            CompletableFuture<Void> ignored = CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                    .thenRunAsync(() -> take(next, answers), workers)
                    .whenComplete((nothing, failure) -> {
                        // Of the taker, or because the server has ended and no worker comes.
                        if (failure != null) {
                            all.completeExceptionally(failure);
                        }
                    });
        } catch (RuntimeException | Error failed) {
            all.completeExceptionally(failed);
        }
    }

    private void take(List<Q> questions, List<CompletableFuture<A>> answers) {
        for (int i = 0; i < questions.size(); i++) {
            taker.accept(questions.get(i), answers.get(i).join());
        }
        taken += questions.size();
        if (taken == asked.size()) {
            all.complete(null);
        } else {
            goOn();
        }
    }
}
