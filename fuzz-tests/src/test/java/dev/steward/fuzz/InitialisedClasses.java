package dev.steward.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which classes this JVM has initialised, told by itself: the build has it log them. Whatever bytes name, code of a class
 * runs only after that; and so does what starts a process.
 */
final class InitialisedClasses {

    private static final Path LOG = Path.of("target", "initialised.log");
    private static final Pattern LINE = Pattern.compile("Initializing '([^']+)'");

    /** Where the classes are that may run while bytes are taken: ours, the libraries', those of values, the tests'. */
    private static final List<String> ALLOWED = List.of(
            "dev.steward.",
            "com.esotericsoftware.",
            "io.netty.",
            "org.objenesis.",
            "org.slf4j.",
            "java.io.",
            "java.lang.",
            "java.math.",
            "java.net.",
            "java.nio.",
            "java.security.",
            "java.sql.",
            "java.text.",
            "java.time.",
            "java.util.",
            "javax.crypto.",
            "javax.management.ObjectName",
            "javax.security.",
            "com.sun.crypto.",
            "com.sun.jmx.mbeanserver.GetPropertyAction",
            "com.sun.jmx.mbeanserver.Util",
            "com.sun.management.",
            "com.sun.proxy.",
            "com.sun.security.",
            "jdk.internal.",
            "jdk.jfr.",
            "jdk.proxy",
            "sun.",
            "org.apache.maven.surefire.",
            "org.assertj.",
            "org.junit.",
            "org.opentest4j.");

    /** What of these may not: what starts processes and opens sockets, loads code, and the canary. */
    private static final List<String> NOT_ALLOWED = List.of(
            "dev.steward.fuzz.Canary",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessImpl",
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.URLClassLoader");

    private InitialisedClasses() {}

    /** Returns the names of those that should not have been, since a class was. */
    static List<String> outsideTheListSince(Class<?> first) throws IOException {
        return outsideTheListSince(first.getName(), Files.readString(LOG, UTF_8));
    }

    /** As {@link #outsideTheListSince(Class)}, in what a log says. */
    static List<String> outsideTheListSince(String first, String log) {
        return LINE.matcher(log)
                .results()
                .map(InitialisedClasses::nameOf)
                .dropWhile(name -> !name.equals(first))
                .filter(name -> !isAllowed(name))
                .toList();
    }

    private static String nameOf(MatchResult line) {
        return line.group(1).replace('/', '.');
    }

    private static boolean isAllowed(String name) {
        return ALLOWED.stream().anyMatch(name::startsWith) && !NOT_ALLOWED.contains(name);
    }
}
