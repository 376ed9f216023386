package dev.steward.client.session;

import dev.steward.api.Outcome;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of a submitted call, as the one who is told first: an answer in time takes the timer away. When it passes,
 * the server is asked to cancel the call and the answer to that is waited for as {@link CallWait} does; a result wins.
 * Answers come on any thread, timers run on the loop.
 */
final class Expiry implements Consumer<PendingCall> {

    private final ScheduledExecutorService loop;
    private final Predicate<PendingCall> canceller;
    private final Consumer<PendingCall> whenDone;
    private volatile @Nullable Future<?> timer;

    /**
     * A deadline that is not set yet.
     *
     * @param canceller asks the server to cancel; returns true if the call never got there and never will
     * @param whenDone is told when the call has ended
     */
    Expiry(ScheduledExecutorService loop, Predicate<PendingCall> canceller, Consumer<PendingCall> whenDone) {
        this.loop = loop;
        this.canceller = canceller;
        this.whenDone = whenDone;
    }

    /** Begins, unless the call has ended already. */
    void start(PendingCall call, long nanos) {
        schedule(call, () -> expire(call), nanos);
    }

    private void schedule(PendingCall call, Runnable next, long nanos) {
        Future<?> started = loop.schedule(next, nanos, TimeUnit.NANOSECONDS);
        timer = started;
        if (call.isDone()) {
            started.cancel(false);
        }
    }

    private void expire(PendingCall call) {
        if (call.isPulled()) {
            // It took effect, and what it took goes back; for what only reads there is no difference.
            call.expire(CallWait.isWorthlessWhenLate(call) ? Outcome.NOT_EXECUTED : Outcome.EXECUTED);
            if (call.leave()) {
                boolean unused = canceller.test(call);
                whenDone.accept(call);
            }
            return;
        }
        call.expire(Outcome.NOT_EXECUTED);
        boolean never = canceller.test(call);
        if (never || CallWait.isWorthlessWhenLate(call)) {
            leave(call);
        } else if (CallWait.mayBeLeft(call)) {
            schedule(
                    call,
                    () -> {
                        call.expire(Outcome.UNKNOWN);
                        leave(call);
                    },
                    CallWait.CANCEL_PATIENCE.toNanos());
        }
    }

    private void leave(PendingCall call) {
        if (call.leave()) {
            whenDone.accept(call);
        }
    }

    @Override
    public void accept(PendingCall call) {
        Future<?> running = timer;
        if (running != null) {
            running.cancel(false);
        }
        whenDone.accept(call);
    }
}
