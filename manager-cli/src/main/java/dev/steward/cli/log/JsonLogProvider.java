package dev.steward.cli.log;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Makes loggers that write JSON to standard error. How much is logged is what slf4j-simple's settings say of Steward and of all
 * else. Made by slf4j, by name. Any thread.
 */
public final class JsonLogProvider implements SLF4JServiceProvider, ILoggerFactory {

    /** The setting of how much of Steward is logged, and the one of everything else. */
    private static final String OF_STEWARD = "org.slf4j.simpleLogger.log.dev.steward";

    private static final String OF_OTHERS = "org.slf4j.simpleLogger.defaultLogLevel";
    private static final String OFF = "off";

    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter noContext = new NOPMDCAdapter();
    private final PrintStream out = System.err;

    /** For slf4j. */
    public JsonLogProvider() {}

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, made -> new JsonLogger(made, leastOf(made), out));
    }

    /** Returns the number of the least level that is logged. */
    private static int leastOf(String name) {
        String others = System.getProperty(OF_OTHERS, Level.WARN.name());
        boolean own = name.equals("dev.steward") || name.startsWith("dev.steward.");
        String level = own ? System.getProperty(OF_STEWARD, others) : others;
        if (level.equalsIgnoreCase(OFF)) {
            return Integer.MAX_VALUE;
        }
        try {
            return Level.valueOf(level.toUpperCase(Locale.ROOT)).toInt();
        } catch (IllegalArgumentException noLevel) {
            // As slf4j-simple takes it: a word that is none must not keep a program from starting.
            return Level.INFO.toInt();
        }
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return this;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return noContext;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // All is there.
    }
}
