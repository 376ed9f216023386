package dev.steward.server.machine;

import java.time.Instant;
import java.util.UUID;

/**
 * Which start of which server this is.
 *
 * @param serverId the random id of the server, kept over restarts where there is a state directory
 * @param epoch greater with every start, or with every second; the upper half of every fencing token
 * @param fencingFloor where the lower half begins
 */
public record Incarnation(UUID serverId, long epoch, long fencingFloor) {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /**
     * Returns one for a server that keeps nothing: its epoch is the wall clock's seconds, and its fencing tokens begin with
     * the fraction of the second, because a server that was killed may be back in less.
     */
    public static Incarnation withoutState(UUID serverId, Instant wallClock) {
        // No lock changes hands four times in a nanosecond, so the counter never catches up with the clock.
        long fraction = ((long) wallClock.getNano() << Integer.SIZE) / NANOS_PER_SECOND;
        return new Incarnation(serverId, wallClock.getEpochSecond(), fraction);
    }

    /** Returns one whose epoch no other start has. */
    public static Incarnation ofEpoch(UUID serverId, long epoch) {
        return new Incarnation(serverId, epoch, 0);
    }
}
