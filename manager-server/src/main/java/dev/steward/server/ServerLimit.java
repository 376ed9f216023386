package dev.steward.server;

/**
 * The limits that protect a server, each with its default. Change one with
 * {@link ManagerServer.Builder#limit(ServerLimit, long)}.
 */
public enum ServerLimit {
    /** Connections at once that have proved a key. Above it a connection is refused when it has. */
    CONNECTIONS(10_000, 1, 1_000_000),
    /** How many of {@link #CONNECTIONS} are kept for the admin key. */
    ADMIN_CONNECTIONS(10, 0, 1_000),
    /**
     * Sessions at once, those whose client may come back counted. Above it a new one takes the place of one whose client
     * has been away for three seconds, or is refused; with the admin key it never is.
     */
    SESSIONS(20_000, 1, 1_000_000),
    /**
     * Connections that have not proved their key yet. Above it whoever comes takes the place of the oldest that has not said a
     * word, or else of the oldest that has had half of {@link #AUTHENTICATION_MILLIS}; if there is none, newcomers wait.
     */
    UNAUTHENTICATED(256, 1, 100_000),
    /** Connections not yet authenticated per address; loopback and Unix sockets are not counted. */
    UNAUTHENTICATED_PER_ADDRESS(16, 1, 100_000),
    /** Milliseconds in which a connection must prove its key. */
    AUTHENTICATION_MILLIS(5_000, 1, 3_600_000),
    /** Bytes of a frame once the key is proved; before it is 512. What is larger travels in chunks. */
    FRAME_BYTES(16 << 20, 1 << 10, 1 << 30),
    /** Bytes of one value, an argument or a result: up to 1 GiB and what says what it is. */
    VALUE_BYTES(64 << 20, 1 << 10, (1 << 30) + (1 << 10)),
    /** Unanswered calls of a session, those that may wait not counted. */
    CALLS(1_024, 1, 1_000_000),
    /** Unanswered calls of a session that may wait, or are of users' objects. */
    WAITING_CALLS(20_000, 1, 1_000_000),
    /**
     * Bytes of replies that a session has not acknowledged, one of more than 256 KiB counted as that; at most a 16th of the
     * heap. Above it, and when they take four times as much memory with the arguments that wait, calls that need credit are
     * refused.
     */
    KEPT_BYTES(16 << 20, 1 << 10, 1 << 30),
    /**
     * Bytes of sent but unread output per session; with more for longer than {@link #OUTPUT_MILLIS} it is cut. Large answers
     * that only tell something are sent up to here, or to a 16th of the heap, and the others when those were read.
     */
    OUTPUT_BYTES(64 << 20, 1 << 10, 1 << 30),
    /** Milliseconds for which a session may have more than {@link #OUTPUT_BYTES} unread. */
    OUTPUT_MILLIS(10_000, 1, 3_600_000),
    /** Objects at once. */
    OBJECTS(1_000_000, 1, Integer.MAX_VALUE),
    /** Elements in one queue, cells of one array, and elements of a list that is repeated. */
    QUEUE_ELEMENTS(1_000_000, 1, Integer.MAX_VALUE),
    /** What is held for clients, and what else is in the heap, in percent of the largest heap; what would be more is refused. */
    HEAP_PERCENT(80, 1, 100),
    /**
     * Platform threads for calls of users' objects, where the JDK has no virtual threads. One session gets at most half of
     * those that are not busy for others.
     */
    LANE_THREADS(1_000, 1, 100_000),
    /** Milliseconds that running calls of users' objects get to end when the server drains. */
    DRAIN_MILLIS(10_000, 0, 3_600_000),
    /** Bytes of log that a durable server writes at least before it takes a snapshot, and keeps no more what is in that. */
    SNAPSHOT_BYTES(64 << 20, 1 << 10, 1L << 40);

    private final long defaultValue;
    private final long least;
    private final long most;

    ServerLimit(long defaultValue, long least, long most) {
        this.defaultValue = defaultValue;
        this.least = least;
        this.most = most;
    }

    /** Returns what holds where nothing else was set. */
    public long defaultValue() {
        return defaultValue;
    }

    /**
     * Returns the value if the limit may be set to it.
     *
     * @throws IllegalArgumentException if it may not; the message names limit and range
     */
    long checked(long value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "the limit " + this + " must be from " + least + " to " + most + ", not " + value);
        }
        return value;
    }
}
