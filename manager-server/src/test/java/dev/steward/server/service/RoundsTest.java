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

    private final List<Integer> taken = new ArrayList<>();

    private CompletableFuture<Void> ask(int count) {
        return ask(count, 0);
    }

    private CompletableFuture<Void> ask(int count, int mostRows) {
        return Rounds.ask(
                tasks::add,
                mostRows,
                IntStream.range(0, count).boxed().toList(),
                one -> {
                    asked.add(one);
                    return CompletableFuture.completedFuture(-one);
                },
                (one, answer) -> {
                    assertThat(answer).isEqualTo(-one);
                    taken.add(answer);
                });
    }

    private void runAll() {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    @Test
    void noPieceAsksMoreThanSoMany() {
        CompletableFuture<Void> answers = ask(MANY);
        int pieces = 0;
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            int before = asked.size();
            next.run();
            assertThat(asked.size() - before).isLessThanOrEqualTo(Rounds.PIECE);
            assertThat(asked.size() - taken.size()).as("answers that are held").isLessThanOrEqualTo(Rounds.PIECE);
            pieces++;
        }
        assertThat(pieces).isGreaterThanOrEqualTo(MANY / Rounds.PIECE);
        assertThat(answers).isCompleted();
        assertThat(taken).hasSize(MANY).startsWith(0, -1, -2).endsWith(1 - MANY);
    }

    @Test
    void othersComeInBetweenTwoPieces() {
        CompletableFuture<Void> answers = ask(MANY);
        tasks.remove().run();
        List<Integer> whenOtherRan = new ArrayList<>();
        tasks.add(() -> whenOtherRan.add(asked.size()));
        runAll();
        assertThat(whenOtherRan.get(0)).isLessThanOrEqualTo(2 * Rounds.PIECE);
        assertThat(answers).isCompleted();
        assertThat(taken).hasSize(MANY);
    }

    @Test
    void nothingIsAskedOfNobody() {
        CompletableFuture<Void> answers = ask(0);
        runAll();
        assertThat(answers).isCompleted();
        assertThat(taken).isEmpty();
    }

    @Test
    void aPieceIsSmallWhereAnswersMayBeLarge() {
        CompletableFuture<Void> answers = ask(100, 9_999);
        tasks.remove().run();
        assertThat(asked).hasSizeLessThan(10);
        runAll();
        assertThat(answers).isCompleted();
        assertThat(taken).hasSize(100);
    }

    @Test
    void whatFailsEndsAll() {
        CompletableFuture<Void> failing = Rounds.ask(
                tasks::add,
                0,
                List.of(1),
                one -> {
                    throw new IllegalStateException("cannot be asked");
                },
                (one, answer) -> {});
        CompletableFuture<Void> failed = Rounds.ask(
                tasks::add,
                0,
                List.of(1),
                one -> CompletableFuture.failedFuture(new IllegalStateException("cannot be asked")),
                (one, answer) -> {});
        CompletableFuture<Void> refused = Rounds.ask(
                tasks::add,
                0,
                IntStream.range(0, MANY).boxed().toList(),
                one -> {
                    asked.add(one);
                    return CompletableFuture.completedFuture(one);
                },
                (one, answer) -> {
                    throw new IllegalStateException("cannot be asked any more");
                });
        runAll();
        for (CompletableFuture<Void> each : List.of(failing, failed, refused)) {
            assertThatThrownBy(each::join)
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("cannot be");
        }
        assertThat(asked).as("asked before one was taken").hasSize(Rounds.PIECE);
    }
}
