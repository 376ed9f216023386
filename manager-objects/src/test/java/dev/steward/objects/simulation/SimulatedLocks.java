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

/** A plain lock, a re-entrant one, a condition with its own, and conditions of theirs that come and go. */
final class SimulatedLocks extends SimulatedType {

    private final Map<ObjectId, LockModel> locks = new LinkedHashMap<>();
    /** All that share a lock, those that are no more too. */
    private final Map<ObjectId, LockModel> members = new LinkedHashMap<>();

    SimulatedLocks(Simulation simulation, SplittableRandom random) {
        super(simulation, random);
    }

    @Override
    List<String> begin(SimulatedClient client, SimulatedThread thread) {
        for (String typeId : List.of("condition", "lock", "rlock")) {
            ObjectId id = simulation.create(client, thread, typeId, "the " + typeId, values.list());
            LockModel model = new LockModel(typeId.equals("lock"));
            locks.put(id, model);
            members.put(id, model);
        }
        return List.of("the condition", "the lock", "the rlock");
    }

    @Override
    boolean has(ObjectId object) {
        return members.containsKey(object);
    }

    @Override
    void anyCall(SimulatedClient client, SimulatedThread thread) {
        ObjectId lock = any(List.copyOf(locks.keySet()));
        LockModel model = members.get(lock);
        LockModel.Holder held = model.holder;
        if (held != null && random.nextInt(4) != 0 && !held.client.isAway()) {
            for (SimulatedThread holding : held.client.threads) {
                if (holding.id == held.thread || (model.isPlain && random.nextBoolean())) {
                    holderCall(held.client, holding, lock, held);
                    return;
                }
            }
        }
        switch (random.nextInt(24)) {
            case 0, 1, 2 -> simulation.call(client, thread, lock, Operation.LOCK_RELEASE);
            case 3 -> simulation.call(client, thread, lock, Operation.LOCK_IS_HELD);
            case 4 -> simulation.call(client, thread, lock, Operation.LOCK_IS_LOCKED);
            case 5 -> simulation.call(client, thread, lock, Operation.LOCK_RELEASE_ANY);
            case 6, 7 -> {
                ObjectId condition = memberOf(client, lock);
                if (!condition.equals(lock)
                        || !lock.equals(locks.keySet().iterator().next())) {
                    simulation.call(client, thread, condition, Operation.CONDITION_SIGNAL, values.of(1));
                }
            }
            case 8 -> newCondition(client, thread, lock);
            case 9 -> simulation.call(client, thread, lock, Operation.OBJECT_TAKE_BACK);
            default ->
                simulation.call(client, thread, memberOf(client, lock), Operation.LOCK_ACQUIRE, simulation.timeout());
        }
    }

    private void newCondition(SimulatedClient client, SimulatedThread thread, ObjectId lock) {
        if (memberOf(client, lock).equals(lock)) {
            simulation.call(client, thread, lock, Operation.LOCK_NEW_CONDITION);
        }
    }

    /** Returns a condition of the lock that the client knows; the lock itself if there is none. */
    private ObjectId memberOf(SimulatedClient client, ObjectId lock) {
        List<ObjectId> known = client.holds.keySet().stream()
                .filter(object -> !locks.containsKey(object) && members.get(object) == members.get(lock))
                .toList();
        return known.isEmpty() ? lock : any(known);
    }

    private void holderCall(SimulatedClient client, SimulatedThread thread, ObjectId lock, LockModel.Holder held) {
        ObjectId condition = memberOf(client, lock);
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> simulation.call(client, thread, condition, Operation.LOCK_RELEASE);
            case 3 ->
                simulation.call(
                        client, any(client.threads), lock, Operation.LOCK_RELEASE_HOLD, values.of(any(held.levels)));
            case 4 -> simulation.call(client, thread, lock, Operation.LOCK_ACQUIRE, simulation.timeout());
            case 5, 6, 7, 8 ->
                simulation.call(client, thread, condition, Operation.CONDITION_AWAIT, simulation.timeout());
            case 9, 10 ->
                simulation.call(
                        client, thread, condition, Operation.CONDITION_SIGNAL, values.of(1 + random.nextInt(2)));
            default -> simulation.call(client, thread, condition, Operation.CONDITION_SIGNAL_ALL);
        }
    }

    private LockModel model(SimulatedCall call) {
        LockModel model = members.get(call.target);
        if (model == null) {
            throw new AssertionError("no lock: " + call);
        }
        return model;
    }

    @Override
    void expect(SimulatedCall call, long timeout) {
        LockModel model = model(call);
        if (timeout != 0 && call.operation == Operation.LOCK_ACQUIRE) {
            model.acquirers.add(call);
        } else if (call.operation == Operation.CONDITION_AWAIT && isCondition(call.target) && model.isHeldBy(call)) {
            model.awaits(call);
            if (timeout == 0) {
                model.leavesLine(call, "timed out");
            }
        }
    }

    private boolean isCondition(ObjectId object) {
        return !locks.containsKey(object)
                || object.equals(locks.keySet().iterator().next());
    }

    @Override
    void endsWaiting(SimulatedCall call, String outcome) {
        model(call).leavesLine(call, outcome);
    }

    @Override
    void givesBack(SimulatedCall call, Answer answer) {
        LockModel model = model(call);
        LockModel.Holder held = model.holder;
        if (call.operation == Operation.LOCK_ACQUIRE && held != null && held.client == call.client) {
            model.released(values.asLong(values.asList(answer.value()).get(0)));
        } else if (call.operation == Operation.CONDITION_AWAIT && values.asBoolean(answer.value())) {
            model.signalled(1, call.target);
        }
    }

    @Override
    void threadEnds(SimulatedClient client, int thread) {
        locks.values()
                .forEach(
                        model -> model.died(call -> call.client == client && call.thread == thread, client.id, thread));
    }

    @Override
    void ended(SessionId session) {
        locks.values().forEach(model -> model.died(call -> call.client.id.equals(session), session, -1));
    }

    @Override
    void checkAtRest() {
        locks.values().forEach(LockModel::checkAtRest);
    }

    /** A wait for a signal is answered only when it owns the lock again. */
    @Override
    boolean endsWhenCancelled(SimulatedCall call) {
        return call.operation != Operation.CONDITION_AWAIT;
    }

    @Override
    void judge(SimulatedCall call, Answer answer) {
        LockModel model = model(call);
        if (answer.status() == Status.NO_SUCH_OBJECT) {
            check(!locks.containsKey(call.target), () -> "a named lock is gone: " + call);
            model.awaiting.remove(call);
            model.acquirers.remove(call);
            return;
        }
        switch (call.operation) {
            case LOCK_ACQUIRE -> judgeAcquired(model, call, answer);
            case LOCK_RELEASE -> {
                check(answer.isOk() == model.isHeldBy(call), () -> "released: " + answer);
                if (answer.isOk()) {
                    model.releasedInnermost();
                }
            }
            case LOCK_RELEASE_ANY -> {
                boolean may = model.isPlain ? model.holder != null : model.isHeldBy(call);
                check(answer.isOk() == may, () -> "released: " + answer);
                if (answer.isOk()) {
                    model.releasedInnermost();
                }
            }
            case LOCK_RELEASE_HOLD -> {
                long token = values.asLong(call.arguments.get(0));
                boolean isHeld = model.holdsLevel(call, token);
                check(values.asBoolean(answer.value()) == isHeld, () -> "released a level: " + call);
                if (isHeld) {
                    model.released(token);
                }
            }
            case OBJECT_TAKE_BACK -> {
                check(values.asLong(answer.value()) == (model.holder == null ? 0 : 1), () -> "taken back: " + answer);
                model.takenBack();
            }
            case LOCK_IS_LOCKED ->
                check(values.asBoolean(answer.value()) == (model.holder != null), () -> "locked: " + answer);
            case LOCK_IS_HELD ->
                check(values.asBoolean(answer.value()) == model.isHeldBy(call), () -> "held: " + answer);
            case CONDITION_SIGNAL, CONDITION_SIGNAL_ALL -> {
                check(
                        answer.isOk() == (isCondition(call.target) && model.isHeldBy(call)),
                        () -> "signalled: " + answer);
                if (answer.isOk()) {
                    boolean all = call.operation == Operation.CONDITION_SIGNAL_ALL;
                    model.signalled(all ? Long.MAX_VALUE : values.asLong(call.arguments.get(0)), call.target);
                }
            }
            case CONDITION_AWAIT -> judgeAwaited(model, call, answer);
            case LOCK_NEW_CONDITION -> {
                ObjectId condition = answer.value().references().get(0);
                members.put(condition, model);
                call.client.given(condition);
                simulation.ledger.shares(condition, call.target);
            }
            default -> throw new AssertionError(call.toString());
        }
    }

    private void judgeAcquired(LockModel model, SimulatedCall call, Answer answer) {
        if (answer.isOk()) {
            List<Value> parts = values.asList(answer.value());
            model.acquired(call, values.asLong(parts.get(0)), values.asBoolean(parts.get(1)));
        } else if (answer.status() == Status.TIMED_OUT) {
            check(model.holder != null || call.client.isAway(), () -> "timed out, but the lock was free: " + call);
        }
        model.acquirers.remove(call);
    }

    private void judgeAwaited(LockModel model, SimulatedCall call, Answer answer) {
        if (answer.status() == Status.NOT_OWNER || answer.status() == Status.NO_SUCH_OPERATION) {
            check(call.outcome.equals("acquiring"), () -> "not the owner: " + call);
        } else if (call.isGivenBack && model.acquirers.contains(call)) {
            String outcome = call.outcome;
            model.ownedAgain(call, outcome);
            model.signalled(outcome.equals("signalled") ? 1 : 0, call.target);
        } else if (answer.isOk()) {
            model.ownedAgain(call, values.asBoolean(answer.value()) ? "signalled" : "timed out");
        } else if (model.acquirers.contains(call)) {
            model.ownedAgain(call, "cancelled");
        }
    }
}
