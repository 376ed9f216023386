package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.objects.SessionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has workers do much waits for itself. */
@Timeout(30)
class WorkerThreadsTest {

    private static final SessionId GREEDY = new SessionId(1, 1);
    private static final SessionId INNOCENT = new SessionId(1, 2);

    private final WorkerThreads workers = new WorkerThreads(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        workers.close();
    }

    /** Has the only thread wait until all is there. */
    private void occupy() throws InterruptedException {
        CountDownLatch occupied = new CountDownLatch(1);
        workers.execute(GREEDY, () -> {
            occupied.countDown();
            awaitOpen();
        });
        occupied.await();
    }

    private void awaitOpen() {
        try {
            open.await();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    private void give(SessionId session, String name) {
        workers.execute(session, () -> done.add(name));
    }

    private void doAll() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        // Behind all that the greedy one has given.
        workers.execute(GREEDY, ended::countDown);
        open.countDown();
        ended.await();
    }

    @Test
    void sessionsTakeTurnsHoweverMuchOneHasGiven() throws Exception {
        occupy();
        assertThat(workers.othersWait()).isFalse();
        for (int i = 0; i < 1_000; i++) {
            give(GREEDY, "greedy " + i);
        }
        give(INNOCENT, "innocent");
        give(INNOCENT, "innocent too");
        assertThat(workers.othersWait()).isTrue();
        doAll();
        assertThat(done).hasSize(1_002).startsWith("greedy 0", "innocent", "greedy 1", "innocent too", "greedy 2");
    }

    @Test
    void whatMayBeAnybodysHasEveryOtherTurn() throws Exception {
        occupy();
        for (int i = 0; i < 3; i++) {
            give(GREEDY, "greedy");
            give(INNOCENT, "innocent");
            give(SessionId.LOCAL, "anybody's");
        }
        doAll();
        // Whose turn comes first depends on who came before; of each two that follow one is anybody's.
        for (int i = 0; i < 6; i += 2) {
            assertThat(done.subList(i, i + 2)).filteredOn("anybody's"::equals).hasSize(1);
        }
    }

    @Test
    void whatWasGivenBeforeTheEndIsDoneAndNothingAfterIt() throws Exception {
        occupy();
        CountDownLatch last = new CountDownLatch(1);
        give(INNOCENT, "given before");
        workers.execute(INNOCENT, last::countDown);
        workers.close();
        assertThat(workers.othersWait()).isFalse();
        assertThatThrownBy(() -> give(GREEDY, "given after")).isInstanceOf(RejectedExecutionException.class);
        open.countDown();
        last.await();
        assertThat(done).containsExactly("given before");
    }
}
