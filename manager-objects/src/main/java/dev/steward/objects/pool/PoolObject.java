package dev.steward.objects.pool;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.Findings;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;
import dev.steward.objects.waiting.WaitingLine;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pool: what it was asked to do, who does it, and what became of it. Each call that brought tasks is an object of the
 * pool's family, a result or an iterator.
 */
public final class PoolObject extends SeatsObject {

    // The kinds of waiting calls in a snapshot.
    private static final int BRINGER = 0;
    private static final int SEAT = 1;
    private static final int RESULT = 2;
    private static final int JOINER = 3;

    // Where items stand among the arguments of what brings them.
    private static final int ITEMS_OF_SUBMIT = 4;
    private static final int ITEMS_OF_ADD = 0;

    private final Lines lines = new Lines();

    /** The calls that wait for something of the pool itself. */
    private static final class Lines {
        final WaitingLine bringers = new WaitingLine();
        final WaitingLine joiners = new WaitingLine();
    }

    /** Makes a pool without workers. */
    public PoolObject(Creation creation) {
        super(creation);
    }

    @Override
    public long weight() {
        return work.weight();
    }

    @Override
    public long heldBytes() {
        return super.heldBytes() + work.heldBytes();
    }

    @Override
    public void apply(Input input, Outputs out) {
        if (input instanceof ObjectInput.SessionResumed) {
            work.lookAgain();
        }
        super.apply(input, out);
    }

    @Override
    @Nullable
    protected Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case POOL_SUBMIT -> submit(call, SubmitArguments.of(values, arguments), out);
            case POOL_JOIN -> seat(call, SeatArguments.of(values, arguments));
            case POOL_LEAVE -> unseat(seatOf(call, arguments));
            case POOL_TAKE -> take(call, values.asLong(arguments.get(1)), seatOf(call, arguments), out);
            case POOL_DONE -> done(call, arguments);
            case POOL_SHUTDOWN -> shutdown(values.asBoolean(arguments.get(0)), call.now(), out);
            case POOL_JOINED -> joined(call, values.asLong(arguments.get(0)), out);
            case POOL_STATUS -> answers.status(shutdown, call.now());
            case RESULT_ADD -> add(call, arguments, out);
            case RESULT_AWAIT -> ask(call, ResultArguments.ofResults(values, arguments), out);
            case RESULT_NEXT -> ask(call, ResultArguments.ofNext(values, arguments), out);
            case RESULT_PROGRESS -> ask(call, ResultArguments.ofProgress(values, arguments), out);
            case RESULT_CANCEL -> values.of(cancel(jobOf(call), values.asBoolean(arguments.get(0))));
            case RESULT_DETACH -> detach(jobOf(call));
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    // Bringing tasks.

    private @Nullable Value submit(Invoke call, SubmitArguments asked, Outputs out) {
        if (id().value() < 0) {
            throw new OperationRefusal(
                    Status.NO_SUCH_OPERATION,
                    type + ": it belongs to no server yet, and results live there; register it first");
        }
        refuseIfShutdown();
        long bytes = Bringer.bytesOf(asked.items());
        boolean room =
                work.submitters().takes(call.call().session(), asked.items().size(), bytes);
        refuseIfNow(!room && asked.timeout() == 0);
        work.keep(asked.terms().function());
        asked.items().forEach(work::keep);
        if (room) {
            bring(call.call(), asked, call.now(), out);
        } else {
            bringLater(call, call.arguments(), asked.items(), asked.timeout(), out);
        }
        return null;
    }

    private void refuseIfNow(boolean withoutWaiting) {
        if (withoutWaiting) {
            throw new OperationRefusal(Status.TIMED_OUT, type + ": too many tasks of this process wait for a worker");
        }
    }

    private void bring(CallId call, SubmitArguments asked, long now, Outputs out) {
        PoolJob job = work.bring(call, asked, asked.detached() ? null : presence(call.session()));
        changed();
        out.forward(
                GroupId.DIRECTORY,
                new DirectoryInput.AddMember(now, call, id(), job.terms.kind().type()));
    }

    private void bringLater(Invoke call, List<Value> arguments, List<Value> items, long timeout, Outputs out) {
        CallId id = call.call();
        long deadline = deadline(call.now(), timeout);
        Presence presence = presence(id.session());
        await(new Bringer(id, call.target(), presence, deadline, arguments, items), lines.bringers, call.now(), out);
        work.submitters().waitsForRoom(id.session());
    }

    private @Nullable Value add(Invoke call, List<Value> arguments, Outputs out) {
        PoolJob job = jobOf(call);
        if (!job.submitter.equals(call.call().session())) {
            throw new OperationRefusal(
                    Status.NOT_OWNER, typeOf(call.target()) + ": only who brought its first items brings more");
        }
        if (job.verdict() != null) {
            return values.of(false);
        }
        if (job.complete) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT, typeOf(call.target()) + ": it was said that no more items come");
        }
        List<Value> items = values.asList(arguments.get(0));
        long timeout = values.asLong(arguments.get(2));
        boolean room = work.submitters().takes(job.submitter, items.size(), Bringer.bytesOf(items));
        refuseIfNow(!room && timeout == 0);
        items.forEach(work::keep);
        if (!room) {
            bringLater(call, arguments, items, timeout, out);
            return null;
        }
        addItems(job, items, values.asBoolean(arguments.get(1)));
        return values.of(true);
    }

    private void addItems(PoolJob job, List<Value> items, boolean complete) {
        work.addItems(job, items);
        if (complete) {
            work.complete(job);
        }
        changed();
    }

    /** Lets in whoever brings tasks and has room now; of each session the first one only is asked. */
    private void letIn(long now, Outputs out) {
        Set<SessionId> full = new LinkedHashSet<>();
        for (Waiter waiter : lines.bringers.serving()) {
            SessionId session = waiter.call().session();
            if (waiter instanceof Bringer bringer && !full.contains(session)) {
                if (!work.submitters().hasRoom(session, bringer.items.size(), bringer.bytes)) {
                    full.add(session);
                } else if (bringer.target().equals(id())) {
                    leave(bringer);
                    work.submitters().waitsForRoomNoMore(session);
                    bring(bringer.call(), SubmitArguments.of(values, bringer.arguments), now, out);
                    tidy(bringer.presence(), now, out);
                } else {
                    letInItems(bringer, now, out);
                }
            }
        }
    }

    private void letInItems(Bringer bringer, long now, Outputs out) {
        PoolJob job = work.jobs().of(bringer.target());
        boolean wantsMore = job != null && job.verdict() == null && !job.complete;
        work.submitters().waitsForRoomNoMore(bringer.call().session());
        if (job != null && wantsMore) {
            addItems(job, bringer.items, values.asBoolean(bringer.arguments.get(1)));
        } else {
            bringer.items.forEach(work::drop);
        }
        finish(bringer, Answer.ok(values.of(wantsMore), sequence()), now, out);
    }

    // The end of the pool.

    private Value shutdown(boolean atOnce, long now, Outputs out) {
        if (!shutdown) {
            shutdown = true;
            changed();
            work.lookAgain();
            for (Waiter waiter : lines.bringers.toList()) {
                if (waiter.target().equals(id())) {
                    abandoned(waiter);
                    finish(
                            waiter,
                            failed(Status.SHUT_DOWN, type + ": it was shut down while the call waited"),
                            now,
                            out);
                }
            }
        }
        if (atOnce && !work.isIdle()) {
            changed();
            work.jobs().toList().forEach(job -> work.cancel(job, "the pool was terminated", true));
        }
        return values.nil();
    }

    private @Nullable Value joined(Invoke call, long timeout, Outputs out) {
        if (isOver()) {
            return values.of(true);
        }
        if (timeout == 0) {
            return values.of(false);
        }
        CallId id = call.call();
        long deadline = deadline(call.now(), timeout);
        await(new Waiter(id, call.target(), presence(id.session()), deadline), lines.joiners, call.now(), out);
        return null;
    }

    // Serving.

    @Override
    protected void serve(long now, Outputs out) {
        boolean more = true;
        while (more) {
            List<PoolJob> touched = work.takeTouched();
            touched.forEach(job -> answerAll(job, now, out));
            boolean hasRoom = work.submitters().takeHasRoom();
            if (hasRoom) {
                letIn(now, out);
            }
            boolean hasWork = work.takeHasWork();
            if (hasWork) {
                giveAll(now, out);
            }
            more = !touched.isEmpty() || hasRoom || hasWork;
        }
        if (isOver()) {
            for (Waiter joiner : lines.joiners.toList()) {
                finish(joiner, Answer.ok(values.of(true), sequence()), now, out);
            }
        }
        work.takeLoosened().forEach(presence -> tidy(presence, now, out));
    }

    @Override
    protected void timedOut(Waiter waiter, long now, Outputs out) {
        abandoned(waiter);
        finish(waiter, answerInVain(waiter), now, out);
    }

    private Answer answerInVain(Waiter waiter) {
        if (waiter instanceof SeatWaiter) {
            return failed(Status.EMPTY, type + ": there was nothing to do in time");
        }
        if (waiter instanceof ResultWaiter) {
            return failed(Status.TIMED_OUT, typeOf(waiter.target()) + ": it was not there in time");
        }
        return waiter instanceof Bringer
                ? failed(Status.TIMED_OUT, type + ": there was no room in time")
                : Answer.ok(values.of(false), sequence());
    }

    @Override
    protected void cancelled(Waiter waiter, long now, Outputs out) {
        abandoned(waiter);
        finish(waiter, failed(Status.CANCELLED, type + ": the call was cancelled"), now, out);
    }

    @Override
    protected void abandoned(Waiter waiter) {
        if (waiter instanceof Bringer bringer) {
            bringer.items.forEach(work::drop);
            if (bringer.target().equals(id())) {
                work.drop(bringer.arguments.get(0));
            }
            work.submitters().waitsForRoomNoMore(bringer.call().session());
        } else if (waiter instanceof ResultWaiter result) {
            result.waitWith(null);
        }
    }

    @Override
    protected void released(Presence presence, long now, Outputs out) {
        work.released(presence, seat -> lost(seat, "is gone"));
        changed();
    }

    @Override
    protected void threadEnded(Presence presence, int thread, long now, Outputs out) {
        // Tasks belong to the session, not to the thread that brought or took them.
    }

    @Override
    protected void acknowledged(CallId call, long now, Outputs out) {
        work.arrived(call, true);
    }

    @Override
    protected void givenBack(ObjectInput.GiveBack giveBack, Outputs out) {
        if (!giveBack.answer().isOk()) {
            return;
        }
        Value given = giveBack.answer().value();
        switch (giveBack.operation()) {
            case RESULT_NEXT -> work.arrived(giveBack.call(), false);
            case POOL_JOIN -> {
                Seat seat = work.crew().seat(values.asLong(given));
                if (seat != null && seat.call().equals(giveBack.call())) {
                    work.unseat(seat, lost(seat, "has left"));
                }
            }
            case POOL_TAKE -> takeBack(giveBack.call().session(), values.asList(given));
            default -> {
                // Nothing was taken.
            }
        }
    }

    // For whoever looks after it.

    @Override
    protected List<WaitingLine> lines(ObjectId target) {
        PoolJob job = work.jobs().of(target);
        return job == null
                ? List.of(takers, lines.bringers, lines.joiners)
                : List.of(job.lines.awaiting, job.lines.watching);
    }

    @Override
    protected void inspect(ObjectId target, Findings findings) {
        super.inspect(target, findings);
        if (target.equals(id())) {
            work.crew().tell(values, findings);
        }
    }

    // Snapshot.

    @Override
    protected void saveHead(StateWriter writer) {
        writer.writeBoolean(shutdown);
        work.saveHead(writer);
    }

    @Override
    protected void loadHead(StateReader reader) {
        shutdown = reader.readBoolean();
        work.loadHead(reader);
    }

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        work.save(writer);
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        List<Value> kept = work.load(reader, this::presence);
        for (Waiter waiter : lines.bringers.toList()) {
            if (waiter instanceof Bringer bringer) {
                List<Value> brought = broughtBy(bringer);
                kept.addAll(brought);
                work.restored(brought.size());
                work.submitters().waitsForRoom(bringer.call().session());
            }
        }
        edges.restore(kept);
        work.jobs().toList().forEach(this::restoreWaits);
    }

    private List<Value> broughtBy(Bringer bringer) {
        List<Value> brought = new ArrayList<>(bringer.items);
        if (bringer.target().equals(id())) {
            brought.add(bringer.arguments.get(0));
        }
        return brought;
    }

    @Override
    protected void saveWaiter(StateWriter writer, Waiter waiter) {
        if (waiter instanceof Bringer bringer) {
            writer.writeInt(BRINGER);
            int items = bringer.target().equals(id()) ? ITEMS_OF_SUBMIT : ITEMS_OF_ADD;
            writer.writeInt(items);
            writer.writeValues(bringer.items);
            List<Value> others = new ArrayList<>(bringer.arguments);
            others.remove(items);
            writer.writeValues(others);
        } else if (waiter instanceof SeatWaiter taker) {
            writer.writeInt(SEAT);
            writer.writeLong(taker.worker);
        } else if (waiter instanceof ResultWaiter result) {
            writer.writeInt(RESULT);
            saveResultWaiter(writer, result);
        } else {
            writer.writeInt(JOINER);
        }
    }

    @Override
    protected Restored loadWaiter(StateReader reader, CallId call, ObjectId target, Presence presence, long deadline) {
        int kind = reader.readInt();
        return switch (kind) {
            case BRINGER -> {
                int items = reader.readInt();
                List<Value> brought = reader.readValues();
                List<Value> arguments = new ArrayList<>(reader.readValues());
                arguments.add(items, values.listOf(brought));
                yield new Restored(new Bringer(call, target, presence, deadline, arguments, brought), lines.bringers);
            }
            case SEAT -> new Restored(new SeatWaiter(call, target, presence, deadline, reader.readLong()), takers);
            case RESULT -> loadResultWaiter(reader, call, target, presence, deadline);
            case JOINER -> new Restored(new Waiter(call, target, presence, deadline), lines.joiners);
            default -> throw new IllegalArgumentException("unknown kind of waiting call " + kind);
        };
    }
}
