package dev.steward.python.endpoint;

import java.time.Duration;

/**
 * What Python's clients may do.
 *
 * @param md5 whether they may prove the key by MD5, as those up to 3.11 do
 * @param grace how long references of a machine stay that has no connection, over TCP
 */
public record Options(boolean md5, Duration grace) {}
