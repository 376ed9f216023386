package dev.steward.protocol.value;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.api.ObjectToken;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Kryo's output with what the closed set needs beyond it: text as UTF-8 behind its length in bytes, room that is made in
 * one step of the right size. Used by one thread at a time, and then by the next.
 */
public final class ValueOutput extends Output {

    /** What becomes of a NaN whose bits are not those of {@link Double#NaN} or {@link Float#NaN}: an odd one. */
    public enum OddNans {
        /** It is written as it is. */
        KEPT,
        /** It is written as it is, and {@link ValueOutput#metOddNan} says that there was one. */
        NOTED,
        /** It is written as the usual one, so that equal values have equal bytes. */
        REPLACED
    }

    private static final int FIRST_SIZE = 512;
    private static final int MOST_KEPT = 64 * 1024;
    private static final int MOST_OF_VARINT = 5;

    /** The names of classes as they are written. */
    private static final ClassValue<byte[]> CLASS_NAMES = new ClassValue<>() {
        @Override
        protected byte[] computeValue(Class<?> type) {
            ValueOutput out = new ValueOutput();
            out.writeName(type.getName());
            return out.toBytes();
        }
    };

    private final OddNans oddNans;
    private boolean metOddNan;

    /** With little room, which grows. */
    public ValueOutput() {
        this(FIRST_SIZE);
    }

    /** With little room, which grows. */
    public ValueOutput(OddNans oddNans) {
        this(FIRST_SIZE, oddNans);
    }

    /** For one value of about that size. */
    public ValueOutput(int room) {
        this(room, OddNans.KEPT);
    }

    private ValueOutput(int room, OddNans oddNans) {
        super(room, Integer.MAX_VALUE - 8);
        this.oddNans = oddNans;
    }

    /** Empties it for the next value; a buffer that a large value made is not kept. */
    public void clear() {
        if (buffer.length > MOST_KEPT) {
            setBuffer(new byte[FIRST_SIZE], maxCapacity);
        }
        position = 0;
        metOddNan = false;
    }

    /** Returns whether an odd NaN was written since it was empty, if they are noted. */
    public boolean metOddNan() {
        return metOddNan;
    }

    /** Makes room for a payload at once, an eighth more than needed, where Kryo would double until it fits. */
    public void reserve(int more) {
        long needed = (long) position + more;
        if (needed > capacity) {
            if (needed > maxCapacity) {
                throw new KryoException("the value takes more than 2 GiB");
            }
            int larger =
                    (int) Math.min(maxCapacity, Math.max(needed + (needed >> 3), 2L * Math.min(capacity, MOST_KEPT)));
            buffer = java.util.Arrays.copyOf(buffer, larger);
            capacity = larger;
        }
    }

    /** Writes how many follow. */
    public void writeCount(int count) {
        writeVarInt(count, true);
    }

    /**
     * Writes a length and UTF-8.
     *
     * @return false, and writes nothing, if UTF-8 cannot say it: half a surrogate pair
     */
    public boolean writeText(String text) {
        int length = Utf8.length(text);
        if (length < 0) {
            return false;
        }
        reserve(5 + length);
        writeVarInt(length, true);
        Utf8.write(text, length, buffer, position);
        position += length;
        return true;
    }

    /** Writes a name of a class, a constant, a zone: what the language keeps free of half surrogate pairs. */
    public void writeName(String name) {
        if (!writeText(name)) {
            throw new Refusal(
                    "a name, or a text that is no String, has half a surrogate pair in it",
                    "choose another name, or send the text as a String");
        }
    }

    /** As {@link #writeName}, of a class, whose name is encoded once. */
    public void writeClassName(Class<?> type) {
        byte[] name = CLASS_NAMES.get(type);
        writeBytes(name, 0, name.length);
    }

    /** Writes a token: server, incarnation, object, typeid, addresses. */
    public void writeToken(ObjectToken token) {
        writeLong(token.serverId().getMostSignificantBits());
        writeLong(token.serverId().getLeastSignificantBits());
        writeLong(token.incarnation());
        writeLong(token.objectId().value());
        writeName(token.typeId());
        List<String> addresses = token.addresses();
        writeCount(addresses.size());
        for (int i = 0; i < addresses.size(); i++) {
            writeName(addresses.get(i));
        }
    }

    /** Returns how many bytes a token takes at most, unless a text in it is not ASCII. */
    static int roomFor(ObjectToken token) {
        int room = 4 * Long.BYTES + MOST_OF_VARINT + token.typeId().length() + MOST_OF_VARINT;
        for (String address : token.addresses()) {
            room += MOST_OF_VARINT + address.length();
        }
        return room;
    }

    /** Writes a byte array behind its length. */
    public void writeBlob(byte[] blob) {
        reserve(5 + blob.length);
        writeVarInt(blob.length, true);
        writeBytes(blob, 0, blob.length);
    }

    @Override
    public void writeDouble(double value) {
        boolean odd = NanBits.isOdd(value);
        metOddNan |= odd;
        writeLong(odd && oddNans == OddNans.REPLACED ? NanBits.OF_DOUBLE : Double.doubleToRawLongBits(value));
    }

    @Override
    public void writeFloat(float value) {
        boolean odd = NanBits.isOdd(value);
        metOddNan |= odd;
        writeInt(odd && oddNans == OddNans.REPLACED ? NanBits.OF_FLOAT : Float.floatToRawIntBits(value));
    }

    /** Writes an array behind its count. */
    void writeDoubleArray(double[] array) {
        DoubleBuffer room = writeArray(array.length, Double.BYTES).asDoubleBuffer();
        boolean odd = oddNans != OddNans.KEPT && NanBits.isAnyOdd(array);
        metOddNan |= odd;
        if (odd && oddNans == OddNans.REPLACED) {
            for (double each : array) {
                room.put(Double.isNaN(each) ? Double.NaN : each);
            }
        } else {
            room.put(array);
        }
    }

    /** Writes an array behind its count. */
    void writeFloatArray(float[] array) {
        FloatBuffer room = writeArray(array.length, Float.BYTES).asFloatBuffer();
        boolean odd = oddNans != OddNans.KEPT && NanBits.isAnyOdd(array);
        metOddNan |= odd;
        if (odd && oddNans == OddNans.REPLACED) {
            for (float each : array) {
                room.put(Float.isNaN(each) ? Float.NaN : each);
            }
        } else {
            room.put(array);
        }
    }

    /** Writes a big integer behind its length. */
    public void writeMagnitude(BigInteger number) {
        byte[] magnitude = number.toByteArray();
        if (magnitude.length > ValueReader.MAX_MAGNITUDE) {
            throw new Refusal(
                    "a number of " + magnitude.length + " bytes is too large: the most is " + ValueReader.MAX_MAGNITUDE,
                    "send it as byte[]");
        }
        writeBlob(magnitude);
    }

    /** Room for an array behind its count, to be filled by the caller; lowest byte of an element first. */
    public ByteBuffer writeArray(int count, int unit) {
        long size = (long) count * unit;
        if (size > maxCapacity - position - 5L) {
            throw new KryoException("the value takes more than 2 GiB");
        }
        reserve(5 + (int) size);
        writeVarInt(count, true);
        ByteBuffer room = ByteBuffer.wrap(buffer, position, (int) size).order(ByteOrder.LITTLE_ENDIAN);
        position += (int) size;
        return room;
    }
}
