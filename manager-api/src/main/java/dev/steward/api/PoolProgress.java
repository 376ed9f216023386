package dev.steward.api;

/**
 * How far tasks that were brought together have come.
 *
 * @param ended how many have ended, well or not
 * @param total how many there are, or -1 if that is not known yet
 * @param isDone whether the result is there
 */
public record PoolProgress(long ended, long total, boolean isDone) {}
