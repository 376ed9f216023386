package dev.steward.objects.lock;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.Event;
import dev.steward.objects.FromBackup;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.lock.LockWaiter.WaitState;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.Findings;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;
import dev.steward.objects.waiting.WaitingLine;
import dev.steward.objects.waiting.WaitingObject;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lock and the conditions that share it, one line of waiting calls each. A condition with a lock of its own is such a
 * family too, whose first member is the condition.
 *
 * <p>A call that waits for a signal stands in the line of its condition; signal, time-out and cancel move it to the line of
 * the lock, and its answer is sent when it owns the lock again. A signal whose receiver dies before it owned the lock
 * again, or before it gave the lock up since, passes on: a wait that returns once too often does no harm, a lost signal
 * does.
 */
public final class LockObject extends WaitingObject {

    private final LockRecord lock;
    private final LockMembers members = new LockMembers();
    /** The calls that wait for the lock. */
    private final WaitingLine acquirers = new WaitingLine();

    /** Makes the lock of a typeid: plain, re-entrant, or re-entrant and a condition at once. */
    public LockObject(BuiltInType type, Creation creation) {
        super(type, creation);
        this.lock = new LockRecord(type != BuiltInType.LOCK, creation);
        if (type == BuiltInType.CONDITION) {
            members.addCondition(creation.id());
        } else {
            members.addLock(creation.id());
        }
    }

    @Override
    @Nullable
    protected Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case LOCK_ACQUIRE -> acquire(call, values.asLong(arguments.get(0)), out);
            case LOCK_RELEASE -> release(mine(call), call.now(), out);
            case LOCK_RELEASE_ANY -> releaseAny(call, out);
            case LOCK_RELEASE_HOLD ->
                values.of(releaseLevel(call.call(), values.asLong(arguments.get(0)), call.now(), out));
            case LOCK_IS_LOCKED -> values.of(lock.holder() != null);
            case LOCK_IS_HELD -> values.of(lock.heldBy(call.call()) != null);
            case CONDITION_AWAIT -> await(call, values.asLong(arguments.get(0)), out);
            case CONDITION_SIGNAL -> signal(call, values.asLong(arguments.get(0)));
            case CONDITION_SIGNAL_ALL -> signal(call, Long.MAX_VALUE);
            case LOCK_NEW_CONDITION -> newCondition(call, out);
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    // The lock.

    private @Nullable Value acquire(Invoke call, long timeout, Outputs out) {
        LockHold mine = lock.isReentrant() ? lock.heldBy(call.call()) : null;
        if (mine != null) {
            mine.enter();
            return granted(mine);
        }
        Presence presence = presence(call.call().session());
        boolean ofThread = timeout == Argument.FOR_EVER_UNLESS_OWN;
        if (lock.holder() == null && acquirers.first() == null) {
            changed();
            LockHold held = lock.give(presence, call.call().thread(), call.now(), LockRecord.NO_LEVELS);
            held.ofThread = ofThread;
            return granted(held);
        }
        if (timeout == 0) {
            tidy(presence, call.now(), out);
            throw new OperationRefusal(Status.TIMED_OUT, type + ": the lock is not free");
        }
        if (ofThread && lock.isOfThread(call.call())) {
            throw new OperationRefusal(
                    Status.NOT_OWNER,
                    type + ": this thread holds the lock already and would wait for itself: use rlock(), which a thread"
                            + " may take again, or release it before; if another thread is to release it, wait by"
                            + " tryLock with a time");
        }
        ObjectId target = target(call);
        long deadline = deadline(call.now(), timeout);
        await(
                new LockWaiter(
                        call.call(), target, presence, deadline, LockRecord.NO_LEVELS, ofThread, WaitState.ACQUIRED),
                acquirers,
                call.now(),
                out);
        return null;
    }

    private Value granted(LockHold held) {
        return values.listOf(List.of(values.of(held.token), values.of(held.abandoned)));
    }

    private LockHold mine(Invoke call) {
        LockHold mine = lock.heldBy(call.call());
        if (mine == null) {
            String other = lock.isReentrant() ? "another thread" : "another process";
            throw new OperationRefusal(
                    Status.NOT_OWNER,
                    type + ": the caller must hold the lock; " + (lock.holder() == null ? "nobody" : other)
                            + " holds it");
        }
        return mine;
    }

    private Value release(LockHold held, long now, Outputs out) {
        if (held.leave()) {
            lock.free(held);
            changed();
            tidy(held.presence, now, out);
        }
        return values.nil();
    }

    private Value releaseAny(Invoke call, Outputs out) {
        LockHold held = lock.holder();
        if (held == null) {
            throw new OperationRefusal(Status.NOT_LOCKED, type + ": the lock is not held, so it cannot be released");
        }
        return release(lock.isReentrant() ? mine(call) : held, call.now(), out);
    }

    private boolean releaseLevel(CallId call, long token, long now, Outputs out) {
        LockHold held = lock.heldUnder(token, call.session());
        if (held == null) {
            return false;
        }
        release(held, now, out);
        return true;
    }

    @Override
    protected void serve(long now, Outputs out) {
        while (lock.holder() == null && acquirers.first() instanceof LockWaiter next) {
            leave(next);
            changed();
            LockHold held = lock.give(next.presence(), next.call().thread(), now, next.levels);
            held.ofThread = next.ofThread;
            if (next.state == WaitState.SIGNALLED) {
                held.signalledBy = next.target();
            }
            answer(next.call(), state(next, held), now, out);
        }
    }

    private Answer state(LockWaiter waiter, LockHold held) {
        return switch (waiter.state) {
            case ACQUIRED -> Answer.ok(granted(held), sequence());
            case SIGNALLED -> Answer.ok(values.of(true), sequence());
            case TIMED_OUT -> Answer.ok(values.of(false), sequence());
            case CANCELLED -> failed(Status.CANCELLED, type + ": the wait was cancelled; the lock is held again");
            case PENDING -> throw new IllegalStateException("a call that waits for a signal cannot own the lock");
        };
    }

    // The conditions.

    private @Nullable Value await(Invoke call, long timeout, Outputs out) {
        WaitingLine line = line(call);
        LockHold held = mine(call);
        LockWaiter waiter = new LockWaiter(
                call.call(),
                target(call),
                held.presence,
                deadline(call.now(), timeout),
                held.levels(),
                held.ofThread,
                WaitState.PENDING);
        lock.free(held);
        changed();
        await(waiter, line, call.now(), out);
        if (timeout == 0) {
            timedOut(waiter, call.now(), out);
        }
        return null;
    }

    private Value signal(Invoke call, long count) {
        WaitingLine line = line(call);
        mine(call);
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
        waiter.state = WaitState.SIGNALLED;
        ownAgain(waiter);
        return true;
    }

    private void ownAgain(LockWaiter waiter) {
        ignoreDeadline(waiter);
        join(waiter, acquirers);
        changed();
    }

    private void passOn(ObjectId condition) {
        WaitingLine line = members.line(members.present(condition));
        if (line != null) {
            signalOne(line);
        }
    }

    /** Returns what an object is called now: a call may know its name of before it belonged to a server, or of after. */
    private ObjectId target(Invoke call) {
        ObjectId present = members.present(call.target());
        return id().value() < 0 && !members.contains(present) ? id() : present;
    }

    private WaitingLine line(Invoke call) {
        WaitingLine line = members.line(target(call));
        if (line == null) {
            throw new OperationRefusal(
                    Status.NO_SUCH_OPERATION,
                    "a " + type + " does not know the operation " + call.operation()
                            + ": make a condition of it and ask that");
        }
        return line;
    }

    private @Nullable Value newCondition(Invoke call, Outputs out) {
        if (id().value() < 0) {
            throw new OperationRefusal(
                    Status.NO_SUCH_OPERATION,
                    type + ": it belongs to no server yet; register it first, then ask for more conditions");
        }
        out.forward(
                GroupId.DIRECTORY, new DirectoryInput.AddMember(call.now(), call.call(), id(), BuiltInType.CONDITION));
        return null;
    }

    // Ends of waits.

    @Override
    protected void timedOut(Waiter waiter, long now, Outputs out) {
        if (!(waiter instanceof LockWaiter timed)) {
            return;
        }
        if (timed.state == WaitState.PENDING) {
            timed.state = WaitState.TIMED_OUT;
            ownAgain(timed);
        } else {
            finish(timed, failed(Status.TIMED_OUT, type + ": the lock was not free in time"), now, out);
        }
    }

    @Override
    protected void cancelled(Waiter waiter, long now, Outputs out) {
        if (!(waiter instanceof LockWaiter stopped)) {
            return;
        }
        if (stopped.state == WaitState.PENDING) {
            stopped.state = WaitState.CANCELLED;
            ownAgain(stopped);
        } else if (stopped.state == WaitState.ACQUIRED) {
            finish(stopped, failed(Status.CANCELLED, type + ": the call was cancelled"), now, out);
        }
        // A call that has its state keeps it: it is answered when the lock is its own again.
    }

    @Override
    protected void abandoned(Waiter waiter) {
        if (waiter instanceof LockWaiter gone && gone.state == WaitState.SIGNALLED) {
            passOn(gone.target());
        }
    }

    @Override
    protected void released(Presence presence, long now, Outputs out) {
        LockHold held = lock.holder();
        if (held != null && held.presence == presence) {
            abandon(held, presence.hasDied(), out);
        }
    }

    @Override
    protected void threadEnded(Presence presence, int thread, long now, Outputs out) {
        endWaits(presence, thread, now, out);
        LockHold held = lock.holder();
        if (lock.isReentrant() && held != null && held.presence == presence && held.thread == thread) {
            abandon(held, true, out);
            tidy(presence, now, out);
        }
    }

    private void abandon(LockHold held, boolean ofDeath, Outputs out) {
        lock.abandon(held);
        changed();
        if (ofDeath) {
            out.event(new Event.Abandoned(id(), type.typeId(), held.presence.session(), held.thread));
        }
        if (held.signalledBy != null) {
            passOn(held.signalledBy);
        }
    }

    @Override
    protected void givenBack(ObjectInput.GiveBack giveBack, Outputs out) {
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
    protected void received(Input input, Outputs out) {
        if (input instanceof ObjectInput.MemberAdded added) {
            members.addCondition(added.object());
        } else if (input instanceof ObjectInput.MemberAdopted adopted) {
            retarget(adopted.before(), adopted.object());
            if (members.contains(adopted.before())) {
                members.rename(adopted.before(), adopted.object());
            } else {
                // The lock was there before the process that has made a condition of it.
                members.addCondition(adopted.object());
            }
        } else if (input instanceof FromBackup restored) {
            lock.fencedIn(restored.epoch());
        }
    }

    @Override
    protected void adopted(ObjectId before, ObjectInput.Adopted adopted) {
        members.rename(before, adopted.object());
        lock.adopted(adopted);
    }

    @Override
    protected boolean dropped(ObjectId object, long now, Outputs out) {
        members.remove(object);
        ObjectId next = members.first();
        if (next == null) {
            out.forward(GroupId.DIRECTORY, new DirectoryInput.FencingReached(now, lock.fencingCounter()));
            return true;
        }
        if (object.equals(id())) {
            rename(next);
        }
        return false;
    }

    // For whoever looks after it.

    @Override
    protected List<WaitingLine> lines(ObjectId target) {
        WaitingLine own = members.line(members.present(target));
        return own == null ? List.of(acquirers) : List.of(acquirers, own);
    }

    @Override
    protected void inspect(ObjectId target, Findings findings) {
        super.inspect(target, findings);
        lock.tell(findings);
    }

    @Override
    protected long takeBack(Invoke call, Outputs out) {
        LockHold held = lock.holder();
        if (held == null) {
            return 0;
        }
        abandon(held, true, out);
        tidy(held.presence, call.now(), out);
        return 1;
    }

    @Override
    protected String summary(int atMost) {
        String text = lock.summary();
        return text.substring(0, Math.min(atMost, text.length()));
    }

    // Snapshot.

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        lock.save(writer);
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        lock.load(reader, this::presence);
    }

    @Override
    protected void saveHead(StateWriter writer) {
        members.save(writer);
    }

    @Override
    protected void loadHead(StateReader reader) {
        members.load(reader);
    }

    @Override
    protected void saveWaiter(StateWriter writer, Waiter waiter) {
        if (waiter instanceof LockWaiter saved) {
            writer.writeText(saved.state.name());
            LockRecord.writeLevels(writer, saved.levels);
            writer.writeBoolean(saved.ofThread);
        }
    }

    @Override
    protected Restored loadWaiter(StateReader reader, CallId call, ObjectId target, Presence presence, long deadline) {
        WaitState state = WaitState.valueOf(reader.readText());
        LockWaiter waiter = new LockWaiter(
                call, target, presence, deadline, LockRecord.readLevels(reader), reader.readBoolean(), state);
        WaitingLine line = state == WaitState.PENDING ? members.line(target) : acquirers;
        if (line == null) {
            throw new IllegalArgumentException("no condition " + target);
        }
        return new Restored(waiter, line);
    }
}
