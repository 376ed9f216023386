package dev.steward.process.child;

import org.jspecify.annotations.Nullable;

/**
 * What a parent answers a child that asked for something the tree shares.
 *
 * @param question what it asked for
 * @param content what it gets; null if that failed
 * @param failure why it gets nothing
 */
record ParentsAnswer(
        Notice question, @Nullable Object content, @Nullable String failure) {}
