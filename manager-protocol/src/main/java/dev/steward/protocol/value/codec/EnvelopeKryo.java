package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.api.ObjectToken;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Walks the inside of an envelope, where shared parts stay shared and circles close. Used by one thread at a time. */
final class EnvelopeKryo extends ValueKryo implements ThrowableSerializer.Reader {
    /** How deep objects may nest inside an envelope on the stack of any thread. */
    static final int MOST_LEVELS = 500;

    /** How deep they may nest at all. */
    static final int MOST_DEEP_LEVELS = 250_000;

    private static final int SIZES = 3 * Integer.BYTES;

    private final EnvelopeResolver classes;
    private final SharedParts parts;
    private final Map<ObjectToken, Integer> tokensWritten = new LinkedHashMap<>();
    private List<ObjectToken> tokensRead = List.of();

    /** One proxy for each place in the table: the sender counted each once. */
    private Map<Integer, Object> proxiesRead = new LinkedHashMap<>();

    private final List<Runnable> fillAgain = new ArrayList<>();

    /** Knows what is written in the place of an object. */
    private EnvelopeKryo standIns = this;

    private CutExceptions cuts = new CutExceptions(false);
    private boolean leftOut;
    private int bytesRead;
    private int deepest;

    EnvelopeKryo(References references, AllowedClasses allowed, boolean deep) {
        this(new EnvelopeResolver(allowed), new SharedParts(), references, allowed, deep);
    }

    /** Another one of the same that writes what is shared once for each place. */
    EnvelopeKryo(EnvelopeKryo of) {
        this(new EnvelopeResolver(of.allowed()), new CopiedParts(), of.references(), of.allowed(), of.isDeep());
        standIns = of;
    }

    private EnvelopeKryo(
            EnvelopeResolver classes, SharedParts parts, References references, AllowedClasses allowed, boolean deep) {
        super(classes, parts, references, allowed, deep ? MOST_DEEP_LEVELS : MOST_LEVELS, deep);
        this.classes = classes;
        this.parts = parts;
    }

    /** Another one, for what was begun and is begun anew. */
    EnvelopeKryo again() {
        EnvelopeKryo next =
                new EnvelopeKryo(new EnvelopeResolver(allowed()), new SharedParts(), references(), allowed(), isDeep());
        next.cuts = cuts;
        next.proxiesRead.putAll(proxiesRead);
        next.makeDo(unavailable());
        return next;
    }

    /** Another one that reads the same on a stack of its own: what one of them cuts and makes, the other knows. */
    EnvelopeKryo below() {
        EnvelopeKryo next = new EnvelopeKryo(references(), allowed(), true);
        next.cuts = cuts;
        next.proxiesRead = proxiesRead;
        return next;
    }

    /** Begins with another value, none of whose exceptions are cut yet. */
    void begin(boolean lenient) {
        if (!cuts.isEmpty() || cuts.isLenient() != lenient) {
            cuts = new CutExceptions(lenient);
        }
        proxiesRead.clear();
    }

    @Override
    public CutExceptions cuts() {
        return standIns == this ? cuts : standIns.cuts();
    }

    /** Begins to write. The root's class is named in the envelope's head: inside it is known as the first one. */
    void beginWriting(Registration root) {
        end();
        parts.begin(Long.MAX_VALUE);
        classes.learn(root);
    }

    /**
     * Begins to read so many bytes, in which the references are places in that table.
     *
     * @param lists of which classes the lists are
     */
    void beginReading(Registration root, List<ObjectToken> tokens, int bytes, ValueInput lists) {
        end();
        classes.readListsFrom(lists);
        bytesRead = bytes;
        parts.begin(SharedParts.allowedSteps(bytes));
        classes.learn(root);
        tokensRead = tokens;
    }

    /** Ends what was read: where objects hold themselves, sets and maps take in anew what is whole only now. */
    void finishReading() {
        parts.requireFewSteps(bytesRead);
        if (leftOut) {
            for (int place = 0; place < tokensRead.size(); place++) {
                if (!proxiesRead.containsKey(place)) {
                    references().unread(tokensRead.get(place));
                }
            }
        }
        if (parts.metCircle()) {
            fillAgain.forEach(Runnable::run);
        }
        proxiesRead.clear();
    }

    void end() {
        classes.forget();
        tokensWritten.clear();
        tokensRead = List.of();
        leftOut = false;
        fillAgain.clear();
        deepest = 0;
        forgetPassages();
    }

    /** Returns the references in what was written, in order of appearance. */
    List<ObjectToken> tokensWritten() {
        return tokensWritten.isEmpty() ? List.of() : List.copyOf(tokensWritten.keySet());
    }

    /** Returns of which classes the lists are in the object that was written. */
    ValueOutput listsWritten() {
        return classes.listsWritten();
    }

    /** Returns whether equal objects are written in one way alone, but for what they share. */
    boolean isToldByItsBytes() {
        return tokensWritten.isEmpty() && parts.areToldByTheirBytes() && !parts.metCircle();
    }

    /** Returns whether what was written nests deeper than can be read on the stack of any thread. */
    boolean wentDeep() {
        return deepest >= MOST_LEVELS;
    }

    /** Returns whether an object was met a second time in what was written. */
    boolean metAgain() {
        return parts.metAgain();
    }

    @Override
    boolean metCircle() {
        return parts.metCircle();
    }

    /** Refuses what no reader would open, now that its size is known. */
    void requireFewSteps(int bytes) {
        parts.requireFewSteps(bytes);
    }

    @Override
    Object standIn(Object object) {
        return standIns == this ? super.standIn(object) : standIns.standIn(object);
    }

    @Override
    Class<?> open(String className) {
        return EnvelopeClasses.open(className, allowed());
    }

    @Override
    public @Nullable Class<?> findException(String className) {
        return EnvelopeClasses.findException(className, allowed());
    }

    @Override
    boolean standsElsewhere(Throwable thrown) {
        return parts.knows(thrown);
    }

    @Override
    int joinWritten(List<Throwable> others) {
        int first = parts.count();
        others.forEach(parts::addWrittenObject);
        return first;
    }

    @Override
    public int joinRead(int others) {
        int first = parts.count();
        parts.skip(others);
        return first;
    }

    @Override
    public int lastNumber() {
        return parts.count() - 1;
    }

    @Override
    public void joined(int number, Throwable made) {
        parts.setReadObject(number, made);
    }

    @Override
    void leave(int first, int others) {
        parts.closeAll(first, others);
    }

    /** Classes that it names are named again behind it, so that only objects in it cannot be known if it is left out. */
    @Override
    void writeBlock(ValueOutput out, Runnable body) {
        int start = out.position();
        int objects = parts.count();
        int lists = classes.listsWritten().position();
        int learned = classes.learned();
        writeSizes(out, 0, 0, 0);
        body.run();
        int end = out.position();
        if (cuts().isLenient()) {
            // Now, when it can still be left out.
            parts.requireFewSteps(end);
        }
        out.setPosition(start);
        writeSizes(
                out,
                end - start - SIZES,
                parts.count() - objects,
                classes.listsWritten().position() - lists);
        out.setPosition(end);
        classes.forgetFrom(learned);
    }

    private static void writeSizes(ValueOutput out, int bytes, int objects, int lists) {
        out.writeInt(bytes);
        out.writeInt(objects);
        out.writeInt(lists);
    }

    @Override
    public void readBlock(ValueInput in, @Nullable Runnable body) {
        int bytes = in.readInt();
        int objects = in.readInt();
        int lists = in.readInt();
        if (bytes < 0 || bytes > in.limit() - in.position() || objects < 0 || objects > bytes) {
            throw new KryoException("a part that is longer than the whole");
        }
        int end = in.position() + bytes;
        int known = parts.count();
        int listsBefore = classes.listsPosition();
        int learned = classes.learned();
        if (body == null) {
            leftOut = true;
            parts.skip(objects);
            classes.skipLists(lists);
            in.setPosition(end);
            return;
        }
        body.run();
        if (in.position() != end
                || parts.count() - known != objects
                || classes.listsPosition() - listsBefore != lists) {
            throw new KryoException("a part of another length than it has");
        }
        classes.forgetFrom(learned);
    }

    @Override
    public void writeClassAndObject(Output output, @Nullable Object object) {
        if (standIns != this && output.position() > Envelope.MOST_BY_CONTENT) {
            throw new CopiedParts.TooLong();
        }
        deepest = Math.max(deepest, getDepth());
        if (object != null && getDepth() < MOST_LEVELS) {
            Registration scalar = ClosedSet.scalar(ValueKind.of(object.getClass()));
            if (scalar != null) {
                parts.scalar();
                output.writeVarInt(scalar.getId(), true);
                writeScalar(output, object, scalar);
                return;
            }
        }
        int number = parts.count();
        long hashing = parts.enterHashing();
        long printing = parts.enterPrinting();
        int start = output.position();
        super.writeClassAndObject(output, object);
        parts.leave(number, hashing, printing, output.position() - start);
    }

    @SuppressWarnings("unchecked")
    private void writeScalar(Output output, Object object, Registration scalar) {
        scalar.getSerializer().write(this, output, object);
    }

    @Override
    public Object readClassAndObject(Input input) {
        int start = input.position();
        if (getDepth() >= MOST_LEVELS) {
            requireDeeperStack();
        } else {
            Registration scalar = ClosedSet.scalarOfTag(input.readVarInt(true));
            if (scalar != null) {
                parts.scalar();
                return readScalar(input, scalar);
            }
            input.setPosition(start);
        }
        int number = parts.count();
        long hashing = parts.enterHashing();
        long printing = parts.enterPrinting();
        Object read = super.readClassAndObject(input);
        parts.leave(number, hashing, printing, input.position() - start);
        return read;
    }

    @SuppressWarnings("unchecked")
    private Object readScalar(Input input, Registration scalar) {
        return scalar.getSerializer().read(this, input, scalar.getType());
    }

    @Override
    Object readInside(ValueInput input, UnaryOperator<Object> around) {
        int number = lastNumber();
        parts.putAround(number, around);
        Object inside = readClassAndObject(input);
        Object early = parts.takeAround(number);
        return early != null ? early : around.apply(inside);
    }

    @Override
    long enterKey() {
        return parts.enterKey();
    }

    @Override
    long leaveKey(long entered) {
        return parts.leaveKey(entered);
    }

    @Override
    void compare(long steps) {
        parts.compare(steps);
    }

    @Override
    void filled(Runnable again) {
        if (parts.metCircle()) {
            fillAgain.add(again);
        }
    }

    /** Returns the place of a token in the table, which it gets if it has none. */
    int placeOf(ObjectToken token) {
        Integer known = tokensWritten.putIfAbsent(token, tokensWritten.size());
        return known != null ? known : tokensWritten.size() - 1;
    }

    /** Returns the proxy for a place in the table. */
    Object proxyAt(int place) {
        if (place < 0 || place >= tokensRead.size()) {
            throw new KryoException("a reference outside the envelope's table");
        }
        return proxiesRead.computeIfAbsent(place, at -> references().proxyOf(tokensRead.get(at)));
    }
}
