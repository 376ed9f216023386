package dev.steward.server.admission;

import dev.steward.vocabulary.Status;

/**
 * Why a call may not enter. Nothing was done.
 *
 * @param status what to answer with
 * @param sentence which limit or right, and the cure
 */
public record Denial(Status status, String sentence) {}
