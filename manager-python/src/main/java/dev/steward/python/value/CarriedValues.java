package dev.steward.python.value;

import dev.steward.api.ProtocolException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.ValueKind;
import dev.steward.python.pickle.GlobalName;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleInstance.Step;
import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of Java that Python has nothing for, such as a record or an enum: Python holds it as a
 * {@code types.SimpleNamespace} with the name of its class and its bytes, and as a tuple of both where it must be hashable;
 * what comes back is the value itself. One for each graph, by one thread: bytes that several refer to are looked at once.
 */
final class CarriedValues {

    private static final GlobalName NAMESPACE = GlobalName.of("types", "SimpleNamespace");
    private static final PickleLeaf MARK = PickleLeaf.of("java");
    private static final PickleLeaf CLASS = PickleLeaf.of("java_class");
    private static final PickleLeaf VALUE = PickleLeaf.of("java_value");

    private final IdentityHashMap<PickleNode, Optional<EncodedValue>> read = new IdentityHashMap<>();

    /**
     * Returns what Python holds for a value.
     *
     * @param className of its class in Java
     * @param value all bytes of the value, which are kept
     * @param hashable whether it stands where Python hashes it
     */
    static PickleNode nodeOf(String className, byte[] value, boolean hashable) {
        PickleLeaf name = PickleLeaf.of(className);
        PickleLeaf bytes = PickleLeaf.bytes(value);
        if (hashable) {
            return PickleItems.tuple(MARK, name, bytes);
        }
        PickleItems state = PickleItems.of(PickleKind.DICT);
        state.add(CLASS);
        state.add(name);
        state.add(VALUE);
        state.add(bytes);
        PickleInstance namespace = PickleInstance.call(NAMESPACE);
        namespace.add(Step.STATE, state);
        return namespace;
    }

    /** Returns the value that a node holds for Java, or null if it holds none. */
    @Nullable
    EncodedValue valueOf(PickleNode node) {
        if (node.kind() == PickleKind.TUPLE) {
            return node.size() == 3
                            && isText(node.part(0), MARK)
                            && node.part(1).kind() == PickleKind.TEXT
                    ? read(node.part(2))
                    : null;
        }
        boolean isNamespace = node instanceof PickleInstance instance
                && instance.isCallOf(NAMESPACE.module(), NAMESPACE.name())
                && instance.arguments().size() == 0
                && instance.steps() == 1
                && instance.step(0) == Step.STATE
                && instance.part(2).kind() == PickleKind.DICT;
        if (!isNamespace) {
            return null;
        }
        PickleNode state = node.part(2);
        return state.size() == 4
                        && isText(state.part(0), CLASS)
                        && state.part(1).kind() == PickleKind.TEXT
                        && isText(state.part(2), VALUE)
                ? read(state.part(3))
                : null;
    }

    private static boolean isText(PickleNode node, PickleLeaf wanted) {
        return node.kind() == PickleKind.TEXT && String.valueOf(wanted.text()).equals(((PickleLeaf) node).text());
    }

    /** Only what Python has nothing for is carried; bytes that say something else are bytes. */
    private @Nullable EncodedValue read(PickleNode bytes) {
        return bytes.kind() == PickleKind.BYTES
                ? read.computeIfAbsent(bytes, CarriedValues::readBytes).orElse(null)
                : null;
    }

    private static Optional<EncodedValue> readBytes(PickleNode bytes) {
        try {
            EncodedValue value = EncodedValue.fromBytes(((PickleLeaf) bytes).content());
            return isCarried(value.kind()) ? Optional.of(value) : Optional.empty();
        } catch (ProtocolException notAValue) {
            return Optional.empty();
        }
    }

    /** Whether values of a kind may have to be carried. */
    private static boolean isCarried(ValueKind kind) {
        return switch (kind) {
            case NULL, BOOLEAN, BYTE, SHORT, CHARACTER, INT, LONG, FLOAT, DOUBLE, BIG_INTEGER, BIG_DECIMAL -> false;
            case TEXT, TEXT_UTF16, BYTES, LIST, TUPLE, SET, UUID_128, ZONE_OFFSET, REFERENCE -> false;
            default -> true;
        };
    }
}
