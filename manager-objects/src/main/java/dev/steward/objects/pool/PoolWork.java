package dev.steward.objects.pool;

import dev.steward.objects.CallId;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.objects.shared.Edges;
import dev.steward.objects.waiting.Holding;
import dev.steward.objects.waiting.Presence;
import dev.steward.vocabulary.TaskEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of tasks: they are brought, handed out and end. Notes whom a step concerns, for the pool to see to when the
 * step is done.
 */
final class PoolWork extends PoolState {

    private static final int MOST_IN_LOT = 1_024;

    /**
     * Nothing to do yet.
     *
     * @param mostTasks how many tasks of one session may wait for a worker
     */
    PoolWork(Values values, Edges edges, int mostTasks) {
        super(values, edges, mostTasks);
    }

    // Bringing.

    /** Takes in a job whose values are kept already; the directory is to be asked for its object. */
    PoolJob bring(CallId call, SubmitArguments asked, @Nullable Presence owner) {
        long number = ++lastJob;
        PoolJob job = new PoolJob(
                call, number, asked.terms(), new PoolResults(asked.terms().kind()), lines(number));
        textBytes += textBytes(job);
        job.complete = asked.complete();
        active++;
        if (owner != null) {
            own(job, owner);
        }
        jobs.add(job);
        addItems(job, asked.items());
        endIfDone(job);
        return job;
    }

    private void own(PoolJob job, Presence owner) {
        Brought brought = new Brought(job.call, owner, job);
        job.brought = brought;
        held.add(brought);
    }

    /** Takes in items that are kept already. */
    void addItems(PoolJob job, List<Value> items) {
        for (Value item : items) {
            job.add(item);
            submitters.add(job.submitter, item.size());
        }
        await(job, items.size());
    }

    /** No more items come. */
    void complete(PoolJob job) {
        job.complete = true;
        touched.add(job);
        endIfDone(job);
    }

    /** Its tasks can be handed out from now on. */
    void born(PoolJob job) {
        if (job.verdict() == null) {
            await(job, job.waiting());
        }
    }

    private void await(PoolJob job, int tasks) {
        if (job.object != null && tasks > 0) {
            line.added(job);
            hasWork = true;
        }
    }

    /** The directory has no room for it. */
    void refused(CallId call) {
        PoolJob job = jobs.refused(call);
        if (job != null) {
            cancel(job, "there is no room for its result", true);
            unreferenced(job);
        }
    }

    // Handing out.

    /** Seats a worker. */
    void seat(Seat seat) {
        keep(seat.description);
        held.add(seat);
        crew.add(seat);
        textBytes += textBytes(seat);
    }

    /** Returns what a worker gets next, or null if there is nothing for it, or it has no slot free. */
    @Nullable
    Lot handOut(Seat seat, long now) {
        PoolJob job = seat.hasFreeSlot() ? line.next(seat) : null;
        if (job == null) {
            return null;
        }
        List<Task> tasks = job.take(Math.min(MOST_IN_LOT, job.chunkFor(crew.slots())));
        tasks.forEach(task -> waitsNoMore(job, task));
        line.removed(job);
        return crew.handOut(job, seat, now, tasks);
    }

    private void waitsNoMore(PoolJob job, Task task) {
        submitters.remove(job.submitter, task.argument.size());
    }

    private void waitsAgain(PoolJob job, List<Task> tasks) {
        job.putBack(tasks);
        tasks.forEach(task -> submitters.add(job.submitter, task.argument.size()));
        await(job, tasks.size());
    }

    /** Takes back what a worker never heard that it has. */
    void takeBack(Lot lot) {
        lot.seat.knows = 0;
        List<Task> tasks = new ArrayList<>(lot.tasks());
        boolean dropped = lot.isAbandoned();
        crew.takeNotBegun(lot);
        crew.end(lot);
        if (dropped) {
            tasks.forEach(task -> drop(task.argument));
            forgetIfOver(lot.job);
        } else {
            waitsAgain(lot.job, tasks);
        }
        hasWork = true;
    }

    // Ending.

    /**
     * Takes in what the first task of a lot came to.
     *
     * @return whether that counts
     */
    boolean end(Lot lot, EndedTask outcome) {
        PoolJob job = lot.job;
        long run = lot.firstRun();
        boolean dropped = lot.isAbandoned();
        Task task = crew.end(lot);
        hasWork = true;
        if (dropped) {
            lot.seat.hasEnded(run);
            drop(task.argument);
            forgetIfOver(job);
            return false;
        }
        if (outcome.end() == TaskEnd.NOT_BEGUN) {
            waitsAgain(job, List.of(task));
            return true;
        }
        lot.seat.done++;
        ended++;
        if (outcome.end() == TaskEnd.LOST && task.losses < job.terms.retries()) {
            task.losses++;
            waitsAgain(job, List.of(task));
        } else {
            settle(job, task, outcome);
        }
        return true;
    }

    private void settle(PoolJob job, Task task, EndedTask outcome) {
        drop(task.argument);
        touched.add(job);
        if (job.terms.kind().hasResultsTogether() && outcome.end() != TaskEnd.RESULT) {
            decide(job, outcome, false);
            job.end(1);
        } else {
            if (!job.unreferenced && !job.closed) {
                keep(outcome);
                job.results.add(task.index, outcome);
            }
            job.end(1);
            endIfDone(job);
        }
    }

    /** Cancels a job that is not done. */
    void cancel(PoolJob job, String why, boolean endsRunning) {
        decide(job, EndedTask.said(TaskEnd.CANCELLED, why), endsRunning);
    }

    /** All of a job has ended in the same way: what waits is dropped, and what runs is for nothing. */
    private void decide(PoolJob job, EndedTask outcome, boolean endsRunning) {
        if (job.isDone()) {
            return;
        }
        int count = job.waiting();
        for (Task task : job.take(count)) {
            waitsNoMore(job, task);
            drop(task.argument);
        }
        if (job.object != null && count > 0) {
            line.removed(job);
        }
        for (Lot lot : List.copyOf(job.lots())) {
            crew.takeNotBegun(lot).forEach(task -> drop(task.argument));
            crew.abandon(lot);
            if (endsRunning) {
                lot.seat.isToEnd(lot.firstRun());
                hasWork = true;
            }
        }
        if (job.terms.kind().hasResultsTogether()) {
            job.results.clear().forEach(each -> drop(each));
        }
        keep(outcome);
        job.decide(outcome);
        ended(job);
    }

    private void endIfDone(PoolJob job) {
        if (job.isDone()) {
            ended(job);
        }
    }

    private void ended(PoolJob job) {
        touched.add(job);
        active--;
        hasWork = true;
        drop(job.terms.function());
        disown(job);
        forgetIfOver(job);
    }

    /** Lets a job outlive the session that brought it. */
    void disown(PoolJob job) {
        Brought brought = job.brought;
        if (brought != null) {
            held.remove(brought);
            loosened.add(brought.presence());
            job.brought = null;
        }
    }

    /** Nobody has the object of a job any more. */
    void unreferenced(PoolJob job) {
        job.unreferenced = true;
        if (job.underway > 0) {
            for (Taken taken : List.copyOf(underway.values())) {
                if (taken.job == job) {
                    arrived(taken.call(), false);
                }
            }
        }
        job.results.clear().forEach(each -> drop(each));
        forgetIfOver(job);
    }

    /** Forgets a job that nobody has, once it is done and no worker is busy with it. */
    private void forgetIfOver(PoolJob job) {
        if (job.unreferenced && job.isDone() && job.lots().isEmpty()) {
            job.results.clear().forEach(each -> drop(each));
            EndedTask verdict = job.verdict();
            if (verdict != null) {
                drop(verdict);
            }
            textBytes -= textBytes(job);
            jobs.forget(job);
            lines.remove(job.number);
        }
    }

    /** Drops what is there for an iterator that was closed, and what is to come. */
    void close(PoolJob job, boolean endsRunning) {
        job.closed = true;
        job.results.clear().forEach(each -> drop(each));
        touched.add(job);
        cancel(job, "it was closed", endsRunning);
    }

    /** A worker is no more, or leaves: what it had begun is lost, the rest is for others. */
    void unseat(Seat seat, String why) {
        for (Lot lot : seat.lots()) {
            PoolJob job = lot.job;
            boolean dropped = lot.isAbandoned();
            List<Task> others = new ArrayList<>(crew.takeNotBegun(lot));
            Task first = crew.end(lot);
            if (dropped) {
                drop(first.argument);
                forgetIfOver(job);
                continue;
            }
            ended++;
            boolean again = first.losses < job.terms.retries();
            if (again) {
                first.losses++;
                others.add(0, first);
            }
            waitsAgain(job, others);
            if (!again) {
                settle(job, first, EndedTask.said(TaskEnd.LOST, why));
            }
        }
        crew.remove(seat);
        drop(seat.description);
        textBytes -= textBytes(seat);
        held.remove(seat);
        loosened.add(seat.presence());
        hasWork = true;
    }

    // Taking results one by one.

    /** Takes the next result out for a call, or returns null if there is none now. */
    @Nullable
    Taken takeNext(PoolJob job, CallId call, Function<SessionId, Presence> presences) {
        Map.Entry<Long, EndedTask> next = job.results.takeNext();
        if (next == null) {
            return null;
        }
        Taken taken = new Taken(call, presences.apply(call.session()), job, next.getKey(), next.getValue());
        note(taken);
        return taken;
    }

    /** Returns whether results are on their way to other sessions, which may come back. */
    boolean isUnderwayElsewhere(PoolJob job, @Nullable Presence presence) {
        int own = 0;
        if (presence != null) {
            for (Holding holding : held.listOf(presence)) {
                own += holding instanceof Taken taken && taken.job == job ? 1 : 0;
            }
        }
        return job.underway > own;
    }

    /**
     * Ends the way of the result that a call took, if it took one.
     *
     * @param arrived whether it has arrived: it is forgotten then, else it goes to the next taker
     */
    void arrived(CallId call, boolean arrived) {
        Taken taken = underway.remove(call);
        if (taken == null) {
            return;
        }
        PoolJob job = taken.job;
        held.remove(taken);
        loosened.add(taken.presence());
        job.underway--;
        touched.add(job);
        if (arrived || job.unreferenced || job.closed) {
            drop(taken.outcome);
        } else {
            job.results.putBack(taken.stamp, taken.outcome);
        }
    }

    /** Takes back what a session has, which is no more. */
    void released(Presence presence, Function<Seat, String> why) {
        List<Holding> holdings = held.listOf(presence);
        for (Holding holding : holdings) {
            if (holding instanceof Taken taken) {
                arrived(taken.call(), false);
            }
        }
        for (Holding holding : holdings) {
            if (holding instanceof Brought brought) {
                cancel(brought.job, "the process that brought it has ended", true);
            }
        }
        for (Holding holding : holdings) {
            if (holding instanceof Seat seat) {
                unseat(seat, why.apply(seat));
            }
        }
    }
}
