package dev.steward.objects;

import dev.steward.api.ObjectId;
import dev.steward.vocabulary.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StateWriter} wrote. Lengths are checked before anything is allocated; not thread-safe. */
public final class StateReader {

    private final Values values;
    private final byte[] bytes;
    private int position;

    /**
     * Starts to read a snapshot.
     *
     * @throws IllegalArgumentException if it is of another version
     */
    public StateReader(Values values, byte[] bytes) {
        this.values = values;
        this.bytes = bytes.clone();
        long version = readLong();
        if (version != StateWriter.VERSION) {
            throw new IllegalArgumentException(
                    "snapshot of version " + version + ", this machine reads version " + StateWriter.VERSION);
        }
    }

    /** Reads a number. */
    public long readLong() {
        long rest = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            need(1);
            byte next = bytes[position++];
            rest |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw new IllegalArgumentException("snapshot is damaged: a number does not end at byte " + position);
    }

    /** Reads a number. */
    public int readInt() {
        return Math.toIntExact(readLong());
    }

    /** Reads how many things follow, each of at least one byte. */
    public int readCount() {
        int count = readInt();
        if (count < 0) {
            throw new IllegalArgumentException("snapshot is damaged: count " + count);
        }
        need(count);
        return count;
    }

    /** Reads true or false. */
    public boolean readBoolean() {
        return readLong() != 0;
    }

    /** Reads bytes. */
    public byte[] readBytes() {
        int length = readCount();
        byte[] read = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return read;
    }

    /** Reads a string. */
    public String readText() {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    /** Reads a string or null. */
    public @Nullable String readTextOrNull() {
        return readBoolean() ? readText() : null;
    }

    /** Reads a value. */
    public Value readValue() {
        return values.read(this);
    }

    /** Reads values. */
    public List<Value> readValues() {
        int count = readCount();
        List<Value> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            read.add(readValue());
        }
        return read;
    }

    /** Reads an object's id. */
    public ObjectId readObject() {
        return new ObjectId(readLong());
    }

    /** Reads a session's id. */
    public SessionId readSession() {
        long high = readLong();
        return new SessionId(high, readLong());
    }

    /** Reads a call's id. */
    public CallId readCall() {
        SessionId session = readSession();
        int thread = readInt();
        return new CallId(session, thread, readLong());
    }

    /** Reads an answer. */
    public Answer readAnswer() {
        Status status = Status.of(readInt());
        Value value = readValue();
        long sequence = readLong();
        boolean redelivered = readBoolean();
        return new Answer(status, value, sequence, redelivered, readBoolean());
    }

    private void need(int more) {
        if (more > bytes.length - position) {
            throw new IllegalArgumentException("snapshot is damaged: it ends after " + bytes.length + " bytes");
        }
    }
}
