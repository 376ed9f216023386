package dev.steward.objects.simulation;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.PlainValues;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import java.util.List;
import java.util.SplittableRandom;

/** What a simulation does with the objects of one type, and what clients may conclude about them. */
abstract class SimulatedType {

    final Simulation simulation;
    final PlainValues values;
    final SplittableRandom random;

    SimulatedType(Simulation simulation, SplittableRandom random) {
        this.simulation = simulation;
        this.values = simulation.values;
        this.random = random;
    }

    /** Makes the objects, and returns their names. */
    abstract List<String> begin(SimulatedClient client, SimulatedThread thread);

    abstract boolean has(ObjectId object);

    /** Makes some call. */
    abstract void anyCall(SimulatedClient client, SimulatedThread thread);

    /** Hears that a call is on its way, and how long it wants to wait. */
    void expect(SimulatedCall call, long timeout) {}

    /** Hears of the one answer to a call. */
    abstract void judge(SimulatedCall call, Answer answer);

    /** Hears that the time of a call is about to pass, or that it is about to be cancelled. */
    void endsWaiting(SimulatedCall call, String outcome) {}

    /** Hears that the result of a call, which was OK, is about to be given back. */
    void givesBack(SimulatedCall call, Answer answer) {}

    /** Hears that the client says that it has received the answer to a call, and has not given it back. */
    void acknowledged(SimulatedCall call) {}

    /** Hears that a thread is about to end. */
    void threadEnds(SimulatedClient client, int thread) {}

    /** Hears that a session has ended. */
    void ended(SessionId session) {}

    /** Checks what must hold between two events. */
    void checkAtRest() {}

    /** Checks, by calls of the only client that is left, that nothing was lost. */
    void checkLeft(SimulatedClient client, SimulatedThread thread) {}

    /** Returns whether a waiting call must be answered when it is cancelled, whoever holds what. */
    boolean endsWhenCancelled(SimulatedCall call) {
        return true;
    }

    /** Returns the numbers in a list. */
    List<Long> longs(Value list) {
        return values.asList(list).stream().map(values::asLong).toList();
    }

    <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
