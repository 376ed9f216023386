package dev.steward.protocol.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that two values have in common exactly if they are equal, however they are written: numbers by amount, the
 * elements of a set and the keys of a map sorted and each once, of two equal keys the later one. Takes little more time
 * than sorting what is in the value, whoever wrote it. Stateless.
 */
final class CanonicalForm {

    /** What stands for a large number, beside the tags of values. */
    private static final byte LARGE = 1;

    /** What stands for a long element, key or value of a set or map, with its hash: however deep they nest, each is copied once. */
    private static final byte DIGEST = 44;

    private static final int MOST_INLINE = 256;

    private CanonicalForm() {}

    /** Returns the form of the value that starts here, and leaves the reader behind it. Takes no stack. */
    static byte[] of(ValueReader reader) {
        Deque<Open> open = new ArrayDeque<>();
        ValueOutput form = new ValueOutput();
        while (true) {
            Open begun = begin(reader, form);
            if (begun != null) {
                open.push(begun);
                form = begun.form;
            } else if (!open.isEmpty()) {
                open.element().partEnds();
            }
            while (!open.isEmpty() && open.element().left == 0) {
                form = open.pop().end();
                if (!open.isEmpty()) {
                    open.element().partEnds();
                }
            }
            if (open.isEmpty()) {
                return form.toBytes();
            }
        }
    }

    /** Something that holds others, of which so many are left. */
    private static class Open {
        final ValueOutput form;
        private int left;

        Open(ValueOutput form, int parts) {
            this.form = form;
            this.left = parts;
        }

        /** One of the parts is written. */
        void partEnds() {
            left--;
        }

        /** All are; returns the form that this one is in. */
        ValueOutput end() {
            return form;
        }
    }

    /** A set or a map, whose parts are sorted when all are there. */
    private static final class OpenSorted extends Open {
        private static final int NO_KEY = -1;

        private final ValueKind kind;
        private final ValueOutput outer;
        private final List<Entry> entries = new ArrayList<>();
        private int partStart;
        private int keyLength = NO_KEY;

        OpenSorted(ValueKind kind, ValueOutput outer, int parts) {
            super(new ValueOutput(), parts);
            this.kind = kind;
            this.outer = outer;
        }

        @Override
        void partEnds() {
            super.partEnds();
            cut(form, partStart);
            if (kind == ValueKind.MAP && keyLength == NO_KEY) {
                keyLength = form.position();
                partStart = keyLength;
                return;
            }
            entries.add(new Entry(form.toBytes(), keyLength == NO_KEY ? form.position() : keyLength));
            form.clear();
            partStart = 0;
            keyLength = NO_KEY;
        }

        @Override
        ValueOutput end() {
            writeSorted(kind, entries, outer);
            return outer;
        }
    }

    /** Writes a value, or begins one that holds others. */
    private static @Nullable Open begin(ValueReader reader, ValueOutput form) {
        int start = reader.position();
        ValueKind kind = reader.readKind();
        if (ValueReader.isInteger(kind)) {
            writeInteger(reader.readInteger(kind), form);
        } else if (kind.isNumber()) {
            writeNumber(reader.readNumber(kind), form);
        } else if (kind == ValueKind.LIST || kind == ValueKind.TUPLE) {
            int count = reader.readCount(1);
            form.writeByte(kind.tag());
            form.writeCount(count);
            return new Open(form, count);
        } else if (kind == ValueKind.SET) {
            return new OpenSorted(kind, form, reader.readCount(1));
        } else if (kind == ValueKind.MAP) {
            return new OpenSorted(kind, form, 2 * reader.readCount(2));
        } else {
            int end = ValueEquality.skipToEndOfIdentity(kind, reader, start);
            byte[] usual = NanBits.withoutOdd(kind, reader.bytes(), start, end);
            if (usual == null) {
                form.writeBytes(reader.bytes(), start, end - start);
            } else {
                form.writeBytes(usual, 0, usual.length);
            }
        }
        return null;
    }

    private static void writeInteger(long amount, ValueOutput form) {
        form.writeByte(ValueKind.LONG.tag());
        form.writeVarLong(amount, false);
    }

    private static void writeNumber(Number number, ValueOutput form) {
        if (Numbers.isLarge(number)) {
            // Nothing but itself is equal to it.
            boolean isInteger = number instanceof BigInteger;
            form.writeByte(LARGE);
            form.writeBoolean(isInteger);
            form.writeInt(isInteger ? 0 : ((BigDecimal) number).scale());
            form.writeBlob((isInteger ? (BigInteger) number : ((BigDecimal) number).unscaledValue()).toByteArray());
            return;
        }
        Number exact = Numbers.exact(number);
        if (exact instanceof Long integer) {
            writeInteger(integer, form);
        } else if (exact instanceof Double binary) {
            form.writeByte(ValueKind.DOUBLE.tag());
            form.writeLong(Double.doubleToLongBits(binary));
        } else {
            StrippedDecimal decimal = (StrippedDecimal) exact;
            form.writeByte(ValueKind.BIG_DECIMAL.tag());
            form.writeLong(decimal.scale());
            form.writeBlob(decimal.digits().toByteArray());
        }
    }

    /** An element of a set, or a key with its value: the forms of both, one behind the other. */
    @SuppressWarnings("ArrayRecordComponent") // Entries are compared by their keys alone.
    private record Entry(byte[] bytes, int keyLength) {
        int compareKey(Entry other) {
            return Arrays.compareUnsigned(bytes, 0, keyLength, other.bytes, 0, other.keyLength);
        }
    }

    /** Of a long part only its hash stays. */
    private static void cut(ValueOutput form, int start) {
        int length = form.position() - start;
        if (length > MOST_INLINE) {
            byte[] digest = digest(form.getBuffer(), start, length);
            form.setPosition(start);
            form.writeByte(DIGEST);
            form.writeBytes(digest, 0, digest.length);
        }
    }

    private static byte[] digest(byte[] bytes, int start, int length) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(bytes, start, length);
            return hash.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }

    private static void writeSorted(ValueKind kind, List<Entry> entries, ValueOutput form) {
        // Stable: of equal keys the last one stays the last.
        entries.sort(Entry::compareKey);
        List<Entry> distinct = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            int last = distinct.size() - 1;
            if (last >= 0 && distinct.get(last).compareKey(entry) == 0) {
                distinct.set(last, entry);
            } else {
                distinct.add(entry);
            }
        }
        form.writeByte(kind.tag());
        form.writeCount(distinct.size());
        distinct.forEach(entry -> form.writeBytes(entry.bytes, 0, entry.bytes.length));
    }
}
