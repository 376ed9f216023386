package dev.steward.cli;

import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The log of the runnable jar: the one that it brings, on standard error, unless the class path has another. Set before the
 * first logger is made; later changes have no effect.
 */
final class CommandLog {

    /** How much is logged. */
    enum Level {
        /** Nothing. */
        OFF,
        /** What went wrong inside. */
        ERROR,
        /** What somebody must act on, too. */
        WARN,
        /** What happens to sessions and elements, too. */
        INFO,
        /** What helps to find a fault, too. */
        DEBUG,
        /** All there is. */
        TRACE
    }

    /** How lines look. */
    enum Format {
        /** Lines for people. */
        TEXT,
        /** JSON objects, one a line. */
        JSON
    }

    private static final String PROVIDER = "slf4j.provider";
    private static final String VERBOSITY = "slf4j.internal.verbosity";
    private static final String SERVICE_FILE = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
    private static final String OWN = "org.slf4j.simple.";
    private static final String OWN_JSON = "dev.steward.cli.log.";
    private static final String SETTINGS = "org.slf4j.simpleLogger.";

    private CommandLog() {}

    /** Has the jar's own log written, if neither the class path nor a property names another. */
    static void bind() {
        bind(CommandLog.class.getClassLoader());
    }

    static void bind(ClassLoader loader) {
        if (System.getProperty(PROVIDER) == null && loader.getResource(SERVICE_FILE) == null) {
            System.setProperty(PROVIDER, OWN + "SimpleServiceProvider");
            if (System.getProperty(VERBOSITY) == null) {
                // Else slf4j says that it does what it was told.
                System.setProperty(VERBOSITY, "WARN");
            }
        }
    }

    /**
     * Sets how lines look, where the log is the jar's own.
     *
     * @return why that had no effect, if it had none
     */
    static Optional<String> set(Format format) {
        if (format == Format.JSON && System.getProperty(PROVIDER, "").startsWith(OWN)) {
            System.setProperty(PROVIDER, OWN_JSON + "JsonLogProvider");
        }
        return unlessOwn("--log-format");
    }

    /**
     * Sets how much of Steward is logged; its libraries stay at warnings, or below.
     *
     * @return why that had no effect, if it had none
     */
    static Optional<String> set(Level level) {
        String name = level.name().toLowerCase(Locale.ROOT);
        System.setProperty(SETTINGS + "log.dev.steward", name);
        if (level.compareTo(Level.WARN) < 0) {
            System.setProperty(SETTINGS + "defaultLogLevel", name);
        }
        return unlessOwn("--log-level");
    }

    private static Optional<String> unlessOwn(String option) {
        String log = LoggerFactory.getILoggerFactory().getClass().getName();
        return log.startsWith(OWN) || log.startsWith(OWN_JSON)
                ? Optional.empty()
                : Optional.of(option + " has no effect: the class path has a log of its own (" + log
                        + "), whose settings count");
    }
}
