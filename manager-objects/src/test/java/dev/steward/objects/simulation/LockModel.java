package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What clients may conclude about one lock with its conditions, kept as naively as possible. */
final class LockModel {

    /** Who holds it. */
    static final class Holder {
        final SimulatedClient client;
        final int thread;
        final List<Long> levels;
        /** The condition whose signal brought the lock back; else that of the directory. */
        ObjectId signalledBy = ObjectId.DIRECTORY;

        Holder(SimulatedClient client, int thread, List<Long> levels) {
            this.client = client;
            this.thread = thread;
            this.levels = levels;
        }
    }

    /** Whether it is held by a session, and not by one of its threads as often as that likes. */
    final boolean isPlain;

    @Nullable
    Holder holder;

    /** Calls that wait for the lock, in order. */
    final List<SimulatedCall> acquirers = new ArrayList<>();
    /** Calls that wait for a signal, in order. */
    final List<SimulatedCall> awaiting = new ArrayList<>();

    private long lastToken;
    private boolean abandoned;

    LockModel(boolean isPlain) {
        this.isPlain = isPlain;
    }

    boolean isHeldBy(SimulatedCall call) {
        Holder held = holder;
        return held != null && held.client == call.client && (isPlain || held.thread == call.thread);
    }

    /** An acquire was answered with a token. */
    void acquired(SimulatedCall call, long token, boolean wasAbandoned) {
        Holder held = holder;
        if (held != null) {
            check(!isPlain && isHeldBy(call), () -> "two hold the lock: " + call);
            check(token == lastToken, () -> "entering again made a new token");
            held.levels.add(token);
            return;
        }
        granted(call);
        check(token > lastToken, () -> "the fencing token did not grow");
        check(wasAbandoned == abandoned, () -> "abandoned is " + wasAbandoned + " for " + call);
        lastToken = token;
        abandoned = false;
        holder = new Holder(call.client, call.thread, new ArrayList<>(List.of(token)));
    }

    /** A wait was answered: the lock is owned again. */
    void ownedAgain(SimulatedCall call, String expected) {
        check(holder == null, () -> "two hold the lock: " + call);
        check(
                call.outcome.equals(expected),
                () -> "the wait ended with " + expected + ", not " + call.outcome + ": " + call);
        granted(call);
        lastToken++;
        abandoned = false;
        Holder held = new Holder(call.client, call.thread, call.levels);
        held.signalledBy = expected.equals("signalled") ? call.target : ObjectId.DIRECTORY;
        holder = held;
    }

    private void granted(SimulatedCall call) {
        check(!call.client.isAway(), () -> "an acquirer was served while its session was suspended: " + call);
        int index = acquirers.indexOf(call);
        int before = index < 0 ? acquirers.size() : index;
        for (SimulatedCall first : acquirers.subList(0, before)) {
            check(first.client.isAway(), () -> "an acquirer was overtaken: " + first + " by " + call);
        }
        acquirers.remove(call);
    }

    /** The holder gives the lock up to wait. */
    void awaits(SimulatedCall call) {
        Holder held = holder;
        if (held != null) {
            call.levels = held.levels;
            call.outcome = "pending";
            holder = null;
            awaiting.add(call);
        }
    }

    /** Returns whether who calls has a level of that token. */
    boolean holdsLevel(SimulatedCall call, long token) {
        Holder held = holder;
        return held != null && held.client == call.client && held.levels.contains(token);
    }

    /** Somebody who may has taken the lock from its holder. */
    void takenBack() {
        Holder held = holder;
        if (held != null) {
            holder = null;
            abandoned = true;
            signalled(1, held.signalledBy);
        }
    }

    void released(long token) {
        Holder held = holder;
        if (held != null && held.levels.remove(token) && held.levels.isEmpty()) {
            holder = null;
        }
    }

    void releasedInnermost() {
        Holder held = holder;
        if (held != null) {
            held.levels.remove(held.levels.size() - 1);
            if (held.levels.isEmpty()) {
                holder = null;
            }
        }
    }

    void signalled(long count, ObjectId condition) {
        for (long i = 0; i < count; i++) {
            List<SimulatedCall> line = awaiting.stream()
                    .filter(call -> call.target.equals(condition))
                    .toList();
            if (line.isEmpty()) {
                return;
            }
            // The connected in turn; if all are away, whose session went away first.
            SimulatedCall next = line.get(0);
            for (SimulatedCall call : line) {
                if (call.client.awaySince < next.client.awaySince) {
                    next = call;
                }
            }
            leavesLine(next, "signalled");
        }
    }

    void leavesLine(SimulatedCall call, String outcome) {
        if (awaiting.remove(call)) {
            call.outcome = outcome;
            acquirers.add(call);
        }
    }

    /** A session or a thread died. */
    void died(Predicate<SimulatedCall> dead, SessionId session, int thread) {
        List<ObjectId> signals = new ArrayList<>();
        for (SimulatedCall call : acquirers) {
            if (dead.test(call) && call.outcome.equals("signalled")) {
                signals.add(call.target);
            }
        }
        acquirers.removeIf(dead);
        awaiting.removeIf(dead);
        Holder held = holder;
        boolean diedHolding =
                held != null && held.client.id.equals(session) && (thread < 0 || (!isPlain && held.thread == thread));
        if (held != null && diedHolding) {
            holder = null;
            abandoned = true;
            signals.add(held.signalledBy);
        }
        signals.forEach(condition -> signalled(1, condition));
    }

    void checkAtRest() {
        if (holder == null) {
            for (SimulatedCall call : acquirers) {
                check(call.client.isAway(), () -> "the lock is free and still waits " + call);
            }
        }
    }
}
