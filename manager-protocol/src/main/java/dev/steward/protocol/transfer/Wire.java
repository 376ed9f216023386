package dev.steward.protocol.transfer;

import dev.steward.protocol.message.Message;

/** A connection that tells when it has written: so that a transfer does not fill it faster than it empties. */
public interface Wire {

    /**
     * Sends a message. Does not block. On the connection's event loop only.
     *
     * @param whenWritten runs on the event loop once the message has left this process; never on a connection that broke
     */
    void send(Message message, Runnable whenWritten);
}
