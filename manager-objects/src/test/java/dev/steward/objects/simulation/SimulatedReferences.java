package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.Value;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The directory, and lists of references to any objects, lists among them, that come and go. */
final class SimulatedReferences extends SimulatedType {

    /** All lists, those that are no more too. */
    private final Set<ObjectId> lists = new HashSet<>();

    SimulatedReferences(Simulation simulation, SplittableRandom random) {
        super(simulation, random);
    }

    @Override
    List<String> begin(SimulatedClient client, SimulatedThread thread) {
        began(simulation.create(client, thread, "list", "lists", values.list()));
        return List.of("lists");
    }

    private void began(ObjectId list) {
        lists.add(list);
        simulation.ledger.lists.put(list, new ArrayList<>());
    }

    @Override
    boolean has(ObjectId object) {
        return object.equals(ObjectId.DIRECTORY) || lists.contains(object);
    }

    @Override
    void anyCall(SimulatedClient client, SimulatedThread thread) {
        List<ObjectId> held = List.copyOf(client.holds.keySet());
        List<ObjectId> some =
                held.stream().filter(simulation.ledger.lists::containsKey).toList();
        if (some.isEmpty() || random.nextInt(5) == 0) {
            if (random.nextInt(3) == 0) {
                simulation.call(client, thread, ObjectId.DIRECTORY, Operation.FIND, values.of("lists"), values.nil());
            } else if (random.nextInt(4) == 0) {
                look(client, thread);
            } else {
                simulation.call(
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
        ObjectId list = any(some);
        switch (random.nextInt(9)) {
            case 8 -> {
                Value id = values.of(any(held).value());
                simulation.call(client, thread, ObjectId.DIRECTORY, Operation.ATTACH, id);
            }
            case 0, 1, 2 ->
                simulation.call(client, thread, list, Operation.LIST_ADD, values.reference("list", any(held)));
            case 3 -> simulation.call(client, thread, list, Operation.LIST_REMOVE_AT, values.of(0));
            case 4 -> simulation.call(client, thread, list, Operation.LIST_SNAPSHOT);
            case 5 -> simulation.call(client, thread, list, Operation.LIST_CLEAR);
            default -> {
                ObjectId object = any(held);
                simulation.call(
                        client,
                        thread,
                        ObjectId.DIRECTORY,
                        Operation.RELEASE,
                        values.of(object.value()),
                        values.of(1 + random.nextInt(2)));
            }
        }
    }

    private void look(SimulatedClient client, SimulatedThread thread) {
        if (random.nextBoolean()) {
            simulation.call(client, thread, ObjectId.DIRECTORY, Operation.NAMES, values.of("list?"));
        } else {
            simulation.call(client, thread, ObjectId.DIRECTORY, Operation.COUNT);
        }
    }

    @Override
    void judge(SimulatedCall call, Answer answer) {
        List<ObjectId> references = answer.value().references();
        references.forEach(call.client::given);
        List<ObjectId> list = simulation.ledger.lists.getOrDefault(call.target, new ArrayList<>());
        switch (call.operation) {
            case CREATE -> {
                simulation.ledger.created(references.get(0));
                // What has a name is somebody else's.
                if (call.arguments.get(1).equals(values.nil())) {
                    began(references.get(0));
                }
            }
            case FIND -> check(simulation.ledger.named.contains(references.get(0)), () -> "found " + references);
            case ATTACH ->
                check(
                        references.equals(List.of(new ObjectId(values.asLong(call.arguments.get(0))))),
                        () -> call + " attached " + answer);
            case NAMES ->
                check(answer.value().equals(values.list(values.of("lists"))), () -> "the names are " + answer);
            case COUNT ->
                check(
                        values.asLong(answer.value()) == simulation.ledger.size(),
                        () -> "there are " + simulation.ledger.size() + " objects, not " + answer);
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
            case LIST_REMOVE_AT, LIST_CLEAR, RELEASE, DELETE -> simulation.freeUnused();
            default -> {}
        }
    }
}
