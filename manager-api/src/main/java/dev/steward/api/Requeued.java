package dev.steward.api;

/**
 * What became of the dead letters of a queue, as {@link Inspection#requeue} tells it.
 *
 * @param requeued how many are in the queue again that gave them up, or were taken from it meanwhile
 * @param withoutRoom how many stayed, because that queue has no room
 * @param ended how many stayed, because that queue is shut down, or gone
 */
public record Requeued(long requeued, long withoutRoom, long ended) {}
