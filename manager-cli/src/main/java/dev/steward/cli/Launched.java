package dev.steward.cli;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** How this program was started, so that what it tells somebody to type works. */
final class Launched {

    /** Where a script that starts the jar says what it is called. */
    private static final String PROPERTY = "steward.command";

    private static final String NAME = "steward";

    private Launched() {}

    /** Returns the words before those of a command, such as {@code ./steward} or {@code java -jar steward.jar}. */
    static String command() {
        return command(System.getProperty(PROPERTY), System.getProperty("java.class.path", ""));
    }

    static String command(@Nullable String script, String classPath) {
        if (script != null && !script.isEmpty()) {
            return ShellWord.of(script);
        }
        boolean isRunnableJar = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
        return isRunnableJar ? "java -jar " + ShellWord.of(classPath) : NAME;
    }

    /** Returns whether the script started it, which has commands of its own besides. */
    static boolean byScript() {
        return System.getProperty(PROPERTY) != null;
    }
}
