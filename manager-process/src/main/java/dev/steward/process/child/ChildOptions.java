package dev.steward.process.child;

import java.util.List;

/**
 * How to start a child.
 *
 * @param name what messages and threads call it
 * @param daemon whether the parent ends without waiting for it
 * @param jvmOptions options of its JVM, after those that it inherits
 */
public record ChildOptions(String name, boolean daemon, List<String> jvmOptions) {

    /** Copies the list. */
    public ChildOptions {
        jvmOptions = List.copyOf(jvmOptions);
    }
}
