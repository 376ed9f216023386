package dev.steward.cluster.jgroups;

import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.function.Supplier;
import org.jgroups.logging.CustomLogFactory;
import org.jgroups.logging.Log;
import org.jgroups.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Has the engine log by slf4j, and less: that a member cannot be reached is an everyday matter in a cluster, and what its
 * users need to know the log says itself. An error of the engine is a warning, its warnings are for who debugs.
 */
final class QuietLogs implements CustomLogFactory {

    private static final QuietLogs LOGS = new QuietLogs();

    private QuietLogs() {}

    /** Makes parts of the engine; other users of JGroups in this process log as before. */
    static synchronized <T> T with(Supplier<T> parts) {
        CustomLogFactory before = LogFactory.getCustomLogFactory();
        LogFactory.setCustomLogFactory(LOGS);
        try {
            return parts.get();
        } finally {
            LogFactory.setCustomLogFactory(before);
        }
    }

    @Override
    public Log getLog(Class<?> type) {
        return getLog(type.getName());
    }

    @Override
    public Log getLog(String category) {
        Logger logger = LoggerFactory.getLogger(category);
        return (Log) Proxy.newProxyInstance(
                Log.class.getClassLoader(),
                new Class<?>[] {Log.class},
                (log, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? method.invoke(logger, arguments)
                        : call(logger, method.getName(), arguments));
    }

    private static @Nullable Object call(Logger logger, String method, Object @Nullable [] arguments) {
        String word = method.toLowerCase(Locale.ROOT);
        if (word.startsWith("is")) {
            return logger.isEnabledForLevel(level(word));
        }
        if (arguments == null || word.startsWith("set")) {
            return null;
        }
        if (logger.isEnabledForLevel(level(word))) {
            logger.atLevel(level(word)).log(text(arguments));
        }
        return null;
    }

    private static Level level(String word) {
        if (word.contains("fatal")) {
            return Level.ERROR;
        }
        if (word.contains("error")) {
            return Level.WARN;
        }
        return word.contains("warn") ? Level.DEBUG : Level.TRACE;
    }

    private static String text(Object[] arguments) {
        String format = String.valueOf(arguments[0]);
        if (arguments.length < 2) {
            return format;
        }
        return arguments[1] instanceof Object[] values ? String.format(format, values) : format + ": " + arguments[1];
    }
}
