package dev.steward.protocol.value;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in the bytes of a value. {@link #skip} is the check that all bytes from a peer must pass: it follows every
 * length without allocating for it, and nothing is decoded that did not pass. Used by one thread.
 */
public final class ValueReader {

    /** How deep values may nest; what users encode stays some levels below, for the lists that the server makes of it. */
    public static final int MAX_DEPTH = 1_004;

    /** How many bytes a BigInteger, or the digits of a BigDecimal, may take: as many as a value usually may. */
    static final int MAX_MAGNITUDE = 64 << 20;

    /** For so many levels there is room from the beginning. */
    private static final int SHALLOW = 16;

    private static final int MAX_ADDRESSES = 64;
    private static final int LEAST_TOKEN_SIZE = 34;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int limit;
    private int position;
    private int depth;
    private @Nullable List<ObjectToken> tokens;

    ValueReader(byte[] bytes, int position, int limit) {
        this.bytes = bytes;
        this.position = position;
        this.limit = limit;
    }

    int position() {
        return position;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Goes back to where it was. */
    void rewind(int earlier) {
        position = earlier;
    }

    /** A reader of its own of the value that starts here. */
    ValueReader fork() {
        return new ValueReader(bytes, position, limit);
    }

    /** How deep the values nest that were skipped so far: 1 for a plain one. */
    int depth() {
        return depth;
    }

    /** The references in the values that were skipped so far. */
    List<ObjectToken> tokens() {
        return tokens == null ? List.of() : List.copyOf(tokens);
    }

    /** Returns what bytes that are no value are refused with. */
    public static ProtocolException malformed(String what) {
        return new ProtocolException("these bytes are not a value: " + what, Outcome.UNKNOWN);
    }

    /**
     * Returns whether an array is exactly one value of a kind that most values are of. False tells nothing: then {@link
     * #skip} says what it is. Needs no reader, which most arguments and results would need for this alone.
     */
    static boolean isPlain(byte[] bytes) {
        int tag = bytes.length == 0 ? -1 : bytes[0];
        if (tag == ValueKind.TEXT.tag() || tag == ValueKind.BYTES.tag()) {
            if (bytes.length > 1 && bytes[1] >= 0) {
                return bytes.length == 2 + bytes[1];
            }
            // A length of two bytes, up to 16,383; longer ones are worth a reader.
            return bytes.length > 2 && bytes[2] >= 0 && bytes.length == 3 + (bytes[1] & 0x7F) + (bytes[2] << 7);
        }
        if (tag == ValueKind.INT.tag()) {
            return bytes.length <= 6 && isVarint(bytes);
        }
        if (tag == ValueKind.LONG.tag()) {
            return bytes.length <= 9 && isVarint(bytes);
        }
        return tag == ValueKind.NULL.tag() && bytes.length == 1;
    }

    /** Returns whether the first byte behind the tag that ends a varint is the last of all. */
    private static boolean isVarint(byte[] bytes) {
        int last = bytes.length - 1;
        for (int at = 1; at < last; at++) {
            if (bytes[at] >= 0) {
                return false;
            }
        }
        return last > 0 && bytes[last] >= 0;
    }

    /** Goes behind the value that starts here, after a check, if it holds no other and refers to nothing; returns whether. */
    boolean skipPlain() {
        ValueKind kind = ValueKind.ofTag(position < limit ? bytes[position] : -1);
        if (kind == null || kind.holdsOthers() || kind == ValueKind.REFERENCE) {
            return false;
        }
        skipHead();
        return true;
    }

    /** Checks the value that starts here, with all that it holds, and goes behind it. */
    void skip() {
        depth = Math.max(depth, 1);
        int inside = skipHead();
        if (inside > 0) {
            skipInside(inside);
        }
    }

    // Not by calls of itself: how deep a value nests must not depend on the stack of whoever reads it.
    private void skipInside(int count) {
        int[] left = new int[SHALLOW];
        left[1] = count;
        int level = 2;
        while (level > 1) {
            if (left[level - 1] == 0) {
                level--;
                continue;
            }
            left[level - 1]--;
            if (level > MAX_DEPTH) {
                throw malformed("nested deeper than " + MAX_DEPTH);
            }
            depth = Math.max(depth, level);
            int inside = skipHead();
            if (inside > 0) {
                left = level == left.length ? Arrays.copyOf(left, 2 * level) : left;
                left[level] = inside;
                level++;
            }
        }
    }

    /** Goes behind a value, or behind the beginning of one that holds others; returns how many it holds. */
    private int skipHead() {
        ValueKind kind = readKind();
        switch (kind) {
            case NULL -> {}
            case BOOLEAN -> {
                if ((readByte() & ~1) != 0) {
                    throw malformed("a truth value other than 0 and 1");
                }
            }
            case INT -> readVarInt();
            case LONG -> readVarLong();
            case BIG_INTEGER -> skipMagnitude();
            case BIG_DECIMAL -> {
                readVarInt();
                skipMagnitude();
            }
            case TEXT, ZONE_ID -> advance(readCount(1));
            case TEXT_UTF16 -> advance(2 * readCount(2));
            case BYTES, BOOLEANS, SHORTS, CHARACTERS, INTS, LONGS, FLOATS, DOUBLES ->
                advance(kind.unit() * readCount(kind.unit()));
            case LIST, TUPLE, SET -> {
                return readCount(1);
            }
            case MAP -> {
                return 2 * readCount(2);
            }
            case ZONED_DATE_TIME -> {
                advance(20);
                advance(readCount(1));
            }
            case ENUM -> {
                advance(readCount(1));
                advance(readCount(1));
            }
            case REFERENCE -> skipToken();
            case OPAQUE -> {
                skipFingerprintOfOpaque();
                skipContentOfOpaque();
                advance(readCount(1));
                advance(readCount(1));
            }
            default -> advance(kind.unit());
        }
        return 0;
    }

    private void skipMagnitude() {
        int length = readCount(1);
        if (length == 0 || length > MAX_MAGNITUDE) {
            throw malformed("a big number of " + length + " bytes");
        }
        advance(length);
    }

    /** Goes behind what two opaque values are compared by: format, class and fingerprint, or content where there is none. */
    void skipIdentityOfOpaque() {
        if (!skipFingerprintOfOpaque()) {
            skipContentOfOpaque();
        }
    }

    /** Goes behind format, class and fingerprint of an opaque value; returns whether it has one. */
    boolean skipFingerprintOfOpaque() {
        advance(1);
        advance(readCount(1));
        int length = readCount(1);
        if (length != 0 && length != ValueKind.FINGERPRINT_BYTES) {
            throw malformed("a fingerprint of " + length + " bytes");
        }
        advance(length);
        return length != 0;
    }

    private void skipContentOfOpaque() {
        for (int left = readCount(LEAST_TOKEN_SIZE); left > 0; left--) {
            skipToken();
        }
        advance(readCount(1));
    }

    private void skipToken() {
        if (tokens == null) {
            tokens = new ArrayList<>();
        }
        tokens.add(readToken());
    }

    /** Reads the tag. */
    ValueKind readKind() {
        int tag = readByte();
        ValueKind kind = ValueKind.ofTag(tag);
        if (kind == null) {
            throw malformed("unknown tag " + (tag & 0xFF));
        }
        return kind;
    }

    /** Goes on by so many bytes. */
    void advance(int length) {
        if (length > limit - position) {
            throw malformed("it ends early");
        }
        position += length;
    }

    /** Eight bytes as they come, for hashing. */
    static long longAt(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    byte readByte() {
        if (position >= limit) {
            throw malformed("it ends early");
        }
        return bytes[position++];
    }

    short readShort() {
        int start = position;
        advance(Short.BYTES);
        return (short) SHORT.get(bytes, start);
    }

    int readInt() {
        int start = position;
        advance(Integer.BYTES);
        return (int) INT.get(bytes, start);
    }

    long readLong() {
        int start = position;
        advance(Long.BYTES);
        return (long) LONG.get(bytes, start);
    }

    /** Reads the number of units that follow and checks that so many can follow. */
    int readCount(int unit) {
        int count = readVarInt();
        if (count < 0 || count > (limit - position) / unit) {
            throw malformed(
                    "a length of " + Integer.toUnsignedString(count) + " with " + (limit - position) + " bytes left");
        }
        return count;
    }

    /** 7 bits per byte, lowest first, at most 5 bytes. */
    int readVarInt() {
        int result = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte next = readByte();
            result |= (next & 0x7F) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw malformed("a varint of more than 5 bytes");
    }

    /** 7 bits per byte, lowest first, at most 9 bytes, the ninth with 8 bits. */
    long readVarLong() {
        long result = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            byte next = readByte();
            result |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return result;
            }
        }
        return result | (long) readByte() << 56;
    }

    /** The signed number that zigzag stands for: 0, -1, 1, -2 ... */
    static long unzigzag(long code) {
        return code >>> 1 ^ -(code & 1);
    }

    static int unzigzag(int code) {
        return code >>> 1 ^ -(code & 1);
    }

    String readText() {
        int length = readCount(1);
        int start = position;
        advance(length);
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    String readTextOf(ValueKind kind) {
        if (kind == ValueKind.TEXT) {
            return readText();
        }
        char[] characters = new char[readCount(Character.BYTES)];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = (char) readShort();
        }
        return new String(characters);
    }

    private BigInteger readMagnitude() {
        int length = readCount(1);
        int start = position;
        advance(length);
        return new BigInteger(bytes, start, length);
    }

    /** Reads the number whose tag was read. */
    Number readNumber(ValueKind kind) {
        return switch (kind) {
            case BYTE -> readByte();
            case SHORT -> readShort();
            case INT -> unzigzag(readVarInt());
            case LONG -> unzigzag(readVarLong());
            case FLOAT -> Float.intBitsToFloat(readInt());
            case DOUBLE -> Double.longBitsToDouble(readLong());
            case BIG_INTEGER -> readMagnitude();
            case BIG_DECIMAL -> {
                int scale = unzigzag(readVarInt());
                yield new BigDecimal(readMagnitude(), scale);
            }
            default -> throw new IllegalStateException(kind + " is no number");
        };
    }

    /** Whether it is an integer of at most 64 bits, so that {@link #readInteger} needs no object. */
    static boolean isInteger(ValueKind kind) {
        return kind == ValueKind.INT || kind == ValueKind.LONG || kind == ValueKind.SHORT || kind == ValueKind.BYTE;
    }

    /** Reads the integer of at most 64 bits whose tag was read. */
    long readInteger(ValueKind kind) {
        return switch (kind) {
            case BYTE -> readByte();
            case SHORT -> readShort();
            case INT -> unzigzag(readVarInt());
            case LONG -> unzigzag(readVarLong());
            default -> throw new IllegalStateException(kind + " is no integer");
        };
    }

    /** Reads the value of a plain kind whose tag was read. */
    Object readPlain(ValueKind kind) {
        PlainKind plain = requireNonNull(PlainKind.of(kind), kind::toString);
        ValueInput input = new ValueInput();
        input.start(bytes, position, limit - position);
        Object value = plain.read(input);
        position = input.position();
        return value;
    }

    /** Reads the reference whose tag was read: server, incarnation, object, typeid, addresses. */
    ObjectToken readToken() {
        long high = readLong();
        UUID serverId = new UUID(high, readLong());
        long incarnation = readLong();
        ObjectId objectId = new ObjectId(readLong());
        String typeId = readText();
        int count = readCount(1);
        if (count > MAX_ADDRESSES) {
            throw malformed("a reference with " + count + " addresses");
        }
        List<String> addresses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            addresses.add(readText());
        }
        return new ObjectToken(serverId, incarnation, typeId, objectId, addresses);
    }
}
