package dev.steward.server.session;

import dev.steward.protocol.message.Message;
import dev.steward.protocol.transfer.Wire;

/**
 * One authenticated connection, as the rooms above the transport see it. Nothing blocks; any thread may call
 * what does not say otherwise.
 */
public interface ClientConnection extends Wire {

    /** Sends a message, together with others that are sent at the same time. Does nothing on a broken connection. */
    void send(Message message);

    /**
     * Sends a message that is large.
     *
     * @param whenGone runs once, on any thread: when the system has taken it, or when it never will
     */
    void sendLarge(Message message, Runnable whenGone);

    /** Sends a last message and closes the connection. */
    void close(Message last);

    /** Returns whether what is sent has a chance to arrive. */
    boolean isOpen();

    /** Returns the address of the other side, for logs. */
    String peer();

    /** Returns whether the other side proved the admin key. */
    boolean admin();

    /** Returns how many bytes were sent but not taken by the other side. */
    long unsentBytes();
}
