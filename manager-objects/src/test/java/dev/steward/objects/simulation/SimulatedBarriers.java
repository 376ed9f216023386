package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A barrier, and one with an action. */
final class SimulatedBarriers extends SimulatedType {

    private final Map<ObjectId, BarrierModel> barriers = new LinkedHashMap<>();

    SimulatedBarriers(Simulation simulation, SplittableRandom random) {
        super(simulation, random);
    }

    @Override
    List<String> begin(SimulatedClient client, SimulatedThread thread) {
        ObjectId plain = simulation.create(client, thread, "barrier", "plain barrier", values.longs(3));
        barriers.put(plain, new BarrierModel(3, false));
        ObjectId acting = simulation.create(
                client, thread, "barrier", "acting barrier", values.list(values.of(2), values.of(true)));
        barriers.put(acting, new BarrierModel(2, true));
        return List.of("plain barrier", "acting barrier");
    }

    @Override
    boolean has(ObjectId object) {
        return barriers.containsKey(object);
    }

    @Override
    void anyCall(SimulatedClient client, SimulatedThread thread) {
        ObjectId barrier = any(List.copyOf(barriers.keySet()));
        BarrierModel model = model(barrier);
        SimulatedCall acting = model.actor;
        if (acting != null && !acting.client.isAway() && random.nextInt(4) == 0) {
            for (SimulatedThread runner : acting.client.threads) {
                if (runner.id == acting.thread) {
                    acted(acting.client, runner, barrier, random.nextInt(6) != 0);
                    return;
                }
            }
        }
        switch (random.nextInt(21)) {
            case 0 -> simulation.call(client, thread, barrier, Operation.BARRIER_ABORT);
            case 1 -> acted(client, thread, barrier, random.nextBoolean());
            case 2 -> simulation.call(client, thread, barrier, Operation.BARRIER_WAITING);
            case 3 -> simulation.call(client, thread, barrier, Operation.BARRIER_IS_BROKEN);
            case 4 -> simulation.call(client, thread, barrier, Operation.BARRIER_PARTIES);
            case 5, 6 -> {
                if (model.seemsBroken() || random.nextInt(5) == 0) {
                    simulation.call(client, thread, barrier, Operation.BARRIER_RESET);
                }
            }
            default ->
                simulation.call(
                        client,
                        thread,
                        barrier,
                        Operation.BARRIER_AWAIT,
                        values.of(model.hasAction),
                        simulation.timeout());
        }
    }

    private void acted(SimulatedClient client, SimulatedThread thread, ObjectId barrier, boolean done) {
        simulation.call(client, thread, barrier, Operation.BARRIER_ACTED, values.of(done));
    }

    private BarrierModel model(ObjectId barrier) {
        BarrierModel model = barriers.get(barrier);
        if (model == null) {
            throw new AssertionError("no barrier: " + barrier);
        }
        return model;
    }

    @Override
    void expect(SimulatedCall call, long timeout) {
        BarrierModel model = model(call.target);
        switch (call.operation) {
            case BARRIER_AWAIT -> model.comes(call, timeout != 0);
            case BARRIER_ACTED -> {
                boolean done = values.asBoolean(call.arguments.get(0));
                call.outcome = model.isActor(call) || !done ? "told" : "broken";
                if (model.isActor(call)) {
                    model.acted(done);
                }
            }
            case BARRIER_ABORT -> model.breakAll();
            case BARRIER_RESET -> model.reset();
            default -> {}
        }
    }

    @Override
    void judge(SimulatedCall call, Answer answer) {
        BarrierModel model = model(call.target);
        switch (call.operation) {
            case BARRIER_AWAIT -> judgeAwaited(model, call, answer);
            case BARRIER_ACTED ->
                check(
                        answer.status() == (call.outcome.equals("told") ? Status.OK : Status.BROKEN),
                        () -> call + " was " + call.outcome + ", not " + answer);
            case BARRIER_WAITING ->
                check(values.asLong(answer.value()) == model.waiting(), () -> model.waiting() + ", not " + answer);
            case BARRIER_IS_BROKEN ->
                check(
                        values.asBoolean(answer.value()) == model.seemsBroken(),
                        () -> model.seemsBroken() + ", not " + answer);
            case BARRIER_PARTIES ->
                check(values.asLong(answer.value()) == model.parties, () -> model.parties + ", not " + answer);
            default -> check(answer.isOk(), () -> call + ": " + answer);
        }
    }

    private void judgeAwaited(BarrierModel model, SimulatedCall call, Answer answer) {
        Status expected = switch (call.outcome) {
            case "gone" -> Status.OK;
            case "broken" -> Status.BROKEN;
            case "timed out" -> Status.TIMED_OUT;
            case "cancelled" -> Status.CANCELLED;
            default -> Status.INTERNAL;
        };
        check(answer.status() == expected, () -> call + " is " + call.outcome + ", not " + answer);
        if (answer.isOk()) {
            List<Value> passage = values.asList(answer.value());
            check(values.asLong(passage.get(0)) == call.index, () -> "the index is " + call.index + ": " + answer);
            check(
                    values.asBoolean(passage.get(1)) == (model.hasAction && call.index == 0),
                    () -> "the action is for the last one: " + answer);
        }
    }

    @Override
    void endsWaiting(SimulatedCall call, String outcome) {
        model(call.target).leave(call::equals, outcome);
    }

    @Override
    void givesBack(SimulatedCall call, Answer answer) {
        BarrierModel model = model(call.target);
        if (model.actor == call) {
            model.breakAll();
        }
    }

    @Override
    void threadEnds(SimulatedClient client, int thread) {
        for (BarrierModel model : barriers.values()) {
            model.leave(call -> call.client == client && call.thread == thread, "cancelled");
            model.actorIsLost(client.id, thread);
        }
    }

    @Override
    void ended(SessionId session) {
        for (BarrierModel model : barriers.values()) {
            model.leave(call -> call.client.id.equals(session), "ended");
            model.actorIsLost(session, -1);
        }
    }

    @Override
    void checkAtRest() {
        barriers.values().forEach(BarrierModel::checkAtRest);
    }
}
