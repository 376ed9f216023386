package dev.steward.objects.pool;

import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Values;
import dev.steward.objects.shared.Findings;
import dev.steward.objects.waiting.Presence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The workers of a pool and what they have. */
final class Seats {

    private final TreeMap<Long, Seat> seats = new TreeMap<>();
    /** What workers have, oldest first. */
    private final Set<Lot> lots = new LinkedHashSet<>();

    private final Map<Long, Lot> byRun = new LinkedHashMap<>();
    private long lastSeat;
    private long lastRun;
    private long slots;
    private long running;

    /** Returns the number of the next worker. */
    long nextNumber() {
        return ++lastSeat;
    }

    void add(Seat seat) {
        seats.put(seat.number, seat);
        slots += seat.slots;
    }

    /** Takes out a worker that has nothing any more. */
    void remove(Seat seat) {
        seats.remove(seat.number);
        slots -= seat.slots;
    }

    @Nullable
    Seat seat(long number) {
        return seats.get(number);
    }

    List<Seat> seats() {
        return new ArrayList<>(seats.values());
    }

    int count() {
        return seats.size();
    }

    /** Returns what workers have, oldest first. */
    Set<Lot> lots() {
        return lots;
    }

    /** Returns how many tasks all workers can do at a time. */
    long slots() {
        return slots;
    }

    /** Returns how many tasks workers have whose results count. */
    long running() {
        return running;
    }

    /** Gives tasks to a worker. */
    Lot handOut(PoolJob job, Seat seat, long now, List<Task> tasks) {
        Lot lot = new Lot(job, seat, now, lastRun + 1, tasks);
        lastRun += tasks.size();
        add(lot);
        return lot;
    }

    private void add(Lot lot) {
        lots.add(lot);
        lot.seat.add(lot);
        lot.job.lots().add(lot);
        for (int i = 0; i < lot.size(); i++) {
            byRun.put(lot.firstRun() + i, lot);
        }
        running += lot.isAbandoned() ? 0 : lot.size();
    }

    /** Returns what has a run, or null. */
    @Nullable
    Lot lotOf(long run) {
        return byRun.get(run);
    }

    /** Takes out the first task of a lot. */
    Task end(Lot lot) {
        byRun.remove(lot.firstRun());
        running -= lot.isAbandoned() ? 0 : 1;
        Task task = lot.end();
        if (lot.size() == 0) {
            forget(lot);
        }
        return task;
    }

    /** Takes out the tasks of a lot that have not begun. */
    List<Task> takeNotBegun(Lot lot) {
        List<Task> tasks = lot.takeNotBegun();
        for (int i = 1; i <= tasks.size(); i++) {
            byRun.remove(lot.firstRun() + i);
        }
        running -= lot.isAbandoned() ? 0 : tasks.size();
        return tasks;
    }

    /** Drops what the first task of a lot, the only one, comes to; its worker is busy with it for now. */
    void abandon(Lot lot) {
        running -= lot.isAbandoned() ? 0 : 1;
        lot.abandon();
    }

    private void forget(Lot lot) {
        lots.remove(lot);
        lot.seat.remove(lot);
        lot.job.lots().remove(lot);
    }

    /** Tells of the workers, each with how many lots it has. */
    void tell(Values values, Findings findings) {
        findings.count(seats.size());
        int told = 0;
        for (Seat seat : seats.values()) {
            if (told++ == findings.most()) {
                break;
            }
            findings.holder(
                    seat.presence().session(),
                    seat.call().thread(),
                    seat.since,
                    seat.lots().size(),
                    values.asText(seat.description));
        }
    }

    void save(StateWriter writer) {
        writer.writeLong(lastSeat);
        writer.writeLong(lastRun);
        writer.writeInt(seats.size());
        for (Seat seat : seats.values()) {
            seat.save(writer);
        }
        writer.writeInt(lots.size());
        for (Lot lot : lots) {
            lot.save(writer);
        }
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param seated notes a worker that was read
     */
    void load(
            StateReader reader,
            Function<SessionId, Presence> presences,
            Function<Long, PoolJob> jobs,
            Consumer<Seat> seated) {
        lastSeat = reader.readLong();
        lastRun = reader.readLong();
        int workers = reader.readCount();
        for (int i = 0; i < workers; i++) {
            Seat seat = Seat.load(reader, presences);
            add(seat);
            seated.accept(seat);
        }
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            add(Lot.load(reader, jobs, this::known));
        }
    }

    private Seat known(long number) {
        Seat seat = seats.get(number);
        if (seat == null) {
            throw new IllegalArgumentException("no worker " + number);
        }
        return seat;
    }
}
