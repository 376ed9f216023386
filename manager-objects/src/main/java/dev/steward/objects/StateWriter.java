package dev.steward.objects;

import dev.steward.api.ObjectId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes state into bytes: the one format of snapshots. Grows as needed; not thread-safe. */
public final class StateWriter {

    /** The version that {@link StateReader} understands. */
    public static final int VERSION = 1;

    private final Values values;
    private byte[] bytes = new byte[256];
    private int size;

    /** Starts a snapshot. */
    public StateWriter(Values values) {
        this.values = values;
        writeLong(VERSION);
    }

    /** Writes a number in as few bytes as it needs. */
    public void writeLong(long value) {
        long rest = (value << 1) ^ (value >> 63);
        ensure(10);
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes a number. */
    public void writeInt(int value) {
        writeLong(value);
    }

    /** Writes true or false. */
    public void writeBoolean(boolean value) {
        writeLong(value ? 1 : 0);
    }

    /** Writes bytes with their length. */
    public void writeBytes(byte[] value) {
        writeInt(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** Writes a string. */
    public void writeText(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a string or null. */
    public void writeTextOrNull(@Nullable String value) {
        writeBoolean(value != null);
        if (value != null) {
            writeText(value);
        }
    }

    /** Writes a value. */
    public void writeValue(Value value) {
        values.write(this, value);
    }

    /** Writes how many values there are, and each. */
    public void writeValues(List<Value> stored) {
        writeInt(stored.size());
        stored.forEach(this::writeValue);
    }

    /** Writes an object's id. */
    public void writeObject(ObjectId object) {
        writeLong(object.value());
    }

    /** Writes a session's id. */
    public void writeSession(SessionId session) {
        writeLong(session.high());
        writeLong(session.low());
    }

    /** Writes a call's id. */
    public void writeCall(CallId call) {
        writeSession(call.session());
        writeInt(call.thread());
        writeLong(call.number());
    }

    /** Writes an answer. */
    public void writeAnswer(Answer answer) {
        writeInt(answer.status().code());
        writeValue(answer.value());
        writeLong(answer.sequence());
        writeBoolean(answer.redelivered());
        writeBoolean(answer.underAcknowledgement());
    }

    /** Returns a copy of what was written so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
