package dev.steward.protocol.transport;

import java.nio.ByteBuffer;

/** Who understands the bytes of a {@link ByteConnection}. On the connection's event loop: nothing may block. */
public interface ByteListener {

    /** The connection may stay. Called once, first. */
    void opened();

    /**
     * Some bytes came.
     *
     * @param bytes all of them are to be taken now: the memory is used again
     * @throws dev.steward.api.ProtocolException if they make no sense: the connection is closed then
     */
    void received(ByteBuffer bytes);

    /**
     * The connection is closed in a moment, because others need the memory that a message takes which does not go on. There is
     * time for a last word.
     *
     * @param reason which memory, as a sentence for people
     */
    void cut(String reason);

    /**
     * The connection is gone. Called once, last.
     *
     * @param orderly whether the other side closed it after it had read all that was sent, which a system says; not if it
     *     broke, or this side closed it
     */
    void closed(boolean orderly);
}
