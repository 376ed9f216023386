package dev.steward.server.log;

import dev.steward.objects.GroupId;
import dev.steward.objects.Input;

/**
 * What a log keeps of what happens to the machine: an input, with the time at which it was given. Time that passes is an
 * entry too, {@link dev.steward.objects.TimePassed} for the directory.
 *
 * @param to the group that the input is for
 * @param input what happens
 */
public record LogEntry(GroupId to, Input input) {}
