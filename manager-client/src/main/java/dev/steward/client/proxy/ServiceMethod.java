package dev.steward.client.proxy;

import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.vocabulary.BuiltInType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a client must know of one method of a user's interface. Made once for each interface; a call looks nothing up but
 * this. Immutable.
 */
final class ServiceMethod {

    private final Method method;
    private final String signature;
    private final boolean asynchronous;
    private final Type<?> result;
    private final List<Class<?>> declared;
    private final @Nullable MethodHandle ownBody;
    /** Which parameters are of an interface of the user, from 0. */
    private final int[] interfaces;

    ServiceMethod(Method method) {
        this.method = method;
        this.signature = method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::descriptorString)
                        .collect(Collectors.joining("", "(", ")"));
        Class<?> returned = method.getReturnType();
        this.asynchronous =
                returned == CompletableFuture.class || returned == CompletionStage.class || returned == Future.class;
        this.result = asynchronous ? Type.of(futureOf(method)) : Type.of(method.getGenericReturnType());
        this.declared = List.of(method.getExceptionTypes());
        this.ownBody = method.isDefault() ? bodyOf(method) : null;
        Class<?>[] parameters = method.getParameterTypes();
        this.interfaces = IntStream.range(0, parameters.length)
                .filter(index -> mayBeCalledBack(parameters[index]))
                .toArray();
    }

    private static java.lang.reflect.Type futureOf(Method method) {
        return method.getGenericReturnType() instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }

    // A private lookup reaches interfaces that are not public, but none of a module that keeps its packages closed,
    // such
    // as the JDK's own; for those InvocationHandler.invokeDefault is the way.
    private static @Nullable MethodHandle bodyOf(Method method) {
        Class<?> owner = method.getDeclaringClass();
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).unreflectSpecial(method, owner);
        } catch (IllegalAccessException closed) {
            return null;
        }
    }

    /** Returns the name and the erased parameter types, such as {@code add(II)}: what the server's list has. */
    String signature() {
        return signature;
    }

    /** Returns the name alone. */
    String name() {
        return method.getName();
    }

    int parameterCount() {
        return method.getParameterCount();
    }

    /** Returns whether it answers with a future. */
    boolean isAsynchronous() {
        return asynchronous;
    }

    /** Returns the type of the result, or of what the future gives. */
    Type<?> result() {
        return result;
    }

    /** Of an interface of the JDK it depends on the object whether it is a value, which its encoding tells. */
    private static boolean mayBeCalledBack(Class<?> parameter) {
        return parameter.isInterface()
                && !parameter.isSealed()
                && !BuiltInType.isFace(parameter)
                && !RemoteProxy.class.isAssignableFrom(parameter)
                && !AllowedClasses.isOfTheJdk(parameter);
    }

    /**
     * Refuses an argument that was meant to be called here, such as a listener: its copy would run on the server. What is a
     * value, though the parameter is an interface, is a record, an enum constant or of a class that was allowed by name.
     *
     * @param object names the object, for the message
     * @throws UnsupportedValueException with the parameter and what to pass
     */
    void refuseCallbacks(@Nullable Object[] arguments, AllowedClasses allowed, Supplier<String> object) {
        for (int index : interfaces) {
            Object argument = arguments[index];
            if (argument != null
                    && !(argument instanceof Record)
                    && !(argument instanceof Enum<?>)
                    && !RemoteProxy.isProxy(argument)
                    && !allowed.isNamed(argument.getClass().getName())) {
                throw new UnsupportedValueException(
                        object.get() + ", " + this + ": argument " + (index + 1) + " is a "
                                + method.getParameterTypes()[index].getSimpleName() + " of this process ("
                                + argument.getClass().getName()
                                + "), and a server does not call back; pass a SharedQueue that"
                                + " the server puts into, or, if it is a value, a record or an object of a class that"
                                + " ClientOptions.allow names",
                        Outcome.NOT_EXECUTED);
            }
        }
    }

    /** Returns the exceptions that it declares. */
    List<Class<?>> declared() {
        return declared;
    }

    /** Returns whether it has a body of its own that can run here. */
    boolean hasOwnBody() {
        return method.isDefault();
    }

    /** Runs the default method here. */
    @Nullable
    Object runOwnBody(Object proxy, @Nullable Object[] arguments) throws Throwable {
        MethodHandle body = ownBody;
        if (body == null) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return body.bindTo(proxy).invokeWithArguments(arguments);
    }

    /** Returns the name of the method with its parameters, for messages. */
    @Override
    public String toString() {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
