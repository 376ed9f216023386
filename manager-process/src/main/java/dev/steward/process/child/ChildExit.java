package dev.steward.process.child;

/**
 * How a child ended.
 *
 * @param code its exit code; 128 and the number of the signal if one ended it
 * @param began whether its JVM came as far as to read what to do
 */
public record ChildExit(int code, boolean began) {}
