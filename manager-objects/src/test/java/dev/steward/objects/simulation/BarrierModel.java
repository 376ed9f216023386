package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.objects.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What clients may conclude about one barrier: rounds that fill, go together, or break for all. */
final class BarrierModel {

    final int parties;
    final boolean hasAction;
    boolean isBroken;
    private boolean nextIsBroken;

    /** Calls that wait in this round, in order. */
    private final List<SimulatedCall> arrived = new ArrayList<>();
    /** Calls that came while the action runs, in order. */
    private final List<SimulatedCall> early = new ArrayList<>();

    /** The call that was told to run the action. */
    @Nullable
    SimulatedCall actor;

    BarrierModel(int parties, boolean hasAction) {
        this.parties = parties;
        this.hasAction = hasAction;
    }

    int waiting() {
        return arrived.size();
    }

    boolean seemsBroken() {
        return isBroken || nextIsBroken;
    }

    /** A party comes; its outcome says what it is told, or that it waits. */
    void comes(SimulatedCall call, boolean waits) {
        if (seemsBroken()) {
            call.outcome = "broken";
        } else if (actor != null) {
            call.outcome = waits ? "waiting" : "timed out";
            early.add(call);
            if (!waits) {
                early.remove(call);
                breakNext();
            }
        } else {
            arrives(call, waits);
        }
    }

    private void arrives(SimulatedCall call, boolean waits) {
        call.index = parties - 1 - arrived.size();
        if (call.index == 0) {
            call.outcome = "gone";
            if (hasAction) {
                actor = call;
            } else {
                go();
            }
        } else if (waits) {
            call.outcome = "waiting";
            arrived.add(call);
        } else {
            call.outcome = "timed out";
            breakAll();
        }
    }

    private void go() {
        arrived.forEach(call -> call.outcome = "gone");
        arrived.clear();
    }

    boolean isActor(SimulatedCall call) {
        SimulatedCall acting = actor;
        return acting != null && acting.client == call.client && acting.thread == call.thread;
    }

    /** The action has ended. */
    void acted(boolean done) {
        actor = null;
        if (!done) {
            breakAll();
            return;
        }
        go();
        isBroken = nextIsBroken;
        nextIsBroken = false;
        while (actor == null && !early.isEmpty()) {
            arrives(early.remove(0), true);
        }
    }

    /** Breaks the round; who waits is told so. */
    void breakAll() {
        isBroken = true;
        nextIsBroken = false;
        actor = null;
        arrived.forEach(call -> call.outcome = "broken");
        arrived.clear();
        early.forEach(call -> call.outcome = "broken");
        early.clear();
    }

    private void breakNext() {
        nextIsBroken = true;
        early.forEach(call -> call.outcome = "broken");
        early.clear();
    }

    void reset() {
        breakAll();
        isBroken = false;
    }

    /** Parties leave before they may go. */
    void leave(Predicate<SimulatedCall> who, String outcome) {
        List<SimulatedCall> lost = new ArrayList<>(arrived.stream().filter(who).toList());
        boolean thisRound = !lost.isEmpty();
        lost.addAll(early.stream().filter(who).toList());
        lost.forEach(call -> call.outcome = outcome);
        arrived.removeAll(lost);
        early.removeAll(lost);
        if (thisRound) {
            breakAll();
        } else if (!lost.isEmpty()) {
            breakNext();
        }
    }

    /** Who runs the action will not say how it went. */
    void actorIsLost(SessionId session, int thread) {
        SimulatedCall acting = actor;
        if (acting != null && acting.client.id.equals(session) && (thread < 0 || acting.thread == thread)) {
            breakAll();
        }
    }

    void checkAtRest() {
        check(arrived.size() < parties, () -> "all are here and none goes: " + arrived);
        check(actor != null || early.isEmpty(), () -> "they wait for the next round, which has begun: " + early);
        check(!hasAction || actor == null || arrived.size() == parties - 1, () -> "acts without all: " + actor);
    }
}
