package dev.steward.objects.type;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Operation;
import dev.steward.objects.Outputs;
import dev.steward.objects.Refusal;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Status;
import dev.steward.objects.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A re-entrant lock and the conditions that share it, one line of waiting calls each.
 *
 * <p>A call that waits for a signal stands in the line of its condition; signal, time-out and cancel move it to the line of
 * the lock, and its answer is sent when it owns the lock again. A signal whose receiver dies before it owned the lock
 * again, or before it gave the lock up since, passes on: a wait that returns once too often does no harm, a lost signal
 * does.
 */
final class ConditionObject extends WaitingObject {

    private static final int COUNTER_BITS = 32;
    private static final long[] NO_LEVELS = new long[0];

    /** The conditions of this lock, each with the calls that wait for its signal. */
    private final Map<ObjectId, WaitingLine> conditions = new LinkedHashMap<>();
    /** The calls that wait for the lock. */
    private final WaitingLine acquirers = new WaitingLine();

    private @Nullable LockHold holder;
    private boolean abandoned;
    private long epoch;
    private long counter;

    /** Why a call waits for the lock, and what it is told when it has it. */
    private enum Outcome {
        /** It wants to acquire the lock. */
        ACQUIRED,
        /** It waits for a signal, and stands in the line of the condition. */
        PENDING,
        /** It was signalled. */
        SIGNALLED,
        /** Its time passed without a signal. */
        TIMED_OUT,
        /** It was cancelled before a signal. */
        CANCELLED
    }

    /** A call that waits for the lock, or for a signal first. */
    private static final class LockWaiter extends Waiter {

        /** The levels that it gave up to wait. */
        final long[] levels;

        Outcome outcome;

        LockWaiter(CallId call, ObjectId target, Presence presence, long deadline, long[] levels, Outcome outcome) {
            super(call, target, presence, deadline);
            this.levels = levels;
            this.outcome = outcome;
        }
    }

    ConditionObject(Creation creation) {
        super(Catalogue.CONDITION, creation);
        this.epoch = creation.epoch();
        this.counter = creation.fencingFloor();
        conditions.put(creation.id(), new WaitingLine());
    }

    @Override
    boolean offers(Operation operation) {
        return operation == Operation.OBJECT_DESCRIBE || operation.code() >> 8 == 5;
    }

    @Override
    @Nullable
    Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case LOCK_ACQUIRE -> acquire(call, values.asLong(arguments.get(0)), out);
            case LOCK_RELEASE -> release(mine(call), call.now(), out);
            case LOCK_RELEASE_ANY -> releaseAny(call, out);
            case LOCK_RELEASE_HOLD -> releaseHold(call, values.asLong(arguments.get(0)), out);
            case LOCK_IS_LOCKED -> values.of(holder != null);
            case LOCK_IS_HELD -> values.of(holder != null && isMine(holder, call.call()));
            case CONDITION_AWAIT -> await(call, values.asLong(arguments.get(0)), out);
            case CONDITION_SIGNAL -> signal(call, values.asLong(arguments.get(0)));
            case CONDITION_SIGNAL_ALL -> signal(call, Long.MAX_VALUE);
            case LOCK_NEW_CONDITION -> newCondition(call, out);
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    // The lock.

    private @Nullable Value acquire(Invoke call, long timeout, Outputs out) {
        LockHold held = holder;
        if (held != null && isMine(held, call.call())) {
            held.enter();
            return granted(held);
        }
        Presence presence = presence(call.call().session());
        if (held == null && acquirers.first() == null) {
            return granted(hold(presence, call.call().thread(), NO_LEVELS));
        }
        if (timeout == 0) {
            tidy(presence, call.now(), out);
            throw new Refusal(Status.TIMED_OUT, typeId + ": the lock is held by another thread");
        }
        long deadline = deadline(call.now(), timeout);
        await(
                new LockWaiter(call.call(), call.target(), presence, deadline, NO_LEVELS, Outcome.ACQUIRED),
                acquirers,
                call.now(),
                out);
        return null;
    }

    private LockHold hold(Presence presence, int thread, long[] levels) {
        changed();
        LockHold held = new LockHold(presence, thread, (epoch << COUNTER_BITS) + ++counter, abandoned, levels);
        if (levels.length == 0) {
            held.enter();
        }
        abandoned = false;
        presence.locks = 1;
        holder = held;
        return held;
    }

    private Value granted(LockHold held) {
        return values.listOf(List.of(values.of(held.token), values.of(held.abandoned)));
    }

    private LockHold mine(Invoke call) {
        LockHold held = holder;
        if (held == null || !isMine(held, call.call())) {
            throw new Refusal(
                    Status.NOT_OWNER,
                    typeId + ": " + call.operation() + " needs the lock, which "
                            + (held == null ? "nobody holds" : "another thread holds"));
        }
        return held;
    }

    private static boolean isMine(LockHold held, CallId call) {
        return held.thread == call.thread() && held.presence.session.equals(call.session());
    }

    private Value release(LockHold held, long now, Outputs out) {
        if (held.leave()) {
            free(held);
            tidy(held.presence, now, out);
        }
        return values.nil();
    }

    private void free(LockHold held) {
        holder = null;
        held.presence.locks = 0;
        changed();
    }

    private Value releaseAny(Invoke call, Outputs out) {
        if (holder == null) {
            throw new Refusal(Status.NOT_LOCKED, typeId + ": the lock is not held, so it cannot be released");
        }
        return release(mine(call), call.now(), out);
    }

    private Value releaseHold(Invoke call, long token, Outputs out) {
        return values.of(releaseLevel(call.call(), token, call.now(), out));
    }

    private boolean releaseLevel(CallId call, long token, long now, Outputs out) {
        LockHold held = holder;
        if (held == null || !held.presence.session.equals(call.session()) || !held.moveInnermost(token)) {
            return false;
        }
        release(held, now, out);
        return true;
    }

    @Override
    void serve(long now, Outputs out) {
        while (holder == null && acquirers.first() instanceof LockWaiter next) {
            leave(next);
            LockHold held = hold(next.presence, next.call.thread(), next.levels);
            if (next.outcome == Outcome.SIGNALLED) {
                held.signalledBy = next.target;
            }
            answer(next.call, outcome(next, held), now, out);
        }
    }

    private Answer outcome(LockWaiter waiter, LockHold held) {
        return switch (waiter.outcome) {
            case ACQUIRED -> Answer.ok(granted(held), sequence());
            case SIGNALLED -> Answer.ok(values.of(true), sequence());
            case TIMED_OUT -> Answer.ok(values.of(false), sequence());
            case CANCELLED -> failed(Status.CANCELLED, typeId + ": the wait was cancelled; the lock is held again");
            case PENDING -> throw new IllegalStateException("a call that waits for a signal cannot own the lock");
        };
    }

    // The conditions.

    private @Nullable Value await(Invoke call, long timeout, Outputs out) {
        LockHold held = mine(call);
        WaitingLine line = line(call);
        LockWaiter waiter = new LockWaiter(
                call.call(),
                call.target(),
                held.presence,
                deadline(call.now(), timeout),
                held.levels(),
                Outcome.PENDING);
        free(held);
        await(waiter, line, call.now(), out);
        if (timeout == 0) {
            timedOut(waiter, call.now(), out);
        }
        return null;
    }

    private Value signal(Invoke call, long count) {
        mine(call);
        WaitingLine line = line(call);
        long left = count;
        while (left > 0 && signalOne(line)) {
            left--;
        }
        return values.nil();
    }

    /** Signals who waits longest among the connected, or else anyone: a signal must not be lost on the suspended. */
    private boolean signalOne(WaitingLine line) {
        Waiter next = line.first();
        if (next == null) {
            next = line.firstAside();
        }
        if (!(next instanceof LockWaiter waiter)) {
            return false;
        }
        waiter.outcome = Outcome.SIGNALLED;
        ownAgain(waiter);
        return true;
    }

    private void ownAgain(LockWaiter waiter) {
        ignoreDeadline(waiter);
        join(waiter, acquirers);
        changed();
    }

    private void passOn(ObjectId condition) {
        WaitingLine line = conditions.get(condition);
        if (line != null) {
            signalOne(line);
        }
    }

    private WaitingLine line(Invoke call) {
        WaitingLine line = conditions.get(call.target());
        if (line == null) {
            throw new Refusal(Status.NO_SUCH_OBJECT, typeId + ": there is no object " + call.target() + " any more");
        }
        return line;
    }

    private @Nullable Value newCondition(Invoke call, Outputs out) {
        if (id().value() < 0) {
            throw new Refusal(
                    Status.NO_SUCH_OPERATION,
                    typeId + ": it belongs to no server yet; register it first, then ask for more conditions");
        }
        out.forward(GroupId.DIRECTORY, new DirectoryInput.AddMember(call.now(), call.call(), id(), typeId));
        return null;
    }

    // Ends of waits.

    @Override
    void timedOut(Waiter waiter, long now, Outputs out) {
        if (!(waiter instanceof LockWaiter timed)) {
            return;
        }
        if (timed.outcome == Outcome.PENDING) {
            timed.outcome = Outcome.TIMED_OUT;
            ownAgain(timed);
        } else {
            finish(timed, failed(Status.TIMED_OUT, typeId + ": the lock was not free in time"), now, out);
        }
    }

    @Override
    void cancelled(Waiter waiter, long now, Outputs out) {
        if (!(waiter instanceof LockWaiter stopped)) {
            return;
        }
        if (stopped.outcome == Outcome.PENDING) {
            stopped.outcome = Outcome.CANCELLED;
            ownAgain(stopped);
        } else if (stopped.outcome == Outcome.ACQUIRED) {
            finish(stopped, failed(Status.CANCELLED, typeId + ": the call was cancelled"), now, out);
        }
        // A call that has its outcome keeps it: it is answered when the lock is its own again.
    }

    @Override
    void abandoned(Waiter waiter) {
        if (waiter instanceof LockWaiter gone && gone.outcome == Outcome.SIGNALLED) {
            passOn(gone.target);
        }
    }

    @Override
    void released(Presence presence, long now, Outputs out) {
        LockHold held = holder;
        if (held != null && held.presence == presence) {
            abandon(held, out);
        }
    }

    @Override
    void threadEnded(Presence presence, int thread, long now, Outputs out) {
        Answer ended = failed(Status.CANCELLED, typeId + ": the thread that called has ended");
        for (Waiter waiter : presence.waiters.toList()) {
            if (waiter.call.thread() == thread) {
                finish(waiter, ended, now, out);
                abandoned(waiter);
            }
        }
        LockHold held = holder;
        if (held != null && held.presence == presence && held.thread == thread) {
            abandon(held, out);
            tidy(presence, now, out);
        }
    }

    private void abandon(LockHold held, Outputs out) {
        free(held);
        abandoned = true;
        out.event(new Event.Abandoned(id(), typeId, held.presence.session, held.thread));
        if (held.signalledBy != null) {
            passOn(held.signalledBy);
        }
    }

    @Override
    void givenBack(ObjectInput.GiveBack giveBack, Outputs out) {
        Answer answer = giveBack.answer();
        if (!answer.isOk()) {
            return;
        }
        if (giveBack.operation() == Operation.LOCK_ACQUIRE) {
            long token = values.asLong(values.asList(answer.value()).get(0));
            releaseLevel(giveBack.call(), token, giveBack.now(), out);
        } else if (giveBack.operation() == Operation.CONDITION_AWAIT && values.asBoolean(answer.value())) {
            // The lock stays with its thread, as after every return of a wait; only the signal is for somebody else.
            passOn(giveBack.target());
        }
    }

    // The family.

    @Override
    void received(Input input, Outputs out) {
        if (input instanceof ObjectInput.MemberAdded added) {
            conditions.put(added.object(), new WaitingLine());
        }
    }

    @Override
    void adopted(ObjectInput.Adopted adopted) {
        WaitingLine line = new WaitingLine();
        for (WaitingLine own : List.copyOf(conditions.values())) {
            line = own;
        }
        conditions.clear();
        conditions.put(adopted.object(), line);
        epoch = adopted.epoch();
        counter = Math.max(counter, adopted.fencingFloor());
    }

    @Override
    boolean dropped(ObjectId object, long now, Outputs out) {
        conditions.remove(object);
        if (conditions.isEmpty()) {
            out.forward(GroupId.DIRECTORY, new DirectoryInput.FencingReached(now, counter));
            return true;
        }
        if (object.equals(id())) {
            rename(conditions.keySet().iterator().next());
        }
        return false;
    }

    @Override
    String summary(int atMost) {
        LockHold held = holder;
        String text = held == null
                ? "not held"
                : "held by thread " + held.thread + " of session " + held.presence.session + ", " + held.levels().length
                        + " deep";
        return text.substring(0, Math.min(atMost, text.length()));
    }

    // Snapshot.

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        writer.writeLong(epoch);
        writer.writeLong(counter);
        writer.writeBoolean(abandoned);
        LockHold held = holder;
        writer.writeBoolean(held != null);
        if (held != null) {
            writer.writeSession(held.presence.session);
            writer.writeInt(held.thread);
            writer.writeLong(held.token);
            writer.writeBoolean(held.abandoned);
            writeLevels(writer, held.levels());
            ObjectId signalledBy = held.signalledBy;
            writer.writeBoolean(signalledBy != null);
            if (signalledBy != null) {
                writer.writeObject(signalledBy);
            }
        }
    }

    @Override
    void load(StateReader reader) {
        super.load(reader);
        epoch = reader.readLong();
        counter = reader.readLong();
        boolean wasAbandoned = reader.readBoolean();
        if (reader.readBoolean()) {
            Presence presence = presence(reader.readSession());
            int thread = reader.readInt();
            long token = reader.readLong();
            boolean after = reader.readBoolean();
            LockHold held = new LockHold(presence, thread, token, after, readLevels(reader));
            if (reader.readBoolean()) {
                held.signalledBy = reader.readObject();
            }
            presence.locks = 1;
            holder = held;
        }
        abandoned = wasAbandoned;
    }

    @Override
    void saveHead(StateWriter writer) {
        writer.writeInt(conditions.size());
        conditions.keySet().forEach(writer::writeObject);
    }

    @Override
    void loadHead(StateReader reader) {
        conditions.clear();
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            conditions.put(reader.readObject(), new WaitingLine());
        }
    }

    @Override
    void saveWaiter(StateWriter writer, Waiter waiter) {
        if (waiter instanceof LockWaiter saved) {
            writer.writeText(saved.outcome.name());
            writeLevels(writer, saved.levels);
        }
    }

    @Override
    Restored loadWaiter(StateReader reader, CallId call, ObjectId target, Presence presence, long deadline) {
        Outcome outcome = Outcome.valueOf(reader.readText());
        LockWaiter waiter = new LockWaiter(call, target, presence, deadline, readLevels(reader), outcome);
        WaitingLine line = outcome == Outcome.PENDING ? conditions.get(target) : acquirers;
        if (line == null) {
            throw new IllegalArgumentException("snapshot is damaged: no condition " + target);
        }
        return new Restored(waiter, line);
    }

    private static void writeLevels(StateWriter writer, long[] levels) {
        writer.writeInt(levels.length);
        for (long level : levels) {
            writer.writeLong(level);
        }
    }

    private static long[] readLevels(StateReader reader) {
        long[] levels = new long[reader.readCount()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = reader.readLong();
        }
        return levels;
    }
}
