package dev.steward.protocol.value;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.api.ObjectToken;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Kryo's output with what the closed set needs beyond it: text as UTF-8 behind its length in bytes, room that is made in
 * one step of the right size. Used by one thread at a time, and then by the next.
 */
public final class ValueOutput extends Output {
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

    /** With little room, which grows. */
    public ValueOutput() {
        this(FIRST_SIZE);
    }

    /** For one value of about that size. */
    public ValueOutput(int room) {
        super(room, Integer.MAX_VALUE - 8);
    }

    /** Empties it for the next value; a buffer that a large value made is not kept. */
    public void clear() {
        if (buffer.length > MOST_KEPT) {
            setBuffer(new byte[FIRST_SIZE], maxCapacity);
        }
        position = 0;
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
