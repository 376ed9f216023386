package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Hold;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.TypeCode;
import dev.steward.face.Faces;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The asynchronous methods of shared objects in the server's own process. */
@Timeout(20)
class LocalAsyncTest {

    private final SharedQueue<Integer> queue = SharedObjects.queue();

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aTakeEndsOnACallbackThreadWhenAnElementIsPut() throws Exception {
        CompletableFuture<String> taking = queue.async()
                .take()
                .thenApply(taken -> taken + " on " + Thread.currentThread().getName());
        assertThat(taking).isNotDone();
        queue.put(42);
        assertThat(get(taking)).isEqualTo("42 on manager-server-callbacks");
    }

    @Test
    void aCancelledTakeTakesNothing() throws Exception {
        CompletableFuture<Integer> taking = queue.async().take();
        assertThat(taking.cancel(true)).isTrue();
        queue.put(1);
        assertThat(queue.poll()).isEqualTo(1);
    }

    @Test
    void cancelsAndPutsThatRaceLoseNothing() throws Exception {
        int taken = 0;
        int rounds = 500;
        for (int round = 0; round < rounds; round++) {
            CompletableFuture<Integer> taking = queue.async().take();
            queue.put(round);
            if (!taking.cancel(true)) {
                get(taking);
                taken++;
            }
        }
        int left = rounds - taken;
        await().until(() -> queue.size() == left);
    }

    @Test
    void aDeadlineEndsTheWait() throws Exception {
        SharedQueue<Integer> hasty = Faces.withDeadline(queue, Duration.ofMillis(20));
        assertThatThrownBy(() -> get(hasty.async().take()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ManagerTimeoutException.class);
        queue.put(1);
        assertThat(get(hasty.async().take())).isEqualTo(1);
    }

    @Test
    void aLockIsGivenAndTakenBack() throws Exception {
        SharedLock lock = SharedObjects.lock();
        Hold hold = get(lock.async().lock());
        CompletableFuture<Hold> next = lock.async().hold();
        assertThat(next).isNotDone();
        hold.close();
        get(next).close();
        assertThat(get(lock.async().isLocked())).isFalse();
    }

    @Test
    void aFunctionOfTheCallerChangesAValue() throws Exception {
        SharedValue<Long> value = SharedObjects.value(TypeCode.LONG, 1L);
        assertThat(get(value.async().updateAndGet(old -> old + 1))).isEqualTo(2L);
        assertThatThrownBy(() -> get(value.async().set(null))).isInstanceOf(ExecutionException.class);
    }
}
