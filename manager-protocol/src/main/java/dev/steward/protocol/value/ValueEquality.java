package dev.steward.protocol.value;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When two values are the same one, and a hash that agrees with it, both on the bytes: docs/semantics.md has the table.
 * Works without the classes of what the values hold. Stateless.
 *
 * <p>The hash is different in every process, so that nobody can choose keys that all fall into one bucket.
 */
final class ValueEquality {

    private static final long SEED = ThreadLocalRandom.current().nextLong();
    private static final long FACTOR = 0x9E3779B97F4A7C15L ^ (SEED << 1);

    /** Server, incarnation and number; typeid and addresses of a reference count for nothing. */
    private static final int IDENTITY_OF_REFERENCE = 32;

    private ValueEquality() {}

    /** Returns whether the values that start here are equal; if so, both readers stand behind them. */
    static boolean equal(ValueReader left, ValueReader right) {
        int leftStart = left.position();
        int rightStart = right.position();
        ValueKind kind = left.readKind();
        ValueKind other = right.readKind();
        if (kind.isNumber() && other.isNumber()) {
            if (ValueReader.isInteger(kind) && ValueReader.isInteger(other)) {
                return left.readInteger(kind) == right.readInteger(other);
            }
            return Numbers.compare(left.readNumber(kind), right.readNumber(other)) == 0;
        }
        if (kind != other) {
            return false;
        }
        switch (kind) {
            case LIST, TUPLE -> {
                return equalElements(left, right);
            }
            case SET -> {
                return elements(left).equals(elements(right));
            }
            case MAP -> {
                return entries(left).equals(entries(right));
            }
            default -> {
                left.rewind(leftStart);
                left.skip();
                right.rewind(rightStart);
                right.skip();
                int leftEnd = kind == ValueKind.REFERENCE ? leftStart + 1 + IDENTITY_OF_REFERENCE : left.position();
                int rightEnd = kind == ValueKind.REFERENCE ? rightStart + 1 + IDENTITY_OF_REFERENCE : right.position();
                return Arrays.equals(left.bytes(), leftStart, leftEnd, right.bytes(), rightStart, rightEnd);
            }
        }
    }

    private static boolean equalElements(ValueReader left, ValueReader right) {
        int count = left.readCount(1);
        if (count != right.readCount(1)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (!equal(left, right)) {
                return false;
            }
        }
        return true;
    }

    private static Set<EncodedValue> elements(ValueReader reader) {
        int count = reader.readCount(1);
        Set<EncodedValue> elements = new HashSet<>();
        for (int i = 0; i < count; i++) {
            elements.add(EncodedValue.next(reader));
        }
        return elements;
    }

    private static Map<EncodedValue, EncodedValue> entries(ValueReader reader) {
        int count = reader.readCount(2);
        Map<EncodedValue, EncodedValue> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            EncodedValue key = EncodedValue.next(reader);
            entries.put(key, EncodedValue.next(reader));
        }
        return entries;
    }

    static int hash(ValueReader reader) {
        long hash = hash64(reader);
        return (int) (hash ^ hash >>> 32);
    }

    private static long hash64(ValueReader reader) {
        int start = reader.position();
        ValueKind kind = reader.readKind();
        if (ValueReader.isInteger(kind)) {
            return mix(SEED, reader.readInteger(kind));
        }
        if (kind.isNumber()) {
            return mix(SEED, Numbers.hash64(reader.readNumber(kind)));
        }
        switch (kind) {
            case LIST, TUPLE -> {
                long hash = SEED + kind.tag();
                for (int left = reader.readCount(1); left > 0; left--) {
                    hash = mix(hash, hash64(reader));
                }
                return hash;
            }
            case SET -> {
                // Equal elements that are written differently count once, as in elements().
                long hash = kind.tag();
                for (EncodedValue element : elements(reader)) {
                    hash += mix(SEED, element.hashCode());
                }
                return hash;
            }
            case MAP -> {
                long hash = kind.tag();
                for (Map.Entry<EncodedValue, EncodedValue> entry :
                        entries(reader).entrySet()) {
                    hash += mix(
                            mix(SEED, entry.getKey().hashCode()),
                            entry.getValue().hashCode());
                }
                return hash;
            }
            default -> {
                reader.rewind(start);
                reader.skip();
                int end = kind == ValueKind.REFERENCE ? start + 1 + IDENTITY_OF_REFERENCE : reader.position();
                return hashOf(reader.bytes(), start, end);
            }
        }
    }

    private static long hashOf(byte[] bytes, int start, int end) {
        long hash = SEED + (end - start);
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mix(hash, ValueReader.longAt(bytes, at));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = (rest << 8) | (bytes[at] & 0xFF);
        }
        return mix(hash, rest);
    }

    private static long mix(long hash, long word) {
        long mixed = (hash ^ word) * FACTOR;
        return mixed ^ mixed >>> 29;
    }
}
