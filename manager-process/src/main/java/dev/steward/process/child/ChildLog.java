package dev.steward.process.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * How a child logs: as its parent, also where the parent was told while it ran. Where nobody logs slf4j says so once, in the
 * first process of the tree, and not in each.
 */
final class ChildLog {

    private static final String VERBOSITY = "slf4j.internal.verbosity";
    private static final String PROVIDER = "slf4j.provider";
    private static final String SIMPLE_LOGGER = "org.slf4j.simpleLogger.";

    private ChildLog() {}

    /** Returns options for the JVM of a child; what it is given besides comes later and counts more. */
    static List<String> options() {
        return options(System.getProperties(), LoggerFactory.getILoggerFactory());
    }

    static List<String> options(Properties properties, ILoggerFactory loggers) {
        List<String> options = new ArrayList<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.equals(VERBOSITY) || name.equals(PROVIDER) || name.startsWith(SIMPLE_LOGGER))
                .sorted()
                .forEach(name -> options.add("-D" + name + "=" + properties.getProperty(name)));
        if (loggers instanceof NOPLoggerFactory && properties.getProperty(VERBOSITY) == null) {
            options.add("-D" + VERBOSITY + "=ERROR");
        }
        return options;
    }
}
