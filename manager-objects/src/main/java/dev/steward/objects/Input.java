package dev.steward.objects;

/**
 * What reaches a group. Plain records, so that a log can keep them.
 *
 * <p>Every input carries the time of the machine: nanoseconds from an origin of its own, never going back, given from
 * outside.
 */
public sealed interface Input
        permits SessionInput, ObjectInput, DirectoryInput, Invoke, SessionEnded, TimePassed, Restarted, FromBackup {

    /** Returns the time of the machine in nanoseconds. */
    long now();
}
