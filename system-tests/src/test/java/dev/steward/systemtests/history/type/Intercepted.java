package dev.steward.systemtests.history.type;

import dev.steward.api.RemoteProxy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A call of a proxy on its way to it, in the hands of a {@link TypeFault}. One thread.
 *
 * @param proxy what was called
 * @param method the method
 * @param arguments what with
 * @param memory what the faults of this proxy remember
 * @param random what they draw from
 * @param <P> the proxy
 */
record Intercepted<P extends RemoteProxy>(
        P proxy, Method method, List<@Nullable Object> arguments, Map<Object, Object> memory, Random random) {

    private static final String LATE = "what is done too late";

    /** Returns a proxy that does what is wrong. */
    static <P extends RemoteProxy> P spoiled(P proxy, Class<? super P> type, TypeFault fault, Random random) {
        Map<Object, Object> memory = new HashMap<>();
        Object spoiled =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object late = memory.remove(LATE);
                    Object told = fault.instead(new Intercepted<>(
                            proxy, method, arguments == null ? List.of() : List.of(arguments), memory, random));
                    if (late instanceof Runnable rest) {
                        rest.run();
                    }
                    return told;
                });
        @SuppressWarnings("unchecked")
        P same = (P) spoiled;
        return same;
    }

    boolean is(String name, int argumentCount) {
        return method.getName().equals(name) && arguments.size() == argumentCount;
    }

    /** Returns the proxy as what it is. */
    @SuppressWarnings("unchecked")
    <T> T on() {
        return (T) proxy;
    }

    Object argument(int index) {
        return arguments.get(index);
    }

    int number(int index) {
        return (Integer) arguments.get(index);
    }

    List<?> list(int index) {
        return (List<?>) arguments.get(index);
    }

    @SuppressWarnings("unchecked")
    BiFunction<Object, Object, Object> function(int index) {
        return (BiFunction<Object, Object, Object>) arguments.get(index);
    }

    @SuppressWarnings("unchecked")
    UnaryOperator<Object> operator(int index) {
        return (UnaryOperator<Object>) arguments.get(index);
    }

    /** Draws whether something is to go wrong now. */
    boolean isDue() {
        return random.nextInt(3) == 0;
    }

    /** Remembers a content and returns what was remembered before, or the content itself where nothing was. */
    @Nullable
    Object remembered(Object key, @Nullable Object content) {
        Object former = content == null ? memory.remove(key) : memory.put(key, content);
        return former == null ? content : former;
    }

    /** Does the rest of this call only after the next one. */
    void later(Runnable rest) {
        memory.put(LATE, rest);
    }

    /** Makes the call. */
    @Nullable
    Object made() throws Exception {
        try {
            return method.invoke(proxy, arguments.toArray());
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Exception ofTheObject) {
                throw ofTheObject;
            }
            throw thrown;
        }
    }

    /** Makes the call, and swallows that the object refuses it. */
    @Nullable
    Object madeIfItMay() throws Exception {
        try {
            return made();
        } catch (IllegalStateException refused) {
            return null;
        }
    }
}
