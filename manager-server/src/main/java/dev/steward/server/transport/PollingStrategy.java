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
        boolean othersRan = Polling.letOthersRun();
        int ready = selectNow.get();
        if (othersRan) {
            return end(Polling.Ended.OTHERS_RAN, ready > 0 ? ready : SELECT);
        }
        if (ready > 0) {
            return end(Polling.Ended.CAME, ready);
        }
        return System.nanoTime() - until < 0 ? 0 : end(Polling.Ended.CAME_LATE, SELECT);
    }

    private int end(Polling.Ended how, int next) {
        polling.ended(how);
        polls = false;
        return next;
    }
}
