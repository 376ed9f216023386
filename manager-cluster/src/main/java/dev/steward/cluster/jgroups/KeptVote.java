package dev.steward.cluster.jgroups;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jgroups.Address;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;

/** The last term that a member knows of, and for whom it voted then; on the disk before it says so. Not thread-safe. */
final class KeptVote {

    private final Path file;
    private final boolean syncs;
    private long term;
    private @Nullable Address votedFor;

    private KeptVote(Path file, boolean syncs) {
        this.file = file;
        this.syncs = syncs;
    }

    /**
     * Reads what a directory has, if it has it.
     *
     * @throws IllegalStateException if it is damaged
     */
    static KeptVote in(Path directory, boolean syncs) throws IOException {
        KeptVote vote = new KeptVote(directory.resolve("vote"), syncs);
        if (Files.exists(vote.file)) {
            vote.read(Files.readAllBytes(vote.file));
        }
        return vote;
    }

    private void read(byte[] bytes) throws IOException {
        int length = bytes.length - Integer.BYTES;
        if (length < Long.BYTES
                || ByteBuffer.wrap(bytes).getInt(length) != KeptFiles.checksum(ByteBuffer.wrap(bytes, 0, length))) {
            throw KeptLog.damaged(file);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(Arrays.copyOf(bytes, length)));
        term = in.readLong();
        try {
            votedFor = Util.readAddress(in);
        } catch (ClassNotFoundException unknown) {
            throw new IOException("the vote in " + file + " is of another version of the engine", unknown);
        }
    }

    long term() {
        return term;
    }

    @Nullable
    Address votedFor() {
        return votedFor;
    }

    void set(long newTerm, @Nullable Address member) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(newTerm);
        Util.writeAddress(member, out);
        ByteBuffer content = ByteBuffer.wrap(bytes.toByteArray());
        ByteBuffer checksum = ByteBuffer.allocate(Integer.BYTES).putInt(0, KeptFiles.checksum(content));
        Path written = file.resolveSibling("vote.new");
        KeptFiles.write(written, syncs, content, checksum);
        KeptFiles.publish(written, file, syncs);
        term = newTerm;
        votedFor = member;
    }
}
