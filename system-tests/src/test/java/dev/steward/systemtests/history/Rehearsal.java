package dev.steward.systemtests.history;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Operation;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Status;
import dev.steward.objects.Value;
import dev.steward.objects.machine.Effects;
import dev.steward.objects.machine.Machine;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import dev.steward.systemtests.history.Operation.Ending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A machine with a few clients whose calls and replies take their time, drawn from a seed, and the history that they see.
 * The machine can be made to do something wrong, so that the checks have something to find. One thread.
 */
final class Rehearsal implements Effects {

    private static final int CLIENTS = 6;
    private static final int SCENES = 400;
    private static final int PERMITS = 3;
    private static final long FOR_EVER = -1;
    private static final long HOUR = 3_600_000_000_000L;

    private final MachineFault fault;
    private final SplittableRandom random;
    private final MachineValues values = new MachineValues(Incarnation.ofEpoch(new UUID(1, 2), 1), List::of);
    private final Machine machine = new Machine(values, 1, ObjectLimits.DEFAULT, this);
    private final List<dev.steward.systemtests.history.Operation> history = new ArrayList<>();
    private final Map<CallId, Answer> answers = new HashMap<>();
    private final List<Client> clients = new ArrayList<>();
    private final Client ghost;
    private final Set<Long> movedByGhost = new HashSet<>();
    private final ObjectId cell;
    private final ObjectId lock;
    private final ObjectId semaphore;
    private final ObjectId queue;
    private final ObjectId condition;
    private long clock;
    private long elements;
    private int scenes;
    private long lastToken;
    private @Nullable Value formerContent;

    /** A call that is under way. */
    private final class Flight {
        private final String object;
        private final String name;
        private final long argument;
        private final long invokedAt = ++clock;
        private final ObjectId target;
        private final Operation operation;
        private final Value[] arguments;
        private final BiConsumer<Flight, Answer> then;
        private @Nullable CallId sent;
        private @Nullable Answer forged;

        Flight(
                String object,
                String name,
                long argument,
                ObjectId target,
                Operation operation,
                BiConsumer<Flight, Answer> then,
                Value... arguments) {
            this.object = object;
            this.name = name;
            this.argument = argument;
            this.target = target;
            this.operation = operation;
            this.then = then;
            this.arguments = arguments;
        }

        @Nullable
        Answer answer() {
            return forged != null ? forged : answers.get(sent);
        }

        void noted(Client client, Ending ending, long result, long mark) {
            history.add(new dev.steward.systemtests.history.Operation(
                    client.name, object, name, argument, invokedAt, ++clock, ending, result, mark));
        }
    }

    /** A client with one thread. */
    private final class Client {
        private final String name;
        private final SessionId id;
        private long number;
        private @Nullable Flight flight;

        Client(int number) {
            this.name = "client-" + number;
            this.id = new SessionId(number, 1);
            machine.submit(id, new SessionInput.OpenSession(0, HOUR, HOUR, SessionLimits.DEFAULT));
        }

        CallId send(ObjectId target, Operation operation, Value... arguments) {
            CallId call = new CallId(id, 1, ++number);
            machine.submit(
                    id,
                    new SessionInput.Request(
                            machine.now(),
                            1,
                            number,
                            number,
                            Ranges.EMPTY,
                            target,
                            operation.code(),
                            List.of(arguments)));
            return call;
        }

        Answer ask(ObjectId target, Operation operation, Value... arguments) {
            Answer answer = answers.get(send(target, operation, arguments));
            if (answer == null || !answer.isOk()) {
                throw new IllegalStateException(operation + " was answered with " + answer);
            }
            return answer;
        }

        ObjectId create(String typeId, Value... arguments) {
            return ask(
                            ObjectId.DIRECTORY,
                            Operation.CREATE,
                            values.of(typeId),
                            values.nil(),
                            values.listOf(List.of(arguments)))
                    .value()
                    .references()
                    .get(0);
        }

        void fly(
                String object,
                String method,
                long argument,
                ObjectId target,
                Operation operation,
                BiConsumer<Flight, Answer> then,
                Value... arguments) {
            flight = new Flight(object, method, argument, target, operation, then, arguments);
        }

        /** Does one thing: begins a scene, lets a call arrive, or lets its reply arrive. */
        void step() {
            Flight now = flight;
            if (now == null) {
                if (scenes < SCENES) {
                    scenes++;
                    begin(this);
                }
            } else if (now.sent == null && now.forged == null) {
                arrive(this, now);
            } else {
                Answer answer = now.answer();
                if (answer != null) {
                    flight = null;
                    now.then.accept(now, answer);
                }
            }
        }
    }

    private Rehearsal(long seed, MachineFault fault) {
        this.random = new SplittableRandom(seed);
        this.fault = fault;
        this.ghost = new Client(100);
        this.cell = ghost.create("value", values.nil(), values.of(0));
        this.lock = ghost.create("lock");
        this.semaphore = ghost.create("semaphore", values.of(PERMITS));
        this.queue = ghost.create("queue");
        this.condition = ghost.create("condition");
        for (int i = 1; i <= CLIENTS; i++) {
            clients.add(new Client(i));
        }
    }

    /** Returns what the clients of one run saw, the elements of the queue taken to the last. */
    static List<dev.steward.systemtests.history.Operation> run(long seed, MachineFault fault) {
        Rehearsal rehearsal = new Rehearsal(seed, fault);
        rehearsal.play();
        return rehearsal.history;
    }

    private void play() {
        int idle = 0;
        while (idle < CLIENTS * 50) {
            long before = clock;
            clients.get(random.nextInt(CLIENTS)).step();
            idle = clock == before ? idle + 1 : 0;
        }
        // Who still waits never returned.
        for (Client client : clients) {
            Flight left = client.flight;
            if (left != null) {
                history.add(new dev.steward.systemtests.history.Operation(
                        client.name,
                        left.object,
                        left.name,
                        left.argument,
                        left.invokedAt,
                        Long.MAX_VALUE,
                        Ending.UNKNOWN,
                        0,
                        0));
            }
        }
        drain();
    }

    private void drain() {
        Client last = new Client(CLIENTS + 1);
        boolean more = true;
        while (more) {
            last.fly(
                    "queue",
                    "receive",
                    0,
                    queue,
                    Operation.QUEUE_RECEIVE,
                    (flight, answer) -> received(last, flight, answer, 0),
                    values.of(0));
            int calls = history.size();
            while (last.flight != null) {
                last.step();
            }
            more = history.size() > calls + 1;
        }
    }

    @Override
    public void reply(CallId call, Answer answer) {
        answers.put(call, answer);
    }

    // ---- what clients do --------------------------------------------------------------------------------------------

    private void begin(Client client) {
        switch (random.nextInt(10)) {
            case 0, 1 -> read(client);
            case 2 -> set(client);
            case 3 -> add(client);
            case 4 -> hold(client);
            case 5 -> acquire(client);
            case 6 -> offer(client);
            case 7, 8 ->
                client.fly(
                        "queue",
                        "receive",
                        0,
                        queue,
                        Operation.QUEUE_RECEIVE,
                        (flight, answer) -> received(client, flight, answer, random.nextInt(3)),
                        values.of(0));
            default -> meet(client);
        }
    }

    private void read(Client client) {
        client.fly(
                "cell",
                "get",
                0,
                cell,
                Operation.VALUE_GET,
                (flight, answer) -> flight.noted(client, Ending.OK, values.asLong(answer.value()), answer.sequence()));
    }

    private void set(Client client) {
        long content = random.nextInt(1_000);
        client.fly(
                "cell",
                "set",
                content,
                cell,
                Operation.VALUE_SET,
                (flight, answer) -> flight.noted(client, Ending.OK, 0, answer.sequence()),
                values.of(content));
    }

    private void add(Client client) {
        client.fly(
                "cell",
                "add",
                1,
                cell,
                Operation.VALUE_GET_AND_ADD,
                (flight, answer) -> flight.noted(client, Ending.OK, values.asLong(answer.value()), answer.sequence()),
                values.of(1));
    }

    private void hold(Client client) {
        client.fly(
                "lock",
                "hold",
                0,
                lock,
                Operation.LOCK_ACQUIRE,
                (flight, answer) -> {
                    long token = token(answer);
                    flight.noted(client, Ending.OK, token, 0);
                    client.fly(
                            "lock",
                            "release",
                            token,
                            lock,
                            Operation.LOCK_RELEASE_HOLD,
                            (release, released) -> release.noted(client, Ending.OK, 0, 0),
                            values.of(token));
                },
                values.of(FOR_EVER));
    }

    private long token(Answer answer) {
        return values.asLong(values.asList(answer.value()).get(0));
    }

    private void acquire(Client client) {
        long permits = 1 + random.nextInt(2);
        client.fly(
                "semaphore",
                "acquire",
                permits,
                semaphore,
                Operation.SEMAPHORE_ACQUIRE,
                (flight, answer) -> {
                    if (!answer.isOk()) {
                        flight.noted(client, Ending.NOTHING, 0, 0);
                        return;
                    }
                    flight.noted(client, Ending.OK, 0, 0);
                    client.fly(
                            "semaphore",
                            "release",
                            permits,
                            semaphore,
                            Operation.SEMAPHORE_RELEASE,
                            (release, released) -> release.noted(client, Ending.OK, 0, 0),
                            values.of(permits));
                },
                values.of(permits),
                values.of(0));
    }

    private void offer(Client client) {
        long element = ++elements;
        client.fly(
                "queue",
                "offer",
                element,
                queue,
                Operation.QUEUE_PUT,
                (flight, answer) -> flight.noted(client, Ending.OK, 0, 0),
                values.of(element),
                values.of(0));
    }

    private void received(Client client, Flight flight, Answer answer, int dice) {
        if (answer.status() == Status.EMPTY) {
            flight.noted(client, Ending.NOTHING, 0, 0);
            return;
        }
        List<Value> parts = values.asList(answer.value());
        long element = values.asLong(parts.get(0));
        boolean again = answer.redelivered() || movedByGhost.contains(element);
        flight.noted(client, Ending.OK, element, again ? 1 : 0);
        boolean done = dice != 1;
        client.fly(
                "queue",
                done ? "done" : "nack",
                element,
                queue,
                Operation.QUEUE_SETTLE,
                (settle, settled) -> settle.noted(client, Ending.OK, 0, 0),
                parts.get(1),
                values.of(done));
    }

    /** Enters the condition, waits or signals there, and leaves. */
    private void meet(Client client) {
        boolean waits = random.nextInt(3) == 0;
        client.fly(
                "lock of condition",
                "hold",
                0,
                condition,
                Operation.LOCK_ACQUIRE,
                (flight, answer) -> {
                    long token = token(answer);
                    BiConsumer<Flight, Answer> leave = (met, told) -> {
                        met.noted(client, Ending.OK, 0, 0);
                        client.fly(
                                "lock of condition",
                                "leave",
                                token,
                                condition,
                                Operation.LOCK_RELEASE,
                                (left, gone) -> left.noted(client, Ending.OK, 0, 0));
                    };
                    if (waits) {
                        client.fly(
                                "condition",
                                "await",
                                token,
                                condition,
                                Operation.CONDITION_AWAIT,
                                leave,
                                values.of(FOR_EVER));
                    } else {
                        client.fly(
                                "condition",
                                "signal",
                                token,
                                condition,
                                Operation.CONDITION_SIGNAL,
                                leave,
                                values.of(1));
                    }
                },
                values.of(FOR_EVER));
    }

    // ---- what goes wrong --------------------------------------------------------------------------------------------

    private boolean isDue() {
        return random.nextInt(3) == 0;
    }

    /** A call arrives at the machine, or at what is wrong with it. */
    private void arrive(Client client, Flight flight) {
        clock++;
        Answer done = Answer.ok(values.nil(), 0);
        if (fault == MachineFault.LOST_NOTIFY && flight.name.equals("signal") && isDue()) {
            flight.forged = done;
        } else if (fault == MachineFault.PERMIT_LEAK
                && flight.name.equals("release")
                && flight.object.equals("semaphore")
                && isDue()) {
            flight.forged = done;
        } else if (fault == MachineFault.ELEMENT_DROPPED_AT_REDELIVERY && flight.name.equals("nack") && isDue()) {
            flight.sent = client.send(queue, flight.operation, flight.arguments[0], values.of(true));
        } else if (fault == MachineFault.REDELIVERY_OUT_OF_PLACE && flight.name.equals("nack") && isDue()) {
            flight.sent = client.send(queue, flight.operation, flight.arguments[0], values.of(true));
            movedByGhost.add(flight.argument);
            ghost.ask(queue, Operation.QUEUE_PUT, values.of(flight.argument), values.of(0));
        } else {
            flight.sent = client.send(flight.target, flight.operation, flight.arguments);
            spoil(flight);
        }
    }

    private void spoil(Flight flight) {
        Answer answer = flight.answer();
        if (flight.object.equals("lock") && flight.name.equals("hold")) {
            if (answer != null) {
                lastToken = token(answer);
            } else if (fault == MachineFault.LOCK_HANDED_TO_TWO && isDue()) {
                flight.forged = Answer.ok(values.listOf(List.of(values.of(lastToken + 1), values.of(false))), 0);
            }
        } else if (flight.name.equals("get") && answer != null) {
            Value former = formerContent;
            formerContent = answer.value();
            if (fault == MachineFault.STALE_REPLY && former != null && isDue()) {
                flight.forged = Answer.ok(former, answer.sequence());
            }
        }
    }
}
