package dev.steward.face.dict;

import dev.steward.api.ObjectToken;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Type;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A namespace seen through an interface of its user. The interface is examined once, when the view is made. */
final class NamespaceView implements InvocationHandler, RemoteProxy, RemoteProxy.Forgettable {

    /** What a method of the interface does. */
    @FunctionalInterface
    private interface Access {
        @Nullable
        Object run(Object view, @Nullable Object[] arguments) throws Throwable;
    }

    private final SharedNamespaceFace namespace;
    private final String name;
    private final Map<Method, Access> methods;

    private NamespaceView(SharedNamespaceFace namespace, String name, Map<Method, Access> methods) {
        this.namespace = namespace;
        this.name = name;
        this.methods = methods;
    }

    static <T> T of(SharedNamespaceFace namespace, Class<T> type) {
        if (!type.isInterface() || type.isAnnotation()) {
            throw new IllegalArgumentException(type.getName() + " is not an interface");
        }
        Map<Method, Access> methods = new HashMap<>();
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                methods.put(method, accessOf(namespace, method));
            }
        }
        NamespaceView view = new NamespaceView(namespace, type.getSimpleName(), methods);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, view));
    }

    private static Access accessOf(SharedNamespaceFace namespace, Method method) {
        String attribute = method.getName();
        boolean reads = method.getParameterCount() == 0 && method.getReturnType() != void.class;
        if (reads) {
            Type<?> type = Type.of(method.getGenericReturnType());
            namespace.caller().allow(type);
            Access read = (view, arguments) -> namespace.get(attribute, type);
            return method.isDefault() ? withDefault(read, bodyOf(method)) : read;
        }
        if (method.isDefault()) {
            MethodHandle body = bodyOf(method);
            return (view, arguments) -> body.bindTo(view).invokeWithArguments(arguments);
        }
        if (method.getParameterCount() == 1 && method.getReturnType() == void.class) {
            return (view, arguments) -> {
                namespace.set(attribute, arguments[0]);
                return null;
            };
        }
        throw new IllegalArgumentException(method
                + " neither reads an attribute (no parameter, a result) nor sets one (one parameter, no result)");
    }

    private static Access withDefault(Access read, MethodHandle body) {
        return (view, arguments) -> {
            try {
                return read.run(view, arguments);
            } catch (NoSuchElementException notSet) {
                return body.bindTo(view).invokeWithArguments();
            }
        };
    }

    private static MethodHandle bodyOf(Method method) {
        Class<?> owner = method.getDeclaringClass();
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).unreflectSpecial(method, owner);
        } catch (IllegalAccessException closed) {
            throw new IllegalArgumentException(
                    "the body of " + method + " cannot be called: open its package to this module", closed);
        }
    }

    @Override
    public @Nullable Object invoke(Object view, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        Access access = methods.get(method);
        if (access != null) {
            return access.run(view, given);
        }
        return switch (method.getName()) {
            case "equals" -> namespace.sameObject(given[0]);
            case "hashCode" -> namespace.hashCode();
            default -> name + namespace;
        };
    }

    @Override
    public ObjectToken objectToken() {
        return namespace.objectToken();
    }

    @Override
    public Map<String, @Nullable Object> snapshot() {
        return namespace.snapshot();
    }

    @Override
    public void forget() {
        namespace.forget();
    }
}
