package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.SessionId;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A semaphore, a bounded one, and one for signals. */
final class SimulatedSemaphores extends SimulatedType {

    private static final int MOST = 3;

    private final Map<ObjectId, PermitModel> semaphores = new LinkedHashMap<>();

    SimulatedSemaphores(Simulation simulation, SplittableRandom random) {
        super(simulation, random);
    }

    @Override
    List<String> begin(SimulatedClient client, SimulatedThread thread) {
        ObjectId plain = simulation.create(client, thread, "semaphore", "permits", values.longs(MOST));
        semaphores.put(plain, new PermitModel(false, false, MOST));
        ObjectId bounded = simulation.create(client, thread, "boundedSemaphore", "bounded", values.longs(MOST));
        semaphores.put(bounded, new PermitModel(true, false, MOST));
        ObjectId signals = simulation.create(
                client, thread, "semaphore", "signals", values.list(values.of(0), values.of("CONSUMED")));
        semaphores.put(signals, new PermitModel(false, true, 0));
        return List.of("permits", "bounded", "signals");
    }

    @Override
    boolean has(ObjectId object) {
        return semaphores.containsKey(object);
    }

    @Override
    void anyCall(SimulatedClient client, SimulatedThread thread) {
        ObjectId semaphore = any(List.copyOf(semaphores.keySet()));
        PermitModel model = model(semaphore);
        int dice = random.nextInt(12);
        if (dice < 5) {
            simulation.call(
                    client,
                    thread,
                    semaphore,
                    Operation.SEMAPHORE_ACQUIRE,
                    values.of(random.nextInt(MOST + 1)),
                    simulation.timeout());
        } else if (dice < 10 && (model.free < 2 * MOST || model.isBounded)) {
            long permits = random.nextInt(5) == 0 ? random.nextInt(MOST + 1) : 1;
            simulation.call(client, thread, semaphore, Operation.SEMAPHORE_RELEASE, values.of(permits));
        } else {
            simulation.call(client, thread, semaphore, Operation.SEMAPHORE_AVAILABLE);
        }
    }

    private PermitModel model(ObjectId semaphore) {
        PermitModel model = semaphores.get(semaphore);
        if (model == null) {
            throw new AssertionError("no semaphore: " + semaphore);
        }
        return model;
    }

    @Override
    void expect(SimulatedCall call, long timeout) {
        if (call.operation == Operation.SEMAPHORE_ACQUIRE && timeout != 0) {
            call.wanted = values.asLong(call.arguments.get(0));
            model(call.target).acquirers.add(call);
        }
    }

    @Override
    void judge(SimulatedCall call, Answer answer) {
        PermitModel model = model(call.target);
        switch (call.operation) {
            case SEMAPHORE_ACQUIRE -> judgeAcquired(model, call, answer);
            case SEMAPHORE_RELEASE -> {
                long permits = values.asLong(call.arguments.get(0));
                check(answer.isOk() == model.mayRelease(permits), () -> "released: " + answer);
                if (answer.isOk()) {
                    model.released(call, permits);
                } else {
                    check(answer.status() == Status.TOO_MANY, () -> "released: " + answer);
                }
            }
            case SEMAPHORE_AVAILABLE ->
                check(values.asLong(answer.value()) == model.free, () -> model.free + " are free, not " + answer);
            default -> throw new AssertionError(call.toString());
        }
    }

    private void judgeAcquired(PermitModel model, SimulatedCall call, Answer answer) {
        if (answer.isOk()) {
            check(answer.value().equals(call.arguments.get(0)), () -> "acquired: " + answer);
            check(answer.underAcknowledgement() == model.isUsedUp, () -> "acquired in the wrong way: " + answer);
            model.acquired(call, values.asLong(answer.value()));
        } else {
            check(
                    answer.status() == Status.TIMED_OUT || answer.status() == Status.CANCELLED,
                    () -> "acquired: " + answer);
        }
        model.acquirers.remove(call);
    }

    @Override
    void givesBack(SimulatedCall call, Answer answer) {
        if (call.operation == Operation.SEMAPHORE_ACQUIRE) {
            model(call.target).givenBack(call, values.asLong(answer.value()));
        }
    }

    @Override
    void acknowledged(SimulatedCall call) {
        model(call.target).acknowledged(call);
    }

    @Override
    void threadEnds(SimulatedClient client, int thread) {
        semaphores
                .values()
                .forEach(model -> model.acquirers.removeIf(call -> call.client == client && call.thread == thread));
    }

    @Override
    void ended(SessionId session) {
        semaphores.values().forEach(model -> model.ended(session));
    }

    @Override
    void checkAtRest() {
        semaphores.values().forEach(PermitModel::checkAtRest);
    }
}
