package dev.steward.objects.pool;

import dev.steward.objects.CallId;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.waiting.Holding;
import dev.steward.objects.waiting.Presence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A worker that joined: what it can do, and what it has. */
final class Seat extends Holding {

    final long number;
    /** What it says of itself, a text. */
    final Value description;

    final int slots;
    /** The time of the machine at which it joined. */
    final long since;
    /** The packages whose functions it takes; empty if it takes all. */
    final List<String> packages;

    /** Which of its packages comes next. */
    int nextPackage;

    private final Set<Lot> lots = new LinkedHashSet<>();
    /** The runs that it is to end and was not told of. */
    private List<Long> toEnd = new ArrayList<>(0);
    /** The job whose function it was sent last; 0 for none. */
    long knows;

    long done;
    private int busy;

    Seat(CallId call, Presence presence, long number, Value description, int slots, long since, List<String> packages) {
        super(call, presence);
        this.number = number;
        this.description = description;
        this.slots = slots;
        this.since = since;
        this.packages = packages;
    }

    boolean hasFreeSlot() {
        return busy < slots;
    }

    void add(Lot lot) {
        lots.add(lot);
        busy += lot.isWaiting() ? 0 : 1;
    }

    void remove(Lot lot) {
        lots.remove(lot);
        busy -= lot.isWaiting() ? 0 : 1;
    }

    /** One of its slots is free while a task waits for another one, or is not any more. */
    void isFree(boolean free) {
        busy += free ? -1 : 1;
    }

    List<Lot> lots() {
        return List.copyOf(lots);
    }

    void isToEnd(long run) {
        toEnd.add(run);
    }

    /** It has told of a run, so that it need not be told. */
    void hasEnded(long run) {
        toEnd.remove(run);
    }

    boolean hasRunsToEnd() {
        return !toEnd.isEmpty();
    }

    /** Takes the runs that it is to end. */
    List<Long> takeToEnd() {
        List<Long> taken = toEnd;
        toEnd = new ArrayList<>(0);
        return taken;
    }

    List<Long> toEnd() {
        return toEnd;
    }

    void save(StateWriter writer) {
        writer.writeCall(call());
        writer.writeLong(number);
        writer.writeValue(description);
        writer.writeInt(slots);
        writer.writeLong(since);
        writer.writeInt(packages.size());
        packages.forEach(writer::writeText);
        writer.writeInt(nextPackage);
        writer.writeLong(knows);
        writer.writeLong(done);
        writer.writeInt(toEnd.size());
        toEnd.forEach(writer::writeLong);
    }

    static Seat load(StateReader reader, Function<SessionId, Presence> presences) {
        CallId call = reader.readCall();
        long number = reader.readLong();
        Value description = reader.readValue();
        int slots = reader.readInt();
        long since = reader.readLong();
        List<String> packages = new ArrayList<>();
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            packages.add(reader.readText());
        }
        Seat seat = new Seat(
                call, presences.apply(call.session()), number, description, slots, since, List.copyOf(packages));
        seat.nextPackage = reader.readInt();
        seat.knows = reader.readLong();
        seat.done = reader.readLong();
        int runs = reader.readCount();
        for (int i = 0; i < runs; i++) {
            seat.toEnd.add(reader.readLong());
        }
        return seat;
    }
}
