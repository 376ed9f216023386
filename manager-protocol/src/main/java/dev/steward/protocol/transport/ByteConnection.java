package dev.steward.protocol.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection that came to a server and whose bytes somebody else understands: a {@link ByteListener}, who decides with it
 * what the other side may do. Nothing blocks; any thread may call what does not say otherwise.
 */
public interface ByteConnection {

    /**
     * Sends bytes, behind those that were sent before. Does nothing on a broken connection.
     *
     * @param bytes not changed any more
     * @param whenGone runs on the connection's event loop once the system has taken them; never on a connection that broke
     */
    void send(byte[] bytes, Runnable whenGone);

    /** Closes the connection when what was sent before is gone. */
    void close();

    /** Runs something on the connection's event loop: at once if this is it. Dropped if the server has ended. */
    void execute(Runnable task);

    /**
     * The other side has proved a key. On the connection's event loop.
     *
     * @param admin whether that of an administrator
     * @return null, or why it may not stay: the server has as many connections as it takes
     */
    @Nullable
    String authenticated(boolean admin);

    /** Returns the memory that its messages come into. */
    ByteMemory memory();

    /** Returns the address of the other side, for logs. */
    String peer();

    /** Returns the address of the other side; null on a Unix socket. */
    @Nullable
    InetAddress address();

    /** Returns the address by which the other side reached this one; null on a Unix socket. */
    @Nullable
    InetSocketAddress reachedAt();

    /** Returns the process of the other side, as the system tells it on a Unix socket; 0 if it does not. */
    long processId();

    /** Returns how many bytes were sent and not taken by the other side. */
    long unsentBytes();
}
