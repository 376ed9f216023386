package dev.steward.client.proxy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of one interface of a user. Made once for each interface, by reflection. Immutable. */
final class ServiceInterface {

    private static final ClassValue<ServiceInterface> KNOWN = new ClassValue<>() {
        @Override
        protected ServiceInterface computeValue(Class<?> type) {
            return new ServiceInterface(type);
        }
    };

    private final Class<?> type;
    private final Map<Method, ServiceMethod> methods = new HashMap<>();

    private ServiceInterface(Class<?> type) {
        this.type = type;
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                methods.put(method, new ServiceMethod(method));
            }
        }
    }

    /**
     * Returns the methods of an interface.
     *
     * @throws IllegalArgumentException if it is none
     */
    static ServiceInterface of(Class<?> type) {
        if (!type.isInterface() || type.isAnnotation()) {
            throw new IllegalArgumentException(type.getName() + " is no interface, and only interfaces have proxies");
        }
        return KNOWN.get(type);
    }

    Class<?> type() {
        return type;
    }

    /** Returns what is known of a method, or null if it is none of the interface's own. */
    @Nullable
    ServiceMethod find(Method method) {
        return methods.get(method);
    }

    /** Returns all methods. */
    Map<Method, ServiceMethod> methods() {
        return methods;
    }
}
