package dev.steward.cli.look;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command saw, in both forms in which it can be printed.
 *
 * @param lines for people
 * @param json for programs: maps, lists, texts, numbers, truth values and null
 */
record Look(List<String> lines, @Nullable Object json) {}
