package dev.steward.python.value;

import dev.steward.protocol.value.ValueKind;
import dev.steward.python.pickle.PickleBranch;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of each node of a graph before it is written as a value. Each node is looked at a fixed number of
 * times. One for each graph; used by one thread.
 */
final class GraphSurvey {

    /** Stands for the opaque value that something goes into which goes into none. */
    private static final Object NONE = new Object();

    /** A number of the closed set has 64 MiB at most. */
    private static final int MOST_BITS = 64 << 20 << 3;

    private static final Seen LEAF = new Seen();
    private static final Seen BYTEARRAY = new Seen();

    static {
        LEAF.pure = true;
        LEAF.keyable = true;
    }

    private final IdentityHashMap<PickleNode, Seen> branches = new IdentityHashMap<>();
    private final CarriedValues carried = new CarriedValues();
    private final Budget budget;
    private final PythonValues.References references;

    /** What was seen of a node. */
    private static final class Seen {
        /** Nothing in it ever changes, so that nobody can tell whether two places hold one or two equal ones. */
        private boolean pure;
        /** It can be hashed, and is equal to what is read of it: not so a NaN. */
        private boolean keyable;
        /** It has keys or elements that can be hashed. */
        private boolean keysFit = true;
        /** The value of Java that an instance is. */
        private @Nullable Object plain;
        /** Which opaque value it went into, or none; null until it is seen there. */
        private @Nullable Object unit;
    }

    /** Where a walk is. */
    private static final class Place {
        private final PickleNode node;
        private final Seen seen;
        private int next;

        Place(PickleNode node, Seen seen) {
            this.node = node;
            this.seen = seen;
        }
    }

    /** Looks at a graph. What would take more than the budget allows is taken for what only Python knows. */
    GraphSurvey(PickleNode root, Budget budget, PythonValues.References references) {
        this.budget = budget;
        this.references = references;
        Deque<Place> way = new ArrayDeque<>();
        enter(root, way);
        while (!way.isEmpty()) {
            Place top = way.element();
            if (top.seen.plain == null && top.next < top.node.size()) {
                enter(top.node.part(top.next++), way);
                continue;
            }
            finish(top);
            way.pop();
        }
    }

    private void enter(PickleNode node, Deque<Place> way) {
        if (!(node instanceof PickleBranch) || branches.containsKey(node)) {
            return;
        }
        Seen seen = new Seen();
        branches.put(node, seen);
        if (node instanceof PickleInstance instance) {
            seen.plain = plainOf(instance);
        }
        if (seen.plain == null) {
            seen.plain = carried.valueOf(node);
        }
        // Those behind it find it as neither pure nor a key, as nothing is that is in a circle.
        way.push(new Place(node, seen));
    }

    private @Nullable Object plainOf(PickleInstance instance) {
        Object value = references.valueOf(instance);
        if (value == null) {
            value = PythonTime.valueOf(instance);
        }
        if (value == null) {
            value = budget.take(PythonDecimal.sizeOf(instance)) ? PythonDecimal.valueOf(instance) : null;
        }
        if (value == null) {
            value = PythonUuid.valueOf(instance);
        }
        return value == null && budget.take(PythonArray.sizeOf(instance)) ? PythonArray.of(instance) : value;
    }

    private void finish(Place place) {
        Seen seen = place.seen;
        PickleNode node = place.node;
        if (seen.plain != null) {
            boolean isArray = seen.plain instanceof PythonArray;
            seen.pure = !isArray;
            seen.keyable = !isArray;
            return;
        }
        boolean pure = true;
        boolean keyable = true;
        int step = node.kind() == PickleKind.DICT ? 2 : 1;
        for (int i = 0; i < node.size(); i++) {
            Seen part = seenOf(node.part(i));
            pure &= part.pure;
            keyable &= i % step != 0 || isKeyable(node.part(i), part);
        }
        switch (node.kind()) {
            case TUPLE -> {
                seen.pure = pure;
                seen.keyable = keyable;
            }
            case FROZENSET -> {
                seen.pure = pure;
                seen.keyable = keyable;
                seen.keysFit = keyable;
            }
            case SET, DICT -> seen.keysFit = keyable;
            case INSTANCE -> {
                seen.keyable = true;
                seen.keysFit = keysFit(PythonCollection.of((PickleInstance) node));
            }
            default -> {}
        }
    }

    private boolean keysFit(@Nullable PythonCollection contents) {
        if (contents == null || contents.kind() != ValueKind.MAP) {
            return true;
        }
        for (int i = contents.from(); i < contents.to(); i += 2) {
            PickleNode key = contents.holder().part(i);
            if (!isKeyable(key, seenOf(key))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKeyable(PickleNode node, Seen seen) {
        return node.kind() == PickleKind.FLOAT ? !Double.isNaN(((PickleLeaf) node).real()) : seen.keyable;
    }

    private Seen seenOf(PickleNode node) {
        Seen seen = branches.get(node);
        return seen != null ? seen : node.kind() == PickleKind.BYTEARRAY ? BYTEARRAY : LEAF;
    }

    /** Returns the value of Java that a node is by itself: of java.time and the like, or one that is only carried. */
    @Nullable
    Object plain(PickleNode node) {
        Object plain = seenOf(node).plain;
        return plain instanceof PythonArray array ? array.isWhole() ? array.numbers() : null : plain;
    }

    /** Returns the array that a node is, also one of which Java's says not all; null if it is none. */
    @Nullable
    PythonArray array(PickleNode node) {
        return seenOf(node).plain instanceof PythonArray array ? array : null;
    }

    /** Returns whether the keys of a dict, or the elements of a set, can be keys of a value. */
    boolean keysFit(PickleNode node) {
        return seenOf(node).keysFit;
    }

    /**
     * Returns whether a node is a value of the closed set from which Python gets back what it was.
     *
     * @param hashed whether it stands where Python hashes it
     */
    boolean isNative(PickleNode node, boolean hashed) {
        Object plain = seenOf(node).plain;
        if (plain != null) {
            return plain instanceof PythonArray array ? array.isWhole() && !hashed : true;
        }
        return switch (node.kind()) {
            case NONE, BOOL, FLOAT, BYTES, TUPLE -> true;
            case INT -> !(((PickleLeaf) node).integer() instanceof BigInteger large) || large.bitLength() < MOST_BITS;
            case TEXT -> ((PickleLeaf) node).text() != null;
            case LIST -> !hashed;
            case DICT, SET -> !hashed && keysFit(node);
            case FROZENSET -> hashed && keysFit(node);
            case GLOBAL, BYTEARRAY, INSTANCE -> false;
        };
    }

    /** A node on the way, and what it goes into. */
    private record Step(PickleNode node, Object unit, boolean hashed) {}

    /**
     * Returns whether the graph is more than the values that it would be written as: two of them would hold the same thing,
     * of which each would get a copy, so that a change of one would no longer be seen in the other.
     *
     * @param isKey whether Python hashes it
     */
    boolean isShared(PickleNode root, boolean isKey) {
        Deque<Step> left = new ArrayDeque<>();
        left.push(new Step(root, NONE, isKey));
        while (!left.isEmpty()) {
            Step step = left.pop();
            PickleNode node = step.node;
            Seen seen = node.kind() == PickleKind.BYTEARRAY
                    ? branches.computeIfAbsent(node, ignored -> new Seen())
                    : seenOf(node);
            if (seen.pure) {
                continue;
            }
            if (seen.unit != null) {
                if (step.unit == NONE || step.unit != seen.unit) {
                    return true;
                }
                continue;
            }
            boolean isNative = step.unit == NONE && isNative(node, step.hashed);
            Object unit = step.unit == NONE && !isNative ? node : step.unit;
            seen.unit = unit;
            if (seen.plain != null) {
                continue;
            }
            for (int i = 0; i < node.size(); i++) {
                boolean hashed = switch (node.kind()) {
                    case DICT -> i % 2 == 0;
                    case SET, FROZENSET -> true;
                    default -> step.hashed;
                };
                left.push(new Step(node.part(i), unit, hashed));
            }
        }
        return false;
    }
}
