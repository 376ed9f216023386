package dev.steward.cluster.jgroups;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * How far a member knows its entries to be committed, which it never takes back. Outlives the process; after a power cut it
 * may be what it was earlier, and the leader says the rest. Not thread-safe.
 */
final class KeptCommit {

    private static final int BYTES = 2 * Long.BYTES;

    private final RandomAccessFile file;
    private long index;

    private KeptCommit(RandomAccessFile file) {
        this.file = file;
    }

    /** Reads what a directory has, within what is there. */
    static KeptCommit in(Path directory, long least, long most) throws IOException {
        KeptCommit commit =
                new KeptCommit(new RandomAccessFile(directory.resolve("commit").toFile(), "rw"));
        byte[] bytes = new byte[BYTES];
        int read = commit.file.read(bytes);
        ByteBuffer pair = ByteBuffer.wrap(bytes);
        long kept = pair.getLong();
        boolean isWhole = read == BYTES && pair.getLong() == ~kept;
        commit.index = Math.min(most, Math.max(least, isWhole ? kept : 0));
        return commit;
    }

    long index() {
        return index;
    }

    void set(long newIndex) throws IOException {
        if (newIndex != index) {
            file.seek(0);
            file.write(ByteBuffer.allocate(BYTES)
                    .putLong(newIndex)
                    .putLong(~newIndex)
                    .array());
            index = newIndex;
        }
    }

    void close() throws IOException {
        file.close();
    }
}
