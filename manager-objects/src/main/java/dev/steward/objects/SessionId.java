package dev.steward.objects;

import java.util.HexFormat;

/**
 * One client process, for as long as the server knows it: 128 random bits. Also the name of the session's group.
 *
 * @param high the first half
 * @param low the second half
 */
public record SessionId(long high, long low) implements GroupId, Comparable<SessionId> {

    private static final int DIGITS_OF_HALF = 16;
    private static final int BITS_OF_DIGIT = 4;

    /**
     * The server's own process. It never ends and has no group: answers to its callers, and those with a negative
     * number, go straight to the driver as replies.
     */
    public static final SessionId LOCAL = new SessionId(0, 0);

    /** Reads what {@link #toHex} wrote, of a client's session. */
    public static SessionId ofHex(String digits) {
        return new SessionId(
                Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, digits.length(), 16));
    }

    /** Returns the whole of it as 32 hexadecimal digits; those that {@link #toString} returns come first. */
    public String toHex() {
        return this.equals(LOCAL) ? toString() : String.format("%016x%016x", high, low);
    }

    /** Returns whether the digits that {@link #toHex} returns begin so, in whatever case; not of {@link #LOCAL}. */
    public boolean beginsWith(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            long half = i < DIGITS_OF_HALF ? high : low;
            int shift = Long.SIZE - (i % DIGITS_OF_HALF + 1) * BITS_OF_DIGIT;
            char digit = digits.charAt(i);
            if (i >= 2 * DIGITS_OF_HALF
                    || !HexFormat.isHexDigit(digit)
                    || HexFormat.fromHexDigit(digit) != (half >>> shift & 0xF)) {
                return false;
            }
        }
        return true;
    }

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
