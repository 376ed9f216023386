package dev.steward.systemtests.history;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.Value;
import dev.steward.server.machine.MachineValues;
import dev.steward.systemtests.history.Operation.Ending;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What the clients of a {@link Rehearsal} do, with one object of each kind. One thread. */
final class Scenes {

    private static final int PERMITS = 3;
    private static final long FOR_EVER = -1;
    /** What ends a delivery, each as often as it stands here. */
    private static final List<String> SETTLEMENTS = List.of("done", "done", "nack", "death");

    private final SplittableRandom random;
    private final MachineValues values;
    private final ObjectId cell;
    private final ObjectId lock;
    private final ObjectId semaphore;
    private final ObjectId queue;
    private final ObjectId condition;
    private final Set<Long> movedToTheEnd = new HashSet<>();
    private long elements;

    /** Has a client make the objects. */
    Scenes(SplittableRandom random, MachineValues values, RehearsedClient maker) {
        this.random = random;
        this.values = values;
        this.cell = create(maker, "value", values.nil(), values.of(0));
        this.lock = create(maker, "lock");
        this.semaphore = create(maker, "semaphore", values.of(PERMITS));
        this.queue = create(maker, "queue");
        this.condition = create(maker, "condition");
    }

    private ObjectId create(RehearsedClient maker, String typeId, Value... arguments) {
        return maker.ask(
                        ObjectId.DIRECTORY,
                        Operation.CREATE,
                        values.of(typeId),
                        values.nil(),
                        values.listOf(List.of(arguments)))
                .value()
                .references()
                .get(0);
    }

    ObjectId queue() {
        return queue;
    }

    /** Has a client put an element at the end that others saw before: it counts as redelivered. */
    void moveToTheEnd(RehearsedClient mover, long element) {
        movedToTheEnd.add(element);
        mover.ask(queue, Operation.QUEUE_PUT, values.of(element), values.of(0));
    }

    /** Begins something. */
    void begin(RehearsedClient client) {
        switch (random.nextInt(10)) {
            case 0, 1 -> read(client);
            case 2 -> set(client);
            case 3 -> add(client);
            case 4 -> hold(client);
            case 5 -> acquire(client);
            case 6 -> offer(client);
            case 7, 8 -> receive(client, () -> SETTLEMENTS.get(random.nextInt(SETTLEMENTS.size())));
            default -> meet(client);
        }
    }

    private void read(RehearsedClient client) {
        client.fly(
                "cell",
                "get",
                0,
                cell,
                Operation.VALUE_GET,
                (flight, answer) -> client.note(flight, Ending.OK, values.asLong(answer.value()), answer.sequence()));
    }

    private void set(RehearsedClient client) {
        long content = random.nextInt(1_000);
        client.fly(
                "cell",
                "set",
                content,
                cell,
                Operation.VALUE_SET,
                (flight, answer) -> client.note(flight, Ending.OK, 0, answer.sequence()),
                values.of(content));
    }

    private void add(RehearsedClient client) {
        client.fly(
                "cell",
                "add",
                1,
                cell,
                Operation.VALUE_GET_AND_ADD,
                (flight, answer) -> client.note(flight, Ending.OK, values.asLong(answer.value()), answer.sequence()),
                values.of(1));
    }

    private void hold(RehearsedClient client) {
        client.fly(
                "lock",
                "hold",
                0,
                lock,
                Operation.LOCK_ACQUIRE,
                (flight, answer) -> {
                    long token = token(answer);
                    client.note(flight, Ending.OK, token, 0);
                    client.fly(
                            "lock",
                            "release",
                            token,
                            lock,
                            Operation.LOCK_RELEASE_HOLD,
                            (release, released) -> client.note(release, Ending.OK, 0, 0),
                            values.of(token));
                },
                values.of(FOR_EVER));
    }

    /** Returns the fencing token in an answer. */
    long token(Answer answer) {
        return values.asLong(values.asList(answer.value()).get(0));
    }

    private void acquire(RehearsedClient client) {
        long permits = 1 + random.nextInt(2);
        client.fly(
                "semaphore",
                "acquire",
                permits,
                semaphore,
                Operation.SEMAPHORE_ACQUIRE,
                (flight, answer) -> {
                    if (!answer.isOk()) {
                        client.note(flight, Ending.NOTHING, 0, 0);
                        return;
                    }
                    client.note(flight, Ending.OK, 0, 0);
                    client.fly(
                            "semaphore",
                            "release",
                            permits,
                            semaphore,
                            Operation.SEMAPHORE_RELEASE,
                            (release, released) -> client.note(release, Ending.OK, 0, 0),
                            values.of(permits));
                },
                values.of(permits),
                values.of(0));
    }

    private void offer(RehearsedClient client) {
        long element = ++elements;
        client.fly(
                "queue",
                "offer",
                element,
                queue,
                Operation.QUEUE_PUT,
                (flight, answer) -> client.note(flight, Ending.OK, 0, 0),
                values.of(element),
                values.of(0));
    }

    /** Receives an element, if there is one, and then ends the delivery. */
    void receive(RehearsedClient client, Supplier<String> settlement) {
        client.fly(
                "queue",
                "receive",
                0,
                queue,
                Operation.QUEUE_RECEIVE,
                (flight, answer) -> received(client, flight, answer, settlement),
                values.of(0));
    }

    private void received(RehearsedClient client, Flight flight, Answer answer, Supplier<String> settlement) {
        if (answer.status() == Status.EMPTY) {
            client.note(flight, Ending.NOTHING, 0, 0);
            return;
        }
        List<Value> parts = values.asList(answer.value());
        long element = values.asLong(parts.get(0));
        boolean again = answer.redelivered() || movedToTheEnd.contains(element);
        client.note(flight, Ending.OK, element, again ? 1 : 0);
        String end = settlement.get();
        client.fly(
                "queue",
                end,
                element,
                queue,
                Operation.QUEUE_SETTLE,
                (settle, settled) -> client.note(settle, Ending.OK, 0, 0),
                parts.get(1),
                values.of(end.equals("done")));
    }

    /** Enters the condition, waits or signals there, and leaves. */
    private void meet(RehearsedClient client) {
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
                        client.note(met, Ending.OK, 0, 0);
                        client.fly(
                                "lock of condition",
                                "leave",
                                token,
                                condition,
                                Operation.LOCK_RELEASE,
                                (left, gone) -> client.note(left, Ending.OK, 0, 0));
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
}
