package dev.steward.protocol.frame;

/**
 * Says how much may be read of what comes in on one connection, and hears of large frames that do not come at once. On the
 * event loop of the connection; does not block.
 */
public interface FrameGuard {

    /** Lets everything in. */
    FrameGuard NONE = new FrameGuard() {
        @Override
        public boolean mayRead(long bytes) {
            return true;
        }

        @Override
        public boolean holdsBack() {
            return false;
        }

        @Override
        public void begun(int bytes, int received) {}

        @Override
        public void ended() {}
    };

    /**
     * Returns whether the arguments of a call, of so many bytes, may be read. If not the call is handed on as an {@link
     * dev.steward.protocol.message.UnreadCall}.
     */
    boolean mayRead(long bytes);

    /** Returns whether the connection is not to be read for now: its guard has stopped that, and goes on with it. */
    boolean holdsBack();

    /**
     * A large frame has begun and is not whole. Told again whenever more of it has come.
     *
     * @param bytes how many it has
     * @param received how many of them have come
     */
    void begun(int bytes, int received);

    /** The frame that has begun is whole and was handed on, or it will never be. */
    void ended();
}
