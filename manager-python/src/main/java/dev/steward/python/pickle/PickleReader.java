package dev.steward.python.pickle;

import dev.steward.api.ProtocolException;
import dev.steward.python.pickle.PickleInstance.Making;
import dev.steward.python.pickle.PickleInstance.Step;
import java.nio.charset.StandardCharsets;

/**
 * Reads a pickle of any protocol from 0 to 5 into a graph. What it says of classes and calls is noted and nothing else:
 * nothing is looked up, nothing runs. Time and memory are a fixed multiple of the bytes, however they nest, share or lie
 * about lengths. One for each pickle; used by one thread.
 */
public final class PickleReader {

    /** The newest protocol. */
    public static final int NEWEST = 5;

    private final PickleInput in;
    private final PickleStack stack = new PickleStack();
    private final PickleMemo memo = new PickleMemo();
    private final Reduction reduction;
    private int protocol;

    private PickleReader(byte[] bytes) {
        in = new PickleInput(bytes);
        reduction = new Reduction(bytes.length);
    }

    /**
     * Returns the object that a pickle is of.
     *
     * @param bytes one pickle and nothing else; not changed, and not kept
     * @throws ProtocolException if they are something else, or what no pickle of values has in it: persistent
     *     ids, codes of a registry, buffers that are sent beside it
     */
    public static PickleNode read(byte[] bytes) {
        PickleReader reader = new PickleReader(bytes);
        try {
            return reader.readAll();
        } catch (ProtocolException refused) {
            throw PickleInput.at(refused, reader.in.position());
        }
    }

    private PickleNode readAll() {
        byte opcode = in.readByte();
        while (opcode != Opcode.STOP) {
            take(opcode);
            opcode = in.readByte();
        }
        PickleNode root = stack.pop();
        if (!stack.isEmpty() || !in.isAtEnd()) {
            throw PickleInput.malformed("something is left over at its end");
        }
        return root;
    }

    private void take(byte opcode) {
        switch (opcode) {
            case Opcode.PROTO -> takeProtocol();
            case Opcode.FRAME -> in.checkFrame();
            case Opcode.MARK -> stack.mark();
            case Opcode.POP -> stack.discard();
            case Opcode.POP_MARK -> stack.dropToMark(stack.lastMark());
            case Opcode.DUP -> stack.push(stack.top());
            case Opcode.GET -> stack.push(memo.get(LineText.number(in.readLine())));
            case Opcode.BINGET -> stack.push(memo.get(in.readUnsignedByte()));
            case Opcode.LONG_BINGET -> stack.push(memo.get(in.readInt()));
            case Opcode.PUT -> memo.note(LineText.number(in.readLine()), stack.top());
            case Opcode.BINPUT -> memo.note(in.readUnsignedByte(), stack.top());
            case Opcode.LONG_BINPUT -> memo.note(in.readInt(), stack.top());
            case Opcode.MEMOIZE -> memo.note(stack.top());
            default -> {
                if (!takeLeaf(opcode) && !takeItems(opcode)) {
                    takeObject(opcode);
                }
            }
        }
    }

    private void takeProtocol() {
        protocol = in.readUnsignedByte();
        if (protocol > NEWEST) {
            throw PickleInput.malformed("protocol " + protocol + " is not known; the newest is " + NEWEST);
        }
    }

    private boolean takeLeaf(byte opcode) {
        switch (opcode) {
            case Opcode.NONE -> stack.push(PickleLeaf.NONE);
            case Opcode.NEWTRUE -> stack.push(PickleLeaf.TRUE);
            case Opcode.NEWFALSE -> stack.push(PickleLeaf.FALSE);
            case Opcode.INT -> stack.push(LineText.integer(in.readLine()));
            case Opcode.LONG -> stack.push(LineText.longInteger(in.readLine()));
            case Opcode.BININT -> stack.push(PickleLeaf.of(in.readInt()));
            case Opcode.BININT1 -> stack.push(PickleLeaf.of(in.readUnsignedByte()));
            case Opcode.BININT2 -> stack.push(PickleLeaf.of(in.readUnsignedShort()));
            case Opcode.LONG1 -> stack.push(in.readInteger(1));
            case Opcode.LONG4 -> stack.push(in.readInteger(4));
            case Opcode.FLOAT -> stack.push(LineText.real(in.readLine()));
            case Opcode.BINFLOAT -> stack.push(PickleLeaf.of(in.readDouble()));
            case Opcode.UNICODE -> stack.push(LineText.text(in.readLine()));
            case Opcode.SHORT_BINUNICODE -> stack.push(in.readText(1));
            case Opcode.BINUNICODE -> stack.push(in.readText(4));
            case Opcode.BINUNICODE8 -> stack.push(in.readText(8));
            case Opcode.STRING -> stack.push(LineText.quoted(in.readLine()));
            case Opcode.SHORT_BINSTRING -> stack.push(LineText.ofPython2(in.readCounted(1)));
            case Opcode.BINSTRING -> stack.push(LineText.ofPython2(in.readCounted(4)));
            case Opcode.SHORT_BINBYTES -> stack.push(PickleLeaf.bytes(in.readCounted(1)));
            case Opcode.BINBYTES -> stack.push(PickleLeaf.bytes(in.readCounted(4)));
            case Opcode.BINBYTES8 -> stack.push(PickleLeaf.bytes(in.readCounted(8)));
            case Opcode.BYTEARRAY8 -> stack.push(PickleLeaf.bytearray(in.readCounted(8)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean takeItems(byte opcode) {
        switch (opcode) {
            case Opcode.EMPTY_LIST -> stack.push(PickleItems.of(PickleKind.LIST));
            case Opcode.EMPTY_DICT -> stack.push(PickleItems.of(PickleKind.DICT));
            case Opcode.EMPTY_SET -> stack.push(PickleItems.of(PickleKind.SET));
            case Opcode.EMPTY_TUPLE -> stack.push(PickleItems.tuple());
            case Opcode.TUPLE1 -> stack.push(PickleItems.tuple(stack.pop()));
            case Opcode.TUPLE2 -> {
                PickleNode second = stack.pop();
                stack.push(PickleItems.tuple(stack.pop(), second));
            }
            case Opcode.TUPLE3 -> {
                PickleNode third = stack.pop();
                PickleNode second = stack.pop();
                stack.push(PickleItems.tuple(stack.pop(), second, third));
            }
            case Opcode.TUPLE -> stack.push(stack.popItems(PickleKind.TUPLE));
            case Opcode.LIST -> stack.push(stack.popItems(PickleKind.LIST));
            case Opcode.FROZENSET -> stack.push(stack.popItems(PickleKind.FROZENSET));
            case Opcode.DICT -> {
                requirePairs(stack.size() - stack.lastMark());
                stack.push(stack.popItems(PickleKind.DICT));
            }
            case Opcode.APPEND -> addTop(Step.APPEND, 1);
            case Opcode.SETITEM -> addTop(Step.SET_ITEMS, 2);
            case Opcode.APPENDS -> addMarked(Step.APPEND);
            case Opcode.ADDITEMS -> addMarked(Step.ADD);
            case Opcode.SETITEMS -> {
                requirePairs(stack.size() - stack.lastMark());
                addMarked(Step.SET_ITEMS);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void requirePairs(int count) {
        if (count % 2 != 0) {
            throw PickleInput.malformed("a key without a value");
        }
    }

    private void addTop(Step step, int count) {
        PickleNode last = stack.pop();
        PickleNode first = count == 1 ? last : stack.pop();
        PickleNode holder = stack.top();
        add(holder, step, first);
        if (count > 1) {
            add(holder, step, last);
        }
    }

    private void addMarked(Step step) {
        int mark = stack.lastMark();
        int end = stack.size();
        PickleNode holder = stack.belowLastMark();
        for (int i = mark; i < end; i++) {
            add(holder, step, stack.get(i));
        }
        stack.dropToMark(mark);
    }

    private static void add(PickleNode holder, Step step, PickleNode part) {
        if (holder instanceof PickleInstance instance) {
            instance.add(step, part);
            return;
        }
        PickleKind fits = switch (step) {
            case APPEND -> PickleKind.LIST;
            case ADD -> PickleKind.SET;
            case SET_ITEMS -> PickleKind.DICT;
            case STATE -> PickleKind.INSTANCE;
        };
        if (holder.kind() != fits) {
            throw PickleInput.malformed("what is added to a " + holder.kind() + " is for a " + fits);
        }
        ((PickleItems) holder).add(part);
    }

    private void takeObject(byte opcode) {
        switch (opcode) {
            case Opcode.GLOBAL -> {
                PickleLeaf module = nameOf(in.readLine());
                stack.push(global(module, nameOf(in.readLine())));
            }
            case Opcode.STACK_GLOBAL -> {
                PickleNode name = stack.pop();
                stack.push(global(stack.pop(), name));
            }
            case Opcode.REDUCE -> {
                PickleNode arguments = stack.pop();
                stack.push(call(stack.pop(), arguments));
            }
            case Opcode.NEWOBJ -> {
                PickleNode arguments = requireTuple(stack.pop());
                stack.push(PickleInstance.of(Making.NEW, requireCallable(stack.pop()), arguments));
            }
            case Opcode.NEWOBJ_EX -> {
                PickleNode names = stack.pop();
                if (names.kind() != PickleKind.DICT) {
                    throw PickleInput.malformed("arguments with names that are a " + names.kind() + " and no DICT");
                }
                PickleNode arguments = requireTuple(stack.pop());
                stack.push(PickleInstance.of(Making.NEW_WITH_NAMES, requireCallable(stack.pop()), arguments, names));
            }
            case Opcode.INST -> {
                PickleLeaf module = nameOf(in.readLine());
                PickleNode type = global(module, nameOf(in.readLine()));
                stack.push(ofOldStyle(type, stack.popItems(PickleKind.TUPLE)));
            }
            case Opcode.OBJ -> {
                PickleItems all = stack.popItems(PickleKind.TUPLE);
                if (all.size() == 0) {
                    throw PickleInput.malformed("an object without a class");
                }
                PickleItems arguments = PickleItems.tuple();
                for (int i = 1; i < all.size(); i++) {
                    arguments.add(all.part(i));
                }
                stack.push(ofOldStyle(requireCallable(all.part(0)), arguments));
            }
            case Opcode.BUILD -> addTop(Step.STATE, 1);
            case Opcode.PERSID, Opcode.BINPERSID ->
                throw PickleInput.malformed("it names an object of a store (persistent id), which is not there");
            case Opcode.EXT1, Opcode.EXT2, Opcode.EXT4 ->
                throw PickleInput.malformed("it names a class by a code of copyreg, which only its process knows;"
                        + " do not register extensions there");
            case Opcode.NEXT_BUFFER, Opcode.READONLY_BUFFER ->
                throw PickleInput.malformed(
                        "it has buffers beside it, which did not come; pickle without buffer_callback");
            default -> throw PickleInput.malformed("unknown opcode 0x" + Integer.toHexString(opcode & 0xFF));
        }
    }

    /** As {@code pickle} does it: a class without arguments is not called. */
    private PickleNode ofOldStyle(PickleNode type, PickleItems arguments) {
        return arguments.size() == 0 ? PickleInstance.of(Making.NEW, type, arguments) : call(type, arguments);
    }

    private static PickleLeaf nameOf(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return PickleLeaf.text(bytes, 0, bytes.length);
    }

    private PickleNode global(PickleNode module, PickleNode name) {
        String moduleText = module.kind() == PickleKind.TEXT ? ((PickleLeaf) module).text() : null;
        String nameText = name.kind() == PickleKind.TEXT ? ((PickleLeaf) name).text() : null;
        if (moduleText == null || nameText == null) {
            throw PickleInput.malformed("a name of a class that is a " + module.kind() + " and a " + name.kind());
        }
        return GlobalName.read(moduleText, nameText, protocol);
    }

    private PickleNode call(PickleNode callable, PickleNode arguments) {
        requireTuple(arguments);
        if (callable instanceof GlobalName global) {
            PickleNode plain = reduction.of(global, (PickleItems) arguments);
            if (plain != null) {
                return plain;
            }
        }
        return PickleInstance.of(Making.CALL, requireCallable(callable), arguments);
    }

    private static PickleNode requireTuple(PickleNode arguments) {
        if (arguments.kind() != PickleKind.TUPLE) {
            throw PickleInput.malformed("arguments that are a " + arguments.kind() + " and no TUPLE");
        }
        return arguments;
    }

    private static PickleNode requireCallable(PickleNode callable) {
        if (callable.kind() != PickleKind.GLOBAL && callable.kind() != PickleKind.INSTANCE) {
            throw PickleInput.malformed("it calls a " + callable.kind());
        }
        return callable;
    }
}
