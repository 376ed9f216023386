package dev.steward.cluster.jgroups;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot of a member's log, with the entry that it ends with: written first, and in place when the engine says which
 * entry that is. So it is never beside a log of which it is not known what is in both. Not thread-safe.
 */
final class KeptSnapshot {

    private static final long MAGIC = 0x5374_7753_6e61_7032L;
    private static final int TRAILER_BYTES = 3 * Long.BYTES + Integer.BYTES;

    private final Path file;
    private final Path written;
    private final boolean syncs;
    private @Nullable ByteBuffer staged;
    private long lastEntry;
    private long lastTerm;

    private KeptSnapshot(Path directory, boolean syncs) {
        file = directory.resolve("snapshot");
        written = directory.resolve("snapshot.new");
        this.syncs = syncs;
    }

    /**
     * Reads with which entry the snapshot of a directory ends, if it has one.
     *
     * @throws IllegalStateException if it is damaged
     */
    static KeptSnapshot in(Path directory, boolean syncs) throws IOException {
        KeptSnapshot snapshot = new KeptSnapshot(directory, syncs);
        Files.deleteIfExists(snapshot.written);
        if (Files.exists(snapshot.file)) {
            ByteBuffer all = snapshot.all();
            all.position(all.limit() - TRAILER_BYTES + Long.BYTES);
            snapshot.lastEntry = all.getLong();
            snapshot.lastTerm = all.getLong();
        }
        return snapshot;
    }

    /** Returns the entry that it ends with; 0 if there is no snapshot. */
    long lastEntry() {
        return lastEntry;
    }

    /** Returns the term of that entry. */
    long lastTerm() {
        return lastTerm;
    }

    /** Takes a snapshot whose last entry is told next. */
    void stage(ByteBuffer content) {
        staged = content.duplicate();
    }

    boolean isStaged() {
        return staged != null;
    }

    /** Puts what was staged in place. */
    void publish(long entry, long term) throws IOException {
        ByteBuffer content = staged;
        if (content == null) {
            return;
        }
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER_BYTES);
        trailer.putLong(MAGIC).putLong(entry).putLong(term);
        int checksum = KeptFiles.checksum(content, trailer.duplicate().flip());
        trailer.putInt(checksum).flip();
        KeptFiles.write(written, syncs, content, trailer);
        KeptFiles.publish(written, file, syncs);
        staged = null;
        lastEntry = entry;
        lastTerm = term;
    }

    /** Returns what it has, or null if there is none. */
    @Nullable
    ByteBuffer content() throws IOException {
        if (lastEntry == 0) {
            return null;
        }
        ByteBuffer all = all();
        byte[] content = new byte[all.limit() - TRAILER_BYTES];
        all.get(content);
        return ByteBuffer.wrap(content);
    }

    private ByteBuffer all() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int trailer = bytes.length - TRAILER_BYTES;
        ByteBuffer all = ByteBuffer.wrap(bytes);
        if (trailer < 0
                || all.getLong(trailer) != MAGIC
                || all.getInt(bytes.length - Integer.BYTES)
                        != KeptFiles.checksum(ByteBuffer.wrap(bytes, 0, bytes.length - Integer.BYTES))) {
            throw KeptLog.damaged(file);
        }
        return all;
    }
}
