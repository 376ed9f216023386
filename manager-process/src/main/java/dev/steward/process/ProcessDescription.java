package dev.steward.process;

/**
 * What a process of this program is, as it sees itself.
 *
 * @param name what its parent calls it; {@code MainProcess} for the first one
 * @param pid its process id
 * @param parentPid the process id of whoever started it; 0 if nobody knows
 * @param daemon whether its parent ends without waiting for it
 */
public record ProcessDescription(String name, long pid, long parentPid, boolean daemon) {}
