package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.SessionId;
import dev.steward.vocabulary.JobKind;
import dev.steward.vocabulary.TaskEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What clients may conclude about a pool: which tasks there are, who has them, and what became of them. */
final class PoolModel {

    /** A task that a client brought; its argument is found nowhere else. */
    static final class Task {
        final Job job;
        final int index;
        final long payload;
        int losses;

        Task(Job job, int index, long payload) {
            this.job = job;
            this.index = index;
            this.payload = payload;
        }
    }

    /** What one call brought. */
    static final class Job {
        final SimulatedCall call;
        final JobKind kind;
        final int retries;
        boolean detached;
        boolean complete;
        boolean closed;

        @Nullable
        TaskEnd verdict;

        int added;
        int ended;
        /** By item, what came and nobody has taken. */
        final TreeMap<Long, Long> results = new TreeMap<>();
        /** By the call that took each, what is not acknowledged. */
        final Map<SimulatedCall, Map.Entry<Long, Long>> underway = new LinkedHashMap<>();

        Job(SimulatedCall call, JobKind kind, int retries) {
            this.call = call;
            this.kind = kind;
            this.retries = retries;
        }

        boolean isDone() {
            return verdict != null || (complete && ended == added);
        }
    }

    /** Tasks that a worker has together. */
    static final class Lot {
        final SessionId session;
        final long seat;
        final List<Task> tasks = new ArrayList<>();
        long firstRun;
        boolean abandoned;

        Lot(SessionId session, long seat, long firstRun) {
            this.session = session;
            this.seat = seat;
            this.firstRun = firstRun;
        }
    }

    final Map<ObjectId, Job> jobs = new LinkedHashMap<>();
    final Map<SimulatedCall, Job> brought = new LinkedHashMap<>();
    final Map<Long, Task> waiting = new LinkedHashMap<>();
    final List<Lot> lots = new ArrayList<>();
    final Map<Long, SessionId> seats = new LinkedHashMap<>();
    boolean isShutDown;
    private long lastRun;

    void added(Job job, List<Long> payloads) {
        for (long payload : payloads) {
            waiting.put(payload, new Task(job, job.added++, payload));
        }
    }

    /** A lot was handed out. */
    void handedOut(SimulatedCall call, long seat, List<Long> runs, List<Long> payloads) {
        Lot lot = new Lot(call.client.id, seat, runs.get(0));
        check(call.client.id.equals(seats.get(seat)), () -> "not its worker: " + call);
        for (int i = 0; i < runs.size(); i++) {
            long run = runs.get(i);
            check(run > lastRun, () -> "run " + run + " is not a new one");
            lastRun = run;
            Task task = waiting.remove(payloads.get(i));
            if (task == null) {
                throw new AssertionError("task " + payloads.get(i) + " does not wait, but was handed out: " + call);
            }
            check(!task.job.isDone(), () -> "a task of a job that is done was handed out: " + call);
            lot.tasks.add(task);
        }
        lots.add(lot);
    }

    @Nullable
    Lot lotOf(long run) {
        for (Lot lot : lots) {
            if (run >= lot.firstRun && run < lot.firstRun + lot.tasks.size()) {
                return lot;
            }
        }
        return null;
    }

    /** The first task of a lot ended; returns whether that counts. */
    boolean ended(Lot lot, TaskEnd end, long value) {
        Task task = lot.tasks.remove(0);
        lot.firstRun++;
        if (lot.tasks.isEmpty()) {
            lots.remove(lot);
        }
        if (lot.abandoned) {
            return false;
        }
        if (end == TaskEnd.NOT_BEGUN) {
            waiting.put(task.payload, task);
        } else if (end == TaskEnd.LOST && task.losses < task.job.retries) {
            task.losses++;
            waiting.put(task.payload, task);
        } else {
            settle(task, end, value);
        }
        return true;
    }

    private void settle(Task task, TaskEnd end, long value) {
        Job job = task.job;
        if (job.kind.hasResultsTogether() && end != TaskEnd.RESULT) {
            decide(job, end);
        } else if (!job.closed) {
            long at = job.kind == JobKind.UNORDERED ? job.ended : task.index;
            job.results.put(at, end == TaskEnd.RESULT ? value : -1 - end.code());
        }
        job.ended++;
    }

    void decide(Job job, TaskEnd end) {
        if (job.isDone()) {
            return;
        }
        job.verdict = end;
        waiting.values().removeIf(task -> task.job == job);
        for (Lot lot : lots) {
            if (lot.tasks.get(0).job == job) {
                lot.tasks.subList(1, lot.tasks.size()).clear();
                lot.abandoned = true;
            }
        }
    }

    /** A lot goes back whose worker never had it. */
    void takenBack(Lot lot) {
        lots.remove(lot);
        if (!lot.abandoned) {
            lot.tasks.forEach(task -> waiting.put(task.payload, task));
        }
    }

    /** A worker is gone. */
    void left(long seat) {
        seats.remove(seat);
        for (Lot lot : List.copyOf(lots)) {
            if (lot.seat == seat) {
                List<Task> others = new ArrayList<>(lot.tasks.subList(1, lot.tasks.size()));
                lot.tasks.subList(1, lot.tasks.size()).clear();
                if (!lot.abandoned) {
                    others.forEach(task -> waiting.put(task.payload, task));
                }
                ended(lot, TaskEnd.LOST, 0);
            }
        }
    }

    void ended(SessionId session) {
        jobsOf().forEach(job -> {
            List<SimulatedCall> takers = job.underway.keySet().stream()
                    .filter(taker -> taker.client.id.equals(session))
                    .toList();
            takers.forEach(taker -> putBack(job, taker));
        });
        jobsOf().forEach(job -> {
            if (job.call.client.id.equals(session) && !job.detached) {
                decide(job, TaskEnd.CANCELLED);
            }
        });
        seats.entrySet().stream()
                .filter(seat -> seat.getValue().equals(session))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::left);
    }

    private List<Job> jobsOf() {
        return List.copyOf(brought.values());
    }

    /** A result that was taken and not received goes to the next taker. */
    void putBack(Job job, SimulatedCall taker) {
        Map.Entry<Long, Long> taken = job.underway.remove(taker);
        if (taken != null && !job.closed) {
            job.results.put(taken.getKey(), taken.getValue());
        }
    }
}
