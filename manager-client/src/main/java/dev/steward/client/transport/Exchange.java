package dev.steward.client.transport;

/** How one call stands, as far as the connection that carries it must know. */
public interface Exchange {

    /** Returns whether nothing more of it comes on the connection that carried it. */
    boolean isOver();

    /** Returns whether the answer may take much longer than its way. */
    boolean mayWait();

    /** Returns the {@link System#nanoTime} at which its caller stops waiting; {@link Long#MAX_VALUE} for never. */
    long deadline();
}
