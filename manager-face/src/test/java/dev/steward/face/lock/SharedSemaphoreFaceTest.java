package dev.steward.face.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerException;
import dev.steward.api.Type;
import dev.steward.face.object.FakeCaller;
import dev.steward.face.object.FakeCaller.Asked;
import dev.steward.face.object.FakeCaller.Way;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedSemaphoreFaceTest {

    private static SharedSemaphoreFace semaphore(FakeCaller caller) {
        return new SharedSemaphoreFace(caller, Type.of(Object.class));
    }

    @Test
    void eachMethodAsksForSoManyPermitsForSoLong() throws InterruptedException {
        FakeCaller caller = new FakeCaller((operation, arguments) -> 1);
        SharedSemaphoreFace semaphore = semaphore(caller);
        semaphore.acquire();
        semaphore.acquire(3);
        assertThat(semaphore.tryAcquire()).isTrue();
        assertThat(semaphore.tryAcquire(2, Duration.ofMillis(5))).isTrue();
        assertThat(semaphore.tryAcquire(Duration.ofSeconds(-1))).isTrue();
        semaphore.release();
        semaphore.release(4);
        assertThat(caller.asked)
                .containsExactly(
                        new Asked(Way.AWAIT, Operation.SEMAPHORE_ACQUIRE, List.of(1, -1L)),
                        new Asked(Way.AWAIT, Operation.SEMAPHORE_ACQUIRE, List.of(3, -1L)),
                        new Asked(Way.CALL, Operation.SEMAPHORE_ACQUIRE, List.of(1, 0L)),
                        new Asked(Way.AWAIT, Operation.SEMAPHORE_ACQUIRE, List.of(2, 5_000_000L)),
                        new Asked(Way.AWAIT, Operation.SEMAPHORE_ACQUIRE, List.of(1, 0L)),
                        new Asked(Way.UNINTERRUPTIBLY, Operation.SEMAPHORE_RELEASE, List.of(1)),
                        new Asked(Way.UNINTERRUPTIBLY, Operation.SEMAPHORE_RELEASE, List.of(4)));
    }

    @Test
    void permitsThatAreNotFreeInTimeAreFalse() throws InterruptedException {
        SharedSemaphoreFace semaphore = semaphore(FakeCaller.failing(Status.TIMED_OUT, "text"));
        assertThat(semaphore.tryAcquire()).isFalse();
        assertThat(semaphore.tryAcquire(2)).isFalse();
        assertThat(semaphore.tryAcquire(Duration.ofSeconds(1))).isFalse();
    }

    @Test
    void releaseWorksInAnInterruptedThreadAndWaitingDoesNot() {
        FakeCaller caller = new FakeCaller((operation, arguments) -> 1);
        SharedSemaphoreFace semaphore = semaphore(caller);
        Thread.currentThread().interrupt();
        try {
            semaphore.release();
            assertThatThrownBy(semaphore::tryAcquire).isInstanceOf(CallInterruptedException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(semaphore::acquire).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void negativeCountsAreRefusedBeforeAnythingIsSent() {
        SharedSemaphoreFace semaphore = semaphore(FakeCaller.silent());
        assertThatThrownBy(() -> semaphore.acquire(-1)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> semaphore.tryAcquire(-1)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> semaphore.tryAcquire(-1, Duration.ZERO))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> semaphore.release(-1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thing 17, release(): a number of permits is at least 0, not -1");
    }

    @Test
    void tooManyAreAnIllegalStateAndThereIsNothingToCopy() {
        assertThatThrownBy(semaphore(FakeCaller.failing(Status.TOO_MANY, "text"))::release)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("text");
        assertThatThrownBy(semaphore(FakeCaller.silent())::snapshot).isInstanceOf(ManagerException.class);
    }
}
