package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.Exposed;
import dev.steward.api.ManagerException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.Outcome;
import dev.steward.api.SyncManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A method of a user's object that is cut short had begun: whoever asks is never told that it changed nothing. */
class InterruptedServiceTest extends ServedTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String STANDS = "had begun and was interrupted; what it did until then stands";

    /** What the server registers. */
    interface Steps {
        /** Counts up, and then waits for ever. */
        void step() throws InterruptedException;

        /** As {@link #step()}, in a method that declares no interrupts. */
        int quietStep();

        /** As {@link #step()}, ended by the cancellation of what it returned. */
        int laterStep();
    }

    /** The same from a client that waits for nothing. */
    interface LaterSteps {
        CompletableFuture<Void> step();
    }

    private final AtomicInteger taken = new AtomicInteger();
    private final Semaphore begun = new Semaphore(0);
    private final SyncManager manager =
            connect(serve(onLoopback().register("steps", CountedSteps::new)).port());
    private final Steps steps = manager.get("steps", Steps.class);

    /** The server's side. */
    final class CountedSteps {
        @Exposed
        public void step() throws InterruptedException {
            taken.incrementAndGet();
            begun.release();
            new CountDownLatch(1).await();
        }

        @Exposed
        public int quietStep() throws InterruptedException {
            step();
            return 1;
        }

        @Exposed
        public CompletableFuture<Integer> laterStep() {
            taken.incrementAndGet();
            return new CompletableFuture<>();
        }
    }

    private static void requireUnknown(ManagerException told) {
        assertThat(told.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(told).hasMessageContaining(STANDS).hasMessageContaining("tep()");
    }

    @Test
    void aDeadlineDoesNotSayThatNothingChanged() {
        Steps hasty = manager.withDeadline(steps, SHORT);
        requireUnknown(catchThrowableOfType(ManagerTimeoutException.class, hasty::step));
        requireUnknown(catchThrowableOfType(ManagerTimeoutException.class, hasty::quietStep));
        requireUnknown(catchThrowableOfType(ManagerTimeoutException.class, hasty::laterStep));
        assertThat(taken).hasValue(3);
    }

    @Test
    void aFutureWithADeadlineDoesNotSayItEither() {
        LaterSteps hasty = manager.withDeadline(manager.get("steps", LaterSteps.class), SHORT);
        CompletableFuture<Void> step = hasty.step();
        assertThatThrownBy(() -> get(step))
                .cause()
                .isInstanceOfSatisfying(ManagerTimeoutException.class, InterruptedServiceTest::requireUnknown);
        assertThat(taken).hasValue(1);
    }

    @Test
    void anInterruptOfTheCallerDoesNotSayItEither() throws Exception {
        AtomicReference<Thread> caller = new AtomicReference<>();
        Future<ManagerException> told = meanwhile(() -> {
            caller.set(Thread.currentThread());
            return catchThrowableOfType(CallInterruptedException.class, steps::quietStep);
        });
        begun.acquire();
        caller.get().interrupt();
        requireUnknown(get(told));
    }

    @Test
    void whatHadNotBegunChangedNothing() throws Exception {
        LaterSteps later = manager.get("steps", LaterSteps.class);
        CompletableFuture<Void> first = later.step();
        begun.acquire();
        CompletableFuture<Void> behind = manager.withDeadline(later, SHORT).step();
        assertThatThrownBy(() -> get(behind)).cause().isInstanceOfSatisfying(ManagerTimeoutException.class, told -> {
            assertThat(told.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
            assertThat(told).hasMessageContaining("it changed nothing");
        });
        assertThat(first.cancel(true)).isTrue();
        assertThat(taken).hasValue(1);
    }
}
