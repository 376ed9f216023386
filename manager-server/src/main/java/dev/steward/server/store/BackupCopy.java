package dev.steward.server.store;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.steward.server.log.LogSequencer;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies the log of a server that may be running: its snapshot and all entries behind that until one. Files of a log grow at
 * their end and are replaced or removed as a whole, so it is enough to have all of them open at once; nothing is asked of the
 * server. Used by one thread; blocks as the disk does.
 */
final class BackupCopy implements AutoCloseable {

    /** How often all files are opened anew because a snapshot was finished meanwhile, which takes much longer than that. */
    private static final int TRIES = 10;

    private final Path from;
    private final LogIdentity identity;
    private final @Nullable FileChannel snapshot;
    private final List<SegmentReader> segments;
    private final long snapshotEntry;
    private final long bytes;

    private BackupCopy(
            Path from,
            LogIdentity identity,
            @Nullable FileChannel snapshot,
            List<SegmentReader> segments,
            long snapshotEntry)
            throws IOException {
        this.from = from;
        this.identity = identity;
        this.snapshot = snapshot;
        this.segments = segments;
        this.snapshotEntry = snapshotEntry;
        long size = snapshot == null ? 0 : snapshot.size();
        for (SegmentReader segment : segments) {
            size += segment.size();
        }
        this.bytes = size;
    }

    /**
     * Opens what there is now in a state directory; the caller closes it.
     *
     * @throws IllegalArgumentException if there is no log
     * @throws DamagedLogException if a part of it is missing or damaged
     */
    static BackupCopy open(Path stateDirectory) throws IOException {
        Path from = stateDirectory.resolve("log");
        if (!Files.isDirectory(from)) {
            throw noLog(from);
        }
        for (int tries = 1; ; tries++) {
            try {
                return openOnce(from);
            } catch (DamagedLogException | NoSuchFileException changed) {
                if (tries == TRIES) {
                    throw changed;
                }
            }
        }
    }

    private static IllegalArgumentException noLog(Path from) {
        return new IllegalArgumentException("there is no log of a durable server in " + from.getParent());
    }

    private static BackupCopy openOnce(Path from) throws IOException {
        new BackupMark(from).requireUntil(Long.MAX_VALUE);
        SnapshotFile file = new SnapshotFile(from);
        NewestSegment newest = new NewestSegment(from);
        long named = newest.first();
        FileChannel snapshot = file.isThere() ? FileChannel.open(file.file(), READ) : null;
        List<SegmentReader> segments = new ArrayList<>();
        try {
            long snapshotEntry = snapshot == null ? 0 : lastEntryIn(snapshot, file.file());
            for (Path segment : Segment.filesIn(from)) {
                segments.add(new SegmentReader(segment));
            }
            LogIdentity identity = segments.isEmpty()
                    ? EntryStore.identityIn(from)
                    : segments.get(0).identity();
            if (identity == null) {
                throw noLog(from);
            }
            if (!segments.isEmpty()) {
                newest.require(named, segments.get(segments.size() - 1).first());
                EntryStore.requireNoGap(from, segments.get(0).first(), -1, snapshotEntry);
            }
            return new BackupCopy(from, identity, snapshot, segments, snapshotEntry);
        } catch (RuntimeException | IOException failed) {
            close(snapshot, segments);
            throw failed;
        }
    }

    private static long lastEntryIn(FileChannel snapshot, Path file) throws IOException {
        try {
            return LogSequencer.lastEntryIn(Channels.newInputStream(snapshot.position(LogIdentity.HEAD_BYTES)));
        } catch (IllegalArgumentException damaged) {
            throw new DamagedLogException(
                    file + ": " + damaged.getMessage() + ". Restore the state directory from a backup", damaged);
        }
    }

    /** Returns whose log it is. */
    LogIdentity identity() {
        return identity;
    }

    /** Returns how many bytes the copy has at most. */
    long bytes() {
        return bytes;
    }

    /**
     * Writes the copy into the empty directory of another log; on the disk when this returns.
     *
     * @return the number of its last entry
     * @throws DamagedLogException if a part of the log is missing or damaged
     * @throws IOException if the disk fails, or is full
     */
    long copyTo(Path to) throws IOException {
        if (snapshot != null) {
            copySnapshot(snapshot, new SnapshotFile(to).file());
        }
        long next = -1;
        for (SegmentReader segment : segments) {
            EntryStore.requireNoGap(from, segment.first(), next, snapshotEntry);
            copySegment(segment, to);
            next = segment.expected();
        }
        if (!segments.isEmpty()) {
            new NewestSegment(to)
                    .write(identity, segments.get(segments.size() - 1).first());
        }
        StoredFiles.sync(to);
        return Math.max(next - 1, snapshotEntry);
    }

    private static void copySnapshot(FileChannel snapshot, Path to) throws IOException {
        try (FileChannel out = FileChannel.open(to, CREATE_NEW, WRITE)) {
            long size = snapshot.size();
            for (long done = 0; done < size; ) {
                done += snapshot.transferTo(done, size - done, out);
            }
            out.force(true);
        }
    }

    /** Frame by frame, so that what is being written while it is read is left out. */
    private static void copySegment(SegmentReader segment, Path to) throws IOException {
        try (Segment out = Segment.create(to, segment.identity(), segment.first())) {
            for (Frame frame = segment.next(); frame != null; frame = segment.next()) {
                out.append(Frame.headOf(frame.first(), frame.entries()), frame.entries());
            }
            out.sync();
        }
    }

    private static void close(@Nullable FileChannel snapshot, List<SegmentReader> segments) throws IOException {
        if (snapshot != null) {
            snapshot.close();
        }
        for (SegmentReader segment : segments) {
            segment.close();
        }
    }

    @Override
    public void close() throws IOException {
        close(snapshot, segments);
    }
}
