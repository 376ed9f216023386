package dev.steward.objects.pool;

import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Tasks of one job that a worker has together, under runs that follow each other. It does them in order and tells of each
 * before it begins the next, so that the first one here has begun and those behind it have not.
 */
final class Lot {

    final PoolJob job;
    final Seat seat;
    /** The time of the machine at which the worker got it. */
    final long since;

    private final Deque<Task> tasks;
    private long firstRun;
    /** Whether what it has is of no use any more, and only keeps its slot busy. */
    private boolean abandoned;
    /** How many calls of its first task wait for results of the pool: its slot is free meanwhile. */
    private int waits;

    Lot(PoolJob job, Seat seat, long since, long firstRun, List<Task> tasks) {
        this.job = job;
        this.seat = seat;
        this.since = since;
        this.firstRun = firstRun;
        this.tasks = new ArrayDeque<>(tasks);
    }

    long firstRun() {
        return firstRun;
    }

    int size() {
        return tasks.size();
    }

    boolean isAbandoned() {
        return abandoned;
    }

    boolean isWaiting() {
        return waits > 0;
    }

    /** So many more calls of its first task wait for results of the pool, or fewer. */
    void waits(int more) {
        boolean before = isWaiting();
        waits += more;
        if (isWaiting() != before) {
            seat.isFree(isWaiting());
        }
    }

    /** Returns all tasks, the first of which has begun. */
    List<Task> tasks() {
        return List.copyOf(tasks);
    }

    /** Takes out the first task, which has ended. */
    Task end() {
        firstRun++;
        waits(-waits);
        return tasks.removeFirst();
    }

    /** Takes out the tasks that have not begun, in order. */
    List<Task> takeNotBegun() {
        Task first = tasks.removeFirst();
        List<Task> others = List.copyOf(tasks);
        tasks.clear();
        tasks.add(first);
        return others;
    }

    /** Leaves only the slot to its worker, until that tells of the first task. */
    void abandon() {
        abandoned = true;
    }

    void save(StateWriter writer) {
        writer.writeLong(job.number);
        writer.writeLong(seat.number);
        writer.writeLong(since);
        writer.writeLong(firstRun);
        writer.writeBoolean(abandoned);
        writer.writeInt(tasks.size());
        tasks.forEach(task -> task.save(writer));
    }

    /** Reads what {@link #save} wrote; which calls wait for it is known by those. */
    static Lot load(StateReader reader, Function<Long, PoolJob> jobs, Function<Long, Seat> seats) {
        PoolJob job = jobs.apply(reader.readLong());
        Seat seat = seats.apply(reader.readLong());
        long since = reader.readLong();
        long firstRun = reader.readLong();
        boolean abandoned = reader.readBoolean();
        List<Task> tasks = new ArrayList<>();
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            tasks.add(Task.load(reader));
        }
        Lot lot = new Lot(job, seat, since, firstRun, tasks);
        lot.abandoned = abandoned;
        return lot;
    }
}
