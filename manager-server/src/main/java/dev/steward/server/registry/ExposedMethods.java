package dev.steward.server.registry;

import dev.steward.api.Exposed;
import dev.steward.api.ReturnsProxy;
import dev.steward.protocol.value.codec.AllowedClasses;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The methods of one class of users' objects that clients may call, in the order of their numbers: the methods of the
 * registered interface, else all public methods of the interfaces that the class implements. Where one of them, or of
 * the class, is marked {@link Exposed}, only the marked ones. Immutable.
 */
public final class ExposedMethods {

    private final List<ExposedMethod> methods;
    private final List<String> signatures;

    private ExposedMethods(List<ExposedMethod> methods) {
        this.methods = List.copyOf(methods);
        this.signatures = methods.stream().map(ExposedMethod::signature).toList();
    }

    /**
     * Makes the table of a class. Costs a scan by reflection: made once per class, see {@link UserObjects}.
     *
     * @param registered the interface under which the object was registered, or null
     * @throws IllegalArgumentException if nothing is exposed; the message says what to do
     */
    static ExposedMethods of(Class<?> implementation, @Nullable Class<?> registered) {
        // Sorted by signature, so that the numbers do not hang on the order in which reflection lists methods.
        Map<String, Method> candidates = new TreeMap<>();
        Set<String> marked = new LinkedHashSet<>();
        Set<String> proxied = new LinkedHashSet<>();
        for (Class<?> face : faces(implementation, registered)) {
            for (Method method : face.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers()) && !isObjectMethod(method)) {
                    candidates.putIfAbsent(ExposedMethod.signature(method), method);
                    note(method, marked, proxied);
                }
            }
        }
        for (Class<?> type = implementation; type != null && type != Object.class; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                note(method, marked, proxied);
                if (method.isAnnotationPresent(Exposed.class)) {
                    candidates.putIfAbsent(ExposedMethod.signature(method), method);
                }
            }
        }
        List<ExposedMethod> exposed = new ArrayList<>();
        candidates.forEach((signature, method) -> {
            if (marked.isEmpty() || marked.contains(signature)) {
                exposed.add(ExposedMethod.of(method, proxied.contains(signature)));
            }
        });
        if (exposed.isEmpty()) {
            throw new IllegalArgumentException(
                    implementation.getName()
                            + " exposes no method: register it under an interface, let it implement one, or mark methods @Exposed");
        }
        return new ExposedMethods(exposed);
    }

    private static void note(Method method, Set<String> marked, Set<String> proxied) {
        if (method.isAnnotationPresent(Exposed.class)) {
            marked.add(ExposedMethod.signature(method));
        }
        if (method.isAnnotationPresent(ReturnsProxy.class)) {
            proxied.add(ExposedMethod.signature(method));
        }
    }

    private static boolean isObjectMethod(Method method) {
        try {
            Object.class.getMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException itsOwn) {
            return false;
        }
    }

    /** Allows the classes that the methods name as arguments to be opened. */
    void allowArguments(AllowedClasses allowed) {
        methods.forEach(method -> method.parameters().forEach(allowed::allow));
    }

    /** Returns the method of a number, or null if there is none. */
    public @Nullable ExposedMethod method(int index) {
        return index >= 0 && index < methods.size() ? methods.get(index) : null;
    }

    /** Returns the signatures in the order of their numbers. */
    public List<String> signatures() {
        return signatures;
    }

    /** Returns the interfaces whose methods count, those of the class itself before those of its ancestors. */
    private static List<Class<?>> faces(Class<?> implementation, @Nullable Class<?> registered) {
        if (registered != null) {
            return List.of(registered);
        }
        List<Class<?>> faces = new ArrayList<>();
        for (Class<?> type = implementation; type != null; type = type.getSuperclass()) {
            faces.addAll(List.of(type.getInterfaces()));
        }
        return faces;
    }
}
