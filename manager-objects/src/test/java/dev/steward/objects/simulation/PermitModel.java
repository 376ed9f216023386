package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.objects.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What clients may conclude about one semaphore: every permit is free, or is somebody's, oldest first. */
final class PermitModel {

    final boolean isBounded;
    final boolean isUsedUp;
    final long initial;
    long free;

    /** Calls that wait, in order. */
    final List<SimulatedCall> acquirers = new ArrayList<>();
    /** Who has each permit that is out; used up ones until their receiver has acknowledged them. */
    private final List<SimulatedCall> held = new ArrayList<>();

    PermitModel(boolean isBounded, boolean isUsedUp, long initial) {
        this.isBounded = isBounded;
        this.isUsedUp = isUsedUp;
        this.initial = initial;
        this.free = initial;
    }

    void acquired(SimulatedCall call, long permits) {
        check(!call.client.isAway(), () -> "permits were given to a suspended session: " + call);
        check(permits <= free, () -> free + " permits were free, not " + permits + ": " + call);
        int index = acquirers.contains(call) ? acquirers.indexOf(call) : acquirers.size();
        for (SimulatedCall before : acquirers.subList(0, index)) {
            check(before.client.isAway(), () -> "an acquirer was overtaken: " + before + " by " + call);
        }
        free -= permits;
        for (int i = 0; i < permits; i++) {
            held.add(call);
        }
    }

    /** Returns whether so many permits may be released. */
    boolean mayRelease(long permits) {
        return !isBounded || free + permits <= initial;
    }

    void released(SimulatedCall release, long permits) {
        for (long i = 0; i < permits && !isUsedUp; i++) {
            if (!takeFirst(call -> call.client == release.client)) {
                takeFirst(call -> true);
            }
        }
        free += permits;
    }

    private boolean takeFirst(Predicate<SimulatedCall> whose) {
        for (int i = 0; i < held.size(); i++) {
            if (whose.test(held.get(i))) {
                held.remove(i);
                return true;
            }
        }
        return false;
    }

    void givenBack(SimulatedCall call, long permits) {
        for (long i = 0; i < permits; i++) {
            // Whose permits somebody else has released in between has none to give back.
            if (takeFirst(isUsedUp ? call::equals : other -> other.client == call.client)) {
                free++;
            }
        }
    }

    /** The client has acknowledged the answer to a call. */
    void acknowledged(SimulatedCall call) {
        if (isUsedUp) {
            held.removeIf(call::equals);
        }
    }

    void ended(SessionId session) {
        acquirers.removeIf(call -> call.client.id.equals(session));
        while (takeFirst(call -> call.client.id.equals(session))) {
            free++;
        }
    }

    void checkAtRest() {
        check(
                !isBounded || free + held.size() == initial,
                () -> free + " permits are free, " + held.size() + " are out");
        for (SimulatedCall call : acquirers) {
            if (!call.client.isAway()) {
                long wanted = call.wanted;
                check(wanted > free, () -> free + " permits are free and still waits " + call);
                return;
            }
        }
    }
}
