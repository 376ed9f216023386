package dev.steward.client.session;

import dev.steward.client.transport.ServerLink;
import dev.steward.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/** The stays in one session, one after the other. They begin and end on the loop; any thread asks which one is now. */
final class Stays {

    private volatile @Nullable Stay now;
    // On the loop only.
    private int count;

    /** Returns the present stay, or null between two. Any thread. */
    @Nullable
    Stay now() {
        return now;
    }

    /** Returns whether it is the present one. */
    boolean isNow(Stay stay) {
        Stay present = now;
        return present != null && present.number() == stay.number();
    }

    /** Begins the next one. */
    Stay begin(ServerLink link) {
        Stay begun = new Stay(++count, link);
        now = begun;
        return begun;
    }

    /** Ends the present one; returns it, or null if there was none. */
    @Nullable
    Stay end() {
        Stay ended = now;
        now = null;
        return ended;
    }

    /** Sends if there is a link, else drops. Any thread. */
    void send(Message message) {
        Stay on = now;
        if (on != null) {
            on.link().send(message);
        }
    }
}
