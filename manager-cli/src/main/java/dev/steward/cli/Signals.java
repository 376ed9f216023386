package dev.steward.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The signals that end a process politely. The JVM's own way, a shutdown hook, ends with 143 and cannot see a second
 * signal, so this asks for the signals themselves; by reflection, because the class is not part of Java SE. A JVM without
 * it ends by the hook.
 */
final class Signals {

    private static final List<String> POLITE = List.of("TERM", "INT");
    private static final int KILLED = 137;

    private Signals() {}

    /** Runs the action on the first signal, on a thread of its own; the second one ends the JVM at once. */
    static void onFirst(Runnable drain) {
        AtomicBoolean draining = new AtomicBoolean();
        Runnable received = () -> {
            if (draining.compareAndSet(false, true)) {
                new Thread(drain, "steward-drain").start();
            } else {
                Runtime.getRuntime().halt(KILLED);
            }
        };
        try {
            handle(received);
        } catch (ReflectiveOperationException missing) {
            Runtime.getRuntime().addShutdownHook(new Thread(drain, "steward-drain"));
        }
    }

    /** Runs the action on each signal, on a thread of its own; who started this process ends it if that is not enough. */
    static void onEach(Runnable action) {
        try {
            handle(() -> new Thread(action, "steward-drain").start());
        } catch (ReflectiveOperationException missing) {
            Runtime.getRuntime().addShutdownHook(new Thread(action, "steward-drain"));
        }
    }

    private static void handle(Runnable received) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Method handle = signal.getMethod("handle", signal, handler);
        for (String name : POLITE) {
            handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy(handler, received));
        }
    }

    private static Object proxy(Class<?> handler, Runnable received) {
        InvocationHandler invocations = (proxy, method, arguments) -> switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "ends the server";
            default -> {
                received.run();
                yield null;
            }
        };
        return Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, invocations);
    }
}
