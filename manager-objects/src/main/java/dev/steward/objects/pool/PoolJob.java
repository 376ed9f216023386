package dev.steward.objects.pool;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.waiting.Presence;
import dev.steward.vocabulary.JobKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tasks that one call brought: those that wait, and the lots of those that workers have. */
final class PoolJob {

    /** What each of its tasks is, and how they are handed out. */
    record Terms(JobKind kind, Value function, String packageName, String name, int chunk, int retries, long limit) {}

    /** The call that brought it. */
    final CallId call;

    final long number;
    final Terms terms;
    final String packageName;
    /** Who brought it. */
    final SessionId submitter;

    final PoolResults results;
    final JobLines lines;
    /** The object that it is; null until the directory has taken it in. */
    @Nullable
    ObjectId object;
    /** What ends it with its submitter's session; null if it outlives that, or is done. */
    @Nullable
    Brought brought;
    /** Whether no more items come. */
    boolean complete;
    /** Whether its iterator was closed: nobody takes its results any more. */
    boolean closed;
    /** How many of its results are on their way to whoever took them. */
    int underway;
    /** Whether its object is no more: what its tasks come to is dropped. */
    boolean unreferenced;

    private final Deque<Task> waiting = new ArrayDeque<>();
    private final Set<Lot> lots = new LinkedHashSet<>();
    private long added;
    private long ended;
    private @Nullable EndedTask verdict;

    PoolJob(CallId call, long number, Terms terms, PoolResults results, JobLines lines) {
        this.call = call;
        this.number = number;
        this.terms = terms;
        this.packageName = terms.packageName();
        this.submitter = call.session();
        this.results = results;
        this.lines = lines;
    }

    /** Returns how many of its tasks wait for a worker. */
    int waiting() {
        return waiting.size();
    }

    long added() {
        return added;
    }

    long ended() {
        return ended;
    }

    Set<Lot> lots() {
        return lots;
    }

    List<Task> waitingTasks() {
        return List.copyOf(waiting);
    }

    /** Takes in an item. */
    void add(Value argument) {
        waiting.addLast(new Task(added++, argument));
    }

    /** Takes back tasks that had not begun, or begin again, in front. */
    void putBack(List<Task> tasks) {
        for (int i = tasks.size() - 1; i >= 0; i--) {
            waiting.addFirst(tasks.get(i));
        }
    }

    /** Takes out so many tasks from the front. */
    List<Task> take(int count) {
        List<Task> taken = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            taken.add(waiting.removeFirst());
        }
        return taken;
    }

    /** Returns how many items go to a worker together, if there are so many slots. */
    int chunkFor(long slots) {
        long chunk = terms.chunk();
        if (chunk == 0) {
            long lots = 4 * Math.max(1, slots);
            chunk = Math.max(1, (added + lots - 1) / lots);
        }
        return (int) Math.min(chunk, waiting.size());
    }

    /** Counts a task that has ended. */
    void end(int count) {
        ended += count;
    }

    /** Says that all of it has ended in the same way, whatever its tasks come to. */
    void decide(EndedTask outcome) {
        verdict = outcome;
    }

    /** Returns how all of it has ended, or null. */
    @Nullable
    EndedTask verdict() {
        return verdict;
    }

    /** Returns whether nothing will come of it any more beside what is there. */
    boolean isDone() {
        return verdict != null || (complete && ended == added);
    }

    /** Writes all but its lots, which are written with the workers. */
    void save(StateWriter writer) {
        writer.writeCall(call);
        writer.writeLong(number);
        writer.writeInt(terms.kind().code());
        writer.writeBoolean(isDone());
        if (!isDone()) {
            writer.writeValue(terms.function());
        }
        writer.writeText(packageName);
        writer.writeText(terms.name());
        writer.writeInt(terms.chunk());
        writer.writeInt(terms.retries());
        writer.writeLong(terms.limit());
        ObjectId known = object;
        writer.writeBoolean(known != null);
        if (known != null) {
            writer.writeObject(known);
        }
        writer.writeBoolean(brought != null);
        writer.writeBoolean(complete);
        writer.writeBoolean(closed);
        writer.writeBoolean(unreferenced);
        writer.writeLong(added);
        writer.writeLong(ended);
        EndedTask decided = verdict;
        writer.writeBoolean(decided != null);
        if (decided != null) {
            decided.save(writer);
        }
        writer.writeInt(waiting.size());
        waiting.forEach(task -> task.save(writer));
        results.save(writer);
    }

    /** Reads what {@link #save} wrote. */
    static PoolJob load(
            StateReader reader, Value nil, Function<SessionId, Presence> presences, Function<Long, JobLines> lines) {
        CallId call = reader.readCall();
        long number = reader.readLong();
        JobKind kind = JobKind.of(reader.readInt());
        if (kind == null) {
            throw new IllegalArgumentException("job " + number + " is of no kind");
        }
        Value function = reader.readBoolean() ? nil : reader.readValue();
        Terms terms = new Terms(
                kind,
                function,
                reader.readText(),
                reader.readText(),
                reader.readInt(),
                reader.readInt(),
                reader.readLong());
        PoolJob job = new PoolJob(call, number, terms, new PoolResults(kind), lines.apply(number));
        job.object = reader.readBoolean() ? reader.readObject() : null;
        if (reader.readBoolean()) {
            job.brought = new Brought(call, presences.apply(call.session()), job);
        }
        job.complete = reader.readBoolean();
        job.closed = reader.readBoolean();
        job.unreferenced = reader.readBoolean();
        job.added = reader.readLong();
        job.ended = reader.readLong();
        job.verdict = reader.readBoolean() ? EndedTask.load(reader) : null;
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            job.waiting.addLast(Task.load(reader));
        }
        job.results.load(reader);
        return job;
    }
}
