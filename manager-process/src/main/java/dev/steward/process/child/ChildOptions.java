package dev.steward.process.child;

import java.util.List;

/**
 * How to start a child.
 *
 * @param name what messages and threads call it
 * @param daemon whether the parent ends without waiting for it
 * @param endsLast whether it serves this process and its other children to the last: it ends when it is told to or when this
 *     process is gone, and not by a signal
 * @param jvmOptions options of its JVM, after those that it inherits
 * @param classPath what its class path has behind that of this process
 */
public record ChildOptions(
        String name, boolean daemon, boolean endsLast, List<String> jvmOptions, List<String> classPath) {

    /** Copies the lists. */
    public ChildOptions {
        jvmOptions = List.copyOf(jvmOptions);
        classPath = List.copyOf(classPath);
    }

    /** On the class path of this process. */
    public ChildOptions(String name, boolean daemon, boolean endsLast, List<String> jvmOptions) {
        this(name, daemon, endsLast, jvmOptions, List.of());
    }
}
