package dev.steward.objects;

import dev.steward.api.ObjectId;
import dev.steward.vocabulary.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StateWriter} wrote, piece by piece. Lengths are held against the bytes that are there, and memory is taken
 * as bytes come; whatever is wrong is an {@link IllegalArgumentException} that says what. Not thread-safe.
 */
public final class StateReader {

    private static final int ROOM = 1 << 10;
    private static final int LARGEST_STEP = 64 << 10;
    private static final byte[] NONE = {};

    private final Values values;
    private final Supplier<byte[]> pieces;
    /** How many bytes there are at most. */
    private final long most;

    private byte[] piece;
    private int position;
    /** How many bytes were in the pieces before. */
    private long before;

    /** Reads an array, which must not be changed. */
    public StateReader(Values values, byte[] bytes) {
        this.values = values;
        this.pieces = () -> NONE;
        this.most = bytes.length;
        this.piece = bytes;
    }

    /**
     * Reads pieces.
     *
     * @param pieces gives one after the other; one without bytes is the end
     */
    public StateReader(Values values, Supplier<byte[]> pieces) {
        this.values = values;
        this.pieces = pieces;
        this.most = Long.MAX_VALUE;
        this.piece = NONE;
    }

    /** Reads a number. */
    public long readLong() {
        long rest = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = readByte();
            rest |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw new IllegalArgumentException("a number does not end before byte " + at());
    }

    private byte readByte() {
        if (position == piece.length && !next()) {
            throw ended();
        }
        return piece[position++];
    }

    /** Goes on to the next piece; returns whether there is one. */
    private boolean next() {
        before += piece.length;
        position = 0;
        piece = pieces.get();
        return piece.length > 0;
    }

    /** Returns how many bytes have been read. */
    private long at() {
        return before + position;
    }

    private IllegalArgumentException ended() {
        return new IllegalArgumentException("it ends after " + (before + piece.length) + " bytes");
    }

    /** Reads a number. */
    public int readInt() {
        long number = readLong();
        if (number != (int) number) {
            throw new IllegalArgumentException("the number " + number + " before byte " + at() + " is too large");
        }
        return (int) number;
    }

    /** Returns whether everything has been read. */
    public boolean isAtEnd() {
        return position == piece.length && !next();
    }

    /** Passes over so many bytes. */
    public void skip(int count) {
        need(count);
        for (int i = 0; i < count; i++) {
            readByte();
        }
    }

    /** Reads how many things follow, each of at least one byte. */
    public int readCount() {
        int count = readInt();
        if (count < 0) {
            throw new IllegalArgumentException("the count " + count + " before byte " + at() + " is negative");
        }
        need(count);
        return count;
    }

    /** Reads so many numbers. */
    public long[] readLongs(int count) {
        need(count);
        // A wrong count may be that of all bytes that follow: room is made as numbers come.
        long[] read = new long[Math.min(count, ROOM)];
        for (int i = 0; i < count; i++) {
            if (i == read.length) {
                read = Arrays.copyOf(read, (int) Math.min(count, 2L * i));
            }
            read[i] = readLong();
        }
        return read;
    }

    /** Reads true or false. */
    public boolean readBoolean() {
        return readLong() != 0;
    }

    /** Reads bytes. */
    public byte[] readBytes() {
        int count = readCount();
        byte[] read = new byte[Math.min(count, Math.max(LARGEST_STEP, piece.length - position))];
        int have = 0;
        while (have < count) {
            if (position == piece.length && !next()) {
                throw ended();
            }
            int part = Math.min(count - have, piece.length - position);
            if (have + part > read.length) {
                read = Arrays.copyOf(read, (int) Math.min(count, 2L * Math.max(read.length, have + part)));
            }
            System.arraycopy(piece, position, read, have, part);
            position += part;
            have += part;
        }
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
        // A wrong count may be that of all bytes that follow: room is made as values come.
        List<Value> read = new ArrayList<>(Math.min(count, ROOM));
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

    private void need(long more) {
        if (more > most - at()) {
            throw ended();
        }
    }
}
