package dev.steward.fuzz;

import dev.steward.api.ManagerException;
import dev.steward.api.SerializableCallable;
import dev.steward.api.SerializableFunction;
import dev.steward.api.SerializableRunnable;
import dev.steward.api.SerializableTriFunction;
import dev.steward.process.reference.ProgramCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions on their way from one process of a program to another: the names of class and method, and what was captured. */
final class Functions {

    private Functions() {}

    /** Opens what was sent, and runs nothing of it. What can be opened can be sent on. */
    static void take(byte[] input) {
        try {
            ProgramCodec.encode(ProgramCodec.decode(input));
        } catch (ManagerException refused) {
            Boundary.requireShort(refused);
        }
    }

    static List<byte[]> seeds() {
        int number = 41;
        long[] array = {1, 2};
        Map<String, List<Integer>> map = Map.of("k", List.of(1));
        SerializableFunction<Integer, Integer> inner = value -> value + number;
        List<Object> functions = new ArrayList<>();
        functions.add((SerializableFunction<Integer, Integer>) Math::negateExact);
        functions.add((SerializableFunction<String, StringBuilder>) StringBuilder::new);
        functions.add((SerializableTriFunction<String, Integer, Integer, String>) String::substring);
        functions.add((SerializableRunnable) Functions::doNothing);
        functions.add((SerializableCallable<Object>) () -> map.size() + array.length);
        functions.add((SerializableCallable<Integer>) () -> inner.apply(number));
        functions.add(inner);
        return functions.stream().map(ProgramCodec::encode).toList();
    }

    private static void doNothing() {}
}
