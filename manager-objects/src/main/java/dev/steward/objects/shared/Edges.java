package dev.steward.objects.shared;

import dev.steward.api.ObjectId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.Outputs;
import dev.steward.objects.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which objects the values stored in one object refer to, and how often; and how much memory those values take. Tells the directory of the first and the last
 * only, and of both in the right order: what was added before the answer leaves (the caller's pin ends with it), what
 * was removed after it (the answer may carry it away).
 */
public final class Edges {

    /** What keeping a value takes besides the value: its place, its stamp, and room to grow. */
    private static final long PLACE_BYTES = 48;

    private final Map<ObjectId, Integer> counts = new LinkedHashMap<>();
    /** What this turn touched, and whether it was there before. */
    private final Map<ObjectId, Boolean> touched = new LinkedHashMap<>();

    private long heldBytes;

    /** Returns whether nothing is referred to. */
    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Returns about how many bytes the stored values take. */
    public long heldBytes() {
        return heldBytes;
    }

    /** Counts a value that is stored now, and what it refers to. */
    public void add(Value value) {
        heldBytes += PLACE_BYTES + value.footprint();
        for (ObjectId target : value.references()) {
            touched.putIfAbsent(target, counts.containsKey(target));
            counts.merge(target, 1, Integer::sum);
        }
    }

    /** Counts a value that is stored no more, and what it referred to. */
    public void remove(Value value) {
        heldBytes -= PLACE_BYTES + value.footprint();
        for (ObjectId target : value.references()) {
            touched.putIfAbsent(target, true);
            counts.computeIfPresent(target, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Counts that nothing is stored any more. What was may be left out if none of it refers to anything. */
    public void removeAll(List<Value> stored) {
        stored.forEach(this::remove);
        heldBytes = 0;
    }

    /** Tells the directory what the object refers to since this turn began. */
    public void sendAdded(ObjectId container, long now, Outputs out) {
        if (touched.isEmpty()) {
            return;
        }
        touched.forEach((target, before) -> {
            if (!before && counts.containsKey(target)) {
                out.forward(GroupId.DIRECTORY, new DirectoryInput.EdgeAdded(now, container, target));
            }
        });
    }

    /** Tells the directory what the object refers to no more, and ends the turn. */
    public void sendRemoved(ObjectId container, long now, Outputs out) {
        if (touched.isEmpty()) {
            return;
        }
        touched.forEach((target, before) -> {
            if (before && !counts.containsKey(target)) {
                out.forward(GroupId.DIRECTORY, new DirectoryInput.EdgeRemoved(now, container, target));
            }
        });
        touched.clear();
    }

    /** Takes what is stored as known to the directory: after creation and after a restore. */
    void settle() {
        touched.clear();
    }

    /** Adds stored values after a restore; the directory knows them already. */
    public void restore(List<Value> stored) {
        stored.forEach(this::add);
        settle();
    }

    /** Returns what is referred to, each object once. */
    List<ObjectId> targets() {
        return List.copyOf(counts.keySet());
    }

    /** Returns the references of these values, one after the other; walks only if there are any at all. */
    public List<ObjectId> of(List<Value> stored) {
        if (counts.isEmpty()) {
            return List.of();
        }
        List<ObjectId> references = new ArrayList<>();
        for (Value value : stored) {
            references.addAll(value.references());
        }
        return List.copyOf(references);
    }
}
