package dev.steward.python.pickle;

import dev.steward.python.pickle.PickleInstance.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;

/**
 * Writes a graph as a pickle, for Python 3: what is shared stays shared, what is in a circle stays in it. Takes no stack,
 * however deep the graph is. One for each pickle; used by one thread.
 */
public final class PickleWriter {

    /** A leaf of so many bytes is written once, wherever it is. */
    private static final int WORTH_A_NOTE = 5;

    private static final int WITH_NOTES_IN_BYTES = 1;
    private static final int WITH_NEW = 2;
    private static final int WITH_STACK_GLOBAL = 4;

    private final int protocol;
    private final PickleOutput out = new PickleOutput();
    private final LeafWriter leaves;
    private final IdentityHashMap<PickleNode, Integer> noted = new IdentityHashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();

    private PickleWriter(int protocol) {
        this.protocol = protocol;
        leaves = new LeafWriter(protocol, out);
    }

    /** Something whose parts are being written. */
    private static final class Open {
        /** What it is noted as. */
        private final PickleNode node;
        /** What is written for it. */
        private final PickleNode shown;

        private int next;
        private boolean made;
        private int step;
        /** Where the parts begin, and end, that are written together. */
        private int from;

        private int to;

        Open(PickleNode node, PickleNode shown) {
            this.node = node;
            this.shown = shown;
        }
    }

    /**
     * Returns the pickle of an object.
     *
     * @param protocol 0 to 5
     * @throws dev.steward.api.UnsupportedValueException if it takes more than 2 GiB
     */
    public static byte[] write(PickleNode root, int protocol) {
        if (protocol < 0 || protocol > PickleReader.NEWEST) {
            throw new IllegalArgumentException("there is no protocol " + protocol);
        }
        PickleWriter writer = new PickleWriter(protocol);
        if (protocol >= WITH_NEW) {
            writer.writeProtocol(protocol);
        }
        writer.begin(root);
        while (!writer.open.isEmpty()) {
            writer.goOn(writer.open.element());
        }
        writer.out.writeByte(Opcode.STOP);
        return writer.out.toBytes();
    }

    private void writeProtocol(int number) {
        out.writeByte(Opcode.PROTO);
        out.writeByte(number);
    }

    private void begin(PickleNode node) {
        Integer number = noted.get(node);
        if (number != null) {
            writeNumber(number, Opcode.GET, Opcode.BINGET, Opcode.LONG_BINGET);
            return;
        }
        PickleNode shown = OlderForm.of(node, protocol);
        switch (shown.kind()) {
            case LIST -> beginItems(node, shown, Opcode.EMPTY_LIST, Opcode.LIST);
            case DICT -> beginItems(node, shown, Opcode.EMPTY_DICT, Opcode.DICT);
            case SET -> beginItems(node, shown, Opcode.EMPTY_SET, Opcode.EMPTY_SET);
            case TUPLE, FROZENSET -> {
                Open tuple = new Open(node, shown);
                if (shown.kind() == PickleKind.FROZENSET || isMarked(shown)) {
                    out.writeByte(Opcode.MARK);
                }
                tuple.to = shown.size();
                open.push(tuple);
            }
            case INSTANCE -> open.push(new Open(node, shown));
            case GLOBAL -> {
                writeName((GlobalName) shown);
                note(node);
            }
            default -> {
                leaves.write((PickleLeaf) shown);
                if (((PickleLeaf) shown).weight() >= WORTH_A_NOTE || shown.kind() == PickleKind.BYTEARRAY) {
                    note(node);
                }
            }
        }
    }

    private boolean isMarked(PickleNode tuple) {
        return tuple.size() > 3 || (protocol < WITH_NEW && (tuple.size() > 0 || protocol == 0));
    }

    /** What can hold itself is noted before it is filled. */
    private void beginItems(PickleNode node, PickleNode shown, byte empty, byte emptyInText) {
        if (protocol == 0) {
            out.writeByte(Opcode.MARK);
            out.writeByte(emptyInText);
        } else {
            out.writeByte(empty);
        }
        note(node);
        if (shown.size() > 0) {
            Open items = new Open(node, shown);
            items.to = shown.size();
            open.push(items);
        }
    }

    private void note(PickleNode node) {
        int number = noted.size();
        noted.put(node, number);
        if (protocol >= WITH_STACK_GLOBAL) {
            out.writeByte(Opcode.MEMOIZE);
        } else {
            writeNumber(number, Opcode.PUT, Opcode.BINPUT, Opcode.LONG_BINPUT);
        }
    }

    private void writeNumber(int number, byte inText, byte inByte, byte inFour) {
        if (protocol < WITH_NOTES_IN_BYTES) {
            out.writeByte(inText);
            out.writeLine(Integer.toString(number));
        } else if (number < 256) {
            out.writeByte(inByte);
            out.writeByte(number);
        } else {
            out.writeByte(inFour);
            out.writeLowestFirst(number, Integer.BYTES);
        }
    }

    /** Writes what comes before the next part, and begins that; or what comes behind the last one. */
    private void goOn(Open top) {
        switch (top.shown.kind()) {
            case LIST -> closeUnless(goOn(top, Step.APPEND));
            case DICT -> closeUnless(goOn(top, Step.SET_ITEMS));
            case SET -> closeUnless(goOn(top, Step.ADD));
            case TUPLE, FROZENSET -> {
                if (top.next < top.to) {
                    begin(top.shown.part(top.next++));
                } else {
                    out.writeByte(endOf(top.shown));
                    closeUnless(false);
                    noteOrGoBack(top.node);
                }
            }
            default -> closeUnless(goOnWith(top, (PickleInstance) top.shown));
        }
    }

    private void closeUnless(boolean goesOn) {
        if (!goesOn) {
            open.pop();
        }
    }

    private byte endOf(PickleNode items) {
        if (items.kind() == PickleKind.FROZENSET) {
            return Opcode.FROZENSET;
        }
        if (isMarked(items)) {
            return Opcode.TUPLE;
        }
        return switch (items.size()) {
            case 0 -> Opcode.EMPTY_TUPLE;
            case 1 -> Opcode.TUPLE1;
            case 2 -> Opcode.TUPLE2;
            default -> Opcode.TUPLE3;
        };
    }

    /**
     * Notes what was just made. If something in it holds it, it was made there for the first time, and that one counts.
     *
     * @return whether this is the first time
     */
    private boolean noteOrGoBack(PickleNode node) {
        Integer earlier = noted.get(node);
        if (earlier == null) {
            note(node);
            return true;
        }
        out.writeByte(Opcode.POP);
        writeNumber(earlier, Opcode.GET, Opcode.BINGET, Opcode.LONG_BINGET);
        return false;
    }

    /** Returns false when the parts of one step are written; else begins the next one. */
    private boolean goOn(Open top, Step step) {
        int unit = step == Step.SET_ITEMS ? 2 : 1;
        boolean together = step == Step.ADD || (protocol >= WITH_NOTES_IN_BYTES && top.to - top.from > unit);
        if (!together && top.next > top.from && (top.next - top.from) % unit == 0) {
            out.writeByte(step == Step.APPEND ? Opcode.APPEND : Opcode.SETITEM);
        }
        if (top.next == top.to) {
            if (together) {
                out.writeByte(
                        switch (step) {
                            case APPEND -> Opcode.APPENDS;
                            case ADD -> Opcode.ADDITEMS;
                            default -> Opcode.SETITEMS;
                        });
            }
            return false;
        }
        if (together && top.next == top.from) {
            out.writeByte(Opcode.MARK);
        }
        begin(top.shown.part(top.next++));
        return true;
    }

    private boolean goOnWith(Open top, PickleInstance instance) {
        if (top.next < instance.madeOf()) {
            begin(instance.part(top.next++));
            return true;
        }
        if (!top.made) {
            top.made = true;
            out.writeByte(
                    switch (instance.making()) {
                        case CALL -> Opcode.REDUCE;
                        case NEW -> Opcode.NEWOBJ;
                        case NEW_WITH_NAMES -> Opcode.NEWOBJ_EX;
                    });
            if (!noteOrGoBack(top.node)) {
                return false;
            }
            top.from = top.next;
            top.to = top.next;
        }
        while (top.step < instance.steps()) {
            Step step = instance.step(top.step);
            if (top.to == top.from) {
                top.to = top.from + instance.taken(top.step);
            }
            if (step == Step.STATE) {
                if (top.next < top.to) {
                    begin(instance.part(top.next++));
                    return true;
                }
                out.writeByte(Opcode.BUILD);
            } else if (goOn(top, step)) {
                return true;
            }
            top.step++;
            top.from = top.to;
        }
        return false;
    }

    private void writeName(GlobalName name) {
        boolean namedOtherwise = protocol < GlobalName.NAMES_OF_PYTHON_3 ? name.isOfPython3() : name.isOfPython2();
        if (namedOtherwise) {
            // Whoever reads it takes names as the protocol has them that was named last.
            writeProtocol(name.isOfPython2() ? WITH_NEW : GlobalName.NAMES_OF_PYTHON_3);
        }
        if (protocol >= WITH_STACK_GLOBAL || !isPlain(name)) {
            leaves.write(PickleLeaf.of(name.module()));
            leaves.write(PickleLeaf.of(name.name()));
            out.writeByte(Opcode.STACK_GLOBAL);
        } else {
            out.writeByte(Opcode.GLOBAL);
            out.writeLine(name.module());
            out.writeLine(name.name());
        }
        if (namedOtherwise) {
            writeProtocol(protocol);
        }
    }

    private static boolean isPlain(GlobalName name) {
        return (name.module() + name.name()).chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
