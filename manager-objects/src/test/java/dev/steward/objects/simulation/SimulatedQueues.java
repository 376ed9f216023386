package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A small queue, a large one, one that is shut down, one whose elements are reserved until they are done, the one where its
 * dead letters go, and iterators, which are queues that are shut down.
 */
final class SimulatedQueues extends SimulatedType {

    private static final int MAX_DELIVERIES = 3;
    /** The event after which a queue may be shut down. */
    private static final int MAY_CLOSE_AFTER = 500;

    private final Map<ObjectId, QueueModel> queues = new LinkedHashMap<>();
    private final Map<ObjectId, QueueModel> iterators = new LinkedHashMap<>();
    /** What becomes of the dead letters that a call requeues. */
    private final Map<SimulatedCall, List<Long>> requeued = new LinkedHashMap<>();

    private final QueueLooks looks;
    private ObjectId large = new ObjectId(-1);
    private ObjectId closing = new ObjectId(-1);
    private long lastPayload;

    SimulatedQueues(Simulation simulation, SplittableRandom random) {
        super(simulation, random);
        looks = new QueueLooks(simulation, this);
    }

    @Override
    List<String> begin(SimulatedClient client, SimulatedThread thread) {
        begin(client, thread, "small", 3, values.longs(3));
        large = begin(client, thread, "large", Integer.MAX_VALUE, values.list());
        closing = begin(client, thread, "closing", 5, values.longs(5));
        ObjectId failed = simulation.create(client, thread, "queue", "failed", values.list());
        ObjectId jobs = simulation.create(
                client,
                thread,
                "joinableQueue",
                "jobs",
                values.list(values.of(4), values.of(MAX_DELIVERIES), values.reference("queue", failed)));
        simulation.ledger.deadLetters.put(jobs, failed);
        QueueModel unfinished = new QueueModel(4);
        unfinished.untilDone = true;
        unfinished.maxDeliveries = MAX_DELIVERIES;
        unfinished.deadLetters = new QueueModel(Integer.MAX_VALUE);
        queues.put(failed, unfinished.deadLetters);
        queues.put(jobs, unfinished);
        return List.of("small", "large", "closing", "failed", "jobs");
    }

    private ObjectId begin(SimulatedClient client, SimulatedThread thread, String name, int capacity, Value arguments) {
        ObjectId id = simulation.create(client, thread, "queue", name, arguments);
        queues.put(id, new QueueModel(capacity));
        return id;
    }

    @Override
    boolean has(ObjectId object) {
        return modelOf(object) != null;
    }

    @Nullable
    QueueModel modelOf(ObjectId object) {
        QueueModel queue = queues.get(object);
        return queue == null ? iterators.get(object) : queue;
    }

    private QueueModel model(SimulatedCall call) {
        QueueModel model = modelOf(call.target);
        if (model == null) {
            throw new AssertionError("no queue: " + call);
        }
        return model;
    }

    // Calls.

    /** Returns some queue that is no iterator. */
    ObjectId anyQueue() {
        return any(List.copyOf(queues.keySet()));
    }

    /** Returns an element that was never put. */
    Value nextElement() {
        return values.of(++lastPayload);
    }

    @Override
    void anyCall(SimulatedClient client, SimulatedThread thread) {
        queueCall(client, thread, anyQueue());
    }

    /** Makes some call of an iterator, or makes one. */
    void iteratorCall(SimulatedClient client, SimulatedThread thread) {
        List<ObjectId> held =
                client.holds.keySet().stream().filter(iterators::containsKey).toList();
        if (held.isEmpty() || random.nextInt(10) == 0) {
            simulation.call(client, thread, large, Operation.OBJECT_ITERATE);
        } else {
            simulation.call(client, thread, any(held), Operation.QUEUE_TAKE, simulation.timeout());
        }
    }

    private void queueCall(SimulatedClient client, SimulatedThread thread, ObjectId queue) {
        QueueModel model = queues.get(queue);
        boolean untilDone = model != null && model.untilDone;
        switch (random.nextInt(25)) {
            case 0, 1, 2, 3, 4, 5, 6 ->
                simulation.call(client, thread, queue, Operation.QUEUE_PUT, nextElement(), simulation.timeout());
            case 7, 8, 9, 10, 11 -> simulation.call(client, thread, queue, Operation.QUEUE_TAKE, simulation.timeout());
            case 12, 13, 14 -> simulation.call(client, thread, queue, Operation.QUEUE_RECEIVE, simulation.timeout());
            case 15, 16, 17, 18 -> {
                if (untilDone && random.nextInt(4) != 0) {
                    simulation.call(
                            client, thread, queue, Operation.QUEUE_TASK_DONE, values.of(random.nextInt(3) != 0));
                } else {
                    settle(client, thread);
                }
            }
            case 19 -> simulation.call(client, thread, queue, Operation.QUEUE_DRAIN, values.of(random.nextInt(4)));
            case 20 ->
                simulation.call(
                        client, thread, queue, Operation.QUEUE_PUT_ALL, values.longs(++lastPayload, ++lastPayload));
            case 21 -> {
                if (untilDone) {
                    simulation.call(client, thread, queue, Operation.QUEUE_JOIN, simulation.timeout());
                } else {
                    simulation.call(client, thread, queue, Operation.QUEUE_SNAPSHOT);
                }
            }
            case 22 -> simulation.call(client, thread, queue, Operation.QUEUE_REMOVE, anyElement());
            case 23 -> looks.look(client, thread, queue);
            default -> rare(client, thread, queue);
        }
    }

    /** Returns an element that was put at some time, or never. */
    Value anyElement() {
        return values.of(1 + random.nextLong(lastPayload + 1));
    }

    private void rare(SimulatedClient client, SimulatedThread thread, ObjectId queue) {
        if (random.nextInt(3) == 0 && queues.values().stream().allMatch(model -> model.takers.isEmpty())) {
            // Who waits would have what is requeued before that is answered.
            simulation.call(client, thread, queue, Operation.OBJECT_REQUEUE, values.of(random.nextInt(4)));
        } else if (random.nextInt(4) == 0) {
            simulation.call(client, thread, queue, Operation.QUEUE_CLEAR);
        } else if (queue.equals(closing) && simulation.event() > MAY_CLOSE_AFTER && random.nextInt(4) == 0) {
            simulation.call(client, thread, queue, Operation.QUEUE_SHUTDOWN, values.of(random.nextInt(3) == 0));
        } else if (random.nextInt(3) == 0) {
            simulation.call(client, thread, queue, Operation.QUEUE_RETAIN_ALL, looks.manyElements(queue));
        } else if (random.nextBoolean()) {
            simulation.call(client, thread, queue, Operation.QUEUE_REMOVE_ALL, values.list(anyElement(), anyElement()));
        } else {
            looks.removeStamped(client, thread, queue);
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
                    SimulatedCall settling = simulation.call(
                            client, thread, receive.target, Operation.QUEUE_SETTLE, delivery, values.of(done));
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

    // What clients may conclude.

    @Override
    void expect(SimulatedCall call, long timeout) {
        QueueModel queue = model(call);
        if (call.operation == Operation.OBJECT_REQUEUE) {
            requeued.put(call, queue.requeue(values.asLong(call.arguments.get(0))));
        }
        if (call.operation == Operation.QUEUE_SHUTDOWN) {
            queue.isShutDown = true;
            queue.isClosing |= values.asBoolean(call.arguments.get(0));
        }
        if (timeout == 0) {
            return;
        }
        switch (call.operation) {
            case QUEUE_PUT -> queue.putters.add(call);
            case QUEUE_JOIN -> queue.joiners.add(call);
            default -> queue.takers.add(call);
        }
    }

    @Override
    void givesBack(SimulatedCall call, Answer answer) {
        int most = call.kept == 0
                ? Integer.MAX_VALUE
                : values.asList(answer.value()).size() - call.kept;
        model(call).returned(call, call.isUnopened, most);
    }

    @Override
    void acknowledged(SimulatedCall call) {
        QueueModel queue = model(call);
        if (!queue.untilDone && call.operation != Operation.QUEUE_RECEIVE) {
            queue.forgotten(call);
        }
    }

    @Override
    void ended(SessionId session) {
        queues.values().forEach(queue -> queue.ended(session));
        iterators.values().forEach(iterator -> iterator.ended(session));
    }

    @Override
    void checkAtRest() {
        queues.values().forEach(QueueModel::checkAtRest);
        iterators.values().forEach(QueueModel::checkAtRest);
        if (simulation.event() % 10 == 0) {
            queues.values().forEach(QueueModel::checkPlaces);
        }
    }

    @Override
    void checkLeft(SimulatedClient client, SimulatedThread thread) {
        for (Map.Entry<ObjectId, QueueModel> queue : queues.entrySet()) {
            List<Long> expected = queue.getValue().contents();
            List<Long> drained = new ArrayList<>();
            // Who goes on behind an element comes round to it.
            for (int round = 0; round < 2; round++) {
                SimulatedCall drain =
                        simulation.call(client, thread, queue.getKey(), Operation.QUEUE_DRAIN, values.of(1_000_000));
                Answer answer = drain.answer;
                check(answer != null, () -> "not drained: " + queue);
                drained.addAll(answer == null ? List.of() : longs(answer.value()));
            }
            check(
                    drained.size() == expected.size() && Set.copyOf(drained).equals(Set.copyOf(expected)),
                    () -> "lost: " + drained + " instead of " + expected);
        }
    }

    @Override
    void judge(SimulatedCall call, Answer answer) {
        QueueModel queue = model(call);
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
                simulation.ledger.created(made);
                call.client.given(made);
            }
            case OBJECT_REQUEUE ->
                check(
                        ok && longs(answer.value()).equals(requeued.remove(call)),
                        () -> "requeued: " + answer + ", not as expected");
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
            default -> looks.judge(queue, call, answer);
        }
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
            case EMPTY -> check(queue.hasNothingFor(call) || call.client.isAway(), () -> "not empty, but " + answer);
            // The answers of those who wait come before that of the shutdown itself.
            case SHUT_DOWN -> check(queue.hasNothingFor(call) || queue.isClosing, () -> "shut down, but elements wait");
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
}
