package dev.steward.objects.machine;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.Effects;
import dev.steward.objects.ForwardedEffects;
import dev.steward.objects.FromBackup;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.MissingGroup;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Outputs;
import dev.steward.objects.Restarted;
import dev.steward.objects.SessionEnded;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.StatePiece;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.TimePassed;
import dev.steward.objects.Values;
import dev.steward.objects.directory.DirectoryGroup;
import dev.steward.objects.session.SessionGroup;
import dev.steward.objects.type.Catalogue;
import dev.steward.vocabulary.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All groups of one server, driven by one thread: each input runs until nothing more comes of it, so that between two
 * inputs there is nothing on its way and the state is whole. Not thread-safe.
 */
public final class Machine {

    private final Values values;
    private final MachineListener effects;
    private final MissingGroup missing;
    private final Wishes wishes = new Wishes();
    private final Driver driver = new Driver();
    private final Queue<Addressed> pending = new ArrayDeque<>();
    private final Map<GroupId, Group> groups = new LinkedHashMap<>();
    private final Map<Long, Group> adopting = new HashMap<>();
    private long now;
    /** The one that is being taken. */
    private @Nullable MachineSnapshot snapshot;

    private record Addressed(GroupId to, Input input) {}

    /**
     * Makes an empty machine.
     *
     * @param epoch the upper half of all fencing tokens
     * @param effects takes what comes out
     */
    public Machine(Values values, long epoch, ObjectLimits limits, MachineListener effects) {
        this(values, effects);
        enter(GroupId.DIRECTORY, new DirectoryGroup(values, epoch, limits));
    }

    private Machine(Values values, MachineListener effects) {
        this.values = values;
        this.effects = effects;
        this.missing = new MissingGroup(values);
    }

    /** Returns the time of the machine in nanoseconds. */
    public long now() {
        return now;
    }

    /** Returns when the first group wants to be woken, in nanoseconds of the machine; {@link Long#MAX_VALUE} if none does. */
    public long nextWish() {
        return wishes.next();
    }

    /** Lets time pass, waking up every group that asked for it, in order. */
    public void advanceTo(long later) {
        if (later < now) {
            throw new IllegalArgumentException("time does not go back: " + later + " is before " + now);
        }
        for (GroupId due = wishes.nextUntil(later); due != null; due = wishes.nextUntil(later)) {
            now = Math.max(now, wishes.lastTime());
            submit(due, new TimePassed(now));
        }
        now = later;
    }

    /** Takes an input and runs until nothing more comes of it. */
    public void submit(GroupId to, Input input) {
        if (input instanceof SessionInput.OpenSession
                && to instanceof SessionId session
                && !groups.containsKey(session)) {
            enterNew(session, new SessionGroup(values, session));
        }
        if (input instanceof DirectoryInput.Adopt adopt && adopt.group() != null) {
            adopting.put(adopt.ticket(), adopt.group());
        }
        if (input instanceof Restarted || input instanceof FromBackup) {
            submitToAll(input);
        } else {
            pending.add(new Addressed(to, input));
        }
        for (Addressed next = pending.poll(); next != null; next = pending.poll()) {
            Group group = groups.get(next.to());
            if (group != null) {
                apply(next, group);
            } else if (next.to() instanceof SessionId session) {
                missing.applyTo(session, next.input(), driver);
            } else {
                missing.apply(next.input(), driver);
            }
        }
    }

    private void submitToAll(Input input) {
        IdentityHashMap<Group, GroupId> reached = new IdentityHashMap<>();
        groups.forEach((id, group) -> {
            if (reached.putIfAbsent(group, id) == null) {
                pending.add(new Addressed(id, input));
            }
        });
    }

    private void apply(Addressed next, Group group) {
        if (snapshot != null) {
            snapshot.changes(group);
        }
        try {
            group.apply(next.input(), driver);
        } catch (RuntimeException fault) {
            String sentence = effects.failed(next.to(), next.input(), fault);
            if (next.input() instanceof Invoke invoke) {
                MissingGroup.answer(invoke, Answer.failed(Status.INTERNAL, values.of(sentence), 0), driver);
            } else if (next.input() instanceof SessionInput && next.to() instanceof SessionId session) {
                effects.cut(session, sentence);
            }
        }
        effects.applied(next.to(), group);
    }

    private void enterNew(GroupId id, Group group) {
        if (snapshot != null) {
            snapshot.isNew(group);
        }
        enter(id, group);
    }

    private void enter(GroupId id, Group group) {
        groups.put(id, group);
        effects.entered(id, group);
    }

    /** Returns how many groups there are, the directory too. */
    public int size() {
        return groups.size();
    }

    /** Returns about how many bytes of memory all groups hold for others. */
    public long heldBytes() {
        return groups.values().stream().distinct().mapToLong(Group::heldBytes).sum();
    }

    /** Returns whether there is such a group. */
    public boolean has(GroupId id) {
        return groups.containsKey(id);
    }

    /** Writes the whole state. */
    public byte[] snapshot() {
        List<StatePiece> written = new ArrayList<>();
        StateWriter writer = StateWriter.ofBytes(values, written::add);
        MachineSnapshot taken = beginSnapshot();
        boolean more = true;
        while (more) {
            more = taken.goOn();
            for (StatePiece piece = taken.poll(); piece != null; piece = taken.poll()) {
                piece.writeTo(writer);
            }
        }
        writer.flush();
        return StateWriter.joined(written);
    }

    /**
     * Begins a snapshot of the state as it is now, which is taken while the machine goes on.
     *
     * @throws IllegalStateException while another one is taken
     */
    public MachineSnapshot beginSnapshot() {
        if (snapshot != null) {
            throw new IllegalStateException("a snapshot of this machine is being taken");
        }
        MachineSnapshot begun = new MachineSnapshot(values, now, groups, wishes::save, () -> snapshot = null);
        snapshot = begun;
        return begun;
    }

    /**
     * Makes a machine that goes on where {@link #snapshot} was taken.
     *
     * @throws IllegalArgumentException if the snapshot is damaged, or of another version
     */
    public static Machine restore(byte[] snapshot, Values values, MachineListener effects) {
        return restore(new StateReader(values, snapshot), values, effects);
    }

    /**
     * Makes a machine that goes on where a snapshot was taken; hears of its groups before this returns.
     *
     * @throws IllegalArgumentException if the snapshot is damaged, or of another version
     */
    public static Machine restore(StateReader reader, Values values, MachineListener effects) {
        try {
            long version = reader.readLong();
            if (version < StateWriter.OLDEST || version > StateWriter.VERSION) {
                throw new IllegalArgumentException("it is of version " + version + ", and this machine reads versions "
                        + StateWriter.OLDEST + " to " + StateWriter.VERSION);
            }
            Machine machine = read(reader, values, effects);
            if (!reader.isAtEnd()) {
                throw new IllegalArgumentException("something follows behind its end");
            }
            return machine;
        } catch (RuntimeException damaged) {
            // Each part reads what it wrote, and trusts what belongs together: which part did not is for whoever
            // repairs.
            throw new IllegalArgumentException("the snapshot cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    private static Machine read(StateReader reader, Values values, MachineListener effects) {
        Machine machine = new Machine(values, effects);
        machine.now = reader.readLong();
        machine.enter(GroupId.DIRECTORY, DirectoryGroup.restore(reader, values));
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            switch (reader.readInt()) {
                case MachineSnapshot.SESSION -> {
                    SessionGroup session = SessionGroup.restore(reader, values);
                    machine.enter(session.id(), session);
                }
                case MachineSnapshot.OBJECT -> {
                    ObjectId object = reader.readObject();
                    machine.enter(GroupId.of(object), Catalogue.restore(reader, values));
                }
                case MachineSnapshot.ALIAS -> {
                    ObjectId object = reader.readObject();
                    machine.enter(GroupId.of(object), machine.group(GroupId.of(reader.readObject())));
                }
                default -> throw new IllegalArgumentException("there is a group of no kind");
            }
        }
        machine.wishes.load(reader);
        return machine;
    }

    private Group group(GroupId id) {
        return Objects.requireNonNull(groups.get(id), () -> "no group " + id);
    }

    /** When which group wants to be woken: by time, then by the order in which the wishes were made. */
    private static final class Wishes {

        private record Wish(long nanos, long order) implements Comparable<Wish> {
            @Override
            public int compareTo(Wish other) {
                return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(order, other.order);
            }
        }

        private final TreeMap<Wish, GroupId> byTime = new TreeMap<>();
        private final Map<GroupId, Wish> byGroup = new HashMap<>();
        private long lastOrder;
        private long lastTime;

        void put(GroupId group, long nanos) {
            remove(group);
            Wish wish = new Wish(nanos, ++lastOrder);
            byGroup.put(group, wish);
            byTime.put(wish, group);
        }

        void remove(GroupId group) {
            Wish wish = byGroup.remove(group);
            if (wish != null) {
                byTime.remove(wish);
            }
        }

        long next() {
            return byTime.isEmpty() ? Long.MAX_VALUE : byTime.firstKey().nanos();
        }

        @Nullable
        GroupId nextUntil(long nanos) {
            if (byTime.isEmpty() || byTime.firstKey().nanos() > nanos) {
                return null;
            }
            lastTime = byTime.firstKey().nanos();
            GroupId group = byTime.remove(byTime.firstKey());
            byGroup.remove(group);
            return group;
        }

        long lastTime() {
            return lastTime;
        }

        void save(StateWriter writer) {
            writer.writeInt(byTime.size());
            byTime.forEach((wish, group) -> {
                writer.writeLong(wish.nanos());
                writer.writeBoolean(group instanceof SessionId);
                if (group instanceof SessionId session) {
                    writer.writeSession(session);
                } else if (group instanceof GroupId.OfObject object) {
                    writer.writeObject(object.object());
                }
            });
        }

        void load(StateReader reader) {
            int count = reader.readCount();
            for (int i = 0; i < count; i++) {
                long nanos = reader.readLong();
                put(reader.readBoolean() ? reader.readSession() : GroupId.of(reader.readObject()), nanos);
            }
        }
    }

    /** Carries outputs out: what concerns a group goes into the queue, the rest to the effects. */
    private final class Driver extends ForwardedEffects implements Outputs {

        @Override
        protected Effects next() {
            return effects;
        }

        @Override
        public void forward(GroupId to, Input input) {
            pending.add(new Addressed(to, input));
        }

        @Override
        public void wakeAt(GroupId group, long nanos) {
            if (nanos == Long.MAX_VALUE) {
                wishes.remove(group);
            } else {
                wishes.put(group, nanos);
            }
        }

        @Override
        public void created(GroupId id, Group group) {
            enterNew(id, group);
        }

        @Override
        public void joined(GroupId id, GroupId family) {
            enter(id, group(family));
        }

        @Override
        public void removed(GroupId id) {
            wishes.remove(id);
            if (groups.remove(id) != null) {
                effects.left(id);
            }
        }

        @Override
        public void adopted(long ticket, ObjectId object) {
            Group group = adopting.remove(ticket);
            if (group != null && !groups.containsKey(GroupId.of(object))) {
                enterNew(GroupId.of(object), group);
            } else if (group != null) {
                // It is there already, from an earlier process: who waits in this one waits for nothing.
                group.apply(new SessionEnded(now, SessionId.LOCAL, false), this);
            }
            super.adopted(ticket, object);
        }
    }
}
