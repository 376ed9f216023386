package dev.steward.client.proxy;

import dev.steward.api.Registered;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Type;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind an interface that mirrors what a server registered: each method gets an object or calls a function. Asks
 * for the directory with each call, because the client may have another session by then. Runs on the threads of its
 * callers.
 */
public final class RegisteredProxy implements InvocationHandler {

    /** Interfaces of the JDK that are values, not objects that live on the server. */
    private static final Set<Class<?>> VALUES = Set.of(
            java.util.List.class,
            java.util.Map.class,
            java.util.Set.class,
            java.util.Collection.class,
            Iterable.class,
            CharSequence.class,
            Comparable.class);

    private static final @Nullable Object[] NONE = {};

    private record Entry(String typeId, ServiceMethod method, boolean gets) {}

    private final Class<?> type;
    private final Supplier<Directory> directory;
    private final Map<Method, Entry> entries;

    private RegisteredProxy(Class<?> type, Supplier<Directory> directory, Map<Method, Entry> entries) {
        this.type = type;
        this.directory = directory;
        this.entries = entries;
    }

    /**
     * Returns the interface. Does not call the server.
     *
     * @param directory gives the directory of the moment
     * @throws IllegalArgumentException if it is no interface
     */
    public static <T> T create(Class<T> type, Supplier<Directory> directory) {
        Map<Method, Entry> entries = new HashMap<>();
        ServiceInterface.of(type).methods().forEach((method, known) -> {
            Registered name = method.getAnnotation(Registered.class);
            if (name != null || !known.hasOwnBody()) {
                entries.put(
                        method,
                        new Entry(name == null ? method.getName() : name.value(), known, isObject(known.result())));
            }
        });
        return type.cast(new RegisteredProxy(type, directory, entries).proxy());
    }

    private static boolean isObject(Type<?> result) {
        Class<?> raw = result.raw();
        return RemoteProxy.class.isAssignableFrom(raw) || (raw.isInterface() && !VALUES.contains(raw));
    }

    private Object proxy() {
        return Proxy.newProxyInstance(Proxies.loaderOf(type), new Class<?>[] {type}, this);
    }

    Object withDeadline(Duration deadline) {
        return new RegisteredProxy(type, () -> directory.get().withDeadline(deadline), entries).proxy();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] arguments = given == null ? NONE : given;
        Entry entry = entries.get(method);
        if (entry != null) {
            return call(entry, arguments);
        }
        ServiceMethod own = ServiceInterface.of(type).find(method);
        if (own != null) {
            return own.runOwnBody(proxy, arguments);
        }
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> type.getSimpleName() + " (what the server registered)";
            default -> throw new IllegalStateException(method + " is not a method of a proxy");
        };
    }

    private @Nullable Object call(Entry entry, @Nullable Object[] arguments) throws Throwable {
        Directory now = directory.get();
        Type<?> result = entry.method.result();
        entry.method.declared().forEach(exception -> now.caller().allow(Type.of(exception)));
        if (entry.gets && !entry.method.isAsynchronous()) {
            return now.get(entry.method, entry.typeId, arguments);
        }
        now.caller().allow(result);
        return RemoteMethod.call(now.caller(), entry.method, now.callRequest(entry.method, entry.typeId, arguments));
    }
}
