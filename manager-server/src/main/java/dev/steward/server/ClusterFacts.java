package dev.steward.server;

import dev.steward.server.machine.Incarnation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the log of several servers says of itself: whose it is, and where clients reach those that have led. And its words: an
 * entry is an input of the machine, or one of these two facts. Immutable.
 *
 * @param identity whose log it is; null before the first leader has said so
 * @param addresses where clients reach a server, by its name
 */
record ClusterFacts(@Nullable Incarnation identity, Map<String, String> addresses) {

    /** Of a log that has no entry. */
    static final ClusterFacts NONE = new ClusterFacts(null, Map.of());

    /** How many bytes an entry has beside its input. */
    static final int INPUT_BYTES = 1;

    /** Changes with the words; an entry of another one is not read. */
    private static final int VERSION = 1;

    private static final byte INPUT = 1;
    private static final byte FOUNDED = 2;
    private static final byte REACHABLE = 3;

    /** Copies the addresses, in the order of the names. */
    ClusterFacts {
        addresses = Collections.unmodifiableMap(new TreeMap<>(addresses));
    }

    /** Writes something that has to be read again. */
    private interface Words {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** Returns the entry of an input. */
    static byte[] input(byte[] encoded) {
        byte[] entry = new byte[INPUT_BYTES + encoded.length];
        entry[0] = INPUT;
        System.arraycopy(encoded, 0, entry, INPUT_BYTES, encoded.length);
        return entry;
    }

    /** Returns whether an entry is an input. */
    static boolean isInput(byte[] entry) {
        return entry.length > 0 && entry[0] == INPUT;
    }

    /** Returns what {@link #input} was made of. */
    static byte[] inputIn(byte[] entry) {
        return Arrays.copyOfRange(entry, INPUT_BYTES, entry.length);
    }

    /** Returns the entry that says whose the log is. */
    static byte[] founded(Incarnation identity) {
        return written(FOUNDED, out -> write(identity, out));
    }

    /** Returns the entry that says where clients reach a server. */
    static byte[] reachable(String name, String address) {
        return written(REACHABLE, out -> {
            out.writeUTF(name);
            out.writeUTF(address);
        });
    }

    private static byte[] written(byte kind, Words words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(kind);
            words.writeTo(out);
        } catch (IOException unexpected) {
            throw new UncheckedIOException("memory cannot be written", unexpected);
        }
        return bytes.toByteArray();
    }

    private static void write(Incarnation identity, DataOutputStream out) throws IOException {
        out.writeLong(identity.serverId().getMostSignificantBits());
        out.writeLong(identity.serverId().getLeastSignificantBits());
        out.writeLong(identity.epoch());
    }

    private static Incarnation identityIn(DataInputStream in) throws IOException {
        return Incarnation.ofEpoch(new UUID(in.readLong(), in.readLong()), in.readLong());
    }

    /**
     * Returns what is known with one more fact. Whose log it is was said by the first who said it.
     *
     * @throws IllegalStateException if the entry is none, or of another release
     */
    ClusterFacts with(byte[] entry) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(entry))) {
            int kind = in.readByte();
            if (kind == FOUNDED) {
                return identity == null ? new ClusterFacts(identityIn(in), addresses) : this;
            }
            if (kind == REACHABLE) {
                Map<String, String> more = new TreeMap<>(addresses);
                more.put(in.readUTF(), in.readUTF());
                return new ClusterFacts(identity, more);
            }
            throw new IllegalStateException(
                    "an entry of the servers' log is of kind " + kind + ": run all servers by the same release");
        } catch (IOException damaged) {
            throw new IllegalStateException("an entry of the servers' log ends too early", damaged);
        }
    }

    /** Returns where clients reach a server; empty if that was not said. */
    String address(String name) {
        return addresses.getOrDefault(name, "");
    }

    /** Writes all of it, as the beginning of a snapshot. */
    void writeTo(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeByte(VERSION);
        out.writeBoolean(identity != null);
        if (identity != null) {
            write(identity, out);
        }
        out.writeInt(addresses.size());
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            out.writeUTF(address.getKey());
            out.writeUTF(address.getValue());
        }
        out.flush();
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @throws IOException if the stream fails, or has something else
     */
    static ClusterFacts readFrom(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("the snapshot of the servers is of version " + version + ", and this server reads "
                    + VERSION + ": run all servers by the same release");
        }
        Incarnation identity = in.readBoolean() ? identityIn(in) : null;
        Map<String, String> addresses = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            addresses.put(in.readUTF(), in.readUTF());
        }
        return new ClusterFacts(identity, addresses);
    }
}
