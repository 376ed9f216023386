package dev.steward.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many groups are asked in pieces, and whatever else a worker has to do comes between two of them. */
@Timeout(30)
class RoundsTest {

    private static final int MANY = 10_000;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Integer> asked = new ArrayList<>();

    private CompletableFuture<List<Integer>> ask(int count) {
        return Rounds.ask(tasks::add, IntStream.range(0, count).boxed().toList(), one -> {
            asked.add(one);
            return CompletableFuture.completedFuture(-one);
        });
    }

    private void runAll() {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    @Test
    void noPieceAsksMoreThanSoMany() {
        CompletableFuture<List<Integer>> answers = ask(MANY);
        int pieces = 0;
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            int before = asked.size();
            next.run();
            assertThat(asked.size() - before).isLessThanOrEqualTo(Rounds.PIECE);
            pieces++;
        }
        assertThat(pieces).isGreaterThanOrEqualTo(MANY / Rounds.PIECE);
        assertThat(answers).isDone();
        assertThat(answers.join()).hasSize(MANY).startsWith(0, -1, -2).endsWith(1 - MANY);
    }

    @Test
    void othersComeInBetweenTwoPieces() {
        CompletableFuture<List<Integer>> answers = ask(MANY);
        tasks.remove().run();
        List<Integer> whenOtherRan = new ArrayList<>();
        tasks.add(() -> whenOtherRan.add(asked.size()));
        runAll();
        assertThat(whenOtherRan.get(0)).isLessThanOrEqualTo(2 * Rounds.PIECE);
        assertThat(answers).isDone();
        assertThat(answers.join()).hasSize(MANY);
    }

    @Test
    void nothingIsAskedOfNobody() {
        CompletableFuture<List<Integer>> answers = ask(0);
        runAll();
        assertThat(answers).isCompletedWithValue(List.of());
    }

    @Test
    void questionThatFailsEndsAll() {
        CompletableFuture<List<String>> failing = Rounds.ask(tasks::add, List.of(1), one -> {
            throw new IllegalStateException("cannot be asked");
        });
        CompletableFuture<List<String>> failed = Rounds.ask(
                tasks::add,
                List.of(1),
                one -> CompletableFuture.failedFuture(new IllegalStateException("cannot be asked")));
        runAll();
        assertThat(failing).isDone();
        assertThat(failed).isDone();
        assertThatThrownBy(failing::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("cannot be");
        assertThatThrownBy(failed::join).isInstanceOf(CompletionException.class).hasMessageContaining("cannot be");
    }
}
