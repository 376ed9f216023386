package dev.steward.client.session;

import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The deadline of a submitted call, as the one who is told first: an answer in time takes the timer away. Any thread. */
final class Expiry implements Consumer<PendingCall> {

    private final Consumer<PendingCall> whenDone;
    private volatile @Nullable ScheduledFuture<?> timer;

    Expiry(Consumer<PendingCall> whenDone) {
        this.whenDone = whenDone;
    }

    /** Gives it its timer, unless the call has ended already. */
    void set(PendingCall call, ScheduledFuture<?> started) {
        timer = started;
        if (call.isDone()) {
            started.cancel(false);
        }
    }

    @Override
    public void accept(PendingCall call) {
        ScheduledFuture<?> running = timer;
        if (running != null) {
            running.cancel(false);
        }
        whenDone.accept(call);
    }
}
