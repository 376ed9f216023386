package dev.steward.api;

import java.time.Duration;

/**
 * What happened in a server lately, as {@link Inspection#events} tells it.
 *
 * @param since how long ago
 * @param event what, in a word: {@code session} (opened, suspended, resumed or ended), {@code abandoned}, {@code redelivered}, {@code
 *     dead_lettered}, {@code refused}, {@code authenticated} or {@code authentication_failed}
 * @param who the session that it is about, by the first eight digits of its number, or the address of a connection
 * @param text all of it in a sentence
 */
public record EventInspection(Duration since, String event, String who, String text) {}
