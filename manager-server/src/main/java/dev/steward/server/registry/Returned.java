package dev.steward.server.registry;

import dev.steward.api.ObjectId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Which objects the registered callables returned, so that they are found by what they were registered under: a shared object
 * has the typeid of its type. Safe for any number of threads.
 */
public final class Returned {

    /** So many of a typeid are known, the youngest: a factory makes another one each time. */
    private static final int MOST = 1_000;

    private final Map<String, ConcurrentSkipListSet<ObjectId>> byTypeId = new ConcurrentHashMap<>();

    /** Nothing was returned yet. */
    public Returned() {}

    /** Notes what was returned by the callable of a typeid. */
    public void note(String typeId, ObjectId object) {
        ConcurrentSkipListSet<ObjectId> objects =
                byTypeId.computeIfAbsent(typeId, unknown -> new ConcurrentSkipListSet<>());
        if (objects.add(object) && objects.size() > MOST) {
            objects.pollFirst();
        }
    }

    /** Returns the objects of a typeid, of which some may be gone. */
    public Set<ObjectId> of(String typeId) {
        ConcurrentSkipListSet<ObjectId> objects = byTypeId.get(typeId);
        return objects == null ? Set.of() : objects;
    }
}
