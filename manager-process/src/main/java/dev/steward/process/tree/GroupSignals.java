package dev.steward.process.tree;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signals that end a process politely. By reflection, because the class is not part of Java SE; a JVM without it, or one
 * that was started with {@code -Xrs}, ends by them.
 */
public final class GroupSignals {

    private static final Logger LOG = LoggerFactory.getLogger(GroupSignals.class);

    private static final List<String> POLITE = List.of("TERM", "INT", "HUP");

    private static final List<String> OF_TERMINALS = List.of("INT");

    private GroupSignals() {}

    /** Has this process ignore them from now on. */
    static void ignore() {
        ignore(POLITE);
    }

    /**
     * Has this process ignore Ctrl-C from now on, which a terminal sends to all processes of a program: what works for
     * another one ends when that says so, or when that is gone.
     */
    public static void ignoreInterrupts() {
        ignore(OF_TERMINALS);
    }

    private static void ignore(List<String> signals) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Field nothing = handler.getField("SIG_IGN");
            for (String name : signals) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), nothing.get(null));
            }
        } catch (ReflectiveOperationException notHere) {
            LOG.debug("this process cannot ignore signals", notHere);
        }
    }
}
