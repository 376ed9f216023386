package dev.steward.server.registry;

import dev.steward.api.ObjectId;
import dev.steward.protocol.value.codec.AllowedClasses;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users' objects that clients hold, by number and by identity. Lanes add, the machine's outputs remove; the monitor
 * guards both maps together, a call by number takes no lock.
 */
public final class UserObjects {

    private static final Logger LOG = LoggerFactory.getLogger(UserObjects.class);

    private final Map<ObjectId, UserObject> byId = new ConcurrentHashMap<>();
    private final IdentityHashMap<Object, ObjectId> ids = new IdentityHashMap<>();
    private final Map<TableKey, ExposedMethods> tables = new ConcurrentHashMap<>();
    private final Map<String, Boolean> warned = new ConcurrentHashMap<>();
    private final AllowedClasses allowed;

    /**
     * No objects yet.
     *
     * @param allowed the classes that arguments may open; what the exposed methods of the objects name is added
     */
    public UserObjects(AllowedClasses allowed) {
        this.allowed = allowed;
    }

    /** Returns the object of a number, or null if there is none. */
    public @Nullable UserObject find(ObjectId id) {
        return byId.get(id);
    }

    /** Returns the user's own object of a number, or null if there is none. */
    public @Nullable Object targetOf(ObjectId id) {
        UserObject object = byId.get(id);
        return object == null ? null : object.target();
    }

    /** Returns the number that an object has already, or null. */
    public synchronized @Nullable ObjectId idOf(Object target) {
        return ids.get(target);
    }

    /**
     * Makes the entry of an object without giving it a number.
     *
     * @param face the interface it was registered under, or null
     * @throws IllegalArgumentException if it exposes no method; the message says what to do
     */
    public UserObject describe(String typeId, Object target, @Nullable Class<?> face) {
        if (face != null && !face.isInstance(target)) {
            throw new IllegalArgumentException("the typeid " + typeId + " is registered under " + face.getName()
                    + ", which the returned " + target.getClass().getName() + " does not implement");
        }
        warnOfLocalTwin(typeId, target);
        TableKey key = new TableKey(target.getClass(), face);
        return new UserObject(typeId, target, tables.computeIfAbsent(key, this::exposed));
    }

    private ExposedMethods exposed(TableKey key) {
        ExposedMethods methods = ExposedMethods.of(key.type, key.face);
        methods.allowArguments(allowed);
        // A parameter of the type T is what the class says that T is.
        allowed.allowArgumentsOfSupertypes(key.type);
        return methods;
    }

    /** Enters an object under the number that the directory gave it. */
    public synchronized void add(ObjectId id, UserObject object) {
        byId.put(id, object);
        ids.put(object.target(), id);
    }

    /** Removes the object of a number, if there is one. */
    public synchronized void remove(ObjectId id) {
        UserObject removed = byId.remove(id);
        if (removed != null) {
            ids.remove(removed.target(), id);
        }
    }

    private void warnOfLocalTwin(String typeId, Object target) {
        String twin = twinOf(target);
        if (twin != null && warned.put(typeId, true) == null) {
            LOG.warn(
                    "the typeid {} returned a {}, which keeps no promise when a client dies: what the client held stays held"
                            + " and what it took is lost; register {} instead",
                    typeId,
                    target.getClass().getName(),
                    twin);
        }
    }

    private static @Nullable String twinOf(Object target) {
        if (target instanceof BlockingQueue<?>) {
            return "SharedObjects.queue(..)";
        } else if (target instanceof Condition) {
            return "SharedObjects.condition()";
        } else if (target instanceof Lock || target instanceof ReadWriteLock) {
            return "SharedObjects.rlock(), or lock() if it is not re-entrant,";
        } else if (target instanceof Semaphore) {
            return "SharedObjects.semaphore(..)";
        } else if (target instanceof CyclicBarrier) {
            return "SharedObjects.barrier(..)";
        } else if (target instanceof CountDownLatch) {
            return "SharedObjects.event(), or condition() with a SharedObjects.value(..),";
        }
        return null;
    }

    private record TableKey(Class<?> type, @Nullable Class<?> face) {
        TableKey {
            Objects.requireNonNull(type, "type");
        }
    }
}
