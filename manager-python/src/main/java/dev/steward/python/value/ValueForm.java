package dev.steward.python.value;

import static java.util.Objects.requireNonNull;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.OpaquePickle;
import dev.steward.protocol.value.PlainKind;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import dev.steward.python.pickle.Fingerprint;
import dev.steward.python.pickle.GlobalName;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.python.pickle.PickleReader;
import dev.steward.python.pickle.PickleWriter;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes a graph as a value: either so that Python gets back what it was, or as a view, which is what Java sees of it. One
 * for each value; used by one thread.
 */
final class ValueForm {

    private static final byte[] NOTHING = {};

    /** Deeper than this is no value any more. */
    private static final int DEEPEST = 1_000;

    /** Keys are hashed and compared all the time. */
    private static final int DEEPEST_KEY = 64;

    private final GraphSurvey survey;
    private final Budget budget;
    private final boolean isView;
    private final ValueOutput out = new ValueOutput();
    private final Deque<Open> open = new ArrayDeque<>();
    private int paid;

    /** Says that a value would nest too deep, or take too much. Carries no frames: it is an answer. */
    static final class DoesNotFit extends Exception {
        private static final long serialVersionUID = 1L;

        DoesNotFit() {
            super("as a value it nests too deep or takes too much", null, false, false);
        }
    }

    /** Something whose parts are being written. */
    private static final class Open {
        private final PickleNode node;
        private final ValueKind kind;
        private final int from;
        private final int to;
        /** In how many keys within keys it is; 0 where Python hashes nothing. */
        private final int keyDepth;

        private int next;

        Open(ValueKind kind, PickleNode node, int from, int to, int keyDepth) {
            this.node = node;
            this.kind = kind;
            this.from = from;
            this.to = to;
            this.keyDepth = keyDepth;
            next = from;
        }

        /** Returns how deep the next part is in keys. */
        int nextKeyDepth() {
            boolean isKey = kind == ValueKind.SET || (kind == ValueKind.MAP && (next - from) % 2 == 0);
            return isKey || keyDepth > 0 ? keyDepth + 1 : 0;
        }
    }

    private ValueForm(GraphSurvey survey, Budget budget, boolean isView) {
        this.survey = survey;
        this.budget = budget;
        this.isView = isView;
    }

    /** Returns the value from which Python gets back what it was, given that nothing in it is shared. */
    static EncodedValue of(PickleNode root, GraphSurvey survey, Budget budget, boolean isKey) throws DoesNotFit {
        ValueForm form = new ValueForm(survey, budget, false);
        form.writeAll(root, isKey ? 1 : 0);
        return EncodedValue.fromBytes(form.out.toBytes());
    }

    /** Returns the opaque value that holds all of a graph, with a view of it if that is within the budget. */
    static EncodedValue opaque(PickleNode root, GraphSurvey survey, Budget budget) {
        ValueForm form = new ValueForm(survey, budget, false);
        form.writeOpaque(root);
        return EncodedValue.fromBytes(form.out.toBytes());
    }

    private void writeAll(PickleNode root, int rootKeyDepth) throws DoesNotFit {
        write(root, rootKeyDepth);
        while (!open.isEmpty()) {
            Open top = open.element();
            if (top.next == top.to) {
                open.pop();
                continue;
            }
            int keyDepth = top.nextKeyDepth();
            write(top.node.part(top.next++), keyDepth);
        }
        pay();
    }

    private void pay() throws DoesNotFit {
        boolean paidFor = budget.take(out.position() - paid);
        paid = out.position();
        if (!paidFor) {
            throw new DoesNotFit();
        }
    }

    private void write(PickleNode node, int keyDepth) throws DoesNotFit {
        pay();
        Object plain = survey.plain(node);
        if (plain instanceof EncodedValue carried) {
            boolean isSeen = !isView || carried.tokens().isEmpty();
            if (open.size() + carried.depth() > deepest() || !isSeen) {
                throw new DoesNotFit();
            }
            carried.writeTo((array, offset, length) -> out.writeBytes(array, offset, length));
        } else if (plain != null && (isView || survey.isNative(node, keyDepth > 0))) {
            writePlain(ValueKind.of(plain.getClass()), plain);
        } else if (isView) {
            writeView(node, keyDepth);
        } else if (survey.isNative(node, keyDepth > 0)) {
            writeNative(node, keyDepth);
        } else {
            writeOpaque(node);
        }
    }

    private void writePlain(ValueKind kind, Object value) {
        out.writeByte(kind.tag());
        requireNonNull(PlainKind.of(kind), "plain").write(out, value);
    }

    private void writeNative(PickleNode node, int keyDepth) throws DoesNotFit {
        switch (node.kind()) {
            case LIST -> begin(ValueKind.LIST, node, 0, node.size(), keyDepth);
            case TUPLE -> begin(ValueKind.TUPLE, node, 0, node.size(), keyDepth);
            case SET, FROZENSET -> begin(ValueKind.SET, node, 0, node.size(), keyDepth);
            case DICT -> begin(ValueKind.MAP, node, 0, node.size(), keyDepth);
            default -> writeLeaf((PickleLeaf) node);
        }
    }

    private int deepest() {
        return isView ? OpaquePickle.DEEPEST_VIEW : DEEPEST;
    }

    private void begin(ValueKind kind, PickleNode node, int from, int to, int keyDepth) throws DoesNotFit {
        if (open.size() + 1 >= deepest() || keyDepth > DEEPEST_KEY) {
            throw new DoesNotFit();
        }
        out.writeByte(kind.tag());
        out.writeCount(kind == ValueKind.MAP ? (to - from) / 2 : to - from);
        open.push(new Open(kind, node, from, to, keyDepth));
    }

    private void writeLeaf(PickleLeaf leaf) {
        switch (leaf.kind()) {
            case NONE -> out.writeByte(ValueKind.NULL.tag());
            case BOOL -> writePlain(ValueKind.BOOLEAN, leaf.truth());
            case INT -> {
                Number amount = leaf.integer();
                writePlain(amount instanceof BigInteger ? ValueKind.BIG_INTEGER : ValueKind.LONG, amount);
            }
            case FLOAT -> writePlain(ValueKind.DOUBLE, leaf.real());
            case TEXT -> writePlain(ValueKind.TEXT, requireNonNull(leaf.text(), "a native text"));
            default -> writePlain(ValueKind.BYTES, leaf.content());
        }
    }

    /** What Java sees of a node is not all that Python would need. */
    private void writeView(PickleNode node, int keyDepth) throws DoesNotFit {
        PythonArray array = survey.array(node);
        if (array != null) {
            writePlain(ValueKind.of(array.numbers().getClass()), array.numbers());
        } else if (node.kind() == PickleKind.BYTEARRAY) {
            writePlain(ValueKind.BYTES, ((PickleLeaf) node).content());
        } else if (node instanceof PickleInstance instance) {
            PythonCollection contents = PythonCollection.of(instance);
            if (contents != null && survey.keysFit(node)) {
                begin(contents.kind(), contents.holder(), contents.from(), contents.to(), keyDepth);
            } else {
                writeOpaque(node);
            }
        } else if (isVisible(node)) {
            writeNative(node, keyDepth);
        } else {
            writeOpaque(node);
        }
    }

    private boolean isVisible(PickleNode node) {
        return switch (node.kind()) {
            case TEXT -> ((PickleLeaf) node).text() != null;
            case DICT, SET, FROZENSET -> survey.keysFit(node);
            case GLOBAL -> false;
            default -> true;
        };
    }

    private void writeOpaque(PickleNode node) {
        byte[] pickle = PickleWriter.write(node, PickleReader.NEWEST);
        OpaquePickle.write(out, classNameOf(node), Fingerprint.of(node), pickle, viewOf(node));
    }

    private static String classNameOf(PickleNode node) {
        return switch (node.kind()) {
            case GLOBAL -> ((GlobalName) node).label();
            case TEXT -> "str";
            case INSTANCE -> ((PickleInstance) node).className();
            default -> node.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    /** Returns what is to be seen of a node; nothing inside of a view, and where it is no more than the opaque value itself. */
    private byte[] viewOf(PickleNode node) {
        boolean isSeen = node instanceof PickleInstance instance
                ? survey.array(node) != null || (PythonCollection.of(instance) != null && survey.keysFit(node))
                : isVisible(node);
        if (isView || !isSeen) {
            return NOTHING;
        }
        ValueForm view = new ValueForm(survey, budget, true);
        try {
            view.writeAll(node, 0);
        } catch (DoesNotFit unseen) {
            return NOTHING;
        }
        return view.out.toBytes();
    }
}
