package dev.steward.client.session;

import dev.steward.api.ObjectId;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The references that this session holds on the server, one for each {@link Held} that a proxy has. The garbage collector
 * tells which are unused; they are given back in batches. Proxies are made on any thread, the loop gives back.
 */
public final class HeldReferences {

    private final ReferenceQueue<Held> unused = new ReferenceQueue<>();
    // Keeps the ghosts themselves from being collected.
    private final Set<Ghost> ghosts = ConcurrentHashMap.newKeySet();

    /** One reference to an object; whoever has it can call the object. */
    public static final class Held {
        private final Ghost ghost;

        private Held(HeldReferences references, ObjectId object) {
            ghost = new Ghost(this, references.unused, object);
        }

        /** Returns whether it was given back before the garbage collector could. */
        public boolean isForgotten() {
            return ghost.forgotten.get();
        }
    }

    /** What is left of a reference when nobody can reach it any more. */
    private static final class Ghost extends PhantomReference<Held> {
        private final ObjectId object;
        private final AtomicBoolean forgotten = new AtomicBoolean();

        Ghost(Held held, ReferenceQueue<Held> queue, ObjectId object) {
            super(held, queue);
            this.object = object;
        }
    }

    /** Takes over a reference that the server has counted for this session. */
    public Held hold(ObjectId object) {
        Held held = new Held(this, object);
        ghosts.add(held.ghost);
        return held;
    }

    /** Gives a reference back with the next batch. Returns false if that was done before. */
    boolean forget(Held held) {
        return held.ghost.forgotten.compareAndSet(false, true) && held.ghost.enqueue();
    }

    /** Returns what to give back: how many references to each object, of so many objects at most. The others are left. */
    Map<ObjectId, Integer> takeUnused(int mostObjects) {
        Map<ObjectId, Integer> counts = new LinkedHashMap<>();
        while (counts.size() < mostObjects) {
            java.lang.ref.Reference<? extends Held> next = unused.poll();
            if (next == null) {
                break;
            }
            if (next instanceof Ghost ghost && ghosts.remove(ghost)) {
                counts.merge(ghost.object, 1, Integer::sum);
            }
        }
        return counts;
    }
}
