package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.Group;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import dev.steward.objects.traits.Draw;
import dev.steward.objects.traits.Told;
import dev.steward.objects.type.Catalogue;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * An object of each type that keeps nothing of sessions, asked whatever its rows offer. Each has a twin outside the machine
 * that is asked the same once, in the order of the answers, and to which nothing else ever happens: whatever the clients
 * and the machine go through, the answers are the twin's.
 */
final class SimulatedTwins extends SimulatedType {

    private static final int CALLS_AT_ONCE = 3;

    /** An object of the machine, and what is asked of it. */
    private record Twin(Group group, List<Operation> offered) {}

    private final Map<ObjectId, Twin> twins = new LinkedHashMap<>();
    private final Draw draw;

    SimulatedTwins(Simulation simulation, SplittableRandom random) {
        super(simulation, random);
        draw = new Draw(simulation.values, random);
    }

    @Override
    List<String> begin(SimulatedClient client, SimulatedThread thread) {
        List<String> names = new ArrayList<>();
        for (BuiltInType type : BuiltInType.values()) {
            if (!type.keepsTraces()) {
                draw.made(type, arguments -> begin(client, thread, type, arguments));
                names.add(nameOf(type));
            }
        }
        return names;
    }

    private static String nameOf(BuiltInType type) {
        return "twin of a " + type;
    }

    private Twin begin(SimulatedClient client, SimulatedThread thread, BuiltInType type, List<Value> arguments) {
        Group outside =
                Catalogue.make(type, new Creation(values, new ObjectId(-1), 0, 0, ObjectLimits.DEFAULT), arguments);
        ObjectId object = simulation.create(client, thread, type.typeId(), nameOf(type), values.listOf(arguments));
        List<Operation> offered = Arrays.stream(Operation.values())
                // An iterator is an object that the ledger would have to know.
                .filter(operation -> type.offers(operation) && operation != Operation.OBJECT_ITERATE)
                .toList();
        Twin twin = new Twin(outside, offered);
        twins.put(object, twin);
        return twin;
    }

    @Override
    boolean has(ObjectId object) {
        return twins.containsKey(object);
    }

    @Override
    void anyCall(SimulatedClient client, SimulatedThread thread) {
        for (int i = 0; i < CALLS_AT_ONCE; i++) {
            Map.Entry<ObjectId, Twin> some = any(List.copyOf(twins.entrySet()));
            Operation operation = any(some.getValue().offered());
            Value[] arguments = draw.arguments(operation.arguments()).toArray(Value[]::new);
            simulation.call(client, thread, some.getKey(), operation, arguments);
        }
    }

    @Override
    void judge(SimulatedCall call, Answer answer) {
        Twin twin = twins.get(call.target);
        if (twin == null) {
            throw new AssertionError("no twin: " + call);
        }
        Told told = new Told();
        twin.group().apply(new Invoke(0, call.id(), call.target, call.operation, call.arguments), told);
        Answer expected = told.answers.get(call.id());
        check(answer.equals(expected), () -> call + " was answered " + answer + ", not " + expected);
        draw.remember(answer.value());
        draw.remember(answer.sequence());
    }
}
