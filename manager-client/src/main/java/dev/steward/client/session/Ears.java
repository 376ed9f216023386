package dev.steward.client.session;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.StaleProxyException;
import dev.steward.client.transport.Receiver;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session hears on one link. Made before the link is, and open from when its session has entered, on the loop,
 * which is before anything can come.
 */
final class Ears implements Receiver {

    private final @Nullable Welcome expected;
    private volatile @Nullable Welcome welcome;
    // Caller connections read them on other threads than the loop.
    private volatile @Nullable Incoming incoming;
    private volatile @Nullable Stay stay;

    /**
     * Ears for one link.
     *
     * @param expected the server that the session is with, or null if it is to be opened
     */
    Ears(@Nullable Welcome expected) {
        this.expected = expected;
    }

    @Override
    public void onWelcome(Welcome greeted) {
        Welcome known = expected == null ? welcome : expected;
        if (known != null
                && (!known.serverId().equals(greeted.serverId()) || known.incarnation() != greeted.incarnation())) {
            throw new StaleProxyException(
                    "the server was started anew, its objects are others now: ask the manager for them again",
                    Outcome.NOT_EXECUTED);
        }
        welcome = greeted;
    }

    /** Returns which server it is. */
    Welcome welcome() {
        return requireNonNull(welcome, "nobody has been welcomed yet");
    }

    /** Begins to tell what comes. On the loop. */
    void open(Incoming listening, Stay on) {
        incoming = listening;
        stay = on;
    }

    @Override
    public void onMessage(Message message) {
        Incoming listening = incoming;
        Stay on = stay;
        if (listening != null && on != null) {
            listening.onMessage(on, message);
        }
    }

    @Override
    public void onMessages(List<Message> messages) {
        Incoming listening = incoming;
        Stay on = stay;
        if (listening != null && on != null) {
            listening.onMessages(on, messages);
        }
    }

    @Override
    public void onBroken(ManagerException why) {
        Incoming listening = incoming;
        Stay on = stay;
        if (listening != null && on != null) {
            listening.onBroken(on, why);
        }
    }
}
