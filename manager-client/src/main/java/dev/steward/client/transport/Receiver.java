package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.Message;
import java.util.List;

/** Gets what comes in on the connections of a session. Must not block. */
public interface Receiver {

    /**
     * The server has proved who it is; nothing was asked of it yet. On the loop, or on the thread that opens a caller
     * connection.
     *
     * @throws ManagerException if it is not the server that is wanted; ends the connection
     */
    void onWelcome(Welcome welcome);

    /** A message came within the session. On the loop, or on the thread that reads a caller connection. */
    void onMessage(Message message);

    /**
     * Messages came within the session, as many as were read at once: whoever is woken for them is woken once. On the loop.
     */
    default void onMessages(List<Message> messages) {
        messages.forEach(this::onMessage);
    }

    /** The link is broken: nothing comes any more. Once for each link that was entered, on the loop. */
    void onBroken(ManagerException why);
}
