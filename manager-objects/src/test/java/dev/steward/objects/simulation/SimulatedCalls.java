package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The calls of all clients of a simulation, and all that can happen to one on its way: it is sent again, comes late, is
 * cancelled or given back, and its answer is acknowledged or not.
 */
final class SimulatedCalls {

    private final Simulation simulation;
    private final TwinMachine machine;
    private final List<SimulatedType> types;
    private final SplittableRandom random;
    private final Map<CallId, SimulatedCall> calls = new LinkedHashMap<>();
    private final Set<Operation> drawn = EnumSet.noneOf(Operation.class);

    SimulatedCalls(Simulation simulation, TwinMachine machine, List<SimulatedType> types, SplittableRandom random) {
        this.simulation = simulation;
        this.machine = machine;
        this.types = types;
        this.random = random;
    }

    /** Returns the operations of all calls so far. */
    Set<Operation> drawn() {
        return drawn;
    }

    // Sent.

    SimulatedCall call(
            SimulatedClient client, SimulatedThread thread, ObjectId target, Operation operation, Value... arguments) {
        SimulatedCall call = make(client, thread, target, operation, arguments);
        send(thread, call);
        return call;
    }

    SimulatedCall make(
            SimulatedClient client, SimulatedThread thread, ObjectId target, Operation operation, Value... arguments) {
        SimulatedCall call =
                new SimulatedCall(client, thread.id, thread.next++, target, operation, Arrays.asList(arguments));
        thread.calls.add(call);
        calls.put(call.id(), call);
        drawn.add(operation);
        return call;
    }

    /** Sends a call, or sends it again. */
    void send(SimulatedThread thread, SimulatedCall call) {
        boolean first = call.repeats++ == 0;
        long floor = thread.sentFloor;
        Ranges received = Ranges.EMPTY;
        if (random.nextBoolean()) {
            floor = noteFloor(thread, Math.min(thread.floor(), call.number));
            if (random.nextBoolean()) {
                received = noteAbove(thread, floor);
            }
        }
        if (first) {
            expect(call);
        }
        machine.submit(call.client.id, request(call, floor, received));
    }

    private SessionInput.Request request(SimulatedCall call, long floor, Ranges received) {
        return new SessionInput.Request(
                machine.now(),
                call.thread,
                call.number,
                floor,
                received,
                call.target,
                call.operation.code(),
                call.arguments);
    }

    /** Tells the models that a call is on its way. */
    private void expect(SimulatedCall call) {
        boolean waits = call.operation.manner() == Manner.WAITS;
        long timeout = waits ? simulation.values.asLong(call.arguments.get(call.arguments.size() - 1)) : 0;
        if (timeout > 0) {
            call.deadline = machine.now() + timeout;
        }
        types.stream().filter(type -> type.has(call.target)).forEach(type -> type.expect(call, timeout));
    }

    /** Sends again what a client that is back has no answer to, or does not want to give back. */
    void sendAgain(SimulatedThread thread) {
        List.copyOf(thread.calls).stream()
                .filter(call -> !call.isReceived && !call.isGivenBack)
                .forEach(call -> send(thread, call));
    }

    void repeat(SimulatedClient client) {
        SimulatedCall call = anyOpenCall(client, random.nextBoolean());
        if (call != null) {
            for (SimulatedThread thread : client.threads) {
                if (thread.id == call.thread) {
                    send(thread, call);
                }
            }
        }
    }

    /** A frame that an old connection had swallowed comes in after all: what was acknowledged must not happen again. */
    void lateDuplicate(SimulatedClient client) {
        for (SimulatedCall call : calls.values()) {
            boolean lives = client.threads.stream().anyMatch(thread -> thread.id == call.thread);
            boolean reads = call.operation.manner() == Manner.READS;
            if (call.client == client && call.isAcknowledged && lives && !reads) {
                // Its reply may still be there: what was acknowledged before its turn came is so only later.
                call.repeats++;
                machine.submit(client.id, request(call, 1, Ranges.EMPTY));
                call.repeats = 1;
                return;
            }
        }
    }

    // Cancelled.

    private @Nullable SimulatedCall anyOpenCall(SimulatedClient client, boolean answered) {
        List<SimulatedCall> open = new ArrayList<>();
        for (SimulatedThread thread : client.threads) {
            for (SimulatedCall call : thread.calls) {
                if ((call.answer != null) == answered && !call.isAcknowledged && !call.isGivenBack) {
                    open.add(call);
                }
            }
        }
        return open.isEmpty() || client.isAway() ? null : simulation.any(open);
    }

    void cancel(SimulatedClient client) {
        SimulatedCall call = anyOpenCall(client, random.nextInt(10) == 0);
        if (call != null) {
            cancelled(call, false);
        }
    }

    void cancelled(SimulatedCall call, boolean unwanted) {
        endsWaiting(call, "cancelled");
        if (unwanted) {
            machine.submit(
                    call.client.id,
                    new SessionInput.GiveBackRequest(
                            machine.now(), call.thread, call.number, call.kept > 0, call.isUnopened, call.kept));
        } else {
            machine.submit(call.client.id, new SessionInput.CancelRequest(machine.now(), call.thread, call.number));
        }
    }

    void giveBack(SimulatedClient client) {
        SimulatedCall call = anyOpenCall(client, random.nextInt(4) != 0);
        if (call == null || call.isSettled) {
            return;
        }
        call.isGivenBack = true;
        Answer answer = call.answer;
        if (answer != null && answer.isOk()) {
            if (call.operation.takes()) {
                call.isUnopened = random.nextInt(3) == 0;
                boolean drains = call.operation == Operation.QUEUE_DRAIN && !call.isUnopened;
                call.kept = drains
                        ? random.nextInt(
                                simulation.values.asList(answer.value()).size() + 1)
                        : 0;
            }
            if (call.kept == 0) {
                answer.value().references().forEach(object -> client.dropped(object, 1));
            }
            types.stream().filter(type -> type.has(call.target)).forEach(type -> type.givesBack(call, answer));
        }
        cancelled(call, true);
        simulation.freeUnused();
    }

    void endsWaiting(SimulatedCall call, String outcome) {
        types.stream().filter(type -> type.has(call.target)).forEach(type -> type.endsWaiting(call, outcome));
    }

    /** Returns the call whose time passes first, if that is at that instant at the latest. */
    @Nullable
    SimulatedCall firstDue(long target) {
        SimulatedCall due = null;
        for (SimulatedCall call : calls.values()) {
            if (call.answer == null && call.deadline <= target && (due == null || call.deadline < due.deadline)) {
                due = call;
            }
        }
        return due;
    }

    /** Cancels what a client waits for and must be answered then. */
    void cancelAll(SimulatedClient client) {
        for (SimulatedCall call : List.copyOf(calls.values())) {
            if (call.client == client && call.answer == null && endsWhenCancelled(call)) {
                cancelled(call, false);
                check(call.answer != null, () -> "never answered: " + call);
            }
        }
    }

    private boolean endsWhenCancelled(SimulatedCall call) {
        return types.stream().allMatch(type -> !type.has(call.target) || type.endsWhenCancelled(call));
    }

    void ended(SessionId session) {
        calls.values().removeIf(call -> call.client.id.equals(session));
    }

    // Answered.

    void replied(CallId id, Answer answer) {
        SimulatedCall call = calls.get(id);
        if (call == null) {
            throw new AssertionError("an answer to a call that nobody waits for: " + id);
        }
        if (call.answer != null) {
            boolean readAgain = call.operation.manner() == Manner.READS;
            check(--call.repeats >= 1, () -> "answered twice: " + call);
            check(readAgain || answer.equals(call.answer), () -> "answered first " + call.answer + ", then " + answer);
            if (call.answer.value().references().isEmpty()) {
                answer.value().references().forEach(call.client::given);
            }
            call.answer = answer;
        } else {
            call.answer = answer;
            check(answer.status() != Status.INTERNAL, () -> "failed: " + answer);
            judge(call, answer);
        }
        call.isReceived |= !call.client.isAway();
    }

    private void judge(SimulatedCall call, Answer answer) {
        types.stream()
                .filter(type -> type.has(call.target))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody knows " + call))
                .judge(call, answer);
    }

    // Acknowledged.

    /** Says what a thread has received. */
    void acknowledge(SimulatedClient client, SimulatedThread thread) {
        long floor = noteFloor(thread, thread.floor());
        machine.submit(
                client.id, new SessionInput.Acknowledge(machine.now(), thread.id, floor, noteAbove(thread, floor)));
    }

    /** Says up to where a thread has received all. */
    void acknowledgeFloor(SimulatedClient client, SimulatedThread thread) {
        long floor = noteFloor(thread, thread.floor());
        machine.submit(client.id, new SessionInput.Acknowledge(machine.now(), thread.id, floor, Ranges.EMPTY));
    }

    private long noteFloor(SimulatedThread thread, long floor) {
        thread.sentFloor = Math.max(thread.sentFloor, floor);
        noteReceived(thread, thread.sentFloor, false);
        return thread.sentFloor;
    }

    private Ranges noteAbove(SimulatedThread thread, long floor) {
        noteReceived(thread, floor, true);
        return thread.above(floor);
    }

    private void noteReceived(SimulatedThread thread, long floor, boolean above) {
        for (SimulatedCall call : thread.calls) {
            if (call.isReceived && !call.isAcknowledged && (above || call.number < floor)) {
                call.isAcknowledged = true;
                if (!call.isGivenBack) {
                    types.stream().filter(type -> type.has(call.target)).forEach(type -> type.acknowledged(call));
                }
            }
        }
        thread.calls.removeIf(call -> call.number < thread.sentFloor
                && (call.isAcknowledged || call.isGivenBack)
                && call.operation != Operation.QUEUE_RECEIVE);
    }
}
