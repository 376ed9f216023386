package dev.steward.server.machine;

import java.util.UUID;

/**
 * Which start of which server this is.
 *
 * @param serverId the random id of the server, kept over restarts where there is a state directory
 * @param epoch greater with every start; the upper half of every fencing token
 */
public record Incarnation(UUID serverId, long epoch) {

    /** Returns one for a server that keeps nothing: its epoch is the wall clock's seconds. */
    public static Incarnation withoutState(UUID serverId, long wallClockMillis) {
        return new Incarnation(serverId, wallClockMillis / 1_000);
    }
}
