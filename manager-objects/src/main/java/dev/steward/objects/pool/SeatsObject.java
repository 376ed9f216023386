package dev.steward.objects.pool;

import dev.steward.objects.Answer;
import dev.steward.objects.ArgumentCheck;
import dev.steward.objects.CallId;
import dev.steward.objects.Invoke;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.waiting.Waiter;
import dev.steward.objects.waiting.WaitingLine;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.Status;
import dev.steward.vocabulary.TaskEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pool is to its workers: where they get tasks and tell what those came to. */
abstract class SeatsObject extends JobsObject {

    final WaitingLine takers = new WaitingLine();

    SeatsObject(Creation creation) {
        super(creation);
    }

    /** Refuses what a pool does not take any more. */
    final void refuseIfShutdown() {
        if (shutdown) {
            throw new OperationRefusal(Status.SHUT_DOWN, type + ": it is shut down and takes no more tasks");
        }
    }

    // Workers.

    /** Seats a worker. */
    final Value seat(Invoke call, SeatArguments asked) {
        refuseIfShutdown();
        CallId id = call.call();
        Seat seat = new Seat(
                id,
                presence(id.session()),
                work.crew().nextNumber(),
                asked.description(),
                asked.slots(),
                call.now(),
                asked.packages());
        work.seat(seat);
        changed();
        return values.of(seat.number);
    }

    /** Returns the worker that a call names, if it is of the session that calls; else null. */
    final @Nullable Seat seatOf(Invoke call, List<Value> arguments) {
        Seat seat = work.crew().seat(values.asLong(arguments.get(0)));
        return seat != null && seat.presence().session().equals(call.call().session()) ? seat : null;
    }

    /** Lets a worker leave; returns whether there was one. */
    final Value unseat(@Nullable Seat seat) {
        if (seat != null) {
            work.unseat(seat, lost(seat, "has left"));
            changed();
        }
        return values.of(seat != null);
    }

    /** Says that a worker is lost. */
    final String lost(Seat seat, String why) {
        return "worker " + seat.number + " (" + values.asText(seat.description) + ") " + why
                + " before it said what the task came to: whether that took effect is not known; idempotent(n) lets a"
                + " task run again";
    }

    /** Gives a worker what there is for it, or lets it wait. */
    final @Nullable Value take(Invoke call, long timeout, @Nullable Seat seat, Outputs out) {
        if (seat == null) {
            throw new OperationRefusal(
                    Status.NOT_OWNER,
                    type + ": worker " + values.asLong(call.arguments().get(0))
                            + " is not of this session; join the pool first");
        }
        Value given = give(seat, call.now());
        if (given != null) {
            return given;
        }
        if (isOver()) {
            throw new OperationRefusal(Status.SHUT_DOWN, type + ": it is shut down, and all tasks have ended");
        }
        if (timeout == 0) {
            throw new OperationRefusal(Status.EMPTY, type + ": there is nothing to do");
        }
        CallId id = call.call();
        long deadline = deadline(call.now(), timeout);
        await(new SeatWaiter(id, call.target(), seat.presence(), deadline, seat.number), takers, call.now(), out);
        return null;
    }

    /** Returns whether nothing is to be done any more. */
    final boolean isOver() {
        return shutdown && work.isIdle();
    }

    /** Returns what there is for a worker now, or null. */
    private @Nullable Value give(Seat seat, long now) {
        if (seat.hasRunsToEnd()) {
            changed();
            return answers.toEnd(seat.takeToEnd());
        }
        Lot lot = work.handOut(seat, now);
        if (lot == null) {
            return null;
        }
        changed();
        Value given = answers.lot(lot);
        seat.knows = lot.job.number;
        return given;
    }

    /** Gives the workers that wait what there is for them. */
    final void giveAll(long now, Outputs out) {
        boolean over = isOver();
        for (Waiter waiter : takers.serving()) {
            if (waiter instanceof SeatWaiter taker) {
                Seat seat = work.crew().seat(taker.worker);
                Value given = seat == null ? null : give(seat, now);
                if (seat == null) {
                    finish(taker, failed(Status.NOT_OWNER, type + ": worker " + taker.worker + " has left"), now, out);
                } else if (given != null) {
                    finish(taker, Answer.ok(given, sequence()), now, out);
                } else if (over) {
                    finish(
                            taker,
                            failed(Status.SHUT_DOWN, type + ": it was shut down, and all tasks have ended"),
                            now,
                            out);
                }
            }
        }
    }

    /** Takes in what a task came to; returns whether that counts. */
    final Value done(Invoke call, List<Value> arguments) {
        long run = values.asLong(arguments.get(0));
        Lot lot = work.crew().lotOf(run);
        if (lot == null || !lot.seat.presence().session().equals(call.call().session())) {
            throw new OperationRefusal(
                    Status.SETTLED, type + ": run " + run + " has ended before, or is not of this session");
        }
        TaskEnd end = TaskEnd.of(values.asLong(arguments.get(1)));
        if (end == null || end == TaskEnd.CANCELLED) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT, type + ": no worker says that a task ended as " + arguments.get(1));
        }
        Argument expected = new Argument("what the task came to", end.value());
        ArgumentCheck.check(values, type + ": " + call.operation(), expected, arguments.get(2));
        if (end == TaskEnd.LOST) {
            SeatArguments.checkLoss(values, values.asList(arguments.get(2)));
        }
        if (run != lot.firstRun()) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    type + ": the tasks of a lot end in their order, so that run " + lot.firstRun()
                            + " ends before run " + run);
        }
        boolean counts = work.end(lot, EndedTask.of(end, arguments.get(2)));
        changed();
        return values.of(counts);
    }

    /** Takes back what the answer to a worker gave that never had it. */
    final void takeBack(SessionId session, List<Value> given) {
        boolean toEnd = values.asLong(given.get(0)) == 0;
        for (Value run : values.asList(given.get(3))) {
            long number = values.asLong(run);
            Lot lot = work.crew().lotOf(number);
            if (lot != null && lot.seat.presence().session().equals(session) && lot.firstRun() == number) {
                if (toEnd) {
                    lot.seat.isToEnd(number);
                } else {
                    work.takeBack(lot);
                }
                work.lookForWork();
            }
        }
    }
}
