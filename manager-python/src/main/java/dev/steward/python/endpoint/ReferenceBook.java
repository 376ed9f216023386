package dev.steward.python.endpoint;

import dev.steward.api.ObjectId;
import dev.steward.protocol.transport.ByteConnection;
import dev.steward.python.face.MethodCall;
import dev.steward.python.face.PythonType;
import dev.steward.python.face.TaskCount;
import dev.steward.python.pickle.PickleNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which objects Python's clients have references to, as they count them: by the process or machine that has them, so that those
 * of the dead are dropped. The server has one reference, or a few, for all of Python's. Any thread; its monitor is held for a
 * few instructions, in a look for as many as there are places and objects that nobody counts.
 */
final class ReferenceBook {

    /** A proxy on its way from one process to another is not counted for a moment. */
    private static final long LINGER = TimeUnit.SECONDS.toNanos(5);

    private final long grace;
    private final BiConsumer<ObjectId, Integer> release;
    private final Map<ObjectId, Entry> entries = new LinkedHashMap<>();
    /** Those to which nobody has a reference; looked through again and again. */
    private final Set<Entry> idle = new LinkedHashSet<>();

    private final Map<String, Place> places = new LinkedHashMap<>();

    /** One object that Python knows. */
    static final class Entry implements MethodCall.Target {
        private final ObjectId object;
        private final PythonType type;
        private final @Nullable PickleNode note;
        private final TaskCount tasks = new TaskCount();
        private final Map<Place, Integer> counts = new LinkedHashMap<>();
        /** How many references the server has counted for Python. */
        private int held;

        private int total;
        private long idleSince;

        Entry(ObjectId object, PythonType type, @Nullable PickleNode note) {
            this.object = object;
            this.type = type;
            this.note = note;
        }

        @Override
        public ObjectId object() {
            return object;
        }

        @Override
        public @Nullable PickleNode note() {
            return note;
        }

        @Override
        public TaskCount tasks() {
            return tasks;
        }

        PythonType type() {
            return type;
        }
    }

    /**
     * Nothing yet.
     *
     * @param grace for how many nanoseconds the references of a machine stay that has no connection
     * @param release drops so many of the server's references to an object
     */
    ReferenceBook(long grace, BiConsumer<ObjectId, Integer> release) {
        this.grace = grace;
        this.release = release;
    }

    /** A connection of a client came. */
    synchronized Place came(ByteConnection connection) {
        Place place = places.computeIfAbsent(Place.nameOf(connection), name -> Place.of(connection));
        place.came();
        return place;
    }

    /** A connection is gone. */
    synchronized void went(Place place) {
        place.went(System.nanoTime());
    }

    /** Notes an object to which the server has counted one more reference for Python. */
    synchronized Entry add(ObjectId object, PythonType type, @Nullable PickleNode note) {
        Entry entry = entries.computeIfAbsent(object, id -> new Entry(id, type, note));
        entry.held++;
        idleIfUncounted(entry, System.nanoTime());
        return entry;
    }

    /** Returns what is known of an object, or null. */
    synchronized @Nullable Entry find(ObjectId object) {
        Entry entry = entries.get(object);
        if (entry != null) {
            entry.idleSince = System.nanoTime();
        }
        return entry;
    }

    /** Counts one reference more. */
    synchronized void increase(Entry entry, Place place) {
        entry.counts.merge(place, 1, Integer::sum);
        entry.total++;
        idle.remove(entry);
    }

    /** Counts one reference less, of that place or else of another one; returns false if there is none. */
    synchronized boolean decrease(Entry entry, Place place) {
        if (entry.total == 0) {
            return false;
        }
        Place having = entry.counts.containsKey(place)
                ? place
                : entry.counts.keySet().iterator().next();
        entry.counts.computeIfPresent(having, (key, count) -> count == 1 ? null : count - 1);
        entry.total--;
        idleIfUncounted(entry, System.nanoTime());
        return true;
    }

    private void idleIfUncounted(Entry entry, long since) {
        if (entry.total == 0) {
            entry.idleSince = since;
            idle.add(entry);
        }
    }

    /** Returns how many objects Python has references to. */
    synchronized int size() {
        return entries.size() - idle.size();
    }

    /**
     * Returns the objects that Python has references to, and how many to each.
     *
     * @param ident what Python knows an object by, which is their order
     */
    synchronized Map<String, Map.Entry<Entry, Integer>> counted(java.util.function.Function<ObjectId, String> ident) {
        Map<String, Map.Entry<Entry, Integer>> counted = new TreeMap<>();
        entries.forEach((object, entry) -> {
            if (entry.total > 0) {
                counted.put(ident.apply(object), Map.entry(entry, entry.total));
            }
        });
        return counted;
    }

    /** Drops the references of who is gone, and then the objects to which there is none. Called by one timer. */
    void look() {
        List<Entry> dropped = new ArrayList<>();
        synchronized (this) {
            long now = System.nanoTime();
            forgetGone(now);
            for (Iterator<Entry> all = idle.iterator(); all.hasNext(); ) {
                Entry entry = all.next();
                if (now - entry.idleSince > LINGER) {
                    all.remove();
                    entries.remove(entry.object);
                    dropped.add(entry);
                }
            }
        }
        dropped.forEach(entry -> release.accept(entry.object, entry.held));
    }

    private void forgetGone(long now) {
        for (Iterator<Place> all = places.values().iterator(); all.hasNext(); ) {
            Place place = all.next();
            if (place.isGone(now, grace)) {
                all.remove();
                for (Entry entry : entries.values()) {
                    Integer count = entry.counts.remove(place);
                    if (count != null) {
                        entry.total -= count;
                        idleIfUncounted(entry, now - 2 * LINGER);
                    }
                }
            }
        }
    }
}
