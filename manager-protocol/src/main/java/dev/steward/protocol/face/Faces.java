package dev.steward.protocol.face;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedArray;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedEvent;
import dev.steward.api.SharedIterator;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SharedValue;
import dev.steward.api.Type;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalogue of the built-in types' Java faces. */
public final class Faces {
    /** The built-in typeids and the interface that each is in Java. */
    private static final Map<String, Class<?>> INTERFACES = Map.ofEntries(
            entry("list", SharedList.class),
            entry("dict", SharedDict.class),
            entry("namespace", SharedNamespace.class),
            entry("value", SharedValue.class),
            entry("array", SharedArray.class),
            entry("queue", SharedQueue.class),
            entry("joinableQueue", SharedJoinableQueue.class),
            entry("iterator", SharedIterator.class),
            entry("lock", SharedLock.class),
            entry("rlock", SharedLock.class),
            entry("condition", SharedCondition.class),
            entry("semaphore", SharedSemaphore.class),
            entry("boundedSemaphore", SharedSemaphore.class),
            entry("event", SharedEvent.class),
            entry("barrier", SharedBarrier.class));

    private Faces() {}

    /** Returns whether a typeid is a built-in type's. */
    public static boolean isBuiltIn(String typeId) {
        return INTERFACES.containsKey(typeId);
    }

    /** Returns whether an interface is the face of a built-in type. */
    public static boolean isShared(Class<?> type) {
        return INTERFACES.containsValue(type);
    }

    /**
     * Returns the typeid of a shared interface, such as {@code queue} of {@link SharedQueue}; null if it is none, or more
     * than one type has it, as {@link SharedLock} is the face of plain and re-entrant locks and of conditions.
     */
    public static @Nullable String typeIdOf(Class<?> shared) {
        String only = null;
        for (Map.Entry<String, Class<?>> each : INTERFACES.entrySet()) {
            if (each.getValue() == shared) {
                if (only != null) {
                    return null;
                }
                only = each.getKey();
            }
        }
        return only;
    }

    /** Returns the only typeid whose objects have a shared interface, or null if there are several or none. */
    public static @Nullable String onlyTypeIdOf(Class<?> shared) {
        boolean extended =
                INTERFACES.values().stream().anyMatch(other -> other != shared && shared.isAssignableFrom(other));
        return extended ? null : typeIdOf(shared);
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
    public static RemoteProxy create(String typeId, ObjectCaller caller, Type<?> type) {
        Face face = faceOf(typeId, caller, type);
        if (!type.raw().isInstance(face)) {
            throw new NoSuchObjectException(
                    face.label() + " is a " + typeId + ", not a " + type + ": ask for it as "
                            + interfaceOf(typeId).getSimpleName(),
                    Outcome.NOT_EXECUTED);
        }
        return face;
    }

    private static Face faceOf(String typeId, ObjectCaller caller, Type<?> type) {
        return switch (typeId) {
            case "list" -> new SharedListFace<>(caller, type);
            case "dict" -> new SharedDictFace<>(caller, type);
            case "namespace" -> new SharedNamespaceFace(caller, type);
            case "value" -> new SharedValueFace<>(caller, type);
            case "array" -> new SharedArrayFace<>(caller, type);
            case "queue" -> new SharedQueueFace<>(caller, type);
            case "joinableQueue" -> new SharedJoinableQueueFace<>(caller, type);
            case "lock", "rlock" -> new SharedLockFace(caller, type);
            case "semaphore", "boundedSemaphore" -> new SharedSemaphoreFace(caller, type);
            case "barrier" -> new SharedBarrierFace(caller, type);
            case "event" -> new SharedEventFace(caller, type);
            case "iterator" -> new SharedIteratorFace<>(caller, type);
            case "condition" -> new SharedConditionFace(caller, type);
            default -> throw new IllegalArgumentException("no built-in type is called " + typeId);
        };
    }

    private static Class<?> interfaceOf(String typeId) {
        return requireNonNull(INTERFACES.get(typeId));
    }

    /** The most specific of the interfaces that it has: a joinable queue is a queue too. */
    private static String typeIdOf(Face face) {
        Map.Entry<String, Class<?>> found = null;
        for (Map.Entry<String, Class<?>> entry : INTERFACES.entrySet()) {
            if (entry.getValue().isInstance(face)
                    && (found == null || found.getValue().isAssignableFrom(entry.getValue()))) {
                found = entry;
            }
        }
        if (found == null) {
            throw new IllegalStateException("a face without a type: " + face.getClass());
        }
        return found.getKey();
    }

    /** Returns the same object with the types of its elements, where a value that was read declares them. */
    static RemoteProxy retyped(Face face, Type<?> type) {
        return type.arguments().isEmpty() || !type.raw().isInstance(face)
                ? face
                : create(typeIdOf(face), face.caller(), type);
    }

    /**
     * Returns an iterator over one snapshot of a shared object, or of the keys of a dict, made by its server; null if the
     * elements are those of no shared object.
     */
    // What it goes over is what the argument has.
    @SuppressWarnings("unchecked")
    public static <E extends @Nullable Object> @Nullable SharedIterator<E> iteratorOver(
            Iterable<? extends E> elements) {
        Object source = elements instanceof DictKeys<?, ?> keys ? keys.dict() : elements;
        return source instanceof Face face ? (SharedIterator<E>) face.sharedIterator() : null;
    }

    /** Returns the type that a face was asked for by, or null if it is not a face of a built-in type. */
    public static @Nullable Type<?> typeOf(Object face) {
        return face instanceof Face known ? known.type() : null;
    }

    /** Returns the way of a face to its object, or null if it is not a face of a built-in type. */
    public static @Nullable ObjectCaller callerOf(Object face) {
        return face instanceof Face known ? known.caller() : null;
    }

    /**
     * Returns a face of the same object each of whose calls must be answered within a time.
     *
     * @throws IllegalArgumentException if it is not a face of a built-in type, or the time is not more than zero
     */
    // The new face is of the same class as the one that came in, which is a T.
    @SuppressWarnings("unchecked")
    public static <T> T withDeadline(T face, Duration deadline) {
        if (!(face instanceof Face known)) {
            throw new IllegalArgumentException(
                    "not a proxy of a shared object: " + face.getClass().getName());
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("a deadline must be more than zero: " + deadline);
        }
        return (T) known.like(create(typeIdOf(known), known.caller().withDeadline(deadline), known.type()));
    }
}
