package dev.steward.server.machine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Which start of which server this is.
 *
 * @param serverId the random id of the server, kept over restarts where there is a state directory
 * @param epoch greater with every start, or as time goes on; the upper half of every fencing token
 * @param fencingFloor where the lower half begins
 */
public record Incarnation(UUID serverId, long epoch, long fencingFloor) {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** 2030 begins. */
    private static final long SLOWER_FROM = 1_893_456_000;

    private static final int BITS_OF_SECOND = 32;

    /** No lock changes hands once in four nanoseconds, so the counter never catches up with the clock. */
    private static final int BITS_OF_SLOWER_SECOND = 28;

    private static final long FIRST_SLOWER = SLOWER_FROM << BITS_OF_SECOND;
    private static final long LAST_SECOND =
            SLOWER_FROM + ((Long.MAX_VALUE - FIRST_SLOWER) >> BITS_OF_SLOWER_SECOND) - 1;

    /**
     * Returns one for a server that keeps nothing: its fencing tokens begin where the wall clock is, to a fraction of a second,
     * because a server that was killed may be back in less. A second takes 2^32 of them until 2030, as it always did, so that
     * they grow from each release to the next; from then on it takes 2^28, so that they last until 2158.
     *
     * @throws IllegalStateException if the clock is beyond that
     */
    public static Incarnation withoutState(UUID serverId, Instant wallClock) {
        long second = wallClock.getEpochSecond();
        if (second > LAST_SECOND) {
            throw new IllegalStateException("the clock of this machine says " + wallClock
                    + ", and fencing tokens of a server without a state directory end in "
                    + Instant.ofEpochSecond(LAST_SECOND)
                            .atOffset(ZoneOffset.UTC)
                            .getYear()
                    + ": correct it, or give the server a state directory");
        }
        long token = second < SLOWER_FROM
                ? tokenAt(second, wallClock.getNano(), BITS_OF_SECOND)
                : FIRST_SLOWER + tokenAt(second - SLOWER_FROM, wallClock.getNano(), BITS_OF_SLOWER_SECOND);
        return new Incarnation(serverId, token >> Integer.SIZE, token & 0xFFFF_FFFFL);
    }

    private static long tokenAt(long second, long nano, int bitsOfSecond) {
        return (second << bitsOfSecond) + (nano << bitsOfSecond) / NANOS_PER_SECOND;
    }

    /** Returns one whose epoch no other start has. */
    public static Incarnation ofEpoch(UUID serverId, long epoch) {
        return new Incarnation(serverId, epoch, 0);
    }
}
