package dev.steward.objects.type;

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
 * Which objects the values stored in one object refer to, and how often. Tells the directory of the first and the last
 * only, and of both in the right order: what was added before the answer leaves (the caller's pin ends with it), what
 * was removed after it (the answer may carry it away).
 */
final class Edges {

    private final Map<ObjectId, Integer> counts = new LinkedHashMap<>();
    /** What this turn touched, and whether it was there before. */
    private final Map<ObjectId, Boolean> touched = new LinkedHashMap<>();

    boolean isEmpty() {
        return counts.isEmpty();
    }

    void add(Value value) {
        for (ObjectId target : value.references()) {
            touched.putIfAbsent(target, counts.containsKey(target));
            counts.merge(target, 1, Integer::sum);
        }
    }

    void remove(Value value) {
        for (ObjectId target : value.references()) {
            touched.putIfAbsent(target, true);
            counts.computeIfPresent(target, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    void sendAdded(ObjectId container, long now, Outputs out) {
        if (touched.isEmpty()) {
            return;
        }
        touched.forEach((target, before) -> {
            if (!before && counts.containsKey(target)) {
                out.forward(GroupId.DIRECTORY, new DirectoryInput.EdgeAdded(now, container, target));
            }
        });
    }

    void sendRemoved(ObjectId container, long now, Outputs out) {
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

    /** Returns the references of these values, one after the other; walks only if there are any at all. */
    List<ObjectId> of(List<Value> stored) {
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
