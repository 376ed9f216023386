package dev.steward.objects.lock;

import dev.steward.api.ObjectId;
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
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a number of parties go when all have arrived. If it has an action, the last one is told to run it, and the others go
 * when that one says that it is done. A party that does not stay until then breaks the barrier for all; so does an action
 * that fails, or whose runner dies.
 *
 * <p>Who comes while the action runs has not arrived yet: it is a party of the next round.
 */
public final class BarrierObject extends WaitingObject {

    /** How far the present round has come. */
    private enum Stage {
        /** Parties arrive. */
        FILLING,
        /** All have arrived, and the last one runs the action. */
        ACTING,
        /** Nobody may wait until it is reset. */
        BROKEN
    }

    /** A party that waits. */
    private static final class Party extends Waiter {

        /** Its arrival index, once it has arrived. */
        int index;
        /** Whether it waits for the next round to begin. */
        boolean early;

        Party(CallId call, ObjectId target, Presence presence, long deadline) {
            super(call, target, presence, deadline);
        }

        @Override
        public String purpose() {
            return early ? "next round" : "parties";
        }
    }

    private final WaitingLine arrived = new WaitingLine();
    private final WaitingLine early = new WaitingLine();
    private Stage stage = Stage.FILLING;
    private int parties;
    private boolean hasAction;
    /** How many calls wait in this round. */
    private int waiting;
    /** The call that was told to run the action, while it does. */
    private @Nullable CallId actor;

    private long actsSince;
    /** Whether a party of the next round is lost already. */
    private boolean nextIsBroken;

    /** Makes a barrier that waits for so many parties. */
    public BarrierObject(Creation creation, int parties, boolean hasAction) {
        super(BuiltInType.BARRIER, creation);
        this.parties = parties;
        this.hasAction = hasAction;
    }

    @Override
    @Nullable
    protected Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case BARRIER_AWAIT -> await(call, values.asBoolean(arguments.get(0)), values.asLong(arguments.get(1)), out);
            case BARRIER_ACTED -> acted(call, values.asBoolean(arguments.get(0)), out);
            case BARRIER_ABORT -> abort();
            case BARRIER_RESET -> reset(call.now(), out);
            case BARRIER_PARTIES -> values.of((long) parties);
            case BARRIER_WAITING -> values.of((long) waiting);
            case BARRIER_IS_BROKEN -> values.of(stage == Stage.BROKEN || nextIsBroken);
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    // Parties come.

    private @Nullable Value await(Invoke call, boolean bringsAction, long timeout, Outputs out) {
        if (bringsAction != hasAction) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    hasAction
                            ? "barrier: it has an action, which every party brings along: await on what"
                                    + " barrier(name, parties, action) or withAction(action) returns"
                            : "barrier: it was made without an action: make it with barrier(parties, action)");
        }
        if (stage == Stage.BROKEN || nextIsBroken) {
            throw new OperationRefusal(Status.BROKEN, "barrier: it is broken; reset() makes it good again");
        }
        Presence presence = presence(call.call().session());
        long deadline = deadline(call.now(), timeout);
        Party party = new Party(call.call(), call.target(), presence, deadline);
        if (stage == Stage.FILLING && waiting == parties - 1) {
            complete(party, call.now(), out);
            return null;
        }
        party.early = stage == Stage.ACTING;
        if (timeout == 0) {
            answer(party.call(), timedOut(), call.now(), out);
            lost(party);
            tidy(presence, call.now(), out);
            return null;
        }
        await(party, party.early ? early : arrived, call.now(), out);
        if (!party.early) {
            arrive(party);
        }
        return null;
    }

    private void arrive(Party party) {
        waiting++;
        party.index = parties - waiting;
        changed();
    }

    /** The last party is here; it does not wait, or not any more. */
    private void complete(Party last, long now, Outputs out) {
        changed();
        if (hasAction) {
            stage = Stage.ACTING;
            actor = last.call();
            actsSince = now;
            last.presence().setHoldsAlone(true);
            answer(last.call(), Answer.ok(passage(0, true), sequence()), now, out);
        } else {
            letGo(now, out);
            answer(last.call(), Answer.ok(passage(0, false), sequence()), now, out);
            tidy(last.presence(), now, out);
        }
    }

    private Value passage(int index, boolean acts) {
        return values.listOf(List.of(values.of((long) index), values.of(acts)));
    }

    /** Lets all parties of this round go, the suspended too, and begins the next one. */
    private void letGo(long now, Outputs out) {
        for (Waiter waiter : arrived.toList()) {
            if (waiter instanceof Party party) {
                finish(party, Answer.ok(passage(party.index, false), sequence()), now, out);
            }
        }
        waiting = 0;
        stage = nextIsBroken ? Stage.BROKEN : Stage.FILLING;
        nextIsBroken = false;
    }

    // The action.

    private Value acted(Invoke call, boolean done, Outputs out) {
        CallId acting = actor;
        boolean isActor = acting != null
                && acting.session().equals(call.call().session())
                && acting.thread() == call.call().thread();
        if (!isActor && done) {
            throw new OperationRefusal(Status.BROKEN, "barrier: it was broken or reset while the action ran");
        }
        if (isActor) {
            changed();
            if (done) {
                endAction(call.now(), out);
                letGo(call.now(), out);
            } else {
                breakRound();
            }
        }
        return values.nil();
    }

    private void endAction(long now, Outputs out) {
        CallId acting = actor;
        Presence presence = acting == null ? null : presenceOrNull(acting.session());
        actor = null;
        if (presence != null) {
            presence.setHoldsAlone(false);
            tidy(presence, now, out);
        }
    }

    // Breaking.

    private Value abort() {
        breakRound();
        return values.nil();
    }

    private Value reset(long now, Outputs out) {
        changed();
        stage = Stage.BROKEN;
        endBroken(now, out);
        stage = Stage.FILLING;
        return values.nil();
    }

    private void breakRound() {
        if (stage != Stage.BROKEN) {
            stage = Stage.BROKEN;
            changed();
        }
    }

    private void lost(Party party) {
        if (!party.early) {
            breakRound();
        } else if (stage == Stage.ACTING) {
            nextIsBroken = true;
            changed();
        }
    }

    /** Ends all waits, and the action, of a barrier that is broken. */
    private void endBroken(long now, Outputs out) {
        endAction(now, out);
        endAll(arrived, now, out);
        endAll(early, now, out);
        waiting = 0;
        nextIsBroken = false;
    }

    private void endAll(WaitingLine line, long now, Outputs out) {
        for (Waiter waiter : line.toList()) {
            finish(waiter, broken(), now, out);
        }
    }

    @Override
    protected void serve(long now, Outputs out) {
        if (stage == Stage.BROKEN) {
            endBroken(now, out);
        } else if (nextIsBroken) {
            endAll(early, now, out);
        }
        while (stage == Stage.FILLING && earliest() instanceof Party next) {
            next.early = false;
            if (waiting == parties - 1) {
                leave(next);
                complete(next, now, out);
            } else {
                join(next, arrived);
                arrive(next);
            }
        }
    }

    /** Returns who came first of those that wait for the next round, suspended or not; else null. */
    private @Nullable Waiter earliest() {
        return early.toList().stream()
                .min(Comparator.comparingLong(Waiter::ticket))
                .orElse(null);
    }

    // Ends of waits.

    private Answer broken() {
        return failed(Status.BROKEN, "barrier: it was broken while the party waited");
    }

    private Answer timedOut() {
        return failed(Status.TIMED_OUT, "barrier: not all parties came in time; it is broken");
    }

    @Override
    protected void timedOut(Waiter waiter, long now, Outputs out) {
        // One party breaks it. Another whose time passes at the same instant hears what all others hear, as from the
        // JDK's.
        boolean isBroken = stage == Stage.BROKEN || (nextIsBroken && waiter instanceof Party party && party.early);
        finish(waiter, isBroken ? broken() : timedOut(), now, out);
        abandoned(waiter);
    }

    @Override
    protected void cancelled(Waiter waiter, long now, Outputs out) {
        finish(waiter, failed(Status.CANCELLED, "barrier: the call was cancelled; it is broken"), now, out);
        abandoned(waiter);
    }

    @Override
    protected void abandoned(Waiter waiter) {
        if (waiter instanceof Party party) {
            lost(party);
        }
    }

    @Override
    protected void released(Presence presence, long now, Outputs out) {
        CallId acting = actor;
        if (acting != null && acting.session().equals(presence.session())) {
            breakRound();
        }
    }

    @Override
    protected void threadEnded(Presence presence, int thread, long now, Outputs out) {
        endWaits(presence, thread, now, out);
        CallId acting = actor;
        if (acting != null && acting.session().equals(presence.session()) && acting.thread() == thread) {
            breakRound();
        }
    }

    @Override
    protected void givenBack(ObjectInput.GiveBack giveBack, Outputs out) {
        if (giveBack.call().equals(actor)) {
            breakRound();
        }
    }

    @Override
    protected List<WaitingLine> lines(ObjectId target) {
        return List.of(arrived, early);
    }

    @Override
    protected void inspect(ObjectId target, Findings findings) {
        super.inspect(target, findings);
        CallId acting = actor;
        if (acting != null) {
            findings.count(1);
            findings.holder(acting.session(), acting.thread(), actsSince, 1, "runs the action");
        }
    }

    @Override
    protected String summary(int atMost) {
        String text = switch (stage) {
            case FILLING -> waiting + " of " + parties + " parties wait";
            case ACTING -> "all " + parties + " parties are here, the action runs";
            case BROKEN -> "broken";
        };
        return text.substring(0, Math.min(atMost, text.length()));
    }

    // Snapshot.

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        writer.writeText(stage.name());
        writer.writeInt(parties);
        writer.writeBoolean(hasAction);
        writer.writeInt(waiting);
        writer.writeBoolean(nextIsBroken);
        CallId acting = actor;
        writer.writeBoolean(acting != null);
        if (acting != null) {
            writer.writeCall(acting);
            writer.writeLong(actsSince);
        }
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        stage = Stage.valueOf(reader.readText());
        parties = reader.readInt();
        hasAction = reader.readBoolean();
        waiting = reader.readInt();
        nextIsBroken = reader.readBoolean();
        if (reader.readBoolean()) {
            CallId acting = reader.readCall();
            presence(acting.session()).setHoldsAlone(true);
            actor = acting;
            actsSince = reader.readLong();
        }
    }

    @Override
    protected void saveWaiter(StateWriter writer, Waiter waiter) {
        if (waiter instanceof Party party) {
            writer.writeInt(party.index);
            writer.writeBoolean(party.early);
        }
    }

    @Override
    protected Restored loadWaiter(StateReader reader, CallId call, ObjectId target, Presence presence, long deadline) {
        Party party = new Party(call, target, presence, deadline);
        party.index = reader.readInt();
        party.early = reader.readBoolean();
        return new Restored(party, party.early ? early : arrived);
    }
}
