package dev.steward.objects.pool;

import dev.steward.objects.CallId;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.objects.shared.Edges;
import dev.steward.objects.waiting.Holding;
import dev.steward.objects.waiting.Holdings;
import dev.steward.objects.waiting.Presence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a pool has to do, who does it and what came of it; and whom the step at hand concerns. */
abstract class PoolState {

    /** What a job takes beside its values, and a worker. */
    private static final long JOB_BYTES = 700;

    /** What a task takes beside its argument. */
    private static final long TASK_BYTES = 64;

    final Values values;
    final Edges edges;
    final Jobs jobs = new Jobs();
    final Seats crew = new Seats();
    final PoolLine line = new PoolLine();
    final Submitters submitters;
    final Holdings<Holding> held = new Holdings<>(Holding.class);
    /** The results that were taken and are not known to have arrived, by the call that took each. */
    final Map<CallId, Taken> underway = new LinkedHashMap<>();

    /** Where calls wait for something of a job, by its number. */
    final Map<Long, JobLines> lines = new LinkedHashMap<>();

    long lastJob;
    /** How many tasks have ended. */
    long ended;
    /** How many jobs are not done. */
    int active;
    /** How many values are kept. */
    long weight;

    long textBytes;

    // What the step at hand concerns.
    final Set<PoolJob> touched = new LinkedHashSet<>();
    final Set<Presence> loosened = new LinkedHashSet<>();
    boolean hasWork;

    /**
     * Nothing to do yet.
     *
     * @param mostTasks how many tasks of one session may wait for a worker
     */
    PoolState(Values values, Edges edges, int mostTasks) {
        this.values = values;
        this.edges = edges;
        this.submitters = new Submitters(mostTasks);
    }

    Jobs jobs() {
        return jobs;
    }

    Seats crew() {
        return crew;
    }

    /** Returns how many tasks wait for a worker, those too whose job has no object yet. */
    long waiting() {
        return submitters.tasks();
    }

    long ended() {
        return ended;
    }

    /** Returns whether nothing waits or runs whose result counts. */
    boolean isIdle() {
        return active == 0;
    }

    long weight() {
        return weight;
    }

    long heldBytes() {
        return textBytes + weight * TASK_BYTES + JOB_BYTES * (jobs.size() + crew.count());
    }

    void keep(Value value) {
        edges.add(value);
        weight++;
    }

    /** Counts so many values that were read with waiting calls. */
    void restored(int count) {
        weight += count;
    }

    void drop(Value value) {
        edges.remove(value);
        weight--;
    }

    final void keep(EndedTask outcome) {
        Value told = outcome.told();
        if (told != null) {
            keep(told);
        }
    }

    final void drop(EndedTask outcome) {
        Value told = outcome.told();
        if (told != null) {
            drop(told);
        }
    }

    /** Takes the jobs for whose waiting calls there may be something. */
    List<PoolJob> takeTouched() {
        List<PoolJob> taken = new ArrayList<>(touched);
        touched.clear();
        return taken;
    }

    /** Takes the sessions of which less is here than before. */
    List<Presence> takeLoosened() {
        List<Presence> taken = new ArrayList<>(loosened);
        loosened.clear();
        return taken;
    }

    /** Returns, once, whether a worker that waits may get something. */
    boolean takeHasWork() {
        boolean taken = hasWork;
        hasWork = false;
        return taken;
    }

    /** Somebody who waits may be served now who could not be before. */
    void lookAgain() {
        submitters.lookAgain();
        hasWork = true;
        touched.addAll(jobs.toList());
    }

    /** A worker that waits may get something. */
    void lookForWork() {
        hasWork = true;
    }

    /** Returns where calls wait for something of a job. */
    JobLines lines(long job) {
        return lines.computeIfAbsent(job, number -> new JobLines());
    }

    static long textBytes(PoolJob job) {
        return 2L * (job.packageName.length() + job.terms.name().length());
    }

    static long textBytes(Seat seat) {
        long bytes = 0;
        for (String name : seat.packages) {
            bytes += name.length();
        }
        return 2 * bytes;
    }

    /** Notes a result that is on its way. */
    final void note(Taken taken) {
        held.add(taken);
        underway.put(taken.call(), taken);
        taken.job.underway++;
    }

    /** Returns who has brought what waits, and who waits for room. */
    Submitters submitters() {
        return submitters;
    }

    // Snapshot.

    /** Writes what the waiting calls are read into. */
    void saveHead(StateWriter writer) {
        writer.writeInt(lines.size());
        lines.keySet().forEach(writer::writeLong);
    }

    void loadHead(StateReader reader) {
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            lines(reader.readLong());
        }
    }

    void save(StateWriter writer) {
        writer.writeLong(lastJob);
        writer.writeLong(ended);
        writer.writeInt(submitters.mostTasks());
        line.save(writer);
        List<PoolJob> all = jobs.toList();
        writer.writeInt(all.size());
        all.forEach(job -> job.save(writer));
        crew.save(writer);
        writer.writeInt(underway.size());
        for (Taken taken : underway.values()) {
            writer.writeCall(taken.call());
            writer.writeLong(taken.job.number);
            writer.writeLong(taken.stamp);
            taken.outcome.save(writer);
        }
    }

    /** Reads what {@link #save} wrote; returns the values that are kept. */
    List<Value> load(StateReader reader, Function<SessionId, Presence> presences) {
        lastJob = reader.readLong();
        ended = reader.readLong();
        submitters.limited(reader.readInt());
        line.load(reader);
        List<Value> kept = new ArrayList<>();
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            loadJob(reader, presences, kept);
        }
        crew.load(reader, presences, this::numbered, seat -> {
            held.add(seat);
            kept.add(seat.description);
            textBytes += textBytes(seat);
        });
        for (Lot lot : crew.lots()) {
            lot.tasks().forEach(task -> kept.add(task.argument));
        }
        int taken = reader.readCount();
        for (int i = 0; i < taken; i++) {
            CallId call = reader.readCall();
            PoolJob job = numbered(reader.readLong());
            long stamp = reader.readLong();
            EndedTask outcome = EndedTask.load(reader);
            addTold(outcome, kept);
            note(new Taken(call, presences.apply(call.session()), job, stamp, outcome));
        }
        weight += kept.size();
        return kept;
    }

    private void loadJob(StateReader reader, Function<SessionId, Presence> presences, List<Value> kept) {
        PoolJob job = PoolJob.load(reader, values.nil(), presences, this::lines);
        jobs.add(job);
        textBytes += textBytes(job);
        if (job.brought != null) {
            held.add(job.brought);
        }
        if (!job.isDone()) {
            active++;
            kept.add(job.terms.function());
        }
        EndedTask verdict = job.verdict();
        if (verdict != null) {
            addTold(verdict, kept);
        }
        for (Task task : job.waitingTasks()) {
            kept.add(task.argument);
            submitters.add(job.submitter, task.argument.size());
        }
        job.results.toList().forEach(outcome -> addTold(outcome, kept));
        if (job.object != null && job.waiting() > 0) {
            line.added(job);
        }
    }

    private static void addTold(EndedTask outcome, List<Value> kept) {
        Value told = outcome.told();
        if (told != null) {
            kept.add(told);
        }
    }

    private PoolJob numbered(long number) {
        PoolJob job = jobs.numbered(number);
        if (job == null) {
            throw new IllegalArgumentException("no job " + number);
        }
        return job;
    }
}
