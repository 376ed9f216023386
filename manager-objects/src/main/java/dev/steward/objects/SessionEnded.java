package dev.steward.objects;

/**
 * Tells an object, and at last the directory, that a session is no more: nothing that it held stays held.
 *
 * @param session which one
 * @param died whether it ended because its client was heard of no more, and not in order
 */
public record SessionEnded(long now, SessionId session, boolean died) implements Input {}
