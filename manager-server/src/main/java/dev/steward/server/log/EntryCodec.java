package dev.steward.server.log;

import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Values;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The log's language: entries as bytes. An entry is the number of the version in one byte, the checksum (CRC-32C) of what
 * follows in four, and then the group, the kind of the input, its time and its fields, as in a snapshot. Thread-safe.
 */
public final class EntryCodec {

    /** The version that is written. */
    public static final int VERSION = 1;

    private static final int HEAD_BYTES = 1 + Integer.BYTES;
    /** No message is longer, whatever is in the entry. */
    private static final int MOST_WORDS = 200;

    private final Values values;

    /**
     * A codec.
     *
     * @param values makes and reads values
     */
    public EntryCodec(Values values) {
        this.values = values;
    }

    /** Returns an entry as bytes. Walks over all that is in it. */
    public byte[] encode(LogEntry entry) {
        byte[] encoded = StateWriter.toBytes(values, writer -> {
            writer.writeRaw(new byte[HEAD_BYTES], 0, HEAD_BYTES);
            EntryWriter out = new EntryWriter(writer);
            InputKind kind = InputKind.of(entry.input());
            EntryWriter ignored = out.groupId(entry.to())
                    .number(kind.number())
                    .number(entry.input().now());
            kind.write(entry.input(), out);
        });
        ByteBuffer.wrap(encoded).put((byte) VERSION).putInt(checksum(encoded));
        return encoded;
    }

    /**
     * Reads an entry.
     *
     * @param number which entry of the log it is, for the message
     * @throws IllegalArgumentException if it is damaged, or of another version; says which entry it is and what is wrong
     */
    public LogEntry decode(long number, byte[] encoded) {
        try {
            return decode(encoded);
        } catch (RuntimeException damaged) {
            // Each part reads what it wrote, and trusts what belongs together: which part did not is for whoever
            // repairs.
            String words = String.valueOf(damaged.getMessage());
            throw new IllegalArgumentException(
                    "entry " + number + " of the log cannot be read: "
                            + words.substring(0, Math.min(MOST_WORDS, words.length())),
                    damaged);
        }
    }

    private LogEntry decode(byte[] encoded) {
        if (encoded.length < HEAD_BYTES) {
            throw new IllegalArgumentException("it ends after " + encoded.length + " bytes");
        }
        ByteBuffer head = ByteBuffer.wrap(encoded);
        int version = head.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("it is of version " + version + ", and this server reads version "
                    + VERSION + ": start the release that wrote it, or remove the log and all that is in it");
        }
        if (head.getInt() != checksum(encoded)) {
            throw new IllegalArgumentException("its checksum is wrong, so it is damaged");
        }
        StateReader reader = new StateReader(values, encoded);
        reader.skip(HEAD_BYTES);
        EntryReader in = new EntryReader(reader, values);
        GroupId to = in.groupId();
        int number = in.integer();
        InputKind kind = InputKind.of(number);
        if (kind == null) {
            throw new IllegalArgumentException("there is no input of the number " + number);
        }
        Input input = kind.read(in.number(), in);
        if (!reader.isAtEnd()) {
            throw new IllegalArgumentException("something follows behind its end");
        }
        return new LogEntry(to, input);
    }

    private static int checksum(byte[] encoded) {
        CRC32C checksum = new CRC32C();
        checksum.update(encoded, HEAD_BYTES, encoded.length - HEAD_BYTES);
        return (int) checksum.getValue();
    }
}
