package dev.steward.protocol.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * When two values are the same one, and a hash that agrees with it, both on the bytes: docs/semantics.md has the table.
 * Works without the classes of what the values hold. Stateless.
 *
 * <p>The hash is different in every process, so that nobody can choose keys that all fall into one bucket.
 */
final class ValueEquality {

    private static final long SEED;

    private static final long FACTOR;

    static {
        SecureRandom random = new SecureRandom();
        SEED = random.nextLong();
        FACTOR = random.nextLong() | 1;
    }

    /** Server, incarnation and number; typeid and addresses of a reference count for nothing. */
    private static final int IDENTITY_OF_REFERENCE = 32;

    private ValueEquality() {}

    /** Returns whether the values that start here are equal; if so, both readers stand behind them. Takes no stack. */
    static boolean equal(ValueReader left, ValueReader right) {
        // What sequences hold is compared as it comes: they are equal in how many elements they have.
        for (long open = 1; open > 0; open--) {
            int leftStart = left.position();
            int rightStart = right.position();
            ValueKind kind = left.readKind();
            ValueKind other = right.readKind();
            if (kind == other && (kind == ValueKind.LIST || kind == ValueKind.TUPLE)) {
                int count = left.readCount(1);
                if (count != right.readCount(1)) {
                    return false;
                }
                open += count;
            } else if (!equal(kind, left, leftStart, other, right, rightStart)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(
            ValueKind kind, ValueReader left, int leftStart, ValueKind other, ValueReader right, int rightStart) {
        if (kind.isNumber() && other.isNumber()) {
            if (ValueReader.isInteger(kind) && ValueReader.isInteger(other)) {
                return left.readInteger(kind) == right.readInteger(other);
            }
            return Numbers.equal(left.readNumber(kind), right.readNumber(other));
        }
        if (kind != other) {
            return false;
        }
        if (kind == ValueKind.SET || kind == ValueKind.MAP) {
            left.rewind(leftStart);
            right.rewind(rightStart);
            return Arrays.equals(CanonicalForm.of(left), CanonicalForm.of(right));
        }
        int leftEnd = skipToEndOfIdentity(kind, left, leftStart);
        int rightEnd = skipToEndOfIdentity(kind, right, rightStart);
        if (NanBits.mayBeIn(kind)) {
            return NanBits.equal(kind, left.bytes(), leftStart, leftEnd, right.bytes(), rightStart, rightEnd);
        }
        return Arrays.equals(left.bytes(), leftStart, leftEnd, right.bytes(), rightStart, rightEnd);
    }

    /**
     * Leaves the reader behind a value, and returns where the bytes end that it is compared by: all of them, but of a
     * reference server, incarnation and number, and of an opaque value its class and fingerprint.
     */
    static int skipToEndOfIdentity(ValueKind kind, ValueReader reader, int start) {
        int end = start + 1 + IDENTITY_OF_REFERENCE;
        if (kind == ValueKind.OPAQUE) {
            reader.rewind(start + 1);
            reader.skipIdentityOfOpaque();
            end = reader.position();
        }
        reader.rewind(start);
        reader.skip();
        return kind == ValueKind.REFERENCE || kind == ValueKind.OPAQUE ? end : reader.position();
    }

    static int hash(ValueReader reader) {
        long hash = hash64(reader);
        return (int) (hash ^ hash >>> 32);
    }

    /** A sequence whose elements are hashed one after the other. */
    private static final class Sequence {
        private long hash;
        private int left;

        Sequence(long hash, int left) {
            this.hash = hash;
            this.left = left;
        }
    }

    private static long hash64(ValueReader reader) {
        int start = reader.position();
        ValueKind kind = reader.readKind();
        // Most values hold no others, and then there is nothing to remember.
        if (!kind.isSequence()) {
            return hashOf(kind, reader, start);
        }
        reader.rewind(start);
        return hashOfSequence(reader);
    }

    private static long hashOfSequence(ValueReader reader) {
        Deque<Sequence> open = new ArrayDeque<>();
        while (true) {
            int start = reader.position();
            ValueKind kind = reader.readKind();
            long hash;
            if (kind.isSequence()) {
                hash = SEED + kind.tag();
                int count = reader.readCount(1);
                if (count > 0) {
                    open.push(new Sequence(hash, count));
                    continue;
                }
            } else {
                hash = hashOf(kind, reader, start);
            }
            while (!open.isEmpty()) {
                Sequence outer = open.element();
                outer.hash = mix(outer.hash, hash);
                outer.left--;
                if (outer.left > 0) {
                    break;
                }
                hash = open.pop().hash;
            }
            if (open.isEmpty()) {
                return hash;
            }
        }
    }

    private static long hashOf(ValueKind kind, ValueReader reader, int start) {
        if (ValueReader.isInteger(kind)) {
            return mix(SEED, reader.readInteger(kind));
        }
        if (kind.isNumber()) {
            return hashOf(reader.readNumber(kind));
        }
        if (kind == ValueKind.SET || kind == ValueKind.MAP) {
            reader.rewind(start);
            byte[] canonical = CanonicalForm.of(reader);
            return hashOf(canonical, 0, canonical.length);
        }
        int end = skipToEndOfIdentity(kind, reader, start);
        byte[] usual = NanBits.withoutOdd(kind, reader.bytes(), start, end);
        return usual == null ? hashOf(reader.bytes(), start, end) : hashOf(usual, 0, usual.length);
    }

    private static long hashOf(Number number) {
        if (Numbers.isLarge(number)) {
            boolean isInteger = number instanceof BigInteger;
            byte[] digits = (isInteger ? (BigInteger) number : ((BigDecimal) number).unscaledValue()).toByteArray();
            return mix(hashOf(digits, 0, digits.length), isInteger ? 0 : ((BigDecimal) number).scale());
        }
        Number exact = Numbers.exact(number);
        if (exact instanceof Long integer) {
            return mix(SEED, integer);
        }
        if (exact instanceof Double binary) {
            return mix(SEED, Double.doubleToLongBits(binary));
        }
        StrippedDecimal decimal = (StrippedDecimal) exact;
        byte[] digits = decimal.digits().toByteArray();
        return mix(hashOf(digits, 0, digits.length), decimal.scale());
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

    /**
     * Both halves of a product with a factor that nobody knows. The lower half alone would not do: changes of the highest
     * bits go through it in a way that does not depend on the factor, so that colliding keys could be written down.
     */
    private static long mix(long hash, long word) {
        long mixed = hash ^ word;
        return Math.multiplyHigh(mixed, FACTOR) ^ mixed * FACTOR;
    }
}
