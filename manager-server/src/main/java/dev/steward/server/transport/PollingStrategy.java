package dev.steward.server.transport;

import dev.steward.protocol.transport.Polling;
import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

/**
 * Has an event loop look for the next message for some microseconds before it sleeps, as long as that pays. Between two
 * looks the loop runs its tasks, so whatever other threads leave there waits no longer than before. Confined to its loop.
 */
final class PollingStrategy implements SelectStrategy {

    private final Polling polling;
    private boolean polls;
    private long until;

    PollingStrategy(boolean on) {
        this.polling = new Polling(on);
    }

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        if (hasTasks) {
            return selectNow.get();
        }
        if (!polls) {
            // The loop was asleep, or something kept it busy just now: more of it may follow.
            if (!polling.isWorthwhile()) {
                return SELECT;
            }
            polls = true;
            until = System.nanoTime() + Polling.LONGEST_NANOS;
        }
        Polling.letOthersRun();
        int ready = selectNow.get();
        if (ready > 0) {
            polling.ended(true);
            polls = false;
            return ready;
        }
        if (System.nanoTime() - until < 0) {
            return 0;
        }
        polling.ended(false);
        polls = false;
        return SELECT;
    }
}
