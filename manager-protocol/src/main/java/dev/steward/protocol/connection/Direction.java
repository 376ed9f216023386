package dev.steward.protocol.connection;

/** Who sends a message to whom. */
public enum Direction {
    /** From a client to its server. */
    TO_SERVER,
    /** From the server to a client. */
    TO_CLIENT,
    /** Either way. */
    BOTH;

    /** Returns whether a message that goes this way may come in where only that way is read. */
    public boolean includes(Direction way) {
        return this == BOTH || this == way;
    }
}
