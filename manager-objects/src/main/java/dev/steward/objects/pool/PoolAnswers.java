package dev.steward.objects.pool;

import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.JobKind;
import dev.steward.vocabulary.TaskEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToLongFunction;

/** What a pool answers, as values. */
final class PoolAnswers {

    /** How many bytes of values go into one answer, if there is more than one. */
    private static final long PAGE_BYTES = 4L << 20;

    private final Values values;
    private final PoolWork work;

    PoolAnswers(Values values, PoolWork work) {
        this.values = values;
        this.work = work;
    }

    /** Returns what the taker of a lot is told. */
    Value lot(Lot lot) {
        PoolJob job = lot.job;
        List<Value> parts = new ArrayList<>();
        parts.add(lot.seat.knows == job.number ? values.nil() : job.terms.function());
        lot.tasks().forEach(task -> parts.add(task.argument));
        return values.listOf(List.of(
                values.of(job.number),
                values.of(job.terms.name()),
                values.of(job.terms.limit()),
                values.listOfNumbers(lot.size(), runsOf(lot)),
                values.listOf(parts)));
    }

    private static IntToLongFunction runsOf(Lot lot) {
        long first = lot.firstRun();
        return index -> first + index;
    }

    /** Returns what a worker is told that shall end what it does. */
    Value toEnd(List<Long> runs) {
        return values.listOf(List.of(
                values.of(0L),
                values.of(""),
                values.of(-1L),
                values.listOfNumbers(runs.size(), runs::get),
                values.listOf(List.of())));
    }

    /** Returns what became of a job that is done, with its results from a number on. */
    Value results(PoolJob job, long from) {
        EndedTask verdict = job.verdict();
        if (verdict != null) {
            return ended(verdict, -1);
        }
        long total = job.terms.kind() == JobKind.TASK ? -1 : job.added();
        return values.listOf(List.of(
                values.of((long) TaskEnd.RESULT.code()),
                values.of(total),
                values.listOf(job.results.page(from, PAGE_BYTES))));
    }

    /** Returns what became of one task. */
    Value ended(EndedTask outcome, long total) {
        Value parts = outcome.end().value() == Argument.Kind.LIST
                ? outcome.value(values)
                : values.listOf(List.of(outcome.value(values)));
        return values.listOf(List.of(values.of((long) outcome.end().code()), values.of(total), parts));
    }

    /** Returns how far a job has come. */
    Value progress(PoolJob job) {
        long total = job.complete ? job.added() : -1;
        long untaken = job.added() - job.ended() + job.results.size();
        return values.listOf(
                List.of(values.of(job.ended()), values.of(total), values.of(job.isDone()), values.of(untaken)));
    }

    /** Returns what a pool does. */
    Value status(boolean shutdown, long now) {
        List<Value> workers = new ArrayList<>();
        for (Seat seat : work.crew().seats()) {
            workers.add(worker(seat, now));
        }
        return values.listOf(List.of(
                values.of(shutdown),
                values.of(work.waiting()),
                values.of(work.crew().running()),
                values.of(work.ended()),
                values.listOf(workers)));
    }

    private Value worker(Seat seat, long now) {
        List<Value> tasks = new ArrayList<>();
        for (Lot lot : seat.lots()) {
            tasks.add(values.listOf(List.of(
                    values.of(lot.firstRun()),
                    values.of((long) lot.size()),
                    values.of(lot.job.terms.name()),
                    values.of(now - lot.since),
                    values.of(lot.isAbandoned()))));
        }
        return values.listOf(List.of(
                values.of(seat.number),
                seat.description,
                values.of((long) seat.slots),
                values.listOfTexts(seat.packages),
                values.of(seat.done),
                values.listOf(tasks)));
    }

    /** Says in a line what a pool does. */
    String summary(boolean shutdown) {
        int workers = work.crew().count();
        String text = workers == 0
                ? "no workers"
                : counted(workers, "worker") + ", " + counted(work.crew().slots(), "slot");
        return text + ", " + work.waiting() + " waiting, " + work.crew().running() + " running, " + work.ended()
                + " ended" + (shutdown ? ", shut down" : "");
    }

    /** Says in a line what became of a job. */
    static String summary(PoolJob job) {
        String total = job.complete ? String.valueOf(job.added()) : "?";
        EndedTask verdict = job.verdict();
        String text = job.terms.name() + ": " + job.ended() + " of " + total + " ended";
        return verdict == null ? text : text + ", " + verdict.end().name().toLowerCase(Locale.ROOT);
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
