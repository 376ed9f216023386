package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.PlainValues;
import dev.steward.objects.Value;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What clients do with the queues of a simulation without taking or putting: they look, and remove what they name. */
final class QueueLooks {

    private final Simulation simulation;
    private final SimulatedQueues queues;
    private final PlainValues values;
    /** The stamps that were told of each queue, and the elements that have them. */
    private final Map<ObjectId, Map<Long, Long>> stampsRead = new HashMap<>();

    QueueLooks(Simulation simulation, SimulatedQueues queues) {
        this.simulation = simulation;
        this.queues = queues;
        this.values = simulation.values;
    }

    /** Makes some call that looks at a queue. */
    void look(SimulatedClient client, SimulatedThread thread, ObjectId queue) {
        switch (queues.random.nextInt(7)) {
            case 0 -> simulation.call(client, thread, queue, Operation.QUEUE_SIZE);
            case 5 -> simulation.call(client, thread, queue, Operation.QUEUE_CONTAINS_ALL, someOf(queue));
            case 1 -> simulation.call(client, thread, queue, Operation.QUEUE_PEEK);
            case 2 -> simulation.call(client, thread, queue, Operation.QUEUE_CONTAINS, queues.anyElement());
            case 3 -> simulation.call(client, thread, queue, Operation.QUEUE_REMAINING_CAPACITY);
            case 4 -> simulation.call(client, thread, queue, Operation.QUEUE_IS_SHUTDOWN);
            default -> simulation.call(client, thread, queue, Operation.QUEUE_STAMPED);
        }
    }

    /** Returns elements of a queue, and now and then one that may be anywhere. */
    private Value someOf(ObjectId queue) {
        List<Value> some = new ArrayList<>();
        QueueModel model = queues.modelOf(queue);
        (model == null ? List.<Long>of() : model.contents()).forEach(element -> some.add(values.of(element)));
        if (queues.random.nextBoolean()) {
            some.add(queues.anyElement());
        }
        return values.listOf(some);
    }

    /** Returns the elements of a queue and some that may be anywhere. */
    Value manyElements(ObjectId queue) {
        List<Value> many = new ArrayList<>(List.of(queues.anyElement(), queues.anyElement()));
        QueueModel model = queues.modelOf(queue);
        for (Long element : model == null ? List.<Long>of() : model.contents()) {
            if (queues.random.nextInt(3) != 0) {
                many.add(values.of(element));
            }
        }
        return values.listOf(many);
    }

    /** Removes elements by stamps that were told, if some were. */
    void removeStamped(SimulatedClient client, SimulatedThread thread, ObjectId queue) {
        List<Long> stamps = List.copyOf(
                stampsRead.computeIfAbsent(queue, id -> new LinkedHashMap<>()).keySet());
        if (!stamps.isEmpty()) {
            Value some = values.longs(simulation.any(stamps), simulation.any(stamps));
            simulation.call(client, thread, queue, Operation.QUEUE_REMOVE_STAMPED, some);
        }
    }

    /** Hears of the answer to what this calls. */
    void judge(QueueModel queue, SimulatedCall call, Answer answer) {
        switch (call.operation) {
            case QUEUE_PEEK ->
                check(
                        answer.isOk() ? queue.contents().get(0) == values.asLong(answer.value()) : queue.size() == 0,
                        () -> "the first of " + queue.contents() + " is not " + answer);
            case QUEUE_CONTAINS -> {
                boolean contained = queue.contents().contains(values.asLong(call.arguments.get(0)));
                check(values.asBoolean(answer.value()) == contained, () -> call + " of " + queue.contents());
            }
            case QUEUE_CONTAINS_ALL -> {
                boolean contained = queue.contents().containsAll(queues.longs(call.arguments.get(0)));
                check(values.asBoolean(answer.value()) == contained, () -> call + " of " + queue.contents());
            }
            case QUEUE_REMAINING_CAPACITY -> {
                long room = queue.capacity == Integer.MAX_VALUE
                        ? Integer.MAX_VALUE
                        : Math.max(0, queue.capacity - queue.size());
                check(values.asLong(answer.value()) == room, () -> room + " fit, not " + answer);
            }
            case QUEUE_IS_SHUTDOWN ->
                check(values.asBoolean(answer.value()) == queue.isShutDown, () -> "shut down: " + answer);
            case QUEUE_STAMPED -> {
                List<Value> parts = values.asList(answer.value());
                List<Long> elements = queues.longs(parts.get(0));
                check(elements.equals(queue.contents()), () -> queue.contents() + ", not " + answer);
                Map<Long, Long> stamps = stampsRead.computeIfAbsent(call.target, id -> new LinkedHashMap<>());
                stamps.clear();
                for (int i = 0; i < elements.size(); i++) {
                    stamps.put(queues.longs(parts.get(1)).get(i), elements.get(i));
                }
            }
            case QUEUE_REMOVE_STAMPED -> {
                Map<Long, Long> stamps = stampsRead.getOrDefault(call.target, Map.of());
                long removed = queues.longs(call.arguments.get(0)).stream()
                        .filter(stamp -> queue.remove(stamps.getOrDefault(stamp, -1L)))
                        .count();
                check(values.asLong(answer.value()) == removed, () -> "removed " + removed + ", not " + answer);
            }
            case QUEUE_REMOVE_ALL, QUEUE_RETAIN_ALL -> {
                List<Long> named = queues.longs(call.arguments.get(0));
                boolean retains = call.operation == Operation.QUEUE_RETAIN_ALL;
                boolean changed = false;
                for (Long element : queue.contents()) {
                    changed |= named.contains(element) != retains && queue.remove(element);
                }
                check(values.asBoolean(answer.value()) == changed, () -> call + " changed it: " + answer);
            }
            default -> throw new AssertionError(call.toString());
        }
    }
}
