package dev.steward.protocol.value;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value as bytes of the closed set (docs/protocol-values.md): what messages carry and the server stores. Knows
 * equality, order and arithmetic without the classes of what it holds. Immutable; owns its bytes.
 *
 * <p>Equality: numbers by amount whatever their width, sequences by elements in order, sets and maps by content, opaque
 * values by class and fingerprint (docs/values.md).
 */
public final class EncodedValue {

    /** What {@link #compare} returns for two values that have no natural order. */
    public static final int NOT_COMPARABLE = Integer.MIN_VALUE;

    /** The null reference as a value. */
    public static final EncodedValue NULL = scalar(new byte[] {ValueKind.NULL.tag()});

    private static final EncodedValue TRUE = scalar(new byte[] {ValueKind.BOOLEAN.tag(), 1});
    private static final EncodedValue FALSE = scalar(new byte[] {ValueKind.BOOLEAN.tag(), 0});

    /** All of them, or of a blob those before its elements. */
    private final byte[] bytes;

    private final byte @Nullable [][] blob;
    private final int size;
    private final int depth;
    private final List<ObjectToken> tokens;

    /** Not computed yet while 0; computed twice at worst, by two threads at once. */
    private int hash;

    /** Of bytes that are known to be one whole value; it owns them. */
    public EncodedValue(byte[] bytes, int depth, List<ObjectToken> tokens) {
        this(bytes, null, depth, tokens);
    }

    private EncodedValue(byte[] bytes, byte @Nullable [][] blob, int depth, List<ObjectToken> tokens) {
        this.bytes = bytes;
        this.blob = blob;
        this.size = bytes.length + (blob == null ? 0 : LargeBytes.lengthOf(blob));
        this.depth = depth;
        this.tokens = tokens;
    }

    private static EncodedValue scalar(byte[] bytes) {
        return new EncodedValue(bytes, 1, List.of());
    }

    /** Takes the bytes of a value. */
    @FunctionalInterface
    public interface Sink {
        /** Takes a part of an array, which must not be changed or kept. */
        void write(byte[] array, int offset, int length);
    }

    /** Returns true or false as a value. */
    public static EncodedValue of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** Returns an integer as a value: the same as an encoded Long. */
    public static EncodedValue of(long value) {
        return scalar(PlainBytes.ofLong(value));
    }

    /** The same as an encoded Integer. */
    public static EncodedValue ofInt(int value) {
        return scalar(PlainBytes.ofInt(value));
    }

    /** The same as an encoded Double. */
    public static EncodedValue ofDouble(double value) {
        return scalar(PlainBytes.ofDouble(value));
    }

    /** The same as an encoded number of that class. */
    static EncodedValue ofNumber(Number value) {
        ValueKind kind = ValueKind.of(value.getClass());
        PlainKind plain = requireNonNull(PlainKind.of(kind), "numbers are plain");
        ValueOutput output = new ValueOutput();
        output.writeByte(kind.tag());
        try {
            plain.write(output, value);
        } catch (Refusal refusal) {
            throw refusal.toException("encode", Outcome.NOT_EXECUTED);
        }
        return scalar(output.toBytes());
    }

    /** Returns a text as a value. */
    public static EncodedValue of(String value) {
        return scalar(PlainBytes.ofText(value));
    }

    /** Returns bytes as a value: the same as an encoded byte array. Copies them. */
    public static EncodedValue of(byte[] value) {
        if (PlainBytes.sizeOf(value) < LargeBytes.LEAST) {
            return scalar(PlainBytes.of(value));
        }
        return blob(PlainBytes.start(ValueKind.BYTES, value.length), LargeBytes.copyOf(value));
    }

    /**
     * Returns whether a value may hold others, or references, so that its check takes as long as there are of them.
     *
     * @param first its first byte
     */
    public static boolean holdsOthers(byte first) {
        ValueKind kind = ValueKind.ofTag(first);
        return kind != null && kind.holdsOthers();
    }

    /**
     * As {@link #fromBytes(byte[])}, of a value whose first {@link LargeBytes#startSize} bytes lie in an array of their own, and the
     * others in one or more. All of them belong to the value from now on.
     */
    public static EncodedValue fromBytes(byte[] start, byte[]... rest) {
        return LargeBytes.isStart(start, rest) ? blob(start, rest) : fromBytes(LargeBytes.joined(start, rest));
    }

    private static EncodedValue blob(byte[] start, byte[]... elements) {
        return new EncodedValue(start, elements, 1, List.of());
    }

    /** Returns a reference to a shared object as a value. */
    public static EncodedValue of(ObjectToken token) {
        ValueOutput output = new ValueOutput(1 + ValueOutput.roomFor(token));
        output.writeByte(ValueKind.REFERENCE.tag());
        output.writeToken(token);
        return new EncodedValue(output.toBytes(), 1, List.of(token));
    }

    /**
     * Returns a list of these values in this order, without decoding them.
     *
     * @throws UnsupportedValueException if it would nest too deep, or be too large for an array
     */
    public static EncodedValue listOf(List<EncodedValue> elements) {
        return ListOfValues.of(elements);
    }

    /**
     * Takes an array that holds exactly one value, after a check. The array belongs to the value from now on.
     *
     * @throws dev.steward.api.ProtocolException if the bytes are not one whole value
     */
    public static EncodedValue fromBytes(byte[] bytes) {
        if (ValueReader.isPlain(bytes)) {
            return scalar(bytes);
        }
        ValueReader reader = new ValueReader(bytes, 0, bytes.length);
        reader.skip();
        if (reader.position() != bytes.length) {
            throw ValueReader.malformed((bytes.length - reader.position()) + " bytes are left over");
        }
        return new EncodedValue(bytes, reader.depth(), reader.tokens());
    }

    /**
     * Copies the one value that starts at an offset, after a check; {@link #size()} tells where the next one starts.
     *
     * @param limit the index behind the last byte that may belong to it
     * @throws dev.steward.api.ProtocolException if there is no whole value
     */
    public static EncodedValue readFrom(byte[] source, int offset, int limit) {
        Objects.checkFromToIndex(offset, limit, source.length);
        ValueReader reader = new ValueReader(source, offset, limit);
        reader.skip();
        return new EncodedValue(Arrays.copyOfRange(source, offset, reader.position()), reader.depth(), reader.tokens());
    }

    /** As {@link #readFrom}; leaves the reader behind the value. */
    static EncodedValue next(ValueReader reader) {
        int start = reader.position();
        if (reader.skipPlain()) {
            return scalar(Arrays.copyOfRange(reader.bytes(), start, reader.position()));
        }
        ValueReader alone = reader.fork();
        alone.skip();
        reader.advance(alone.position() - start);
        return new EncodedValue(
                Arrays.copyOfRange(reader.bytes(), start, alone.position()), alone.depth(), alone.tokens());
    }

    /** Returns how many bytes it has. */
    public int size() {
        return size;
    }

    /** Gives all its bytes to a sink, such as {@code buffer::writeBytes}. */
    public void writeTo(Sink sink) {
        for (byte[] part : parts()) {
            sink.write(part, 0, part.length);
        }
    }

    /** Returns all its bytes in one array, which must not be changed; that of a blob is made for this. */
    public byte[] bytes() {
        byte[][] elements = blob;
        return elements == null ? bytes : LargeBytes.joined(bytes, elements);
    }

    /** Returns all its bytes as they lie, in one array or several, which must not be changed. */
    List<byte[]> parts() {
        byte[][] elements = blob;
        if (elements == null) {
            return List.of(bytes);
        }
        List<byte[]> parts = new ArrayList<>(1 + elements.length);
        parts.add(bytes);
        parts.addAll(Arrays.asList(elements));
        return parts;
    }

    /** Returns what kind it is of. */
    public ValueKind kind() {
        return requireNonNull(ValueKind.ofTag(bytes[0]), "the tag, which was checked");
    }

    private ValueReader reader() {
        byte[] whole = bytes();
        return new ValueReader(whole, 0, whole.length);
    }

    /** Returns how deep lists and the like nest in it: 1 for a plain value. */
    public int depth() {
        return depth;
    }

    /** Returns the shared objects it refers to, in order of appearance; the shared empty list if there are none. */
    public List<ObjectToken> tokens() {
        return tokens;
    }

    /** Returns whether it is null. */
    public boolean isNull() {
        return bytes[0] == ValueKind.NULL.tag();
    }

    /** Returns whether it is a number, of any width. */
    public boolean isNumber() {
        return kind().isNumber();
    }

    /** Returns whether it is a number that a long can hold exactly: an integer of any width, 2.0 too. */
    public boolean isLong() {
        ValueKind kind = kind();
        return ValueReader.isInteger(kind) || (kind.isNumber() && Numbers.toLong(number()) != null);
    }

    /** Returns whether it is true or false. */
    public boolean isBoolean() {
        return kind() == ValueKind.BOOLEAN;
    }

    /** Returns whether it is a text. */
    public boolean isText() {
        return kind().isText();
    }

    /** Returns whether it is a list or a tuple. */
    public boolean isList() {
        return kind().isSequence();
    }

    /** Returns whether it is an envelope, which is compared by class and fingerprint and has no order. */
    public boolean isOpaque() {
        return kind() == ValueKind.OPAQUE;
    }

    /** Returns whether it is a reference to a shared object; {@link #tokens()} has it. */
    public boolean isReference() {
        return kind() == ValueKind.REFERENCE;
    }

    /**
     * Returns the truth value.
     *
     * @throws UnsupportedValueException if it is not one
     */
    public boolean asBoolean() {
        if (!isBoolean()) {
            throw isNot("a truth value");
        }
        return bytes[1] != 0;
    }

    /**
     * Returns the integer.
     *
     * @throws UnsupportedValueException if it is not one that a long can hold exactly
     */
    public long asLong() {
        ValueReader reader = reader();
        ValueKind kind = reader.readKind();
        if (ValueReader.isInteger(kind)) {
            return reader.readInteger(kind);
        }
        Long exact = kind.isNumber() ? Numbers.toLong(reader.readNumber(kind)) : null;
        if (exact == null) {
            throw isNot("an integer of 64 bits");
        }
        return exact;
    }

    /**
     * Returns the number.
     *
     * @throws UnsupportedValueException if it is not one
     */
    public Number number() {
        ValueReader reader = reader();
        ValueKind kind = reader.readKind();
        if (!kind.isNumber()) {
            throw isNot("a number");
        }
        return reader.readNumber(kind);
    }

    /**
     * Returns the text.
     *
     * @throws UnsupportedValueException if it is not one
     */
    public String asText() {
        ValueReader reader = reader();
        ValueKind kind = reader.readKind();
        if (!kind.isText()) {
            throw isNot("a text");
        }
        return reader.readTextOf(kind);
    }

    /**
     * Returns the byte array that it holds.
     *
     * @param own whether nobody else reads this value, now or later: then it may be the very array
     */
    public byte[] asBytes(boolean own) {
        byte[][] elements = blob;
        if (elements != null) {
            return LargeBytes.together(elements, own);
        }
        ValueReader reader = reader();
        if (reader.readKind() != ValueKind.BYTES) {
            throw isNot("a byte array");
        }
        int count = reader.readCount(1);
        return Arrays.copyOfRange(bytes, reader.position(), reader.position() + count);
    }

    /**
     * Returns the elements of a list or a tuple, each a value with bytes of its own.
     *
     * @throws UnsupportedValueException if it is neither
     */
    public List<EncodedValue> asList() {
        ValueReader reader = reader();
        if (!reader.readKind().isSequence()) {
            throw isNot("a list");
        }
        EncodedValue[] elements = new EncodedValue[reader.readCount(1)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = next(reader);
        }
        return List.of(elements);
    }

    private UnsupportedValueException isNot(String what) {
        return new UnsupportedValueException(this + " is not " + what + "; pass one here", Outcome.NOT_EXECUTED);
    }

    /**
     * Compares by natural order: numbers by amount, texts, truth values, dates and times of one kind, byte arrays, lists
     * and tuples element by element.
     *
     * @return -1, 0 or 1, or {@link #NOT_COMPARABLE}: null, opaque values, enums, maps, mixed kinds
     */
    public int compare(EncodedValue other) {
        return NaturalOrder.compare(reader(), other.reader());
    }

    /**
     * Returns the sum of two numbers: as wide as the wider of them, or wider where that would overflow.
     *
     * @throws UnsupportedValueException if one is not a number
     */
    public EncodedValue add(EncodedValue other) {
        return add(other, false);
    }

    /**
     * As {@link #add(EncodedValue)}, for a typed cell: where that holds whole numbers or decimals, the sum is exact, also of a
     * float or double.
     */
    public EncodedValue add(EncodedValue other, String cellType) {
        return add(other, CellType.isExact(cellType));
    }

    private EncodedValue add(EncodedValue other, boolean exact) {
        Number left = number();
        Number right = other.number();
        try {
            return ofNumber(exact ? Numbers.addExactly(left, right) : Numbers.add(left, right));
        } catch (ArithmeticException e) {
            throw new UnsupportedValueException(
                    "cannot add " + other + " to " + this + ": " + e.getMessage() + "; round them first",
                    Outcome.NOT_EXECUTED,
                    e);
        }
    }

    /**
     * Returns this value as one of a typed cell: numbers of the same amount in the cell's class, fractions rounded to what
     * a float or double can hold.
     *
     * @param cellType the binary name of a class, or {@code code:X} with the letter of a {@link dev.steward.api.TypeCode};
     *     no class is loaded by it
     * @throws UnsupportedValueException if it is out of the cell's range or of another kind
     */
    public EncodedValue fit(String cellType) {
        return CellType.fit(cellType, this);
    }

    /** Returns whether the other one has the same bytes: then it is equal, and decodes to the same class too. */
    public boolean isIdenticalTo(EncodedValue other) {
        if (blob == null && other.blob == null) {
            return Arrays.equals(bytes, other.bytes);
        }
        return size == other.size && PlainBytes.areSame(parts(), other.parts());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof EncodedValue value && (isIdenticalTo(value) || isWrittenAs(value)));
    }

    /** Whether values with other bytes are equal all the same; large byte arrays never are. */
    private boolean isWrittenAs(EncodedValue other) {
        if ((blob != null && other.blob != null) || isUnlikeSetOrMap(other)) {
            return false;
        }
        return ValueEquality.equal(reader(), other.reader());
    }

    /** Whether both are sets, or maps, of which what they have in common is sorted anew each time, but a hash is kept. */
    private boolean isUnlikeSetOrMap(EncodedValue other) {
        ValueKind kind = kind();
        return (kind == ValueKind.SET || kind == ValueKind.MAP)
                && kind == other.kind()
                && hashCode() != other.hashCode();
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = ValueEquality.hash(reader());
            hash = known;
        }
        return known;
    }

    /** Returns a short text for people: what it holds, cut after some elements; opaque values by class name and size. */
    @Override
    public String toString() {
        return ValueSummary.of(this);
    }
}
