package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import dev.steward.vocabulary.Operation;
import java.util.List;
import java.util.SplittableRandom;

/** A value that everybody adds to: each addition once, and in its turn. */
final class SimulatedValues extends SimulatedType {

    private ObjectId value = new ObjectId(-1);
    private long sum;

    SimulatedValues(Simulation simulation, SplittableRandom random) {
        super(simulation, random);
    }

    @Override
    List<String> begin(SimulatedClient client, SimulatedThread thread) {
        value = simulation.create(client, thread, "value", "cell", values.list(values.nil(), values.of(0)));
        return List.of("cell");
    }

    ObjectId value() {
        return value;
    }

    @Override
    boolean has(ObjectId object) {
        return value.equals(object);
    }

    @Override
    void anyCall(SimulatedClient client, SimulatedThread thread) {
        simulation.call(client, thread, value, Operation.VALUE_GET_AND_ADD, values.of(random.nextInt(5)));
    }

    @Override
    void judge(SimulatedCall call, Answer answer) {
        check(values.asLong(answer.value()) == sum, () -> "the value was " + sum + ", not " + answer);
        sum += values.asLong(call.arguments.get(0));
    }
}
