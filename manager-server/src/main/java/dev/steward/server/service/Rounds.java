package dev.steward.server.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks many groups, some at a time: each piece is a task of its own, so that whatever else its thread is to do comes in
 * between, and event loops do none of it.
 *
 * @param <Q> what is asked for
 * @param <A> what is answered
 */
final class Rounds<Q, A> {

    /** So many are a piece, which takes about a millisecond. */
    static final int PIECE = 200;

    private final Executor workers;
    private final List<Q> asked;
    private final Function<Q, CompletableFuture<A>> question;
    private final List<CompletableFuture<A>> answers;
    private final CompletableFuture<List<A>> all = new CompletableFuture<>();

    private Rounds(Executor workers, List<Q> asked, Function<Q, CompletableFuture<A>> question) {
        this.workers = workers;
        this.asked = asked;
        this.question = question;
        this.answers = new ArrayList<>(asked.size());
    }

    /**
     * Asks for each, and returns the answers in their order; complete soon, on a worker.
     *
     * @param question asks for one, without blocking
     */
    static <Q, A> CompletableFuture<List<A>> ask(
            Executor workers, List<Q> asked, Function<Q, CompletableFuture<A>> question) {
        Rounds<Q, A> rounds = new Rounds<>(workers, asked, question);
        workers.execute(rounds::goOn);
        return rounds.all;
    }

    private void goOn() {
        try {
            int until = Math.min(answers.size() + PIECE, asked.size());
            while (answers.size() < until) {
                answers.add(question.apply(asked.get(answers.size())));
            }
            if (answers.size() < asked.size()) {
                workers.execute(this::goOn);
            } else {
                CompletableFuture<Void> ignored = CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                        .whenCompleteAsync((nothing, failure) -> end(failure), workers);
            }
        } catch (RuntimeException | Error failed) {
            all.completeExceptionally(failed);
        }
    }

    private void end(@Nullable Throwable failure) {
        if (failure == null) {
            all.complete(answers.stream().map(CompletableFuture::join).toList());
        } else {
            all.completeExceptionally(failure);
        }
    }
}
