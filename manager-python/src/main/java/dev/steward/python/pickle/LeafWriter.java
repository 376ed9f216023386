package dev.steward.python.pickle;

import java.math.BigInteger;

/** Writes what holds nothing else: in lines of text for protocol 0, else in bytes. */
final class LeafWriter {

    /** From this protocol on numbers and texts are bytes. */
    private static final int WITH_BYTES = 1;

    /** From this one on there are truth values, and large ints in bytes. */
    private static final int WITH_NEW = 2;

    private static final int WITH_SHORT_TEXTS = 4;

    private final int protocol;
    private final PickleOutput out;

    LeafWriter(int protocol, PickleOutput out) {
        this.protocol = protocol;
        this.out = out;
    }

    /** Writes a leaf as the protocol has it. */
    void write(PickleLeaf leaf) {
        switch (leaf.kind()) {
            case NONE -> out.writeByte(Opcode.NONE);
            case BOOL -> writeTruth(leaf.truth());
            case INT -> writeInteger(leaf.integer());
            case FLOAT -> writeReal(leaf.real());
            case TEXT -> writeText(leaf.content());
            case BYTES -> writeCounted(leaf.content(), Opcode.SHORT_BINBYTES, Opcode.BINBYTES);
            default -> {
                out.writeByte(Opcode.BYTEARRAY8);
                out.writeLowestFirst(leaf.content().length, Long.BYTES);
                out.write(leaf.content());
            }
        }
    }

    private void writeTruth(boolean truth) {
        if (protocol >= WITH_NEW) {
            out.writeByte(truth ? Opcode.NEWTRUE : Opcode.NEWFALSE);
        } else {
            out.writeByte(Opcode.INT);
            out.writeLine(truth ? "01" : "00");
        }
    }

    private void writeInteger(Number amount) {
        long value = amount.longValue();
        boolean isShort = amount instanceof Long && value == (int) value;
        if (!isShort && protocol < WITH_NEW) {
            out.writeByte(Opcode.LONG);
            out.writeLine(amount + "L");
        } else if (!isShort) {
            writeLong(amount instanceof BigInteger large ? large : BigInteger.valueOf(value));
        } else if (protocol == 0) {
            out.writeByte(Opcode.INT);
            out.writeLine(amount.toString());
        } else if (value >= 0 && value < 1 << 8) {
            out.writeByte(Opcode.BININT1);
            out.writeByte((int) value);
        } else if (value >= 0 && value < 1 << 16) {
            out.writeByte(Opcode.BININT2);
            out.writeLowestFirst(value, Short.BYTES);
        } else {
            out.writeByte(Opcode.BININT);
            out.writeLowestFirst(value, Integer.BYTES);
        }
    }

    private void writeLong(BigInteger amount) {
        byte[] bytes = amount.toByteArray();
        for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
            byte high = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = high;
        }
        writeCounted(bytes, Opcode.LONG1, Opcode.LONG4);
    }

    private void writeCounted(byte[] content, byte withShortLength, byte withLength) {
        if (content.length < 256) {
            out.writeByte(withShortLength);
            out.writeByte(content.length);
        } else {
            out.writeByte(withLength);
            out.writeLowestFirst(content.length, Integer.BYTES);
        }
        out.write(content);
    }

    private void writeReal(double amount) {
        if (protocol == 0) {
            out.writeByte(Opcode.FLOAT);
            out.writeLine(
                    Double.isNaN(amount)
                            ? "nan"
                            : Double.isInfinite(amount) ? amount > 0 ? "inf" : "-inf" : amount + "");
        } else {
            out.writeByte(Opcode.BINFLOAT);
            out.writeLowestFirst(Long.reverseBytes(Double.doubleToRawLongBits(amount)), Long.BYTES);
        }
    }

    private void writeText(byte[] text) {
        if (protocol >= WITH_SHORT_TEXTS) {
            writeCounted(text, Opcode.SHORT_BINUNICODE, Opcode.BINUNICODE);
        } else if (protocol >= WITH_BYTES) {
            out.writeByte(Opcode.BINUNICODE);
            out.writeLowestFirst(text.length, Integer.BYTES);
            out.write(text);
        } else {
            out.writeByte(Opcode.UNICODE);
            out.writeLine(escaped(text));
        }
    }

    private static String escaped(byte[] text) {
        StringBuilder line = new StringBuilder(text.length);
        for (int at = 0; at < text.length; ) {
            int point = CodePoints.at(text, at);
            at += CodePoints.sizeOf(text[at]);
            if (point >= ' ' && point < 0x7F && point != '\\') {
                line.append((char) point);
            } else {
                line.append(String.format(point < 0x10000 ? "\\u%04x" : "\\U%08x", point));
            }
        }
        return line.toString();
    }
}
