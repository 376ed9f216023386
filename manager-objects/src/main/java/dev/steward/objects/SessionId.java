package dev.steward.objects;

/**
 * One client process, for as long as the server knows it: 128 random bits. Also the name of the session's group.
 *
 * @param high the first half
 * @param low the second half
 */
public record SessionId(long high, long low) implements GroupId, Comparable<SessionId> {

    /**
     * The server's own process. It never ends and has no group: answers to its callers, and those with a negative
     * number, go straight to the driver as replies.
     */
    public static final SessionId LOCAL = new SessionId(0, 0);

    @Override
    public int compareTo(SessionId other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    /** Returns the first eight hexadecimal digits, enough to tell sessions apart in a log. */
    @Override
    public String toString() {
        return this.equals(LOCAL) ? "local" : String.format("%08x", high >>> 32);
    }
}
