package dev.steward.server.registry;

import dev.steward.api.ReturnsProxy;
import dev.steward.api.Type;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One method of a user's object that clients may call. Made once per class; a call looks nothing up. Immutable. */
public final class ExposedMethod {

    private static final MethodType UNIFORM = MethodType.methodType(Object.class, Object.class, Object[].class);

    private final String name;
    private final String signature;
    private final String printed;
    private final @Nullable Class<?> proxyFace;
    private final List<Type<?>> parameters;
    private final boolean returnsProxy;
    private final MethodHandle handle;

    private ExposedMethod(Method method, boolean returnsProxy, MethodHandle handle) {
        this.name = method.getName();
        this.signature = signature(method);
        this.printed = method.getDeclaringClass().getSimpleName() + "." + name
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
        this.parameters = Arrays.stream(method.getGenericParameterTypes())
                .<Type<?>>map(Type::of)
                .toList();
        this.returnsProxy = returnsProxy;
        this.proxyFace = method.getReturnType().isInterface() ? method.getReturnType() : null;
        this.handle = handle;
    }

    /** Makes the entry of a method, seen from the class that exposes it. */
    static ExposedMethod of(Method method, boolean returnsProxy) {
        try {
            method.setAccessible(true);
            MethodHandle handle = MethodHandles.lookup()
                    .unreflect(method)
                    .asFixedArity()
                    .asType(MethodType.genericMethodType(method.getParameterCount() + 1))
                    .asSpreader(Object[].class, method.getParameterCount())
                    .asType(UNIFORM);
            return new ExposedMethod(method, returnsProxy || method.isAnnotationPresent(ReturnsProxy.class), handle);
        } catch (IllegalAccessException | RuntimeException closed) {
            throw new IllegalArgumentException(
                    "cannot expose " + method + ": open its package to this module, or make the interface public",
                    closed);
        }
    }

    /** Returns the name and the erased parameter types, such as {@code add(II)}; what a client finds the method by. */
    static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::descriptorString)
                        .collect(Collectors.joining("", "(", ")"));
    }

    /** Returns the name and the erased parameter types, such as {@code add(II)}. */
    public String signature() {
        return signature;
    }

    /** Returns the name alone. */
    public String name() {
        return name;
    }

    /** Returns the types of the parameters. */
    List<Type<?>> parameters() {
        return parameters;
    }

    /** Returns the interface that a proxy of the result has, or null for all that the result implements. */
    public @Nullable Class<?> proxyFace() {
        return proxyFace;
    }

    /** Returns whether the result stays on the server and the caller gets a proxy. */
    public boolean returnsProxy() {
        return returnsProxy;
    }

    /**
     * Calls the method. Runs user code; may block.
     *
     * @param arguments as decoded; integers are widened to what the method declares
     * @throws ArgumentMismatch if number or type of the arguments is wrong; the method did not run then
     * @throws Throwable whatever the method throws
     */
    public @Nullable Object invoke(Object target, List<? extends @Nullable Object> arguments) throws Throwable {
        @Nullable Object[] converted = DeclaredArguments.convert(printed, parameters, arguments);
        return handle.invokeExact(target, converted);
    }

    @Override
    public String toString() {
        return printed;
    }
}
