package dev.steward.objects.session;

import dev.steward.api.ObjectId;
import dev.steward.objects.Ranges;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A logical thread of the client: which calls came, which began, which were received. */
final class CallerThread {

    /** More than a client calls in the time for which a log may be behind. */
    private static final int MOST_CAUGHT_UP = 1 << 20;

    final int id;
    /** The calls that are known, by number. */
    final LongMap<KnownCall> calls = new LongMap<>();
    /** The next number to begin. */
    long next = 1;
    /** Replies to all numbers below were received. */
    long floor = 1;
    /** So were replies to these, all below {@link #next}. */
    private final NumberSet received = new NumberSet();
    /** How many calls were sent to {@link #heldTo} of which nobody knows yet whether they began. */
    int unbegun;

    ObjectId heldTo = ObjectId.DIRECTORY;
    /** The call that waits for the directory; nothing overtakes it. */
    @Nullable
    KnownCall pinning;
    /** Whether the client said that it has ended. */
    boolean ended;
    /** The objects whose locks it may hold; made with the first. */
    @Nullable
    Set<ObjectId> locks;

    private int pruneAt = 64;

    CallerThread(int id) {
        this.id = id;
    }

    /** Notes that it may hold the lock of an object from now on. */
    void mayLock(ObjectId object, Set<ObjectId> touched) {
        Set<ObjectId> known = locks;
        if (known == null) {
            known = new LinkedHashSet<>();
            locks = known;
        }
        known.add(object);
        if (known.size() > pruneAt) {
            known.retainAll(touched);
            pruneAt = Math.max(64, 2 * known.size());
        }
    }

    /** Returns how many of its calls have begun. */
    long begun() {
        return next - 1;
    }

    /** Returns whether the client has said that it has the reply to a number. */
    boolean wasReceived(long number) {
        return number < floor || received.contains(number);
    }

    /**
     * Takes calls as begun that an earlier process has answered and not kept, because nothing came of them but the answers:
     * the client, which says that it has those, does not make them again.
     */
    void catchUp(long newFloor, Ranges above) {
        if (newFloor > next && newFloor - next <= MOST_CAUGHT_UP) {
            next = newFloor;
        }
        for (int i = 0; i < above.count(); i++) {
            if (above.from(i) <= next && next < above.to(i) && above.to(i) - next <= MOST_CAUGHT_UP) {
                next = above.to(i);
            }
        }
    }

    /**
     * Notes what the client has received, and takes every number of which that is news. Numbers that never began are
     * none that anybody can have received.
     */
    void received(long newFloor, Ranges above, LongConsumer news) {
        long reached = Math.max(floor, Math.min(newFloor, next));
        if (reached > floor) {
            long from = floor;
            floor = reached;
            received.removeBelow(reached, from, news);
        }
        for (int i = 0; i < above.count(); i++) {
            received.add(Math.max(floor, above.from(i)), Math.min(next, above.to(i)), news);
        }
    }

    /** Returns how many ranges of numbers above the floor were received, with holes between them. */
    int receivedRanges() {
        return received.rangeCount();
    }

    void save(StateWriter writer) {
        writer.writeInt(id);
        writer.writeLong(next);
        writer.writeLong(floor);
        received.toRanges().save(writer);
        writer.writeInt(unbegun);
        writer.writeObject(heldTo);
        writer.writeLong(pinning == null ? 0 : pinning.id.number());
        writer.writeBoolean(ended);
        writer.writeInt(pruneAt);
        writer.writeBoolean(locks != null);
        if (locks != null) {
            writer.writeInt(locks.size());
            locks.forEach(writer::writeObject);
        }
        writer.writeInt(calls.size());
        calls.items().forEach(call -> call.save(writer));
    }

    static CallerThread load(StateReader reader, Map<ObjectId, Touch> touched) {
        CallerThread thread = new CallerThread(reader.readInt());
        thread.next = reader.readLong();
        thread.floor = reader.readLong();
        thread.received.restore(Ranges.load(reader));
        thread.unbegun = reader.readInt();
        thread.heldTo = reader.readObject();
        long pinning = reader.readLong();
        thread.ended = reader.readBoolean();
        thread.pruneAt = reader.readInt();
        if (reader.readBoolean()) {
            Set<ObjectId> known = new LinkedHashSet<>();
            int count = reader.readCount();
            for (int i = 0; i < count; i++) {
                known.add(reader.readObject());
            }
            thread.locks = known;
        }
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            KnownCall call = KnownCall.load(reader, touched);
            thread.calls.put(call.id.number(), call);
        }
        thread.pinning = pinning == 0 ? null : thread.calls.get(pinning);
        return thread;
    }
}
