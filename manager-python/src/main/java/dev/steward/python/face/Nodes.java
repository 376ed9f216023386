package dev.steward.python.face;

import dev.steward.python.pickle.GlobalName;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What there is to ask of an object of Python, as Python's own functions ask it. */
final class Nodes {

    private static final String BUILTINS = "builtins";

    /** More is made of a few bytes by nobody: a range says any number. */
    private static final long MOST_ITEMS = 1_000_000;

    private Nodes() {}

    static boolean isNone(@Nullable PickleNode node) {
        return node == null || node.kind() == PickleKind.NONE;
    }

    /** Returns the text of a str; null if it is none. */
    static @Nullable String text(@Nullable PickleNode node) {
        return node instanceof PickleLeaf leaf && leaf.kind() == PickleKind.TEXT ? leaf.text() : null;
    }

    /** Returns whether Python takes it for true. */
    static boolean truth(PickleNode node) {
        return switch (node.kind()) {
            case NONE -> false;
            case BOOL -> ((PickleLeaf) node).truth();
            case INT -> ((PickleLeaf) node).integer().doubleValue() != 0;
            case FLOAT -> ((PickleLeaf) node).real() != 0;
            case TEXT, BYTES, BYTEARRAY -> ((PickleLeaf) node).content().length > 0;
            case LIST, TUPLE, DICT, SET, FROZENSET -> node.size() > 0;
            case GLOBAL, INSTANCE -> true;
        };
    }

    /** Returns an index, cut to what a long can say; null if it is no int. */
    static @Nullable Long index(PickleNode node) {
        if (node.kind() == PickleKind.BOOL) {
            return ((PickleLeaf) node).truth() ? 1L : 0L;
        }
        if (node.kind() != PickleKind.INT) {
            return null;
        }
        Number number = ((PickleLeaf) node).integer();
        return number instanceof BigInteger large
                ? large.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE
                : number.longValue();
    }

    /** Returns an int. */
    static long integer(PickleNode node) throws PythonError {
        Long index = index(node);
        if (index == null) {
            throw PythonError.type("'" + typeName(node) + "' object cannot be interpreted as an integer");
        }
        return index;
    }

    /** Returns a number of seconds; null if it is {@code None}. */
    static @Nullable Double seconds(@Nullable PickleNode node) throws PythonError {
        if (node == null || node.kind() == PickleKind.NONE) {
            return null;
        }
        return switch (node.kind()) {
            case FLOAT -> ((PickleLeaf) node).real();
            case INT -> ((PickleLeaf) node).integer().doubleValue();
            case BOOL -> ((PickleLeaf) node).truth() ? 1.0 : 0.0;
            default -> throw PythonError.type("'" + typeName(node) + "' object cannot be interpreted as a time");
        };
    }

    /** Returns what Python calls the class of an object. */
    static String typeName(PickleNode node) {
        return switch (node.kind()) {
            case NONE -> "NoneType";
            case TEXT -> "str";
            case GLOBAL -> "type";
            case INSTANCE -> {
                String name = ((PickleInstance) node).className();
                yield name.substring(name.lastIndexOf('.') + 1);
            }
            default -> node.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    /** Returns what an object gives one after the other, or null if it gives nothing as far as is known here. */
    static @Nullable List<PickleNode> items(PickleNode node) throws PythonError {
        List<PickleNode> items = new ArrayList<>();
        switch (node.kind()) {
            case LIST, TUPLE, SET, FROZENSET -> addParts(node, 0, node.size(), 1, items);
            case DICT -> addParts(node, 0, node.size(), 2, items);
            case TEXT -> {
                String text = ((PickleLeaf) node).text();
                if (text == null) {
                    return null;
                }
                text.codePoints().forEach(point -> items.add(PickleLeaf.of(Character.toString(point))));
            }
            case BYTES, BYTEARRAY -> {
                for (byte each : ((PickleLeaf) node).content()) {
                    items.add(PickleLeaf.of(each & 0xFF));
                }
            }
            default -> {
                if (!(node instanceof PickleInstance instance) || !addItems(instance, items)) {
                    return null;
                }
            }
        }
        return items;
    }

    private static void addParts(PickleNode node, int from, int to, int step, List<PickleNode> items) {
        for (int i = from; i < to; i += step) {
            items.add(node.part(i));
        }
    }

    private static boolean addItems(PickleInstance instance, List<PickleNode> items) throws PythonError {
        if (instance.isCallOf(BUILTINS, "range") && instance.arguments().size() == 3) {
            addRange(instance, items);
            return true;
        }
        boolean steps = instance.steps() <= 1;
        if (instance.isCallOf("collections", "deque") && steps) {
            addParts(instance, instance.madeOf(), instance.size(), 1, items);
            return true;
        }
        if (instance.isCallOf("collections", "OrderedDict") && steps) {
            addParts(instance, instance.madeOf(), instance.size(), 2, items);
            return true;
        }
        if (instance.isCallOf("array", "array") && instance.arguments().size() == 2) {
            PickleNode content = instance.arguments().part(1);
            if (content.kind() == PickleKind.LIST) {
                addParts(content, 0, content.size(), 1, items);
                return true;
            }
        }
        return false;
    }

    private static void addRange(PickleInstance range, List<PickleNode> items) throws PythonError {
        long start = integer(range.arguments().part(0));
        long stop = integer(range.arguments().part(1));
        long step = integer(range.arguments().part(2));
        if (step == 0) {
            throw PythonError.value("range() arg 3 must not be zero");
        }
        for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
            if (items.size() >= MOST_ITEMS) {
                throw PythonError.builtin(
                        "MemoryError", "a range of more than " + MOST_ITEMS + " numbers: send it in parts");
            }
            items.add(PickleLeaf.of(i));
        }
    }

    /** Returns a list of these. */
    static PickleItems list(List<PickleNode> items) {
        return of(PickleKind.LIST, items);
    }

    /** Returns a collection of that kind of these. */
    static PickleItems of(PickleKind kind, List<PickleNode> items) {
        PickleItems all = PickleItems.of(kind);
        items.forEach(all::add);
        return all;
    }

    /** Returns an iterator over a list of these. */
    static PickleNode iterator(List<PickleNode> items) {
        return PickleInstance.call(GlobalName.of(BUILTINS, "iter"), list(items));
    }
}
