package dev.steward.systemtests.misuse;

import dev.steward.api.SharedArray;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedValue;
import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Values of another type or out of range, where the type was declared. */
class WrongValuesTest extends MisuseTest {

    /** A view of the attributes of the namespace. */
    interface Settings {
        int host();

        String missing();
    }

    /** A view with a method that is neither. */
    interface NoView {
        int sum(int one, int other);
    }

    private static SharedValue<Object> anyIn(World world) {
        return world.manager.find("value", Type.value(Object.class));
    }

    private static SharedArray<Object> anyCells(World world) {
        return world.manager.find("array", Type.array(Object.class));
    }

    private static SharedNamespace namespace(World world) {
        return world.namespace;
    }

    static List<Misuse> misuses() {
        Class<IllegalArgumentException> bad = IllegalArgumentException.class;
        return List.of(
                misuse("text into an int", bad, world -> anyIn(world).set("7"), "value ", "set", "'i'"),
                misuse("a long into an int", bad, world -> anyIn(world).set(1L << 31), "2147483648"),
                misuse("a fraction into an int", bad, world -> anyIn(world).set(0.5), "0.5"),
                misuse("null into an int", bad, world -> anyIn(world).set(null), "null"),
                misuse(
                        "a wrong value to compare and set",
                        bad,
                        world -> anyIn(world).compareAndSet(7, "8"),
                        "8"),
                misuse("adding beyond the range", bad, world -> world.value.getAndAdd(Integer.MAX_VALUE), "getAndAdd"),
                misuse("adding a fraction to an int", bad, world -> anyIn(world).getAndAdd(0.5)),
                misuse("adding text", bad, world -> anyIn(world).getAndAdd("1")),
                misuse("adding to text", bad, world -> world.text.getAndAdd("8"), "number"),
                misuse("updating to text", bad, world -> anyIn(world).updateAndGet(old -> "8")),
                misuse(
                        "getting and updating to text",
                        bad,
                        world -> anyIn(world).getAndUpdate(old -> "8")),
                misuse(
                        "a number into a text",
                        bad,
                        world -> world.manager
                                .find("text", Type.value(Object.class))
                                .set(8)),
                misuse("a first value of another class", bad, world -> wrongFirst(world), "java.lang.Integer"),
                misuse(
                        "a first value out of range",
                        bad,
                        world -> world.manager.value(TypeCode.UNSIGNED_BYTE, (short) 256),
                        "256"),
                misuse("text into a cell", bad, world -> anyCells(world).set(0, "7"), "array ", "set", "'i'"),
                misuse(
                        "one wrong value of a range",
                        bad,
                        world -> anyCells(world).setRange(0, List.of(9, 9, "9"))),
                misuse("null in a range", bad, world -> anyCells(world).setRange(0, Arrays.asList(9, null))),
                misuse("fractions in a range", bad, world -> world.array.setRange(0, 9.0, 0.5)),
                misuse("longs in a range", bad, world -> world.array.setRange(0, 9L, 1L << 40)),
                misuse("a wrong value in a cell", bad, world -> anyCells(world).compareAndSet(0, 1, "9")),
                misuse("adding to a cell beyond", bad, world -> world.array.getAndAdd(2, Integer.MAX_VALUE)),
                misuse("updating a cell to text", bad, world -> anyCells(world).updateAndGet(0, old -> "9")),
                misuse(
                        "first cells out of range",
                        bad,
                        world -> world.manager.array(TypeCode.UNSIGNED_BYTE, List.of((short) 1, (short) -1)),
                        "-1"),
                misuse(
                        "an attribute of another type",
                        ClassCastException.class,
                        world -> namespace(world).get("host", Integer.class),
                        "host"),
                misuse(
                        "a view's attribute of another type",
                        ClassCastException.class,
                        world -> namespace(world).as(Settings.class).host(),
                        "host",
                        "int"),
                misuse(
                        "an attribute that is missing",
                        NoSuchElementException.class,
                        world -> namespace(world).get("missing"),
                        "\"missing\""),
                misuse(
                        "a view's attribute that is missing",
                        NoSuchElementException.class,
                        world -> namespace(world).as(Settings.class).missing(),
                        "\"missing\""),
                misuse(
                        "deleting what is missing",
                        NoSuchElementException.class,
                        world -> namespace(world).delete("missing"),
                        "\"missing\""),
                misuse("a view that is none", bad, world -> namespace(world).as(NoView.class), "sum"),
                misuse("a class as a view", bad, world -> namespace(world).as(String.class), "interface"),
                misuse("sorting what has no order", ClassCastException.class, world -> sortMixed(world)));
    }

    @SuppressWarnings("unchecked")
    private static void wrongFirst(World world) {
        world.manager.value((Class<Object>) (Class<?>) Integer.class, Map.of());
    }

    private static void sortMixed(World world) {
        world.list.add("text");
        try {
            world.list.sort(null);
        } finally {
            world.list.remove("text");
        }
    }
}
