package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Listed;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Operation;
import dev.steward.objects.PlainValues;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Status;
import dev.steward.objects.Value;
import dev.steward.objects.machine.Effects;
import dev.steward.objects.machine.Machine;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run: everything follows from the seed. Each event is an input to the machine; what comes out is held against models
 * that know only what clients know. Now and then the machine goes on as a copy restored from its own snapshot, and for a
 * while both must say the same.
 *
 * <p>A failure shows the last 30 inputs, times and outputs; {@code -Dtail=N} shows more.
 */
final class Simulation {

    private static final long MILLI = 1_000_000;
    private static final long LEASE = 10_000 * MILLI;
    private static final long WINDOW = 3_000 * MILLI;

    private static final int MAX_DELIVERIES = 3;

    final PlainValues values = new PlainValues();
    private final SplittableRandom random;
    private final Map<SessionId, SimulatedClient> clients = new LinkedHashMap<>();
    private final Map<CallId, SimulatedCall> calls = new LinkedHashMap<>();
    private final Map<ObjectId, QueueModel> queues = new LinkedHashMap<>();
    /** Iterators: queues that are shut down. */
    private final Map<ObjectId, QueueModel> iterators = new LinkedHashMap<>();

    final LedgerModel ledger = new LedgerModel();
    private final List<SimulatedType> types;
    private final List<String> names =
            new ArrayList<>(List.of("small", "large", "closing", "failed", "jobs", "cell", "array", "lists"));
    private final List<Object> log = new ArrayList<>();

    private Machine machine;
    private Recorder recorder = new Recorder();
    private @Nullable Machine twin;
    private Recorder twinRecorder = new Recorder();
    private int twinUntil;
    private int event;
    private long lastInstant = 1;
    private long lastPayload;
    private long lastSession;
    private ObjectId cell = new ObjectId(-1);
    private long cellContent;
    private ObjectId array = new ObjectId(-1);
    private final List<Long> arrayContents = new ArrayList<>(List.of(0L, 0L, 0L));

    /** Something that went in. */
    private record Sent(GroupId to, Input input) {}

    /** Something that came out. */
    private sealed interface Output {
        record Replied(CallId call, Answer answer) implements Output {}

        record Happened(Event event) implements Output {}

        record Inventory(List<Listed> objects) implements Output {}
    }

    private static final class Recorder implements Effects {
        final List<Output> outputs = new ArrayList<>();

        @Override
        public void reply(CallId call, Answer answer) {
            outputs.add(new Output.Replied(call, answer));
        }

        @Override
        public void event(Event event) {
            outputs.add(new Output.Happened(event));
        }

        @Override
        public void listed(long ticket, List<Listed> objects) {
            outputs.add(new Output.Inventory(objects));
        }

        @Override
        public void cut(SessionId session, String reason) {
            throw new AssertionError("session " + session + " was cut: " + reason);
        }
    }

    Simulation(long seed) {
        this.random = new SplittableRandom(seed);
        this.machine = new Machine(values, 7, ObjectLimits.DEFAULT, recorder);
        this.types = List.of(
                new SimulatedLocks(this, random),
                new SimulatedSemaphores(this, random),
                new SimulatedEvents(this, random),
                new SimulatedBarriers(this, random),
                new SimulatedEdits(this, random));
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
            String last = log.subList(Math.max(0, log.size() - tail), log.size()).stream()
                    .map(Object::toString)
                    .collect(Collectors.joining("\n  "));
            throw new AssertionError("event " + event + ": " + failure.getMessage() + "\n  " + last, failure);
        }
    }

    // The cast.

    private void begin() {
        SimulatedClient first = open();
        SimulatedThread thread = first.threads.get(0);
        for (String name : List.of("small", "large", "closing")) {
            int capacity = name.equals("small") ? 3 : name.equals("closing") ? 5 : Integer.MAX_VALUE;
            Value arguments = name.equals("large") ? values.list() : values.longs(capacity);
            ObjectId id = create(first, thread, "queue", name, arguments);
            queues.put(id, new QueueModel(capacity));
        }
        ObjectId failed = create(first, thread, "queue", "failed", values.list());
        ObjectId jobs = create(
                first,
                thread,
                "joinableQueue",
                "jobs",
                values.list(values.of(4), values.of(MAX_DELIVERIES), values.reference("queue", failed)));
        ledger.deadLetters.put(jobs, failed);
        QueueModel unfinished = new QueueModel(4);
        unfinished.untilDone = true;
        unfinished.maxDeliveries = MAX_DELIVERIES;
        unfinished.deadLetters = new QueueModel(Integer.MAX_VALUE);
        queues.put(failed, unfinished.deadLetters);
        queues.put(jobs, unfinished);
        cell = create(first, thread, "value", "cell", values.list(values.nil(), values.of(0)));
        array = create(first, thread, "array", "array", values.list(values.nil(), values.longs(0, 0, 0)));
        ledger.lists.put(create(first, thread, "list", "lists", values.list()), new ArrayList<>());
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
        return id;
    }

    private SimulatedClient open() {
        SimulatedClient client = new SimulatedClient(new SessionId(++lastSession << 32, 1));
        clients.put(client.id, client);
        submit(client.id, new SessionInput.OpenSession(machine.now(), LEASE, WINDOW, SessionLimits.DEFAULT));
        return client;
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
            submit(GroupId.DIRECTORY, new DirectoryInput.Collect(machine.now()));
            ledger.collect(clients.values());
        } else if (dice < 315) {
            restore();
        } else if (dice < 360) {
            acknowledge(client);
        } else if (dice < 400) {
            cancel(client);
        } else if (dice < 420) {
            giveBack(client);
        } else if (dice < 440) {
            repeat(client);
        } else if (dice < 460) {
            outOfTurn(client);
        } else if (dice < 475) {
            lateDuplicate(client);
        } else if (!client.isAway()) {
            anyCall(client, any(client.threads));
        }
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private @Nullable SimulatedClient anyClient() {
        return clients.isEmpty() ? null : any(List.copyOf(clients.values()));
    }

    /** Lets time pass so far at most, stopping at each deadline, so that the models see one thing after the other. */
    private void pass(long most) {
        long target = machine.now() + 1 + random.nextLong(most);
        while (machine.now() < target) {
            SimulatedCall due = null;
            for (SimulatedCall call : calls.values()) {
                if (call.answer == null && call.deadline <= target && (due == null || call.deadline < due.deadline)) {
                    due = call;
                }
            }
            if (due == null) {
                advanceTo(target);
            } else {
                // Sessions may end before; only what then still waits runs into its deadline.
                advanceTo(Math.max(machine.now(), due.deadline - 1));
                endsWaiting(due, "timed out");
                advanceTo(Math.max(machine.now(), due.deadline));
                due.deadline = Long.MAX_VALUE;
            }
        }
    }

    private void endsWaiting(SimulatedCall call, String outcome) {
        types.stream().filter(type -> type.has(call.target)).forEach(type -> type.endsWaiting(call, outcome));
    }

    private void advanceTo(long instant) {
        note(instant);
        machine.advanceTo(instant);
        if (twin != null) {
            twin.advanceTo(instant);
        }
        drain();
    }

    private void away(SimulatedClient client) {
        if (!client.isAway()) {
            client.awaySince = ++lastInstant;
            submit(client.id, new SessionInput.SuspendSession(machine.now()));
        }
    }

    private void back(SimulatedClient client) {
        if (client.isAway()) {
            client.awaySince = 0;
            submit(client.id, new SessionInput.ResumeSession(machine.now()));
            for (SimulatedThread thread : client.threads) {
                List.copyOf(thread.calls).stream()
                        .filter(call -> !call.isReceived && !call.isGivenBack)
                        .forEach(call -> send(thread, call));
            }
        }
    }

    private void end(SimulatedClient client) {
        submit(client.id, new SessionInput.EndSession(machine.now(), "closed"));
    }

    private void sendHeartbeats() {
        for (SimulatedClient client : List.copyOf(clients.values())) {
            if (!client.isAway() && random.nextInt(12) != 0) {
                submit(client.id, new SessionInput.Heartbeat(machine.now()));
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
        submit(client.id, new SessionInput.ThreadsEnded(machine.now(), List.of(thread.id)));
        // What the thread left behind is for others in its process: all of it is received by now or given up.
        submit(
                client.id,
                new SessionInput.Acknowledge(
                        machine.now(), thread.id, noteFloor(thread, thread.floor()), Ranges.EMPTY));
        for (SimulatedCall call : thread.calls) {
            if (call.answer == null) {
                cancelled(call, false);
            }
        }
    }

    private void acknowledge(SimulatedClient client) {
        SimulatedThread thread = any(client.threads);
        if (!client.isAway()) {
            long floor = noteFloor(thread, thread.floor());
            submit(client.id, new SessionInput.Acknowledge(machine.now(), thread.id, floor, noteAbove(thread, floor)));
        }
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
                QueueModel queue = queueOf(call.target);
                boolean forgets = queue != null && !queue.untilDone && call.operation != Operation.QUEUE_RECEIVE;
                if (queue != null && forgets && !call.isGivenBack) {
                    queue.forgotten(call);
                }
                if (!call.isGivenBack) {
                    types.stream().filter(type -> type.has(call.target)).forEach(type -> type.acknowledged(call));
                }
            }
        }
        thread.calls.removeIf(call -> call.number < thread.sentFloor
                && (call.isAcknowledged || call.isGivenBack)
                && call.operation != Operation.QUEUE_RECEIVE);
    }

    private @Nullable SimulatedCall anyOpenCall(SimulatedClient client, boolean answered) {
        List<SimulatedCall> open = new ArrayList<>();
        for (SimulatedThread thread : client.threads) {
            for (SimulatedCall call : thread.calls) {
                if ((call.answer != null) == answered && !call.isAcknowledged && !call.isGivenBack) {
                    open.add(call);
                }
            }
        }
        return open.isEmpty() || client.isAway() ? null : any(open);
    }

    private void cancel(SimulatedClient client) {
        SimulatedCall call = anyOpenCall(client, random.nextInt(10) == 0);
        if (call != null) {
            cancelled(call, false);
        }
    }

    private void cancelled(SimulatedCall call, boolean unwanted) {
        endsWaiting(call, "cancelled");
        if (unwanted) {
            submit(call.client.id, new SessionInput.GiveBackRequest(machine.now(), call.thread, call.number));
        } else {
            submit(call.client.id, new SessionInput.CancelRequest(machine.now(), call.thread, call.number));
        }
    }

    private void giveBack(SimulatedClient client) {
        SimulatedCall call = anyOpenCall(client, random.nextInt(4) != 0);
        if (call == null || call.isSettled) {
            return;
        }
        call.isGivenBack = true;
        Answer answer = call.answer;
        QueueModel queue = queueOf(call.target);
        if (answer != null && answer.isOk()) {
            if (queue != null) {
                queue.returned(call);
            }
            answer.value().references().forEach(object -> client.dropped(object, 1));
            types.stream().filter(type -> type.has(call.target)).forEach(type -> type.givesBack(call, answer));
        }
        cancelled(call, true);
        ledger.free(clients.values());
    }

    private void repeat(SimulatedClient client) {
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
    private void lateDuplicate(SimulatedClient client) {
        for (SimulatedCall call : calls.values()) {
            boolean lives = client.threads.stream().anyMatch(thread -> thread.id == call.thread);
            boolean reads = call.operation.manner() == Operation.Manner.READS;
            if (call.client == client && call.isAcknowledged && lives && !reads) {
                // Its reply may still be there: what was acknowledged before its turn came is so only later.
                call.repeats++;
                submit(client.id, request(call, 1, Ranges.EMPTY));
                call.repeats = 1;
                return;
            }
        }
    }

    /** Two calls that overtake each other on the way. */
    private void outOfTurn(SimulatedClient client) {
        if (client.isAway()) {
            return;
        }
        SimulatedThread thread = any(client.threads);
        ObjectId queue = any(List.copyOf(queues.keySet()));
        SimulatedCall first = make(client, thread, queue, Operation.QUEUE_PUT, values.of(++lastPayload), values.of(0));
        SimulatedCall second = make(client, thread, queue, Operation.QUEUE_PUT, values.of(++lastPayload), values.of(0));
        SimulatedCall sum = make(client, thread, cell, Operation.VALUE_GET_AND_ADD, values.of(1));
        boolean cancelsSecond = random.nextInt(3) == 0;
        if (cancelsSecond) {
            submit(client.id, new SessionInput.CancelRequest(machine.now(), thread.id, second.number));
        }
        send(thread, sum);
        check(sum.answer == null, () -> "a call overtook another one: " + sum);
        send(thread, second);
        check((second.answer == null) != cancelsSecond, () -> "a call overtook another one: " + second);
        send(thread, first);
        check(
                first.answer != null && second.answer != null && sum.answer != null,
                () -> "calls are stuck behind " + first);
    }

    // Calls.

    private void anyCall(SimulatedClient client, SimulatedThread thread) {
        int dice = random.nextInt(100);
        if (dice < 45) {
            queueCall(client, thread, any(List.copyOf(queues.keySet())));
        } else if (dice < 75) {
            any(types).anyCall(client, thread);
        } else if (dice < 78) {
            call(client, thread, cell, Operation.VALUE_GET_AND_ADD, values.of(random.nextInt(5)));
        } else if (dice < 82) {
            arrayCall(client, thread);
        } else if (dice < 86) {
            iteratorCall(client, thread);
        } else {
            referenceCall(client, thread);
        }
    }

    private @Nullable QueueModel queueOf(ObjectId target) {
        QueueModel queue = queues.get(target);
        return queue == null ? iterators.get(target) : queue;
    }

    private void iteratorCall(SimulatedClient client, SimulatedThread thread) {
        List<ObjectId> held =
                client.holds.keySet().stream().filter(iterators::containsKey).toList();
        if (held.isEmpty() || random.nextInt(10) == 0) {
            call(client, thread, List.copyOf(queues.keySet()).get(1), Operation.OBJECT_ITERATE);
        } else {
            call(client, thread, any(held), Operation.QUEUE_TAKE, timeout());
        }
    }

    private void arrayCall(SimulatedClient client, SimulatedThread thread) {
        Value index = values.of(random.nextInt(3));
        Value number = values.of(random.nextInt(3));
        switch (random.nextInt(4)) {
            case 0 -> call(client, thread, array, Operation.ARRAY_GET_AND_ADD, index, number);
            case 1 ->
                call(
                        client,
                        thread,
                        array,
                        Operation.ARRAY_SET_RANGE,
                        values.of(random.nextInt(3)),
                        values.longs(1, 2));
            case 2 ->
                call(
                        client,
                        thread,
                        array,
                        Operation.ARRAY_COMPARE_AND_SET,
                        index,
                        number,
                        values.of(random.nextInt(3)));
            default -> call(client, thread, array, Operation.ARRAY_SNAPSHOT);
        }
    }

    private void queueCall(SimulatedClient client, SimulatedThread thread, ObjectId queue) {
        QueueModel model = queues.get(queue);
        boolean untilDone = model != null && model.untilDone;
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5, 6 ->
                call(client, thread, queue, Operation.QUEUE_PUT, values.of(++lastPayload), timeout());
            case 7, 8, 9, 10, 11 -> call(client, thread, queue, Operation.QUEUE_TAKE, timeout());
            case 12, 13, 14 -> call(client, thread, queue, Operation.QUEUE_RECEIVE, timeout());
            case 15, 16, 17, 18 -> {
                if (untilDone && random.nextInt(4) != 0) {
                    call(client, thread, queue, Operation.QUEUE_TASK_DONE, values.of(random.nextInt(3) != 0));
                } else {
                    settle(client, thread);
                }
            }
            case 19 -> call(client, thread, queue, Operation.QUEUE_DRAIN, values.of(random.nextInt(4)));
            case 20 -> call(client, thread, queue, Operation.QUEUE_PUT_ALL, values.longs(++lastPayload, ++lastPayload));
            case 21 -> {
                if (untilDone) {
                    call(client, thread, queue, Operation.QUEUE_JOIN, timeout());
                } else {
                    call(client, thread, queue, Operation.QUEUE_SNAPSHOT);
                }
            }
            case 22 ->
                call(client, thread, queue, Operation.QUEUE_REMOVE, values.of(1 + random.nextLong(lastPayload + 1)));
            default -> rare(client, thread, queue);
        }
    }

    private void rare(SimulatedClient client, SimulatedThread thread, ObjectId queue) {
        boolean closing = queue.equals(List.copyOf(queues.keySet()).get(2));
        if (random.nextInt(4) == 0) {
            call(client, thread, queue, Operation.QUEUE_CLEAR);
        } else if (closing && event > 500 && random.nextInt(4) == 0) {
            call(client, thread, queue, Operation.QUEUE_SHUTDOWN, values.of(random.nextInt(3) == 0));
        } else {
            call(client, thread, queue, Operation.QUEUE_SIZE);
        }
    }

    private void settle(SimulatedClient client, SimulatedThread thread) {
        for (SimulatedThread other : client.threads) {
            for (SimulatedCall receive : other.calls) {
                Answer answer = receive.answer;
                if (receive.operation == Operation.QUEUE_RECEIVE
                        && answer != null
                        && answer.isOk()
                        && receive.isReceived
                        && !receive.isGivenBack
                        && (!receive.isSettled || random.nextInt(5) == 0)) {
                    Value delivery = values.asList(answer.value()).get(1);
                    boolean done = random.nextInt(3) != 0;
                    SimulatedCall settling =
                            make(client, thread, receive.target, Operation.QUEUE_SETTLE, delivery, values.of(done));
                    send(thread, settling);
                    Answer settled = settling.answer;
                    check(
                            settled != null && settled.isOk() != receive.isSettled,
                            () -> "settled " + receive + " with " + settled);
                    receive.isSettled = true;
                    return;
                }
            }
        }
    }

    private void referenceCall(SimulatedClient client, SimulatedThread thread) {
        List<ObjectId> held = List.copyOf(client.holds.keySet());
        List<ObjectId> lists = held.stream().filter(ledger.lists::containsKey).toList();
        if (lists.isEmpty() || random.nextInt(5) == 0) {
            if (random.nextInt(3) == 0) {
                call(client, thread, ObjectId.DIRECTORY, Operation.FIND, values.of("lists"), values.nil());
            } else {
                call(
                        client,
                        thread,
                        ObjectId.DIRECTORY,
                        Operation.CREATE,
                        values.of("list"),
                        values.nil(),
                        values.list());
            }
            return;
        }
        ObjectId list = any(lists);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> call(client, thread, list, Operation.LIST_ADD, values.reference("list", any(held)));
            case 3 -> call(client, thread, list, Operation.LIST_REMOVE_AT, values.of(0));
            case 4 -> call(client, thread, list, Operation.LIST_SNAPSHOT);
            case 5 -> call(client, thread, list, Operation.LIST_CLEAR);
            default -> {
                ObjectId object = any(held);
                call(
                        client,
                        thread,
                        ObjectId.DIRECTORY,
                        Operation.RELEASE,
                        values.of(object.value()),
                        values.of(1 + random.nextInt(2)));
            }
        }
    }

    Value timeout() {
        return switch (random.nextInt(4)) {
            case 0 -> values.of(0);
            case 1 -> values.of(-1);
            // No two deadlines at one instant: the models take one after the other.
            default -> values.of((1 + random.nextInt(1500)) * MILLI + ++lastInstant);
        };
    }

    SimulatedCall call(
            SimulatedClient client, SimulatedThread thread, ObjectId target, Operation operation, Value... arguments) {
        SimulatedCall call = make(client, thread, target, operation, arguments);
        send(thread, call);
        return call;
    }

    private SimulatedCall make(
            SimulatedClient client, SimulatedThread thread, ObjectId target, Operation operation, Value... arguments) {
        SimulatedCall call =
                new SimulatedCall(client, thread.id, thread.next++, target, operation, Arrays.asList(arguments));
        thread.calls.add(call);
        calls.put(call.id(), call);
        return call;
    }

    /** Sends a call, or sends it again. */
    private void send(SimulatedThread thread, SimulatedCall call) {
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
        submit(call.client.id, request(call, floor, received));
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
        QueueModel queue = queueOf(call.target);
        boolean waits = call.operation.manner() == Operation.Manner.WAITS;
        long timeout = waits ? values.asLong(call.arguments.get(call.arguments.size() - 1)) : 0;
        if (timeout > 0) {
            call.deadline = machine.now() + timeout;
        }
        if (queue != null && call.operation == Operation.QUEUE_SHUTDOWN) {
            queue.isShutDown = true;
            queue.isClosing |= values.asBoolean(call.arguments.get(0));
        }
        if (queue != null && timeout != 0 && call.operation == Operation.QUEUE_PUT) {
            queue.putters.add(call);
        } else if (queue != null && timeout != 0 && call.operation == Operation.QUEUE_JOIN) {
            queue.joiners.add(call);
        } else if (queue != null && timeout != 0) {
            queue.takers.add(call);
        }
        types.stream().filter(type -> type.has(call.target)).forEach(type -> type.expect(call, timeout));
    }

    // What comes out.

    private void submit(GroupId to, Input input) {
        note(new Sent(to, input));
        machine.submit(to, input);
        if (twin != null) {
            twin.submit(to, input);
        }
        drain();
    }

    private void drain() {
        if (twin != null) {
            check(
                    recorder.outputs.equals(twinRecorder.outputs),
                    () -> "after the restore came " + twinRecorder.outputs + ", not " + recorder.outputs);
            twinRecorder.outputs.clear();
        }
        List<Output> outputs = List.copyOf(recorder.outputs);
        recorder.outputs.clear();
        for (Output output : outputs) {
            note(output);
            if (output instanceof Output.Replied replied) {
                replied(replied.call(), replied.answer());
            } else if (output instanceof Output.Happened happened) {
                happened(happened.event());
            } else if (output instanceof Output.Inventory inventory) {
                ledger.checkListed(inventory.objects(), clients.values());
            }
        }
    }

    private void happened(Event happened) {
        if (happened instanceof Event.Ended ended) {
            SimulatedClient client = clients.remove(ended.session());
            check(client != null, () -> "a session ended twice: " + ended);
            queues.values().forEach(queue -> queue.ended(ended.session()));
            iterators.values().forEach(iterator -> iterator.ended(ended.session()));
            types.forEach(type -> type.ended(ended.session()));
            calls.values().removeIf(call -> call.client.id.equals(ended.session()));
            ledger.free(clients.values());
            ledger.collect(clients.values());
        }
    }

    private void replied(CallId id, Answer answer) {
        SimulatedCall call = calls.get(id);
        if (call == null) {
            throw new AssertionError("an answer to a call that nobody waits for: " + id);
        }
        if (call.answer != null) {
            boolean readAgain = call.operation.manner() == Operation.Manner.READS;
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
        QueueModel queue = queueOf(call.target);
        if (queue != null) {
            judgeQueue(queue, call, answer);
        } else if (call.target.equals(cell)) {
            check(
                    values.asLong(answer.value()) == cellContent,
                    () -> "the cell held " + cellContent + ", not " + answer);
            cellContent += values.asLong(call.arguments.get(0));
        } else if (call.target.equals(array)) {
            judgeArray(call, answer);
        } else {
            types.stream()
                    .filter(type -> type.has(call.target))
                    .findFirst()
                    .ifPresentOrElse(type -> type.judge(call, answer), () -> judgeReferences(call, answer));
        }
    }

    private void judgeArray(SimulatedCall call, Answer answer) {
        if (call.operation == Operation.ARRAY_SNAPSHOT) {
            check(
                    longs(answer.value()).equals(arrayContents),
                    () -> "the array holds " + longs(answer.value()) + ", not " + arrayContents);
            return;
        }
        int index = (int) values.asLong(call.arguments.get(0));
        switch (call.operation) {
            case ARRAY_GET_AND_ADD -> {
                long old = arrayContents.get(index);
                check(values.asLong(answer.value()) == old, () -> "cell " + index + " held " + old + ", not " + answer);
                arrayContents.set(index, old + values.asLong(call.arguments.get(1)));
            }
            case ARRAY_SET_RANGE -> {
                check(answer.isOk() == (index < 2), () -> "set from " + index + ": " + answer);
                if (answer.isOk()) {
                    arrayContents.set(index, 1L);
                    arrayContents.set(index + 1, 2L);
                }
            }
            case ARRAY_COMPARE_AND_SET -> {
                boolean equal = arrayContents.get(index) == values.asLong(call.arguments.get(1));
                check(values.asBoolean(answer.value()) == equal, () -> "cell " + index + " was set: " + answer);
                if (equal) {
                    arrayContents.set(index, values.asLong(call.arguments.get(2)));
                }
            }
            default -> throw new AssertionError(call.toString());
        }
    }

    private void judgeQueue(QueueModel queue, SimulatedCall call, Answer answer) {
        boolean ok = answer.isOk();
        switch (call.operation) {
            case QUEUE_PUT -> {
                if (ok && values.asBoolean(answer.value())) {
                    queue.putterServed(call);
                    queue.stored(values.asLong(call.arguments.get(0)));
                }
                queue.putters.remove(call);
            }
            case QUEUE_PUT_ALL -> {
                for (int i = 0; ok && i < values.asLong(answer.value()); i++) {
                    queue.stored(
                            values.asLong(values.asList(call.arguments.get(0)).get(i)));
                }
            }
            case QUEUE_TAKE, QUEUE_RECEIVE -> {
                judgeTaken(queue, call, answer);
                queue.takers.remove(call);
            }
            case QUEUE_DRAIN -> {
                boolean flagged = false;
                for (Value element : ok ? values.asList(answer.value()) : List.<Value>of()) {
                    boolean again = queue.wasDelivered(values.asLong(element));
                    flagged |= again;
                    queue.handedOut(values.asLong(element), again, call);
                }
                check(flagged == answer.redelivered(), () -> "the flag of " + call + " is wrong");
            }
            case OBJECT_ITERATE -> {
                ObjectId made = answer.value().references().get(0);
                iterators.put(made, queue.copyForIterator());
                ledger.created(made);
                call.client.given(made);
            }
            case QUEUE_SETTLE -> judgeSettled(queue, call, answer);
            case QUEUE_TASK_DONE -> {
                boolean settled = queue.settledOldest(call, values.asBoolean(call.arguments.get(0)));
                check(settled == ok, () -> "settled the oldest: " + answer);
            }
            case QUEUE_JOIN -> {
                boolean joined = ok && values.asBoolean(answer.value());
                check(!joined || queue.isAllDone(), () -> "joined, but not all is done: " + call);
                check(joined || !queue.isAllDone() || !ok, () -> "all is done, but not joined: " + call);
                queue.joiners.remove(call);
            }
            case QUEUE_REMOVE ->
                check(
                        queue.remove(values.asLong(call.arguments.get(0))) == (ok && values.asBoolean(answer.value())),
                        () -> "removed: " + answer);
            case QUEUE_CLEAR -> queue.clear();
            case QUEUE_SIZE ->
                check(values.asLong(answer.value()) == queue.size(), () -> "the size is not " + queue.size());
            case QUEUE_SNAPSHOT ->
                check(
                        queue.contents().equals(longs(answer.value())),
                        () -> "the queue holds " + longs(answer.value()) + ", not " + queue.contents());
            case QUEUE_SHUTDOWN -> {
                queue.isShutDown = true;
                if (values.asBoolean(call.arguments.get(0))) {
                    queue.clear();
                    queue.isClosed = true;
                }
            }
            default -> throw new AssertionError(call.toString());
        }
    }

    private List<Long> longs(Value list) {
        return values.asList(list).stream().map(values::asLong).toList();
    }

    private void judgeTaken(QueueModel queue, SimulatedCall call, Answer answer) {
        switch (answer.status()) {
            case OK -> {
                queue.takerServed(call);
                boolean receives = call.operation == Operation.QUEUE_RECEIVE;
                List<Value> parts = receives ? values.asList(answer.value()) : List.of(answer.value());
                queue.handedOut(values.asLong(parts.get(0)), answer.redelivered(), call);
                check(
                        !receives || values.asLong(parts.get(2)) == queue.deliveries(values.asLong(parts.get(0))),
                        () -> "the count of deliveries is wrong: " + answer);
                check(
                        answer.underAcknowledgement() == !(receives || queue.untilDone),
                        () -> "acknowledged in the wrong way: " + answer);
            }
            case EMPTY -> check(queue.size() == 0 || call.client.isAway(), () -> "not empty, but " + answer);
            // The answers of those who wait come before that of the shutdown itself.
            case SHUT_DOWN -> check(queue.size() == 0 || queue.isClosing, () -> "shut down, but elements wait");
            // Whoever waits for an iterator that his process has dropped hears that it is no more.
            case NO_SUCH_OBJECT -> check(iterators.containsKey(call.target), () -> "gone: " + call.target);
            default -> check(answer.status() == Status.CANCELLED, () -> "taken: " + answer);
        }
    }

    private void judgeSettled(QueueModel queue, SimulatedCall call, Answer answer) {
        if (!answer.isOk()) {
            return;
        }
        long delivery = values.asLong(call.arguments.get(0));
        for (SimulatedThread thread : call.client.threads) {
            for (SimulatedCall receive : thread.calls) {
                Answer received = receive.answer;
                if (receive.target.equals(call.target)
                        && receive.operation == Operation.QUEUE_RECEIVE
                        && received != null
                        && received.isOk()
                        && values.asLong(values.asList(received.value()).get(1)) == delivery) {
                    if (values.asBoolean(call.arguments.get(1))) {
                        queue.forgotten(receive);
                    } else {
                        queue.returned(receive);
                    }
                }
            }
        }
    }

    private void judgeReferences(SimulatedCall call, Answer answer) {
        List<ObjectId> references = answer.value().references();
        references.forEach(call.client::given);
        List<ObjectId> list = ledger.lists.getOrDefault(call.target, new ArrayList<>());
        switch (call.operation) {
            case CREATE -> {
                ledger.created(references.get(0));
                if (values.asText(call.arguments.get(0)).equals("list")) {
                    ledger.lists.put(references.get(0), new ArrayList<>());
                }
            }
            case FIND -> check(ledger.named.contains(references.get(0)), () -> "found " + references);
            case DELETE -> check(values.asBoolean(answer.value()), () -> "deleted: " + answer);
            case LIST_ADD -> list.addAll(call.arguments.get(0).references());
            case LIST_REMOVE_AT -> {
                check(answer.isOk() != list.isEmpty(), () -> "removed " + answer);
                check(!answer.isOk() || list.remove(0).equals(references.get(0)), () -> "removed " + answer);
            }
            case LIST_SNAPSHOT ->
                check(references.equals(list), () -> "the list holds " + references + ", not " + list);
            case LIST_CLEAR -> list.clear();
            case RELEASE ->
                call.client.dropped(
                        new ObjectId(values.asLong(call.arguments.get(0))), values.asLong(call.arguments.get(1)));
            default -> throw new AssertionError(call.toString());
        }
        switch (call.operation) {
            case LIST_REMOVE_AT, LIST_CLEAR, RELEASE, DELETE -> ledger.free(clients.values());
            default -> {}
        }
    }

    // What must hold between two events.

    private void atRest() {
        queues.values().forEach(QueueModel::checkAtRest);
        iterators.values().forEach(QueueModel::checkAtRest);
        types.forEach(SimulatedType::checkAtRest);
        if (event % 10 == 0) {
            queues.values().forEach(QueueModel::checkPlaces);
            submit(GroupId.DIRECTORY, new DirectoryInput.ListObjects(machine.now(), event));
        }
        if (twin != null && event >= twinUntil) {
            machine = twin;
            recorder = twinRecorder;
            twin = null;
        }
    }

    private void restore() {
        if (twin == null) {
            byte[] snapshot = machine.snapshot();
            twinRecorder = new Recorder();
            twin = Machine.restore(snapshot, values, ObjectLimits.DEFAULT, twinRecorder);
            check(
                    Arrays.equals(snapshot, twin.snapshot()),
                    () -> "the snapshot of the restored machine is another one");
            twinUntil = event + 40;
        }
    }

    /** Ends all: every call that still waits is answered, nothing of anybody is left, and no element was lost. */
    private void end() {
        SimulatedClient last = open();
        for (SimulatedClient client : List.copyOf(clients.values())) {
            back(client);
            for (SimulatedCall call : List.copyOf(calls.values())) {
                if (call.client == client && call.answer == null && endsWhenCancelled(call)) {
                    cancelled(call, false);
                    check(call.answer != null, () -> "never answered: " + call);
                }
            }
            if (client != last) {
                end(client);
            }
        }
        SimulatedThread thread = last.threads.get(0);
        for (Map.Entry<ObjectId, QueueModel> queue : queues.entrySet()) {
            List<Long> expected = queue.getValue().contents();
            SimulatedCall drain = call(last, thread, queue.getKey(), Operation.QUEUE_DRAIN, values.of(1_000_000));
            Answer answer = drain.answer;
            check(
                    answer != null && longs(answer.value()).equals(expected),
                    () -> "lost: " + answer + " instead of " + expected);
        }
        for (String name : names) {
            ledger.named.clear();
            call(last, thread, ObjectId.DIRECTORY, Operation.DELETE, values.of(name));
        }
        end(last);
        check(machine.size() == 1, () -> machine.size() - 1 + " groups are left");
    }

    private boolean endsWhenCancelled(SimulatedCall call) {
        return types.stream().allMatch(type -> !type.has(call.target) || type.endsWhenCancelled(call));
    }

    private void note(Object line) {
        if (log.size() > 2000) {
            log.subList(0, 1000).clear();
        }
        log.add(line);
    }
}
