package dev.steward.objects.lock;

import dev.steward.api.ObjectId;
import dev.steward.api.PermitPolicy;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.Findings;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;
import dev.steward.objects.waiting.WaitingLine;
import dev.steward.objects.waiting.WaitingObject;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Permits to acquire and release, first come first served: who waits for several is not overtaken by who wants fewer.
 * Acquired permits belong to the session and return when it dies; a release by somebody else debits who has some longest.
 * Or they are used up, and return only if the session died before it heard of them.
 */
public final class SemaphoreObject extends WaitingObject {

    private final HeldPermits held = new HeldPermits();
    /** The calls that wait for permits. */
    private final WaitingLine acquirers = new WaitingLine();

    private final boolean bounded;
    private long initial;
    private long free;
    private PermitPolicy policy;

    /** A call that waits for permits. */
    private static final class Acquirer extends Waiter {

        final long wanted;

        Acquirer(CallId call, ObjectId target, Presence presence, long deadline, long wanted) {
            super(call, target, presence, deadline);
            this.wanted = wanted;
        }

        @Override
        public String purpose() {
            return "acquire " + wanted;
        }
    }

    /** Makes a semaphore with so many permits. */
    public SemaphoreObject(BuiltInType type, Creation creation, long permits, PermitPolicy policy) {
        super(type, creation);
        this.bounded = type == BuiltInType.BOUNDED_SEMAPHORE;
        this.initial = permits;
        this.free = permits;
        this.policy = policy;
    }

    @Override
    @Nullable
    protected Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case SEMAPHORE_ACQUIRE ->
                acquire(call, values.asLong(arguments.get(0)), values.asLong(arguments.get(1)), out);
            case SEMAPHORE_RELEASE -> release(call, values.asLong(arguments.get(0)), out);
            case SEMAPHORE_AVAILABLE -> values.of(free);
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    private @Nullable Value acquire(Invoke call, long wanted, long timeout, Outputs out) {
        if (wanted > (bounded ? initial : Integer.MAX_VALUE)) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    type + ": acquiring " + wanted + " permits would wait for ever, there are "
                            + (bounded ? initial : Integer.MAX_VALUE) + " at most");
        }
        Presence presence = presence(call.call().session());
        if (free >= wanted && acquirers.first() == null) {
            answer(call.call(), grant(call.call(), presence, wanted, call.now()), call.now(), out);
            tidy(presence, call.now(), out);
            return null;
        }
        if (timeout == 0) {
            tidy(presence, call.now(), out);
            throw new OperationRefusal(Status.TIMED_OUT, type + ": " + wanted + " permits are not free");
        }
        long deadline = deadline(call.now(), timeout);
        await(new Acquirer(call.call(), call.target(), presence, deadline, wanted), acquirers, call.now(), out);
        return null;
    }

    private Answer grant(CallId call, Presence presence, long wanted, long now) {
        changed();
        free -= wanted;
        boolean usedUp = policy == PermitPolicy.CONSUMED;
        if (wanted > 0 && usedUp) {
            held.addApart(call, presence, wanted, now);
        } else if (wanted > 0) {
            held.add(call, presence, wanted, now);
        }
        return new Answer(Status.OK, values.of(wanted), sequence(), false, usedUp);
    }

    private Value release(Invoke call, long permits, Outputs out) {
        long most = bounded ? initial : Integer.MAX_VALUE;
        if (permits > most - free) {
            throw new OperationRefusal(
                    Status.TOO_MANY,
                    type + ": releasing " + permits + " permits would make more than " + most + " free, " + free
                            + " are; release only what was acquired, and once");
        }
        if (policy == PermitPolicy.RETURN_ON_DEATH) {
            long own = 0;
            Presence presence = presenceOrNull(call.call().session());
            if (presence != null) {
                own = held.takeOf(presence, permits);
                tidy(presence, call.now(), out);
            }
            held.takeOldest(permits - own).forEach(debited -> tidy(debited, call.now(), out));
        }
        putBack(permits);
        return values.nil();
    }

    private void putBack(long permits) {
        if (permits > 0) {
            changed();
            // What was used up may have been made up for by a release before its death let it return.
            free = bounded ? Math.min(initial, free + permits) : free + permits;
        }
    }

    @Override
    protected void serve(long now, Outputs out) {
        while (acquirers.first() instanceof Acquirer next && free >= next.wanted) {
            leave(next);
            answer(next.call(), grant(next.call(), next.presence(), next.wanted, now), now, out);
            tidy(next.presence(), now, out);
        }
    }

    @Override
    protected void timedOut(Waiter waiter, long now, Outputs out) {
        finish(waiter, failed(Status.TIMED_OUT, type + ": the permits were not free in time"), now, out);
    }

    @Override
    protected void cancelled(Waiter waiter, long now, Outputs out) {
        finish(waiter, failed(Status.CANCELLED, type + ": the call was cancelled"), now, out);
    }

    @Override
    protected void released(Presence presence, long now, Outputs out) {
        putBack(held.takeOf(presence, Long.MAX_VALUE));
    }

    @Override
    protected void threadEnded(Presence presence, int thread, long now, Outputs out) {
        endWaits(presence, thread, now, out);
    }

    @Override
    protected void acknowledged(CallId call, long now, Outputs out) {
        takeBack(call, now, out);
    }

    @Override
    protected void givenBack(ObjectInput.GiveBack giveBack, Outputs out) {
        Presence presence = presenceOrNull(giveBack.call().session());
        if (presence == null || !giveBack.answer().isOk()) {
            return;
        }
        if (policy == PermitPolicy.CONSUMED) {
            putBack(takeBack(giveBack.call(), giveBack.now(), out));
        } else {
            putBack(held.takeOf(presence, values.asLong(giveBack.answer().value())));
            tidy(presence, giveBack.now(), out);
        }
    }

    /** Takes what a call acquired out of the books; returns how many permits that is. */
    private long takeBack(CallId call, long now, Outputs out) {
        Presence presence = presenceOrNull(call.session());
        if (presence == null) {
            return 0;
        }
        long taken = held.takeCall(presence, call);
        tidy(presence, now, out);
        return taken;
    }

    @Override
    protected List<WaitingLine> lines(ObjectId target) {
        return List.of(acquirers);
    }

    @Override
    protected void inspect(ObjectId target, Findings findings) {
        super.inspect(target, findings);
        if (policy == PermitPolicy.RETURN_ON_DEATH) {
            held.tell(findings);
        }
    }

    @Override
    protected long takeBack(Invoke call, Outputs out) {
        // What was used up is held by nobody.
        return policy == PermitPolicy.CONSUMED ? 0 : takeBackAll(held.total(), call.now(), out);
    }

    @Override
    protected String summary(int atMost) {
        String text = free + (free == 1 ? " permit free" : " permits free");
        text += policy == PermitPolicy.CONSUMED ? "" : ", " + held.total() + " acquired";
        return text.substring(0, Math.min(atMost, text.length()));
    }

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        writer.writeLong(initial);
        writer.writeLong(free);
        writer.writeText(policy.name());
        held.save(writer);
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        initial = reader.readLong();
        free = reader.readLong();
        policy = PermitPolicy.valueOf(reader.readText());
        held.load(reader, this::presence);
    }

    @Override
    protected void saveWaiter(StateWriter writer, Waiter waiter) {
        if (waiter instanceof Acquirer acquirer) {
            writer.writeLong(acquirer.wanted);
        }
    }

    @Override
    protected Restored loadWaiter(StateReader reader, CallId call, ObjectId target, Presence presence, long deadline) {
        return new Restored(new Acquirer(call, target, presence, deadline, reader.readLong()), acquirers);
    }
}
