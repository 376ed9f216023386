package dev.steward.protocol.value;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import dev.steward.api.ObjectToken;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Kryo's input with every length checked against what is left before anything is allocated for it. Used by one thread at
 * a time, and then by the next.
 */
public final class ValueInput extends Input {
    private static final byte[] NOTHING = {};

    private int unclaimed;

    /** Of nothing yet. */
    public ValueInput() {
        super(NOTHING);
    }

    /** Begins with some bytes, which it reads where they are. */
    public void start(byte[] bytes, int offset, int length) {
        setBuffer(bytes, offset, length);
        unclaimed = length;
    }

    /** Lets go of the bytes. */
    public void clear() {
        setBuffer(NOTHING, 0, 0);
    }

    private int left() {
        return limit - position;
    }

    /** Reads the number of units that follow. */
    public int readCount(int unit) {
        int count = readVarInt(true);
        if (count < 0 || count > left() / unit) {
            throw new KryoException(
                    "a length of " + Integer.toUnsignedString(count) + " with " + left() + " bytes left");
        }
        return count;
    }

    /**
     * Reads the number of elements of a container that is made before its elements are read. Containers nest, so each
     * could claim what is left anew; but an element takes a byte at least and has one container, so that all of them
     * together cannot have more elements than there are bytes.
     */
    public int readElementCount() {
        int count = readCount(1);
        if (count > unclaimed) {
            throw new KryoException("containers claim more elements than there are bytes");
        }
        unclaimed -= count;
        return count;
    }

    /** Reads a text, as {@link ValueOutput#writeText} wrote it. */
    public String readText() {
        int length = readCount(1);
        String text = new String(buffer, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    /** Goes behind the value that starts there, and returns the tokens in it. */
    public List<ObjectToken> skipValue(int start) {
        ValueReader reader = new ValueReader(buffer, start, limit);
        reader.skip();
        position = reader.position();
        return reader.tokens();
    }

    /** Reads a token, as {@link ValueOutput#writeToken} wrote it. */
    public ObjectToken readToken() {
        ValueReader reader = new ValueReader(buffer, position, limit);
        ObjectToken token = reader.readToken();
        position = reader.position();
        return token;
    }

    /** Reads a byte array, as {@link ValueOutput#writeBlob} wrote it. */
    public byte[] readBlob() {
        return readBytes(readCount(1));
    }

    /** Reads a big integer, as {@link ValueOutput#writeMagnitude} wrote it. */
    public BigInteger readMagnitude() {
        int length = readCount(1);
        if (length == 0 || length > ValueReader.MAX_MAGNITUDE) {
            throw new KryoException("a big number of " + length + " bytes");
        }
        BigInteger number = new BigInteger(buffer, position, length);
        position += length;
        return number;
    }

    /** The bytes of an array of so many units, to be read by the caller; lowest byte of an element first. */
    public ByteBuffer readArray(int unit) {
        int size = readCount(unit) * unit;
        ByteBuffer array = ByteBuffer.wrap(buffer, position, size).order(ByteOrder.LITTLE_ENDIAN);
        position += size;
        return array;
    }
}
