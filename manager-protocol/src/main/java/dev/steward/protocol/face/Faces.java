package dev.steward.protocol.face;

import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.Type;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalogue of the built-in types' Java faces. */
public final class Faces {
    /** The built-in typeids and the interface that each is in Java. */
    private static final Map<String, Class<?>> INTERFACES = Map.of(
            "list", SharedList.class,
            "dict", SharedDict.class,
            "namespace", SharedNamespace.class,
            "value", SharedValue.class,
            "queue", SharedQueue.class,
            "condition", SharedCondition.class);

    private Faces() {}

    /** Returns whether a typeid is a built-in type's. */
    public static boolean isBuiltIn(String typeId) {
        return INTERFACES.containsKey(typeId);
    }

    /** Returns the typeid of a shared interface, such as {@code queue} of {@link SharedQueue}, or null if it is none. */
    public static @Nullable String typeIdOf(Class<?> shared) {
        for (Map.Entry<String, Class<?>> entry : INTERFACES.entrySet()) {
            if (entry.getValue() == shared) {
                return entry.getKey();
            }
        }
        return null;
    }

    /**
     * Returns the face of an object of a built-in type. Does not call the server.
     *
     * @param typeId the built-in type that the object is of
     * @param caller the way to the object
     * @param type what the code at hand asked for: the shared interface with its arguments, an interface that it extends,
     *     or {@code Object}
     * @throws dev.steward.api.NoSuchObjectException if the face of that type is no such thing
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static RemoteProxy create(String typeId, ObjectCaller caller, Type<?> type) {
        throw new UnsupportedOperationException(typeId + caller + type);
    }

    /**
     * Returns a face of the same object each of whose calls must be answered within a time.
     *
     * @throws IllegalArgumentException if it is not a face of a built-in type
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static <T> T withDeadline(T face, Duration deadline) {
        throw new UnsupportedOperationException(face + " " + deadline);
    }
}
