package dev.steward.protocol.transport;

/**
 * The memory of a server, as far as what comes on a {@link ByteConnection} takes it before it is let in: arrays in the heap, of
 * which the large ones are counted. Nothing blocks for long. On the connection's event loop, but for {@link #letGo}, which any
 * thread may call.
 */
public interface ByteMemory {

    /** Of somebody who believes the other side, such as a client. */
    ByteMemory UNCOUNTED = new ByteMemory() {
        @Override
        public boolean mayHold(long bytes) {
            return true;
        }

        @Override
        public void hold(long bytes) {}

        @Override
        public void letGo(long bytes) {}

        @Override
        public void begun(int bytes, int received) {}

        @Override
        public void ended() {}
    };

    /** Returns whether an array of so many bytes may be made; some thousand bytes always. */
    boolean mayHold(long bytes);

    /** Counts an array of so many bytes. */
    void hold(long bytes);

    /** An array that was counted is not used any more. */
    void letGo(long bytes);

    /**
     * A large message has begun and is not whole. Told again whenever more of it has come. If all that have begun take too much
     * together nothing more is read of this connection until there is room; if this one does not go on while others wait it
     * is cut off, and its {@link ByteListener} told.
     *
     * @param bytes how many it has
     * @param received how many of them have come
     */
    void begun(int bytes, int received);

    /** The message that has begun is whole, or it will never be, or what comes of it is not kept. */
    void ended();
}
