package dev.steward.objects.lock;

import dev.steward.api.ObjectId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.waiting.WaitingLine;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shared objects that share one lock: the lock itself, and conditions, each with the calls that wait for its signal. */
final class LockMembers {

    private final Set<ObjectId> all = new LinkedHashSet<>();
    private final Map<ObjectId, WaitingLine> lines = new LinkedHashMap<>();
    /** What was called otherwise before it belonged to a server: a call that was made then may come after. */
    private final Map<ObjectId, ObjectId> renamed = new LinkedHashMap<>();

    void addLock(ObjectId lock) {
        all.add(lock);
    }

    void addCondition(ObjectId condition) {
        all.add(condition);
        lines.put(condition, new WaitingLine());
    }

    /** Returns what an object is called now. */
    ObjectId present(ObjectId object) {
        return renamed.getOrDefault(object, object);
    }

    /** Returns the calls that wait for the signal of a condition; null if there is no such condition. */
    @Nullable
    WaitingLine line(ObjectId condition) {
        return lines.get(condition);
    }

    void remove(ObjectId object) {
        all.remove(object);
        lines.remove(object);
    }

    /** Goes on with a member under another id. */
    void rename(ObjectId from, ObjectId to) {
        if (all.remove(from)) {
            all.add(to);
        }
        WaitingLine line = lines.remove(from);
        if (line != null) {
            lines.put(to, line);
        }
        renamed.put(from, to);
    }

    boolean contains(ObjectId object) {
        return all.contains(object);
    }

    /** Returns the one that has been here longest, or null. */
    @Nullable
    ObjectId first() {
        return all.isEmpty() ? null : all.iterator().next();
    }

    void save(StateWriter writer) {
        writer.writeInt(all.size());
        for (ObjectId object : all) {
            writer.writeObject(object);
            writer.writeBoolean(lines.containsKey(object));
        }
        writer.writeInt(renamed.size());
        renamed.forEach((from, to) -> {
            writer.writeObject(from);
            writer.writeObject(to);
        });
    }

    void load(StateReader reader) {
        all.clear();
        lines.clear();
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            ObjectId object = reader.readObject();
            if (reader.readBoolean()) {
                addCondition(object);
            } else {
                addLock(object);
            }
        }
        int names = reader.readCount();
        for (int i = 0; i < names; i++) {
            ObjectId from = reader.readObject();
            renamed.put(from, reader.readObject());
        }
    }
}
