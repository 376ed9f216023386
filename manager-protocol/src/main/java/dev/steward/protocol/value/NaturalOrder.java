package dev.steward.protocol.value;

import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Which of two values comes first, where Java and Python agree that there is an order: docs/semantics.md has the table.
 * Works on the bytes; only dates and times are decoded for it. Stateless.
 */
final class NaturalOrder {

    private NaturalOrder() {}

    /** Compares the values that start here; negative, 0, positive or {@link EncodedValue#NOT_COMPARABLE}. */
    static int compare(ValueReader left, ValueReader right) {
        ValueKind kind = left.readKind();
        ValueKind other = right.readKind();
        if (kind.isNumber() && other.isNumber()) {
            return Numbers.compare(left.readNumber(kind), right.readNumber(other));
        }
        if (kind.isText() && other.isText()) {
            return Integer.signum(left.readTextOf(kind).compareTo(right.readTextOf(other)));
        }
        if (kind != other) {
            return EncodedValue.NOT_COMPARABLE;
        }
        if (kind.isOfTime() || kind == ValueKind.UUID_128) {
            return compareDecoded(kind, left, right);
        }
        return switch (kind) {
            case BOOLEAN -> Byte.compare(left.readByte(), right.readByte());
            case CHARACTER -> Integer.signum((char) left.readShort() - (char) right.readShort());
            case BYTES -> compareBytes(left, right);
            case LIST, TUPLE -> compareElements(left, right);
            default -> EncodedValue.NOT_COMPARABLE;
        };
    }

    private static int compareBytes(ValueReader left, ValueReader right) {
        int leftLength = left.readCount(1);
        int rightLength = right.readCount(1);
        return Integer.signum(Arrays.compareUnsigned(
                left.bytes(),
                left.position(),
                left.position() + leftLength,
                right.bytes(),
                right.position(),
                right.position() + rightLength));
    }

    /** A pair of sequences that are equal so far. */
    private static final class Pair {
        private final int leftCount;
        private final int rightCount;
        private int looked;

        Pair(int leftCount, int rightCount) {
            this.leftCount = leftCount;
            this.rightCount = rightCount;
        }

        boolean goesOn() {
            return looked++ < Math.min(leftCount, rightCount);
        }

        int byLength() {
            return Integer.compare(leftCount, rightCount);
        }
    }

    /** The first elements that differ decide, however deep they are; equal ones need no order. Takes no stack. */
    private static int compareElements(ValueReader left, ValueReader right) {
        Deque<Pair> open = new ArrayDeque<>();
        open.push(new Pair(left.readCount(1), right.readCount(1)));
        while (!open.isEmpty()) {
            if (!open.element().goesOn()) {
                int order = open.pop().byLength();
                if (order != 0) {
                    return order;
                }
                continue;
            }
            int leftStart = left.position();
            int rightStart = right.position();
            ValueKind kind = left.readKind();
            if (kind.isSequence() && kind == right.readKind()) {
                // Asked for equality first, what nests deep would be walked over once for each level.
                open.push(new Pair(left.readCount(1), right.readCount(1)));
                continue;
            }
            left.rewind(leftStart);
            right.rewind(rightStart);
            if (!ValueEquality.equal(left, right)) {
                left.rewind(leftStart);
                right.rewind(rightStart);
                return compare(left, right);
            }
        }
        return 0;
    }

    private static int compareDecoded(ValueKind kind, ValueReader left, ValueReader right) {
        Object first;
        Object second;
        try {
            first = left.readPlain(kind);
            second = right.readPlain(kind);
        } catch (DateTimeException | ArithmeticException noSuchDay) {
            return EncodedValue.NOT_COMPARABLE;
        }
        return first instanceof Comparable<?> comparable
                ? Integer.signum(compareUnchecked(comparable, second))
                : EncodedValue.NOT_COMPARABLE;
    }

    /** Both are of one kind, and so of one class of java.time. */
    @SuppressWarnings("unchecked")
    private static int compareUnchecked(Comparable<?> left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }
}
