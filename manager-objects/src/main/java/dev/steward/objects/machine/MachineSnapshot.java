package dev.steward.objects.machine;

import dev.steward.api.ObjectId;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.SessionId;
import dev.steward.objects.StatePiece;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state of a machine as it was at one moment, taken piece by piece while the machine goes on: a group is written when its
 * turn comes, or before its next input if that comes first. Values are not copied, and not encoded before a piece is written
 * out, which may happen on any thread. All else is done by whoever runs the machine, between two inputs.
 */
public final class MachineSnapshot {

    /** What follows is the state of a session. */
    static final int SESSION = 1;
    /** What follows is the id and the state of an object. */
    static final int OBJECT = 2;
    /** What follows is the id of an object, and that of one before whose group it shares. */
    static final int ALIAS = 3;

    private static final List<StatePiece> WRITTEN = List.of();

    private final Values values;
    private final Runnable ended;
    private final GroupId[] ids;
    private final Group[] groups;
    private final List<StatePiece> wishes;
    private final Deque<StatePiece> ready = new ArrayDeque<>();
    private final StateWriter writer;
    /** What was written of groups before their turn came, {@link #WRITTEN} of those whose turn has come. */
    private final IdentityHashMap<Group, List<StatePiece>> before = new IdentityHashMap<>();
    /** By which of its ids a group was written. */
    private final IdentityHashMap<Group, ObjectId> families = new IdentityHashMap<>();

    private int next;
    private boolean isEnded;

    /**
     * Begins.
     *
     * @param all every group by its id, the directory first
     * @param allWishes writes when which group wants to be woken
     * @param ended runs when the last group is written
     */
    MachineSnapshot(Values values, long now, Map<GroupId, Group> all, Consumer<StateWriter> allWishes, Runnable ended) {
        this.values = values;
        this.ended = ended;
        this.ids = all.keySet().toArray(GroupId[]::new);
        this.groups = all.values().toArray(Group[]::new);
        this.wishes = written(allWishes);
        this.writer = StateWriter.keepingValues(values, ready::add);
        writer.writeLong(StateWriter.VERSION);
        writer.writeLong(now);
    }

    private List<StatePiece> written(Consumer<StateWriter> state) {
        List<StatePiece> pieces = new ArrayList<>(1);
        StateWriter own = StateWriter.keepingValues(values, pieces::add);
        state.accept(own);
        own.flush();
        return pieces;
    }

    /** A group is new: it has no part in this. */
    void isNew(Group group) {
        before.put(group, WRITTEN);
    }

    /** A group is about to change. */
    void changes(Group group) {
        if (!before.containsKey(group)) {
            before.put(group, written(group::save));
        }
    }

    /** Writes one more group, which takes as long as a walk over it; returns whether there is more to write. */
    public boolean goOn() {
        if (next < ids.length) {
            write(ids[next], groups[next]);
            next++;
        } else if (!isEnded) {
            add(wishes);
            end();
        }
        return !isEnded;
    }

    /** Returns the next piece of what is written, or null if none is full; at the end all of them are there. */
    public @Nullable StatePiece poll() {
        return ready.poll();
    }

    /** Ends it before its time: nothing is kept for it any more. */
    public void abandon() {
        if (!isEnded) {
            ready.clear();
            end();
        }
    }

    private void end() {
        isEnded = true;
        before.clear();
        families.clear();
        ended.run();
    }

    private void write(GroupId id, Group group) {
        if (id instanceof GroupId.OfDirectory) {
            writeState(group);
            writer.writeInt(ids.length - 1);
        } else if (id instanceof SessionId) {
            writer.writeInt(SESSION);
            writeState(group);
        } else if (id instanceof GroupId.OfObject of) {
            ObjectId family = families.get(group);
            writer.writeInt(family == null ? OBJECT : ALIAS);
            writer.writeObject(of.object());
            if (family == null) {
                families.put(group, of.object());
                writeState(group);
            } else {
                writer.writeObject(family);
            }
        }
    }

    private void writeState(Group group) {
        List<StatePiece> early = before.put(group, WRITTEN);
        if (early == null) {
            group.save(writer);
        } else {
            add(early);
        }
    }

    private void add(List<StatePiece> pieces) {
        writer.flush();
        ready.addAll(pieces);
    }
}
