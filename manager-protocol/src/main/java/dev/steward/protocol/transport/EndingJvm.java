package dev.steward.protocol.transport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the threads of loops from holding up the end of this JVM. HotSpot gives threads in native code 300 ms when a JVM ends,
 * and a thread that waits in a selector is in native code. So from the first shutdown hook on a loop does not wait there any
 * more: it rests for a millisecond and looks. What other hooks do over its connections goes on meanwhile. Safe for use by any
 * number of threads.
 */
public final class EndingJvm {

    private static final long NANOS_TO_REST = TimeUnit.MILLISECONDS.toNanos(1);

    private static final Map<Object, Runnable> LOOPS = new HashMap<>();

    private static @Nullable Thread hook;

    private static volatile boolean begun;

    private EndingJvm() {}

    /**
     * A loop begins: it is woken when this JVM begins to end. To be followed by {@link #leave}.
     *
     * @param loop the loop, by its identity
     * @param wake wakes it if it waits; called at most once, on the thread of a shutdown hook; must not block
     */
    public static synchronized void enter(Object loop, Runnable wake) {
        if (begun) {
            return;
        }
        LOOPS.put(loop, wake);
        if (hook == null) {
            Thread made = new Thread(EndingJvm::begin, "manager-wake-loops");
            try {
                Runtime.getRuntime().addShutdownHook(made);
                hook = made;
            } catch (IllegalStateException ending) {
                begin();
            }
        }
    }

    /** A loop ends. After the last one nothing keeps this class from being unloaded. */
    public static synchronized void leave(Object loop) {
        LOOPS.remove(loop);
        Thread set = hook;
        if (set != null && LOOPS.isEmpty() && !begun) {
            try {
                Runtime.getRuntime().removeShutdownHook(set);
                hook = null;
            } catch (IllegalStateException ending) {
                // The hook runs anyway, and finds nobody.
                return;
            }
        }
    }

    private static void begin() {
        List<Runnable> waiting;
        synchronized (EndingJvm.class) {
            begun = true;
            waiting = new ArrayList<>(LOOPS.values());
            LOOPS.clear();
        }
        waiting.forEach(Runnable::run);
    }

    /** Returns whether this JVM has begun to end, so that a loop is to {@link #rest} where it would wait in native code. */
    public static boolean hasBegun() {
        return begun;
    }

    /** Waits for a millisecond, or less, outside of native code. */
    public static void rest() {
        LockSupport.parkNanos(NANOS_TO_REST);
    }
}
