package dev.steward.python.value;

import dev.steward.api.ProtocolException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.OpaquePickle;
import dev.steward.protocol.value.PlainKind;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueKind;
import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.python.pickle.PickleReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the graph of what Python gets for one value. One for each value; used by one thread. */
final class ValueGraph {

    private final ValueInput in = new ValueInput();
    private final byte[] bytes;
    private final Deque<Open> open = new ArrayDeque<>();

    /** Keys, of which Python writes and holds each once, as often as it is there. */
    private final Map<String, PickleLeaf> keys = new HashMap<>();

    /** Something that is not filled yet. */
    private static final class Open {
        private final PickleItems items;
        private final boolean hashable;
        private int left;

        /**
         * Something that takes so many parts.
         *
         * @param hashable whether Python hashes it
         */
        Open(PickleItems items, int left, boolean hashable) {
            this.items = items;
            this.left = left;
            this.hashable = hashable;
        }

        /** Returns whether Python hashes the next part. */
        boolean isNextHashed() {
            return switch (items.kind()) {
                case DICT -> items.size() % 2 == 0;
                case SET, FROZENSET -> true;
                default -> hashable;
            };
        }
    }

    private final PythonValues.References references;

    private ValueGraph(byte[] bytes, PythonValues.References references) {
        this.bytes = bytes;
        this.references = references;
        in.start(bytes, 0, bytes.length);
    }

    /**
     * Returns what Python gets for a value.
     *
     * @param hashed whether Python hashes it
     */
    static PickleNode of(EncodedValue value, PythonValues.References references, boolean hashed) {
        ValueGraph graph = new ValueGraph(value.bytes(), references);
        PickleNode root = graph.read(hashed);
        while (!graph.open.isEmpty()) {
            Open top = graph.open.element();
            if (top.left == 0) {
                graph.open.pop();
                continue;
            }
            top.left--;
            top.items.add(graph.read(top.isNextHashed()));
        }
        return root;
    }

    private PickleNode read(boolean hashed) {
        int start = in.position();
        ValueKind kind = ValueKind.ofTag(in.readByte());
        if (kind == null) {
            throw new IllegalStateException("a value that was not checked");
        }
        return switch (kind) {
            case NULL -> PickleLeaf.NONE;
            case LIST -> items(hashed ? PickleKind.TUPLE : PickleKind.LIST, in.readElementCount(), hashed);
            case TUPLE -> items(PickleKind.TUPLE, in.readElementCount(), hashed);
            case SET -> items(hashed ? PickleKind.FROZENSET : PickleKind.SET, in.readElementCount(), hashed);
            case MAP -> hashed ? carried(start, kind, true) : items(PickleKind.DICT, 2 * in.readElementCount(), false);
            case OPAQUE -> opaque(start, hashed);
            case ENUM -> carried(start, in.readText(), hashed);
            case REFERENCE -> references.nodeOf(in.readToken());
            default -> plain(start, kind, hashed);
        };
    }

    private PickleNode items(PickleKind kind, int count, boolean hashed) {
        PickleItems items = PickleItems.of(kind);
        open.push(new Open(items, count, hashed));
        return items;
    }

    private PickleNode plain(int start, ValueKind kind, boolean hashed) {
        PlainKind plain = PlainKind.of(kind);
        if (plain == null) {
            throw new IllegalStateException(kind + " is read otherwise");
        }
        PickleNode node;
        try {
            node = nodeOf(plain.read(in), hashed);
        } catch (DateTimeException | ArithmeticException noSuchTime) {
            node = null;
        }
        return node == null ? carried(start, kind, hashed) : node;
    }

    /** Returns what a value is in Python, or null if there is nothing that says the same. */
    private @Nullable PickleNode nodeOf(Object value, boolean hashed) {
        if (value instanceof Boolean truth) {
            return PickleLeaf.of(truth);
        }
        if (value instanceof Number number) {
            return nodeOfNumber(number);
        }
        if (value instanceof String || value instanceof Character) {
            String text = value.toString();
            return hashed ? keys.computeIfAbsent(text, PickleLeaf::of) : PickleLeaf.of(text);
        }
        if (value instanceof byte[] content) {
            return PickleLeaf.bytes(content);
        }
        if (value instanceof UUID uuid) {
            return PythonUuid.nodeOf(uuid);
        }
        PickleNode ofTime = PythonTime.nodeOf(value);
        return ofTime != null || hashed ? ofTime : PythonArray.nodeOf(value);
    }

    private static PickleNode nodeOfNumber(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return PickleLeaf.of(number.doubleValue());
        }
        if (number instanceof BigDecimal decimal) {
            return PythonDecimal.nodeOf(decimal);
        }
        return number instanceof BigInteger large ? PickleLeaf.of(large) : PickleLeaf.of(number.longValue());
    }

    /** A pickle that cannot be read is carried like what is of Java: Python could not read it either. */
    private PickleNode opaque(int start, boolean hashed) {
        if (!OpaquePickle.isNext(in)) {
            in.readByte();
            return carried(start, in.readText(), hashed);
        }
        OpaquePickle opaque = OpaquePickle.read(in);
        try {
            return PickleReader.read(opaque.pickle());
        } catch (ProtocolException unreadable) {
            return carried(start, opaque.className(), hashed);
        }
    }

    private PickleNode carried(int start, ValueKind kind, boolean hashed) {
        return carried(start, kind.type().getName(), hashed);
    }

    private PickleNode carried(int start, String className, boolean hashed) {
        in.skipValue(start);
        return CarriedValues.nodeOf(className, Arrays.copyOfRange(bytes, start, in.position()), hashed);
    }
}
