package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.SessionId;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An event: nobody waits while it is set, and who waits when it is set is told so. */
final class SimulatedEvents extends SimulatedType {

    private ObjectId event = new ObjectId(-1);
    private boolean isSet;
    /** Calls that wait. */
    private final List<SimulatedCall> waiting = new ArrayList<>();
    /** Calls that waited when it was set, and must be told so. */
    private final List<SimulatedCall> told = new ArrayList<>();

    SimulatedEvents(Simulation simulation, SplittableRandom random) {
        super(simulation, random);
    }

    @Override
    List<String> begin(SimulatedClient client, SimulatedThread thread) {
        event = simulation.create(client, thread, "event", "event", values.list());
        return List.of("event");
    }

    @Override
    boolean has(ObjectId object) {
        return event.equals(object);
    }

    @Override
    void anyCall(SimulatedClient client, SimulatedThread thread) {
        switch (random.nextInt(8)) {
            case 0 -> simulation.call(client, thread, event, Operation.EVENT_SET);
            case 1, 2 -> simulation.call(client, thread, event, Operation.EVENT_CLEAR);
            case 3 -> simulation.call(client, thread, event, Operation.EVENT_IS_SET);
            default -> simulation.call(client, thread, event, Operation.EVENT_AWAIT, simulation.timeout());
        }
    }

    @Override
    void expect(SimulatedCall call, long timeout) {
        if (call.operation == Operation.EVENT_AWAIT && timeout != 0) {
            (isSet ? told : waiting).add(call);
        } else if (call.operation == Operation.EVENT_SET) {
            told.addAll(waiting);
            waiting.clear();
        }
    }

    @Override
    void judge(SimulatedCall call, Answer answer) {
        switch (call.operation) {
            case EVENT_SET -> isSet = true;
            case EVENT_CLEAR -> isSet = false;
            case EVENT_IS_SET ->
                check(values.asBoolean(answer.value()) == isSet, () -> "it is " + isSet + ", not " + answer);
            case EVENT_AWAIT -> {
                if (answer.status() == Status.CANCELLED) {
                    check(!told.contains(call) || call.isGivenBack, () -> "cancelled after it was set: " + call);
                } else {
                    boolean expected = told.contains(call) || (!waiting.contains(call) && isSet);
                    check(values.asBoolean(answer.value()) == expected, () -> expected + " was to come: " + answer);
                }
                waiting.remove(call);
                told.remove(call);
            }
            default -> throw new AssertionError(call.toString());
        }
    }

    @Override
    void threadEnds(SimulatedClient client, int thread) {
        waiting.removeIf(call -> call.client == client && call.thread == thread);
    }

    @Override
    void ended(SessionId session) {
        waiting.removeIf(call -> call.client.id.equals(session));
        told.removeIf(call -> call.client.id.equals(session));
    }

    @Override
    void checkAtRest() {
        check(told.isEmpty(), () -> "it was set and still waits " + told);
    }
}
