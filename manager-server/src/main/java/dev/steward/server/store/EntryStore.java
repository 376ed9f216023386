package dev.steward.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All entries of a log that are not in its snapshot, in segments. What an entry says is not its concern. One thread adds, any
 * drops what a snapshot has; both block as the disk does. Its monitor guards which segments there are.
 */
public final class EntryStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EntryStore.class);

    /** A segment that has grown to this is followed by another one. */
    private static final long SEGMENT_BYTES = 64 << 20;

    private final Path directory;
    private final LogIdentity identity;
    private final Deque<Old> old = new ArrayDeque<>();
    private Segment open;
    private long nextEntry;

    /** A segment to which nothing is added any more. */
    private record Old(Path file, long first, long bytes) {}

    /** Takes the entries of one thread that reads the log. */
    @FunctionalInterface
    interface EntryReader {
        void take(long number, byte[] entry);
    }

    private EntryStore(Path directory, LogIdentity identity, Segment open, long nextEntry) {
        this.directory = directory;
        this.identity = identity;
        this.open = open;
        this.nextEntry = nextEntry;
    }

    /** Returns whose log is in a directory; null if there is none. */
    static @Nullable LogIdentity identityIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return null;
        }
        new BackupMark(directory).requireUntil(Long.MAX_VALUE);
        NewestSegment newest = new NewestSegment(directory);
        long named = newest.first();
        List<Path> segments = Segment.filesIn(directory);
        if (segments.isEmpty() && new SnapshotFile(directory).isThere()) {
            throw new DamagedLogException("all segments of the log in " + directory
                    + " are missing, and its snapshot is there: restore the state directory from a backup");
        }
        if (segments.isEmpty()) {
            newest.require(named, 0);
            return null;
        }
        try (SegmentReader reader = new SegmentReader(segments.get(0))) {
            return reader.identity();
        } catch (IOException failed) {
            throw unreadable(segments.get(0), failed);
        }
    }

    private static DamagedLogException unreadable(Path file, IOException failed) {
        return new DamagedLogException("cannot read " + file + ": " + failed.getMessage(), failed);
    }

    /**
     * What was read of all segments.
     *
     * @param segments without what was torn
     * @param nextEntry the number behind the last entry
     * @param tornBytes how many bytes at the end were torn while they were written
     */
    private record Scan(Deque<Old> segments, long nextEntry, long tornBytes) {}

    /**
     * Opens what is in a directory, gives all entries behind one to a reader, and cuts off what was torn while it was written;
     * makes an empty log if there is none.
     *
     * @param lastEntry the last entry that is in the snapshot, 0 if there is no snapshot
     * @throws DamagedLogException if what is there cannot be what was written
     * @throws IOException if the disk fails, or is full
     */
    static EntryStore open(Path directory, LogIdentity identity, long lastEntry, EntryReader entries)
            throws IOException {
        Scan scan = scan(directory, identity, lastEntry, entries);
        new BackupMark(directory).requireUntil(Math.max(scan.nextEntry() - 1, lastEntry));
        if (scan.segments().isEmpty()) {
            return new EntryStore(directory, identity, segment(directory, identity, lastEntry + 1), lastEntry + 1);
        }
        if (scan.tornBytes() > 0) {
            LOG.warn(
                    "the log ends in the middle of entry {}, of which nobody was told yet: {} bytes of {} are cut off",
                    scan.nextEntry(),
                    scan.tornBytes(),
                    scan.segments().getLast().file());
        }
        return opened(directory, identity, scan.segments(), scan.nextEntry(), lastEntry);
    }

    /**
     * Gives all entries behind one to a reader, and changes nothing.
     *
     * @return how many bytes at the end were torn while they were written
     * @throws DamagedLogException if what is there cannot be what was written
     */
    static long read(Path directory, LogIdentity identity, long lastEntry, EntryReader entries) {
        return scan(directory, identity, lastEntry, entries).tornBytes();
    }

    private static Scan scan(Path directory, LogIdentity identity, long lastEntry, EntryReader entries) {
        NewestSegment newest = new NewestSegment(directory);
        // Before what is there is listed: of a server that runs, it grows meanwhile.
        long named = newest.first();
        List<Path> files = Segment.filesIn(directory);
        Deque<Old> all = new ArrayDeque<>();
        long expected = -1;
        long torn = 0;
        for (Path file : files) {
            try (SegmentReader reader = new SegmentReader(file)) {
                if (!reader.identity().equals(identity)) {
                    throw new DamagedLogException(file + " is of another log, of server "
                            + reader.identity().serverId() + ": this one is of server " + identity.serverId()
                            + ". Give each server a directory of its own, and restore this one from a backup");
                }
                requireNoGap(file, reader.first(), expected, lastEntry);
                readAll(reader, lastEntry, entries);
                torn = Files.size(file) - reader.position();
                if (torn > 0 && !file.equals(files.get(files.size() - 1))) {
                    throw new DamagedLogException("entry " + reader.expected() + " of the log is missing: " + file
                            + " ends in the middle of it. Restore the state directory from a backup");
                }
                expected = reader.expected();
                all.add(new Old(file, reader.first(), reader.position()));
            } catch (IOException failed) {
                throw unreadable(file, failed);
            }
        }
        newest.require(named, all.isEmpty() ? 0 : all.getLast().first());
        return new Scan(all, expected, torn);
    }

    /**
     * Returns if a segment may follow what there is.
     *
     * @param expected the number behind the segment before; negative if there is none
     * @throws DamagedLogException if something between them is missing
     */
    static void requireNoGap(Path file, long first, long expected, long lastEntry) {
        if (expected < 0 && first > lastEntry + 1) {
            throw new DamagedLogException("the log begins with entry " + first + " in " + file + ", and "
                    + (lastEntry == 0
                            ? "the snapshot with what was before it is missing"
                            : "the snapshot ends with entry " + lastEntry)
                    + ": restore the state directory from a backup");
        }
        if (expected >= 0 && first != expected) {
            throw new DamagedLogException("entry " + expected + " of the log is missing: " + file
                    + " begins with entry " + first + ". Restore the state directory from a backup");
        }
    }

    private static void readAll(SegmentReader reader, long lastEntry, EntryReader entries) throws IOException {
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
            long number = frame.first();
            for (byte[] entry : frame.entries()) {
                if (number > lastEntry) {
                    entries.take(number, entry);
                }
                number++;
            }
        }
    }

    private static EntryStore opened(
            Path directory, LogIdentity identity, Deque<Old> all, long nextEntry, long lastEntry) throws IOException {
        EntryStore store;
        if (nextEntry <= lastEntry) {
            // The snapshot has more than was saved of the log: it goes on behind that.
            store = new EntryStore(directory, identity, segment(directory, identity, lastEntry + 1), lastEntry + 1);
        } else {
            Old last = all.removeLast();
            // Of a log of an earlier release, or of one that was killed between the two.
            new NewestSegment(directory).write(identity, last.first());
            store = new EntryStore(
                    directory, identity, Segment.open(last.file(), last.first(), last.bytes()), nextEntry);
        }
        store.old.addAll(all);
        store.dropUntil(lastEntry);
        return store;
    }

    /** Makes a segment, and names it as the newest. */
    private static Segment segment(Path directory, LogIdentity identity, long first) throws IOException {
        Segment made = Segment.create(directory, identity, first);
        try {
            new NewestSegment(directory).write(identity, first);
            return made;
        } catch (IOException failed) {
            made.close();
            Files.deleteIfExists(made.file());
            throw failed;
        }
    }

    /** Returns the number that the next entry gets. */
    synchronized long nextEntry() {
        return nextEntry;
    }

    /** Returns how many bytes all segments have. */
    synchronized long bytes() {
        long bytes = open.bytes();
        for (Old segment : old) {
            bytes += segment.bytes();
        }
        return bytes;
    }

    /**
     * Adds entries behind the last one, which are not on the disk before {@link #sync}.
     *
     * @throws IOException if they cannot be written; none of them is there then
     */
    synchronized void append(List<byte[]> entries) throws IOException {
        if (open.bytes() >= SEGMENT_BYTES) {
            roll();
        }
        open.append(Frame.headOf(nextEntry, entries), entries);
        nextEntry += entries.size();
    }

    /** Begins another segment, so that the one before can be dropped as a whole; does nothing if that has no entry. */
    synchronized void roll() throws IOException {
        if (open.first() == nextEntry) {
            return;
        }
        open.sync();
        Segment next = segment(directory, identity, nextEntry);
        old.add(new Old(open.file(), open.first(), open.bytes()));
        open.close();
        open = next;
    }

    /** Returns when all that was added is on the disk. */
    void sync() throws IOException {
        Segment now;
        synchronized (this) {
            now = open;
        }
        now.sync();
    }

    /** Removes the segments all of whose entries are in a snapshot. */
    synchronized void dropUntil(long lastEntry) throws IOException {
        boolean dropped = false;
        for (Old first = old.peek(); first != null; first = old.peek()) {
            Old second = old.stream().skip(1).findFirst().orElse(null);
            long end = second == null ? open.first() : second.first();
            if (end > lastEntry + 1) {
                break;
            }
            Files.deleteIfExists(first.file());
            old.remove();
            dropped = true;
        }
        if (dropped) {
            StoredFiles.sync(directory);
        }
    }

    @Override
    public synchronized void close() {
        try {
            open.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot close the log in " + directory, failed);
        }
    }
}
