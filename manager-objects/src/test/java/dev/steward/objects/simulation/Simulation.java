package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.Listed;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.PlainValues;
import dev.steward.objects.Restarted;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.objects.machine.MachineListener;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One run: everything follows from the seed. Each event is an input to the machine; what comes out is held against models
 * that know only what clients know. Now and then the machine goes on as a copy restored from its own snapshot ({@link
 * TwinMachine}).
 *
 * <p>A failure shows the last 30 inputs, times and outputs; {@code -Dtail=N} shows more.
 */
final class Simulation {

    private static final long MILLI = 1_000_000;
    private static final long LEASE = 10_000 * MILLI;
    private static final long WINDOW = 3_000 * MILLI;

    final PlainValues values = new PlainValues();
    final LedgerModel ledger = new LedgerModel();
    private final SplittableRandom random;
    private final TwinMachine machine = new TwinMachine(values, new Told());
    private final Map<SessionId, SimulatedClient> clients = new LinkedHashMap<>();
    private final SimulatedQueues queues;
    private final SimulatedValues numbers;
    private final SimulatedArrays arrays;
    private final SimulatedReferences references;
    private final SimulatedPools pools;
    /** The other types, whose calls are drawn alike. */
    private final List<SimulatedType> others;

    private final List<SimulatedType> types;
    private final SimulatedCalls calls;
    private final List<String> names = new ArrayList<>();
    private final Set<String> made = new LinkedHashSet<>();
    private int event;
    private long lastInstant = 1;
    private long lastSession;

    /** What comes out of the machine. */
    private final class Told implements MachineListener {
        @Override
        public void reply(CallId call, Answer answer) {
            calls.replied(call, answer);
        }

        @Override
        public void event(Event happened) {
            if (happened instanceof Event.Ended ended) {
                ended(ended.session());
            }
        }

        @Override
        public void listed(long ticket, List<Listed> objects) {
            ledger.checkListed(objects, clients.values());
        }
    }

    Simulation(long seed) {
        random = new SplittableRandom(seed);
        queues = new SimulatedQueues(this, random);
        numbers = new SimulatedValues(this, random);
        arrays = new SimulatedArrays(this, random);
        references = new SimulatedReferences(this, random);
        pools = new SimulatedPools(this, random);
        others = List.of(
                new SimulatedLocks(this, random),
                new SimulatedSemaphores(this, random),
                new SimulatedEvents(this, random),
                new SimulatedBarriers(this, random),
                new SimulatedEdits(this, random),
                new SimulatedTwins(this, random),
                pools);
        types = new ArrayList<>(List.of(queues, numbers, arrays, references));
        types.addAll(others);
        calls = new SimulatedCalls(this, machine, types, random);
    }

    /** Runs so many events and then ends every session; throws AssertionError with what went wrong at which event. */
    void run(int events) {
        try {
            begin();
            for (event = 1; event <= events; event++) {
                step();
                atRest();
            }
            end();
        } catch (AssertionError | RuntimeException failure) {
            int tail = Integer.getInteger("tail", 30);
            throw new AssertionError(
                    "event " + event + ": " + failure.getMessage() + "\n  " + machine.tail(tail), failure);
        }
    }

    /** Returns the operations that were called so far. */
    Set<Operation> drawn() {
        return calls.drawn();
    }

    /** Returns the typeids of the objects that clients have made so far. */
    Set<String> made() {
        return made;
    }

    /** Returns which event it is, from 1. */
    int event() {
        return event;
    }

    // The cast.

    private void begin() {
        SimulatedClient first = open();
        SimulatedThread thread = first.threads.get(0);
        types.forEach(type -> names.addAll(type.begin(first, thread)));
    }

    ObjectId create(SimulatedClient client, SimulatedThread thread, String typeId, String name, Value arguments) {
        SimulatedCall call = call(
                client, thread, ObjectId.DIRECTORY, Operation.CREATE, values.of(typeId), values.of(name), arguments);
        Answer answer = call.answer;
        check(answer != null && answer.isOk(), () -> "cannot create " + name + ": " + answer);
        ObjectId id = answer == null
                ? ObjectId.DIRECTORY
                : answer.value().references().get(0);
        ledger.named.add(id);
        made.add(typeId);
        return id;
    }

    private SimulatedClient open() {
        SimulatedClient client = new SimulatedClient(new SessionId(++lastSession << 32, 1));
        clients.put(client.id, client);
        machine.submit(client.id, new SessionInput.OpenSession(machine.now(), LEASE, WINDOW, SessionLimits.DEFAULT));
        return client;
    }

    private void ended(SessionId session) {
        SimulatedClient client = clients.remove(session);
        check(client != null, () -> "a session ended twice: " + session);
        types.forEach(type -> type.ended(session));
        calls.ended(session);
        freeUnused();
        ledger.collect(clients.values());
    }

    /** Something may have lost its last reference. */
    void freeUnused() {
        ledger.free(clients.values());
    }

    // One event.

    private void step() {
        int dice = random.nextInt(1000);
        SimulatedClient client = anyClient();
        if (client == null || (dice < 15 && clients.size() < 6)) {
            open();
        } else if (dice < 120) {
            pass(random.nextInt(8) == 0 ? 2_000 * MILLI : 150 * MILLI);
        } else if (dice < 140) {
            away(client);
        } else if (dice < 190) {
            back(client);
        } else if (dice < 197) {
            end(client);
        } else if (dice < 290) {
            sendHeartbeats();
        } else if (dice < 300) {
            threadEnds(client);
        } else if (dice < 305) {
            machine.submit(GroupId.DIRECTORY, new DirectoryInput.Collect(machine.now()));
            ledger.collect(clients.values());
        } else if (dice < 315) {
            machine.restore(event);
        } else if (dice < 318) {
            restarted();
        } else if (dice < 360) {
            acknowledge(client);
        } else if (dice < 400) {
            calls.cancel(client);
        } else if (dice < 420) {
            calls.giveBack(client);
        } else if (dice < 440) {
            calls.repeat(client);
        } else if (dice < 460) {
            outOfTurn(client);
        } else if (dice < 475) {
            calls.lateDuplicate(client);
        } else if (!client.isAway()) {
            anyCall(client, any(client.threads));
        }
    }

    <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private @Nullable SimulatedClient anyClient() {
        return clients.isEmpty() ? null : any(List.copyOf(clients.values()));
    }

    /** Lets time pass so far at most, stopping at each deadline, so that the models see one thing after the other. */
    private void pass(long most) {
        long target = machine.now() + 1 + random.nextLong(most);
        while (machine.now() < target) {
            SimulatedCall due = calls.firstDue(target);
            if (due == null) {
                machine.advanceTo(target);
            } else {
                // Sessions may end before; only what then still waits runs into its deadline.
                machine.advanceTo(Math.max(machine.now(), due.deadline - 1));
                calls.endsWaiting(due, "timed out");
                machine.advanceTo(Math.max(machine.now(), due.deadline));
                due.deadline = Long.MAX_VALUE;
            }
        }
    }

    private void away(SimulatedClient client) {
        if (!client.isAway()) {
            client.awaySince = ++lastInstant;
            machine.submit(client.id, new SessionInput.SuspendSession(machine.now()));
        }
    }

    /** Another process goes on with the machine: nobody is connected to it yet, and all have their whole window. */
    private void restarted() {
        for (SimulatedClient client : clients.values()) {
            if (!client.isAway()) {
                client.awaySince = ++lastInstant;
            }
        }
        machine.submit(GroupId.DIRECTORY, new Restarted(machine.now(), ObjectLimits.DEFAULT));
        // What the process before referred to is let go, and with it what only refers to itself.
        ledger.collect(clients.values());
    }

    private void back(SimulatedClient client) {
        if (client.isAway()) {
            client.awaySince = 0;
            machine.submit(client.id, new SessionInput.ResumeSession(machine.now()));
            client.threads.forEach(calls::sendAgain);
        }
    }

    private void end(SimulatedClient client) {
        machine.submit(
                client.id,
                random.nextBoolean()
                        ? new SessionInput.EndSession(machine.now(), "closed")
                        : new SessionInput.KickSession(machine.now(), "kicked"));
    }

    private void sendHeartbeats() {
        for (SimulatedClient client : List.copyOf(clients.values())) {
            if (!client.isAway() && random.nextInt(12) != 0) {
                machine.submit(client.id, new SessionInput.Heartbeat(machine.now()));
            }
        }
    }

    private void threadEnds(SimulatedClient client) {
        SimulatedThread thread = any(client.threads);
        if (client.isAway()) {
            return;
        }
        types.forEach(type -> type.threadEnds(client, thread.id));
        client.threads.remove(thread);
        client.addThread();
        machine.submit(client.id, new SessionInput.ThreadsEnded(machine.now(), List.of(thread.id)));
        // What the thread left behind is for others in its process: all of it is received by now or given up.
        calls.acknowledgeFloor(client, thread);
        for (SimulatedCall call : thread.calls) {
            if (call.answer == null) {
                calls.cancelled(call, false);
            }
        }
    }

    private void acknowledge(SimulatedClient client) {
        SimulatedThread thread = any(client.threads);
        if (!client.isAway()) {
            calls.acknowledge(client, thread);
        }
    }

    /** Two calls that overtake each other on the way. */
    private void outOfTurn(SimulatedClient client) {
        if (client.isAway()) {
            return;
        }
        SimulatedThread thread = any(client.threads);
        ObjectId queue = queues.anyQueue();
        SimulatedCall first =
                calls.make(client, thread, queue, Operation.QUEUE_PUT, queues.nextElement(), values.of(0));
        SimulatedCall second =
                calls.make(client, thread, queue, Operation.QUEUE_PUT, queues.nextElement(), values.of(0));
        SimulatedCall sum = calls.make(client, thread, numbers.value(), Operation.VALUE_GET_AND_ADD, values.of(1));
        boolean cancelsSecond = random.nextInt(3) == 0;
        if (cancelsSecond) {
            machine.submit(client.id, new SessionInput.CancelRequest(machine.now(), thread.id, second.number));
        }
        calls.send(thread, sum);
        check(sum.answer == null, () -> "a call overtook another one: " + sum);
        calls.send(thread, second);
        check((second.answer == null) != cancelsSecond, () -> "a call overtook another one: " + second);
        calls.send(thread, first);
        check(
                first.answer != null && second.answer != null && sum.answer != null,
                () -> "calls are stuck behind " + first);
    }

    // Calls.

    private void anyCall(SimulatedClient client, SimulatedThread thread) {
        int dice = random.nextInt(100);
        if (dice < 45) {
            queues.anyCall(client, thread);
        } else if (dice < 75) {
            any(others).anyCall(client, thread);
        } else if (dice < 78) {
            numbers.anyCall(client, thread);
        } else if (dice < 82) {
            arrays.anyCall(client, thread);
        } else if (dice < 86) {
            queues.iteratorCall(client, thread);
        } else if (dice < 96) {
            references.anyCall(client, thread);
        } else {
            pools.anyCall(client, thread);
        }
    }

    /** Makes a call and sends it. */
    SimulatedCall call(
            SimulatedClient client, SimulatedThread thread, ObjectId target, Operation operation, Value... arguments) {
        return calls.call(client, thread, target, operation, arguments);
    }

    /** Returns how long a call may wait: not at all, for ever, or until an instant that is no other's deadline. */
    Value timeout() {
        return switch (random.nextInt(4)) {
            case 0 -> values.of(0);
            case 1 -> values.of(-1);
            // No two deadlines at one instant: the models take one after the other.
            default -> values.of((1 + random.nextInt(1500)) * MILLI + ++lastInstant);
        };
    }

    // What must hold between two events.

    private void atRest() {
        types.forEach(SimulatedType::checkAtRest);
        if (event % 10 == 0) {
            machine.submit(GroupId.DIRECTORY, new DirectoryInput.ListObjects(machine.now(), event));
        }
        machine.atRest(event);
    }

    /** Ends all: every call that still waits is answered, nothing of anybody is left, and no element was lost. */
    private void end() {
        SimulatedClient last = open();
        for (SimulatedClient client : List.copyOf(clients.values())) {
            back(client);
            calls.cancelAll(client);
            if (client != last) {
                end(client);
            }
        }
        SimulatedThread thread = last.threads.get(0);
        types.forEach(type -> type.checkLeft(last, thread));
        for (String name : names) {
            ledger.named.clear();
            call(last, thread, ObjectId.DIRECTORY, Operation.DELETE, values.of(name));
        }
        end(last);
        check(machine.size() == 1, () -> machine.size() - 1 + " groups are left");
    }
}
