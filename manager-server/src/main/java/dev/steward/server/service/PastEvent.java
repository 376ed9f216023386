package dev.steward.server.service;

/**
 * What happened.
 *
 * @param nanoTime when, by {@link System#nanoTime}
 * @param event what, in a word
 * @param who a session or an address
 * @param text a sentence
 */
public record PastEvent(long nanoTime, String event, String who, String text) {}
