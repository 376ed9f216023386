package dev.steward.protocol.value;

import dev.steward.api.ObjectToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value as bytes of the closed set (docs/protocol-values.md): what messages carry and the server stores. Knows
 * equality, order and arithmetic without the classes of what it holds. Immutable; owns its bytes.
 *
 * <p>Equality: numbers by amount whatever their width, sequences by elements in order, sets and maps by content, opaque
 * values by their bytes (docs/semantics.md).
 */
@SuppressWarnings("DoNotCallSuggester")
public final class EncodedValue {

    /** What {@link #compare} returns for two values that have no natural order. */
    public static final int NOT_COMPARABLE = Integer.MIN_VALUE;

    /** The null reference as a value. */
    public static final EncodedValue NULL = new EncodedValue(new byte[] {0}, List.of());

    private final byte[] bytes;
    private final List<ObjectToken> tokens;

    EncodedValue(byte[] bytes, List<ObjectToken> tokens) {
        this.bytes = bytes;
        this.tokens = tokens;
    }

    /** Takes the bytes of a value. */
    @FunctionalInterface
    public interface Sink {
        /** Takes a part of an array, which must not be changed or kept. */
        void write(byte[] array, int offset, int length);
    }

    /** Returns true or false as a value. */
    public static EncodedValue of(boolean value) {
        throw new UnsupportedOperationException(value + "");
    }

    /** Returns an integer as a value: the same as an encoded Long. */
    public static EncodedValue of(long value) {
        throw new UnsupportedOperationException(value + "");
    }

    /** Returns a text as a value. */
    public static EncodedValue of(String value) {
        throw new UnsupportedOperationException(value);
    }

    /** Returns bytes as a value: the same as an encoded byte array. Copies them. */
    public static EncodedValue of(byte[] value) {
        throw new UnsupportedOperationException("" + value.length);
    }

    /** Returns a reference to a shared object as a value. */
    public static EncodedValue of(ObjectToken token) {
        throw new UnsupportedOperationException(token + "");
    }

    /** Returns a list of these values in this order, without decoding them. */
    public static EncodedValue listOf(List<EncodedValue> elements) {
        throw new UnsupportedOperationException(elements + "");
    }

    /**
     * Takes an array that holds exactly one value, after a check. The array belongs to the value from now on.
     *
     * @throws dev.steward.api.ProtocolException if the bytes are not one whole value
     */
    public static EncodedValue fromBytes(byte[] bytes) {
        throw new UnsupportedOperationException("" + bytes.length);
    }

    /**
     * Copies the one value that starts at an offset, after a check; {@link #size()} tells where the next one starts.
     *
     * @param limit the index behind the last byte that may belong to it
     * @throws dev.steward.api.ProtocolException if there is no whole value
     */
    public static EncodedValue readFrom(byte[] source, int offset, int limit) {
        throw new UnsupportedOperationException(source.length + " " + offset + limit);
    }

    /** Returns how many bytes it has. */
    public int size() {
        return bytes.length;
    }

    /** Gives all its bytes to a sink, such as {@code buffer::writeBytes}. */
    public void writeTo(Sink sink) {
        sink.write(bytes, 0, bytes.length);
    }

    /** Returns the shared objects it refers to, in order of appearance; the shared empty list if there are none. */
    public List<ObjectToken> tokens() {
        return tokens;
    }

    /** Returns whether it is null. */
    public boolean isNull() {
        return bytes[0] == 0;
    }

    /** Returns whether it is a number that a long can hold exactly: an integer of any width, 2.0 too. */
    public boolean isLong() {
        throw new UnsupportedOperationException();
    }

    /** Returns whether it is true or false. */
    public boolean isBoolean() {
        throw new UnsupportedOperationException();
    }

    /** Returns whether it is a text. */
    public boolean isText() {
        throw new UnsupportedOperationException();
    }

    /** Returns whether it is a list or a tuple. */
    public boolean isList() {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the truth value.
     *
     * @throws dev.steward.api.UnsupportedValueException if it is not one
     */
    public boolean asBoolean() {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the integer.
     *
     * @throws dev.steward.api.UnsupportedValueException if it is not one that a long can hold exactly
     */
    public long asLong() {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the text.
     *
     * @throws dev.steward.api.UnsupportedValueException if it is not one
     */
    public String asText() {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the elements of a list or a tuple, each a value with bytes of its own.
     *
     * @throws dev.steward.api.UnsupportedValueException if it is neither
     */
    public List<EncodedValue> asList() {
        throw new UnsupportedOperationException();
    }

    /**
     * Compares by natural order: numbers by amount, texts, truth values, dates and times of one kind, byte arrays, lists
     * and tuples element by element.
     *
     * @return negative, 0 or positive, or {@link #NOT_COMPARABLE}: null, opaque values, enums, maps, mixed kinds
     */
    public int compare(EncodedValue other) {
        throw new UnsupportedOperationException(other + "");
    }

    /**
     * Returns the sum of two numbers: as wide as the wider of them, or wider where that would overflow.
     *
     * @throws dev.steward.api.UnsupportedValueException if one is not a number
     */
    public EncodedValue add(EncodedValue other) {
        throw new UnsupportedOperationException(other + "");
    }

    /**
     * Returns this value as one of a typed cell: numbers are converted where nothing but the width changes.
     *
     * @param cellType the binary name of a class, or {@code code:X} with the letter of a {@link dev.steward.api.TypeCode}
     * @throws dev.steward.api.UnsupportedValueException if it is out of the cell's range or of another kind
     */
    public EncodedValue fit(String cellType) {
        throw new UnsupportedOperationException(cellType);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** Returns a short text for people: what it holds, cut after some elements; opaque values by class name and size. */
    @Override
    public String toString() {
        return super.toString();
    }
}
