package dev.steward.face.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedBarrier;
import dev.steward.api.Type;
import dev.steward.face.Faces;
import dev.steward.face.object.FakeCaller;
import dev.steward.face.object.FakeCaller.Asked;
import dev.steward.face.object.FakeCaller.Way;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedBarrierFaceTest {

    private static final Runnable FAILS = () -> {
        throw new UnsupportedOperationException("not today");
    };

    private static SharedBarrier barrier(FakeCaller caller) {
        return new SharedBarrierFace(caller, Type.of(Object.class));
    }

    private static FakeCaller passing(int index, boolean acts) {
        return new FakeCaller(
                (operation, arguments) -> operation == Operation.BARRIER_AWAIT ? List.of(index, acts) : 1);
    }

    private static Asked acted(boolean done) {
        return new Asked(Way.UNINTERRUPTIBLY, Operation.BARRIER_ACTED, List.of(done));
    }

    @Test
    void awaitSaysHowLongAndWhetherItBringsAnAction() throws Exception {
        FakeCaller caller = passing(2, false);
        assertThat(barrier(caller).await()).isEqualTo(2);
        barrier(caller).await(Duration.ofMillis(5));
        barrier(caller).withAction(() -> {}).await(Duration.ofSeconds(-1));
        assertThat(caller.asked)
                .containsExactly(
                        new Asked(Way.AWAIT, Operation.BARRIER_AWAIT, List.of(false, -1L)),
                        new Asked(Way.AWAIT, Operation.BARRIER_AWAIT, List.of(false, 5_000_000L)),
                        new Asked(Way.AWAIT, Operation.BARRIER_AWAIT, List.of(true, 0L)));
    }

    @Test
    void whoIsToldRunsTheActionAndReportsIt() throws Exception {
        FakeCaller caller = passing(0, true);
        AtomicInteger runs = new AtomicInteger();
        SharedBarrier barrier = barrier(caller).withAction(runs::incrementAndGet);
        assertThat(barrier.await()).isZero();
        assertThat(runs).hasValue(1);
        assertThat(caller.asked.get(1)).isEqualTo(acted(true));
        barrier(passing(1, false)).withAction(runs::incrementAndGet).await();
        assertThat(runs).hasValue(1);
    }

    @Test
    void actionThatThrowsIsReportedAndThrown() {
        FakeCaller caller = passing(0, true);
        assertThatThrownBy(barrier(caller).withAction(FAILS)::await)
                .isExactlyInstanceOf(UnsupportedOperationException.class)
                .hasNoSuppressedExceptions();
        assertThat(caller.asked.get(1)).isEqualTo(acted(false));
    }

    @Test
    void actionThatThrowsIsThrownAlsoIfThatCannotBeReported() {
        FakeCaller caller = new FakeCaller((operation, arguments) -> {
            if (operation == Operation.BARRIER_ACTED) {
                throw new ConnectionLostException("gone", Outcome.UNKNOWN);
            }
            return List.of(0, true);
        });
        assertThatThrownBy(barrier(caller).withAction(FAILS)::await)
                .isExactlyInstanceOf(UnsupportedOperationException.class)
                .satisfies(thrown ->
                        assertThat(thrown.getSuppressed()).singleElement().isInstanceOf(ConnectionLostException.class));
    }

    @Test
    void barrierThatBrokeWhileTheActionRanIsBroken() {
        FakeCaller caller = new FakeCaller((operation, arguments) -> {
            if (operation == Operation.BARRIER_ACTED) {
                throw FakeCaller.failure(Status.BROKEN);
            }
            return List.of(0, true);
        });
        assertThatThrownBy(barrier(caller).withAction(() -> {})::await)
                .isExactlyInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("thing 17, await()");
    }

    @Test
    void statusesAreTheJdksExceptions() {
        assertThatThrownBy(barrier(FakeCaller.failing(Status.BROKEN, "text"))::await)
                .isExactlyInstanceOf(BrokenBarrierException.class)
                .hasMessage("thing 17, await(): text");
        assertThatThrownBy(() ->
                        barrier(FakeCaller.failing(Status.TIMED_OUT, "text")).await(Duration.ofSeconds(1)))
                .isExactlyInstanceOf(TimeoutException.class)
                .hasMessage("thing 17, await(): text");
        assertThatThrownBy(barrier(FakeCaller.failing(Status.BAD_ARGUMENT, "text"))::await)
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(barrier(FakeCaller.silent())::snapshot).isInstanceOf(ManagerException.class);
    }

    @Test
    void interruptedThreadBreaksItForTheOthers() {
        FakeCaller caller = new FakeCaller((operation, arguments) -> 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(barrier(caller)::await).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(caller.operations()).containsExactly(Operation.BARRIER_ABORT);
    }

    @Test
    void deadlineKeepsTheAction() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        SharedBarrier barrier =
                (SharedBarrier) Faces.create(BuiltInType.BARRIER, passing(0, true), Type.of(Object.class));
        Faces.withDeadline(barrier.withAction(runs::incrementAndGet), Duration.ofSeconds(5))
                .await();
        assertThat(runs).hasValue(1);
    }
}
