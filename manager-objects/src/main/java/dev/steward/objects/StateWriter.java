package dev.steward.objects;

import dev.steward.api.ObjectId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes state, the one format of snapshots and of what a log keeps, and hands it over piece by piece, so that no array has
 * to hold it all. Not thread-safe.
 */
public final class StateWriter {

    /** The version that is written: since 2 a dead letter in a queue says where it comes from. */
    public static final int VERSION = 2;

    /** The oldest version that {@link StateReader} understands; what it has is written in the same way today. */
    public static final int OLDEST = 1;

    private static final int LARGEST_PIECE = 64 << 10;
    private static final int MOST_VALUES = 8 << 10;
    /** Of so many no one is kept for later. */
    private static final int FEW = 64;

    private static final Object[] NONE = {};
    private static final int[] NOWHERE = {};

    private final Values values;
    private final Consumer<StatePiece> pieces;
    private final boolean keepsValues;
    private byte[] bytes = new byte[256];
    private int size;
    private Object[] kept = NONE;
    private int[] places = NOWHERE;
    private int keptCount;

    private StateWriter(Values values, Consumer<StatePiece> pieces, boolean keepsValues) {
        this.values = values;
        this.pieces = pieces;
        this.keepsValues = keepsValues;
    }

    /**
     * Returns a writer of bytes.
     *
     * @param pieces gets each piece as soon as it is full, and the last one with {@link #flush}; all of them are bytes only
     */
    public static StateWriter ofBytes(Values values, Consumer<StatePiece> pieces) {
        return new StateWriter(values, pieces, false);
    }

    /**
     * Returns a writer that only remembers values, which takes a few nanoseconds each: whoever writes a piece out writes them
     * too.
     *
     * @param pieces as for {@link #ofBytes}
     */
    public static StateWriter keepingValues(Values values, Consumer<StatePiece> pieces) {
        return new StateWriter(values, pieces, true);
    }

    /** Returns in one array what is written; for what is small. */
    public static byte[] toBytes(Values values, Consumer<StateWriter> state) {
        List<StatePiece> written = new ArrayList<>();
        StateWriter writer = ofBytes(values, written::add);
        state.accept(writer);
        writer.flush();
        return joined(written);
    }

    /** Returns pieces of bytes in one array. */
    public static byte[] joined(List<StatePiece> written) {
        long length = 0;
        for (StatePiece piece : written) {
            length += piece.size();
        }
        byte[] all = new byte[Math.toIntExact(length)];
        int at = 0;
        for (StatePiece piece : written) {
            piece.copyTo(all, at);
            at += piece.size();
        }
        return all;
    }

    /** Hands over what was written since the last piece, if it is anything. */
    public void flush() {
        if (size > 0 || keptCount > 0) {
            StatePiece piece = new StatePiece(
                    Arrays.copyOf(bytes, size),
                    keptCount == 0 ? NONE : Arrays.copyOf(kept, keptCount),
                    keptCount == 0 ? NOWHERE : Arrays.copyOf(places, keptCount));
            // What was handed over is not held on to until others take its place.
            Arrays.fill(kept, 0, keptCount, null);
            size = 0;
            keptCount = 0;
            pieces.accept(piece);
        }
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
        writeRaw(value, 0, value.length);
    }

    /** Writes a part of an array as it is. */
    public void writeRaw(byte[] array, int from, int length) {
        int at = from;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, LARGEST_PIECE);
            ensure(part);
            System.arraycopy(array, at, bytes, size, part);
            size += part;
            at += part;
            left -= part;
        }
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

    /** Writes a value, now or when the piece is written out. */
    public void writeValue(Value value) {
        if (!keepsValues) {
            values.write(this, value);
            return;
        }
        keep(value);
    }

    /** Keeps a value, or what was lent, for when the piece is written out. */
    private void keep(Object one) {
        if (keptCount == MOST_VALUES) {
            flush();
        } else if (keptCount == kept.length) {
            int room = Math.min(MOST_VALUES, Math.max(16, 2 * keptCount));
            kept = Arrays.copyOf(kept, room);
            places = Arrays.copyOf(places, room);
        }
        kept[keptCount] = one;
        places[keptCount++] = size;
    }

    /**
     * Writes how many values there are, and each, now or when the piece is written out.
     *
     * @param lent never changed again
     */
    public void writeLent(List<Value> lent) {
        writeInt(lent.size());
        if (keepsValues && lent.size() > FEW) {
            keep(new Lent(writer -> lent.forEach(writer::writeValue)));
        } else {
            lent.forEach(this::writeValue);
        }
    }

    /**
     * Writes so many numbers, now or when the piece is written out.
     *
     * @param lent gives each by its index, and always the same
     */
    public void writeLent(int count, IntToLongFunction lent) {
        if (keepsValues && count > FEW) {
            keep(new Lent(writer -> writer.writeAll(count, lent)));
        } else {
            writeAll(count, lent);
        }
    }

    private void writeAll(int count, IntToLongFunction numbers) {
        for (int i = 0; i < count; i++) {
            writeLong(numbers.applyAsLong(i));
        }
    }

    /** What is written when the piece is. */
    record Lent(Consumer<StateWriter> state) {}

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

    /** Makes room for so many bytes, no more than a piece has. */
    private void ensure(int more) {
        if (size + more <= bytes.length) {
            return;
        }
        if (size + more > LARGEST_PIECE) {
            flush();
        }
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(LARGEST_PIECE, Math.max(bytes.length * 2, size + more)));
        }
    }
}
