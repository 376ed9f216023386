package dev.steward.objects.directory;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.GroupId;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All objects, and who refers to them: names, sessions, calls under way (pins), and other objects (edges). An object
 * is freed with its last reference; what only refers to itself in a circle, by {@link #collect}.
 */
final class Ledger {

    private final Map<ObjectId, DirectoryEntry> entries = new LinkedHashMap<>();
    private final Map<SessionId, Map<ObjectId, Long>> holdings = new LinkedHashMap<>();
    private final Map<CallId, List<ObjectId>> pins = new LinkedHashMap<>();
    private long edges;

    int size() {
        return entries.size();
    }

    @Nullable
    DirectoryEntry get(ObjectId id) {
        return entries.get(id);
    }

    Collection<DirectoryEntry> all() {
        return entries.values();
    }

    void add(DirectoryEntry entry) {
        entries.put(entry.id, entry);
    }

    /** Gives a holder one more reference; does nothing if the object is no more. */
    void retain(SessionId holder, ObjectId id) {
        DirectoryEntry entry = entries.get(id);
        if (entry != null) {
            holdings.computeIfAbsent(holder, session -> new LinkedHashMap<>()).merge(id, 1L, Long::sum);
            entry.references++;
        }
    }

    /** Takes so many references from a holder, or all that it has if it has fewer. */
    void release(SessionId holder, ObjectId id, long count, long now, Outputs out) {
        Map<ObjectId, Long> held = holdings.get(holder);
        Long has = held == null ? null : held.get(id);
        if (held == null || has == null || count <= 0) {
            return;
        }
        long dropped = Math.min(count, has);
        DirectoryEntry entry = entries.get(id);
        if (dropped < has) {
            held.put(id, has - dropped);
        } else {
            held.remove(id);
            if (held.isEmpty()) {
                holdings.remove(holder);
            }
            if (entry != null && !holder.equals(SessionId.LOCAL) && entry.keepsTraces) {
                out.forward(GroupId.of(id), new ObjectInput.LetGo(now, holder, id));
            }
        }
        drop(entry, dropped, now, out);
    }

    /** Takes all references from a holder that is no more. */
    void releaseAll(SessionId holder, long now, Outputs out) {
        Map<ObjectId, Long> held = holdings.remove(holder);
        if (held != null) {
            held.forEach((id, count) -> drop(entries.get(id), count, now, out));
        }
    }

    /** Keeps objects alive for a call; returns null, or one that is no more, and then keeps none. */
    @Nullable
    ObjectId pin(CallId call, List<ObjectId> references) {
        for (ObjectId id : references) {
            if (!entries.containsKey(id)) {
                return id;
            }
        }
        for (ObjectId id : references) {
            reference(id);
        }
        pins.put(call, List.copyOf(references));
        return null;
    }

    void unpin(CallId call, long now, Outputs out) {
        List<ObjectId> references = pins.remove(call);
        if (references != null) {
            references.forEach(id -> drop(entries.get(id), 1, now, out));
        }
    }

    void addEdge(ObjectId container, ObjectId target) {
        DirectoryEntry from = entries.get(container);
        if (from != null && entries.containsKey(target) && from.targets.add(target)) {
            reference(target);
            edges++;
        }
    }

    void removeEdge(ObjectId container, ObjectId target, long now, Outputs out) {
        DirectoryEntry from = entries.get(container);
        if (from != null && from.targets.remove(target)) {
            edges--;
            drop(entries.get(target), 1, now, out);
        }
    }

    private void reference(ObjectId id) {
        DirectoryEntry entry = entries.get(id);
        if (entry != null) {
            entry.references++;
        }
    }

    /** Takes references from an object, and frees it with the last, and what only it referred to. */
    void drop(@Nullable DirectoryEntry dropped, long count, long now, Outputs out) {
        if (dropped == null) {
            return;
        }
        dropped.references -= count;
        // A queue and not recursion: a long chain of lists in lists must not exhaust the stack.
        Deque<DirectoryEntry> free = new ArrayDeque<>();
        if (dropped.references <= 0) {
            free.add(dropped);
        }
        for (DirectoryEntry entry = free.poll(); entry != null; entry = free.poll()) {
            forget(entry, now, out);
            for (ObjectId id : entry.targets) {
                edges--;
                DirectoryEntry target = entries.get(id);
                if (target != null && --target.references == 0) {
                    free.add(target);
                }
            }
        }
    }

    private void forget(DirectoryEntry entry, long now, Outputs out) {
        entries.remove(entry.id);
        if (entry.isUsers) {
            out.userObjectFreed(entry.id);
        } else {
            out.forward(GroupId.of(entry.id), new ObjectInput.Freed(now, entry.id));
        }
    }

    /** Frees what cannot be reached from a name, a holder or a call under way. Costs nothing while no value refers to an object. */
    void collect(long now, Outputs out) {
        if (edges == 0) {
            return;
        }
        Deque<DirectoryEntry> reached = new ArrayDeque<>();
        for (DirectoryEntry entry : entries.values()) {
            entry.isReached = false;
            if (entry.name != null) {
                reach(entry, reached);
            }
        }
        for (Map<ObjectId, Long> held : holdings.values()) {
            held.keySet().forEach(id -> reach(entries.get(id), reached));
        }
        for (List<ObjectId> pinned : pins.values()) {
            pinned.forEach(id -> reach(entries.get(id), reached));
        }
        for (DirectoryEntry entry = reached.poll(); entry != null; entry = reached.poll()) {
            entry.targets.forEach(id -> reach(entries.get(id), reached));
        }
        List<DirectoryEntry> lost = new ArrayList<>();
        for (DirectoryEntry entry : entries.values()) {
            if (!entry.isReached) {
                lost.add(entry);
            }
        }
        for (DirectoryEntry entry : lost) {
            forget(entry, now, out);
            for (ObjectId id : entry.targets) {
                edges--;
                DirectoryEntry target = entries.get(id);
                if (target != null) {
                    target.references--;
                }
            }
        }
    }

    private static void reach(@Nullable DirectoryEntry entry, Deque<DirectoryEntry> reached) {
        if (entry != null && !entry.isReached) {
            entry.isReached = true;
            reached.add(entry);
        }
    }

    void save(StateWriter writer) {
        writer.writeInt(entries.size());
        for (DirectoryEntry entry : entries.values()) {
            writer.writeObject(entry.id);
            writer.writeText(entry.typeId);
            writer.writeBoolean(entry.isUsers);
            writer.writeBoolean(entry.keepsTraces);
            writer.writeText(entry.shape);
            writer.writeTextOrNull(entry.name);
            writer.writeLong(entry.references);
            writer.writeInt(entry.targets.size());
            entry.targets.forEach(writer::writeObject);
        }
        writer.writeInt(holdings.size());
        holdings.forEach((session, held) -> {
            writer.writeSession(session);
            writer.writeInt(held.size());
            held.forEach((id, count) -> {
                writer.writeObject(id);
                writer.writeLong(count);
            });
        });
        writer.writeInt(pins.size());
        pins.forEach((call, pinned) -> {
            writer.writeCall(call);
            writer.writeInt(pinned.size());
            pinned.forEach(writer::writeObject);
        });
    }

    void load(StateReader reader) {
        int objects = reader.readCount();
        for (int i = 0; i < objects; i++) {
            ObjectId id = reader.readObject();
            String typeId = reader.readText();
            boolean isUsers = reader.readBoolean();
            boolean keepsTraces = reader.readBoolean();
            DirectoryEntry entry = new DirectoryEntry(id, typeId, isUsers, keepsTraces, reader.readText());
            entry.name = reader.readTextOrNull();
            entry.references = reader.readLong();
            entry.targets.addAll(readObjects(reader));
            edges += entry.targets.size();
            add(entry);
        }
        int sessions = reader.readCount();
        for (int i = 0; i < sessions; i++) {
            Map<ObjectId, Long> held = new LinkedHashMap<>();
            holdings.put(reader.readSession(), held);
            int count = reader.readCount();
            for (int j = 0; j < count; j++) {
                ObjectId id = reader.readObject();
                held.put(id, reader.readLong());
            }
        }
        int calls = reader.readCount();
        for (int i = 0; i < calls; i++) {
            CallId call = reader.readCall();
            pins.put(call, readObjects(reader));
        }
    }

    private static List<ObjectId> readObjects(StateReader reader) {
        int count = reader.readCount();
        List<ObjectId> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            read.add(reader.readObject());
        }
        return read;
    }
}
