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
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * All objects, and who refers to them: names, sessions, calls under way (pins), and other objects (edges). An object
 * is freed with its last reference; what only refers to itself in a circle, by {@link #collect}. Where many are let go at
 * once that is done in pieces.
 */
final class Ledger {

    private final Pieces pieces;
    private final Map<ObjectId, DirectoryEntry> entries = new LinkedHashMap<>();
    private final Map<SessionId, Map<ObjectId, Long>> holdings = new LinkedHashMap<>();
    private final Map<CallId, List<ObjectId>> pins = new LinkedHashMap<>();
    private final LostObjects lost = new LostObjects(entries, this::forgetLost);
    private long edges;
    /** Objects that are freed, and what the first of them refers to and has not let go yet. */
    private final Queue<DirectoryEntry> freed = new ArrayDeque<>();

    private Iterator<ObjectId> targetsOfFreed = Collections.emptyIterator();
    private boolean isFreeing;

    Ledger(Pieces pieces) {
        this.pieces = pieces;
    }

    int size() {
        return entries.size();
    }

    @Nullable
    DirectoryEntry get(ObjectId id) {
        DirectoryEntry entry = entries.get(id);
        return entry == null || lost.isLost(entry) ? null : entry;
    }

    /** Returns all objects, and some that are lost already; copies, and looks at none. */
    List<DirectoryEntry> all() {
        return new ArrayList<>(entries.values());
    }

    void add(DirectoryEntry entry) {
        entries.put(entry.id, entry);
        lost.use(entry);
    }

    /** Gives an object one more reference, of nobody's; returns whether it is there. */
    boolean keep(ObjectId id) {
        return refer(id) != null;
    }

    /** Gives a holder one more reference; does nothing if the object is no more. */
    void retain(SessionId holder, ObjectId id) {
        if (refer(id) != null) {
            holdings.computeIfAbsent(holder, session -> new LinkedHashMap<>()).merge(id, 1L, Long::sum);
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

    /** Takes all references from a holder that is no more, and then collects. */
    void releaseAll(SessionId holder, long now, Outputs out) {
        Map<ObjectId, Long> held = holdings.remove(holder);
        if (held == null) {
            collect(now, out);
            return;
        }
        Iterator<Map.Entry<ObjectId, Long>> left = held.entrySet().iterator();
        pieces.begin(
                (then, outputs) -> {
                    for (int step = 0; step < Pieces.MOST_STEPS && left.hasNext(); step++) {
                        Map.Entry<ObjectId, Long> next = left.next();
                        drop(entries.get(next.getKey()), next.getValue(), then, outputs);
                    }
                    if (!left.hasNext()) {
                        collect(then, outputs);
                    }
                    return left.hasNext();
                },
                now,
                out);
    }

    /** The server's process is gone, and with it users' objects, whoever refers to them, and what it referred to itself. */
    void restarted(long now, Outputs out) {
        for (DirectoryEntry entry : all()) {
            if (entry.isUsers) {
                free(entry, now, out);
            }
        }
        beginToLetGo(now, out);
        releaseAll(SessionId.LOCAL, now, out);
    }

    /** Keeps objects alive for a call; returns null, or one that is no more, and then keeps none. */
    @Nullable
    ObjectId pin(CallId call, List<ObjectId> references) {
        for (ObjectId id : references) {
            if (get(id) == null) {
                return id;
            }
        }
        references.forEach(this::refer);
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
        DirectoryEntry from = get(container);
        DirectoryEntry to = get(target);
        if (from != null && to != null && from.targets.add(target)) {
            refer(target);
            to.fromObjects++;
            edges++;
        }
    }

    void removeEdge(ObjectId container, ObjectId target, long now, Outputs out) {
        DirectoryEntry from = entries.get(container);
        if (from != null && from.targets.remove(target)) {
            edges--;
            DirectoryEntry to = entries.get(target);
            if (to != null) {
                to.fromObjects--;
                drop(to, 1, now, out);
            }
        }
    }

    /** Adds a reference to an object, and returns it; null if it is no more. */
    private @Nullable DirectoryEntry refer(ObjectId id) {
        DirectoryEntry entry = get(id);
        if (entry != null) {
            entry.references++;
            lost.use(entry);
        }
        return entry;
    }

    /** Takes references from an object, and frees it with the last, and what only it referred to. */
    void drop(@Nullable DirectoryEntry dropped, long count, long now, Outputs out) {
        if (dropped == null) {
            return;
        }
        dropped.references -= count;
        if (dropped.references <= 0) {
            free(dropped, now, out);
            beginToLetGo(now, out);
        }
    }

    private void beginToLetGo(long now, Outputs out) {
        if (!isFreeing) {
            isFreeing = true;
            pieces.begin(this::letGo, now, out);
        }
    }

    private void free(DirectoryEntry entry, long now, Outputs out) {
        forget(entry, now, out);
        // A queue and not recursion: a long chain of lists in lists must not exhaust the stack.
        freed.add(entry);
    }

    /** Lets go some of what freed objects referred to; returns whether there is more. */
    private boolean letGo(long now, Outputs out) {
        for (int step = 0; step < Pieces.MOST_STEPS; step++) {
            if (targetsOfFreed.hasNext()) {
                DirectoryEntry target = letGoOf(targetsOfFreed.next());
                if (target != null && target.references == 0) {
                    free(target, now, out);
                }
            } else if (freed.isEmpty()) {
                isFreeing = false;
                return false;
            } else {
                targetsOfFreed = freed.remove().targets.iterator();
            }
        }
        return true;
    }

    /** What an object that is no more referred to has a reference less. */
    private @Nullable DirectoryEntry letGoOf(ObjectId id) {
        edges--;
        DirectoryEntry target = entries.get(id);
        if (target != null) {
            target.fromObjects--;
            target.references--;
        }
        return target;
    }

    private void forget(DirectoryEntry entry, long now, Outputs out) {
        entries.remove(entry.id);
        if (entry.isUsers) {
            out.userObjectFreed(entry.id);
        } else {
            out.forward(GroupId.of(entry.id), new ObjectInput.Freed(now, entry.id));
        }
    }

    private void forgetLost(DirectoryEntry entry, long now, Outputs out) {
        free(entry, now, out);
        beginToLetGo(now, out);
    }

    /** Frees what cannot be reached from a name, a holder or a call under way. Costs nothing while no value refers to an object. */
    void collect(long now, Outputs out) {
        if (edges > 0 && lost.begin()) {
            pieces.begin(lost, now, out);
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
        for (DirectoryEntry entry : entries.values()) {
            for (ObjectId id : entry.targets) {
                DirectoryEntry target = entries.get(id);
                if (target != null) {
                    target.fromObjects++;
                }
            }
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
        List<ObjectId> read = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            read.add(reader.readObject());
        }
        return read;
    }
}
