package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import dev.steward.api.AuthenticationException;
import dev.steward.api.CallInterruptedException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.EndOfFileException;
import dev.steward.api.ManagerException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.OverloadedException;
import dev.steward.api.ProtocolException;
import dev.steward.api.QueueShutDownException;
import dev.steward.api.RemoteObjectException;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SessionLostException;
import dev.steward.api.StaleProxyException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.api.WorkerLostException;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.decoded.Coercion;
import dev.steward.protocol.value.decoded.ReadOnlyCopies;
import dev.steward.protocol.value.jdk.JdkEnums;
import dev.steward.protocol.value.jdk.LocalObjects;
import dev.steward.protocol.value.jdk.Wrapper;
import dev.steward.protocol.value.thrown.JdkThrowables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which classes can be inside an envelope, and how: by number what {@link JdkClasses} has, by name what users wrote.
 * Looked at once per class. Stateless otherwise; safe for use by any number of threads.
 *
 * <p>What is found by number needs nobody's permission, because opening it does nothing but hold data: those classes read
 * no file, open no connection, start no thread, load no class and call nothing of what they hold, except
 * {@code equals}, {@code hashCode} and {@code compareTo} of keys, which are of allowed classes themselves. The exceptions
 * that may be opened by name ({@link JdkThrowables}, and what managers throw) hold plain data, too.
 */
final class EnvelopeClasses {

    /** The number that says: a name follows. Kryo's own, too. */
    static final int BY_NAME = 1;

    private static final Registration ENUM = new Registration(Enum.class, ValueKryo.ENUM, ValueKind.ENUM.tag());

    private static final ClassValue<Registration> REGISTRATIONS = new ClassValue<>() {
        @Override
        protected Registration computeValue(Class<?> type) {
            return find(type);
        }
    };

    /** Interfaces that whatever a list, set or map comes back as has. */
    private static final Set<Class<?>> WIDE = Set.of(Collection.class, List.class, Set.class, Map.class);

    /** What managers themselves throw, by name: a registered function may be a client, too. */
    private static final Map<String, Class<?>> MANAGERS = Stream.<Class<?>>of(
                    AuthenticationException.class,
                    CallInterruptedException.class,
                    ConnectionLostException.class,
                    EndOfFileException.class,
                    ManagerException.class,
                    ManagerTimeoutException.class,
                    MethodNotExposedException.class,
                    NoSuchObjectException.class,
                    OverloadedException.class,
                    ProtocolException.class,
                    QueueShutDownException.class,
                    RemoteObjectException.class,
                    SessionLostException.class,
                    StaleProxyException.class,
                    UnsupportedValueException.class,
                    WorkerLostException.class)
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    /** What may be opened by name without permission: what has a number, as the class of an array or of a root. */
    private static final Map<String, Class<?>> HARMLESS = new HashMap<>();

    static {
        for (ValueKind kind : ValueKind.values()) {
            if (kind != ValueKind.OPAQUE && kind != ValueKind.ENUM) {
                HARMLESS.put(kind.type().getName(), kind.type());
            }
        }
        for (Class<?> type : JdkClasses.BY_CLASS.keySet()) {
            HARMLESS.put(type.getName(), type);
        }
        for (Class<?> type : MANAGERS.values()) {
            HARMLESS.put(type.getName(), type);
        }
        HARMLESS.put(Outcome.class.getName(), Outcome.class);
        for (Class<?> type : JdkEnums.ALL) {
            HARMLESS.put(type.getName(), type);
        }
        // An enum, of which only the method tells.
        Class<?> natural = Comparator.naturalOrder().getClass();
        HARMLESS.put(natural.getName(), natural);
        for (Class<?> type : List.of(
                Object.class,
                Number.class,
                Comparable.class,
                CharSequence.class,
                Collection.class,
                boolean.class,
                byte.class,
                short.class,
                char.class,
                int.class,
                long.class,
                float.class,
                double.class)) {
            HARMLESS.put(type.getName(), type);
        }
        // A reference is a place in the envelope's table, never a token by itself.
        HARMLESS.remove(ObjectToken.class.getName());
    }

    private EnvelopeClasses() {}

    /** Returns how a class is written and read inside an envelope. */
    static Registration of(Class<?> type) {
        return REGISTRATIONS.get(type);
    }

    /** Returns what the closed set or the envelope's own table has under a number. */
    static Registration byNumber(int number) {
        ValueKind kind = ValueKind.ofTag(number);
        Registration known = kind == ValueKind.ENUM
                ? ENUM
                : kind != null ? ClosedSet.registration(kind) : JdkClasses.byNumber(number);
        if (known == null) {
            throw new KryoException("an unknown class number " + number);
        }
        return known;
    }

    /** Returns a class of that name if it may be opened here. */
    static Class<?> open(String className, AllowedClasses allowed) {
        int dimensions = 0;
        while (dimensions < className.length() && className.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions > 8) {
            throw new KryoException("an array of " + dimensions + " dimensions");
        }
        String elementName = dimensions == 0 ? className : elementName(className.substring(dimensions));
        Class<?> found = HARMLESS.get(elementName);
        if (found == null) {
            found = findException(elementName, allowed);
        }
        if (found == null) {
            throw refused(elementName, allowed.isAllowed(elementName));
        }
        for (int i = 0; i < dimensions; i++) {
            found = found.arrayType();
        }
        return found;
    }

    /** Returns a class of exceptions of that name if it may be opened here, else null. */
    static @Nullable Class<?> findException(String className, AllowedClasses allowed) {
        Class<?> known = JdkThrowables.find(className);
        if (known == null) {
            known = MANAGERS.get(className);
        }
        return known != null ? known : allowed.find(className);
    }

    private static Refusal refused(String className, boolean isAllowed) {
        String shown = className.length() <= 200 ? className : className.substring(0, 200) + "...";
        return isAllowed
                ? new Refusal("there is no class " + shown + " on the class path here", "add it")
                : new Refusal(
                        "class " + shown + " is not one that is opened here",
                        "name it in code (a Class or Type argument, a service's parameter or result), or allow it:"
                                + " ClientOptions.allow(...) on a client, ManagerServer.builder().allow(...) on a server");
    }

    private static String elementName(String descriptor) {
        return switch (descriptor) {
            case "Z" -> "boolean";
            case "B" -> "byte";
            case "S" -> "short";
            case "C" -> "char";
            case "I" -> "int";
            case "J" -> "long";
            case "F" -> "float";
            case "D" -> "double";
            default ->
                descriptor.startsWith("L") && descriptor.endsWith(";")
                        ? descriptor.substring(1, descriptor.length() - 1)
                        : descriptor;
        };
    }

    /** Returns whether it is a collection's class that a list, set or map may come back as another one than. */
    static boolean isNarrow(Class<?> declared) {
        return (Collection.class.isAssignableFrom(declared)
                        || Map.class.isAssignableFrom(declared)
                        || declared == Dictionary.class)
                && !WIDE.contains(declared);
    }

    /** Refuses what would come back as a collection of another class, which the declared one does not take. */
    static void requireComesBackAs(Class<?> declared, @Nullable Object value) {
        if (value == null || ValueKind.of(value.getClass()) == ValueKind.REFERENCE || RemoteProxy.isProxy(value)) {
            // A proxy comes back as a proxy, whatever its class is besides.
            return;
        }
        Class<?> read = of(value.getClass()).getType();
        if (!declared.isAssignableFrom(read) && !Coercion.makes(declared)) {
            throw new Refusal(
                    "a " + value.getClass().getName() + " comes back as a " + read.getName() + ", which does not fit a "
                            + declared.getName(),
                    "declare " + read.getName() + " or its interface");
        }
    }

    /** What tells two versions of a class apart: the names and types of its fields. 0 where there is nothing to tell. */
    static int shape(Registration registration) {
        return registration.getSerializer() instanceof UserObjectSerializer serializer ? serializer.shape() : 0;
    }

    static void checkShape(Registration registration, int received) {
        if (received != shape(registration)) {
            String here = registration.getSerializer() instanceof UserObjectSerializer serializer
                    ? serializer.fieldsHere()
                    : "";
            throw new Refusal(
                    registration.getType().getName() + " has other fields there than here, where it has "
                            + (here.isEmpty() ? "none" : here),
                    "use the same version of it on both sides");
        }
    }

    private static Registration find(Class<?> type) {
        Registration exact = JdkClasses.BY_CLASS.get(type);
        if (exact != null) {
            return exact;
        }
        if (Wrapper.of(type) != null) {
            return jdk(JdkClasses.WRAPPER);
        }
        ValueKind kind = ValueKind.of(type);
        boolean ofTheJdk = AllowedClasses.isOfTheJdk(type);
        if (kind == ValueKind.ENUM) {
            return ENUM;
        }
        if (kind == ValueKind.LIST || kind == ValueKind.SET || kind == ValueKind.MAP) {
            Registration readOnly = ClosedSet.registration(kind);
            if (readOnly != null && type.getNestHost() == ReadOnlyCopies.class) {
                // What was received inside a user's object is sent on as it came.
                return readOnly;
            }
            return ofTheJdk ? familyOf(type, kind) : byName(type, UserContainer.of(type));
        }
        Registration closed = ClosedSet.registration(kind);
        if (closed != null) {
            return closed;
        }
        if (type.isArray()) {
            return byName(type, new JdkContainers.ArraySerializer(type.getComponentType()));
        }
        if (JdkComparators.is(type)) {
            return jdk(Comparator.class);
        }
        if (Throwable.class.isAssignableFrom(type)) {
            return jdk(Throwable.class);
        }
        LocalObjects.refuse(type);
        if (ofTheJdk || type.getNestHost() == ReadOnlyCopies.class) {
            Registration family = JdkClasses.byFamily(type);
            if (family != null) {
                return family;
            }
            throw LocalObjects.cannotTravel(type);
        }
        if (Collection.class.isAssignableFrom(type)) {
            return byName(type, UserContainer.of(type));
        }
        return byName(type, UserObjectSerializer.of(type));
    }

    private static Registration byName(Class<?> type, Serializer<?> serializer) {
        return new Registration(type, serializer, BY_NAME);
    }

    /**
     * The JDK has many classes of lists, sets and maps that have no public name: views, unmodifiable, checked. What
     * cannot be changed comes back as a read-only copy, all else as the usual class of its family.
     */
    private static Registration familyOf(Class<?> type, ValueKind kind) {
        if (EnumSet.class.isAssignableFrom(type)) {
            return jdk(EnumSet.class);
        }
        String name = type.getName();
        boolean fixed = name.startsWith("java.util.ImmutableCollections$")
                || name.startsWith("java.util.Collections$Unmodifiable")
                || name.startsWith("java.util.Collections$Empty")
                || name.startsWith("java.util.Collections$Singleton");
        if (fixed) {
            Registration readOnly = ClosedSet.registration(kind);
            if (readOnly != null) {
                return readOnly;
            }
        }
        if (SortedSet.class.isAssignableFrom(type)) {
            return jdk(TreeSet.class);
        }
        if (SortedMap.class.isAssignableFrom(type)) {
            return jdk(TreeMap.class);
        }
        if (ConcurrentMap.class.isAssignableFrom(type)) {
            return jdk(ConcurrentHashMap.class);
        }
        return switch (kind) {
            case SET -> jdk(LinkedHashSet.class);
            case MAP -> jdk(LinkedHashMap.class);
            default -> jdk(ArrayList.class);
        };
    }

    private static Registration jdk(Class<?> type) {
        Registration known = JdkClasses.BY_CLASS.get(type);
        if (known == null) {
            throw new IllegalStateException(type + " has no number");
        }
        return known;
    }
}
