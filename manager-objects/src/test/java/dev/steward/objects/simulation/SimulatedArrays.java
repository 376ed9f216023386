package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.Value;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An array of three numbers. */
final class SimulatedArrays extends SimulatedType {

    private ObjectId array = new ObjectId(-1);
    private final List<Long> contents = new ArrayList<>(List.of(0L, 0L, 0L));

    SimulatedArrays(Simulation simulation, SplittableRandom random) {
        super(simulation, random);
    }

    @Override
    List<String> begin(SimulatedClient client, SimulatedThread thread) {
        array = simulation.create(client, thread, "array", "array", values.list(values.nil(), values.longs(0, 0, 0)));
        return List.of("array");
    }

    @Override
    boolean has(ObjectId object) {
        return array.equals(object);
    }

    @Override
    void anyCall(SimulatedClient client, SimulatedThread thread) {
        Value index = values.of(random.nextInt(3));
        Value number = values.of(random.nextInt(3));
        switch (random.nextInt(4)) {
            case 0 -> simulation.call(client, thread, array, Operation.ARRAY_GET_AND_ADD, index, number);
            case 1 ->
                simulation.call(
                        client,
                        thread,
                        array,
                        Operation.ARRAY_SET_RANGE,
                        values.of(random.nextInt(3)),
                        values.longs(1, 2));
            case 2 ->
                simulation.call(
                        client,
                        thread,
                        array,
                        Operation.ARRAY_COMPARE_AND_SET,
                        index,
                        number,
                        values.of(random.nextInt(3)));
            default -> simulation.call(client, thread, array, Operation.ARRAY_SNAPSHOT);
        }
    }

    @Override
    void judge(SimulatedCall call, Answer answer) {
        if (call.operation == Operation.ARRAY_SNAPSHOT) {
            check(
                    longs(answer.value()).equals(contents),
                    () -> "the array holds " + longs(answer.value()) + ", not " + contents);
            return;
        }
        int index = (int) values.asLong(call.arguments.get(0));
        switch (call.operation) {
            case ARRAY_GET_AND_ADD -> {
                long old = contents.get(index);
                check(values.asLong(answer.value()) == old, () -> "cell " + index + " held " + old + ", not " + answer);
                contents.set(index, old + values.asLong(call.arguments.get(1)));
            }
            case ARRAY_SET_RANGE -> {
                check(answer.isOk() == (index < 2), () -> "set from " + index + ": " + answer);
                if (answer.isOk()) {
                    contents.set(index, 1L);
                    contents.set(index + 1, 2L);
                }
            }
            case ARRAY_COMPARE_AND_SET -> {
                boolean equal = contents.get(index) == values.asLong(call.arguments.get(1));
                check(values.asBoolean(answer.value()) == equal, () -> "cell " + index + " was set: " + answer);
                if (equal) {
                    contents.set(index, values.asLong(call.arguments.get(2)));
                }
            }
            default -> throw new AssertionError(call.toString());
        }
    }
}
