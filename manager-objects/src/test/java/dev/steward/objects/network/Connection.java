package dev.steward.objects.network;

import dev.steward.objects.Input;
import dev.steward.objects.SessionId;
import java.util.ArrayDeque;

/**
 * One connection of a client, with what is on its way in both directions. What a client said before it broke may still
 * arrive, long after what it said on the next.
 */
final class Connection {

    /** Makes an input of what a client said, at the time at which it arrives. */
    interface Said {
        /** Returns the input. */
        Input at(long now);
    }

    final SessionId session;
    final NetworkClient client;
    /** Whether it is the one on which waiting calls are answered; others are borrowed for a call. */
    final boolean shared;

    final ArrayDeque<Said> toServer = new ArrayDeque<>();
    final ArrayDeque<Runnable> toClient = new ArrayDeque<>();
    /** Whether the client still speaks and listens here. */
    boolean open = true;
    /** Whether the client knows that the server takes it as one of the session's; before, it says nothing there. */
    boolean ready;
    /** Whether the server takes it as one of the session's. */
    boolean joined;

    Connection(NetworkClient client, boolean shared) {
        this.client = client;
        this.shared = shared;
        this.session = client.id;
    }
}
