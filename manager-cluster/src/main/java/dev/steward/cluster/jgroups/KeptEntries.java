package dev.steward.cluster.jgroups;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entries behind the snapshot of a member, in one file, with where each of them is in memory. Not thread-safe. */
final class KeptEntries {

    private static final Logger LOG = LoggerFactory.getLogger(KeptEntries.class);
    private static final int HEAD_BYTES = 2 * Integer.BYTES + 2 * Long.BYTES + 1;
    private static final int CHECKED_FROM = 2 * Integer.BYTES;

    private final Path file;
    private final boolean syncs;
    private final List<Place> places = new ArrayList<>();
    /** The entry before the first of them. */
    private long before;

    private RandomAccessFile open;
    private long end;

    /** Where an entry is. */
    private record Place(long position, int length, long term, boolean isInternal) {}

    private KeptEntries(Path file, boolean syncs, long before) throws IOException {
        this.file = file;
        this.syncs = syncs;
        this.before = before;
        open = new RandomAccessFile(file.toFile(), "rw");
    }

    /**
     * Reads what a directory has behind an entry. What a kill or a power cut left at the end is cut off: nobody was told of it.
     *
     * @throws IllegalStateException if something is damaged or missing
     */
    static KeptEntries in(Path directory, boolean syncs, long before) throws IOException {
        KeptEntries entries = new KeptEntries(directory.resolve("entries"), syncs, before);
        try {
            entries.read();
        } catch (RuntimeException | IOException failed) {
            entries.close();
            throw failed;
        }
        return entries;
    }

    private void read() throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
        long expected = -1;
        while (all.hasRemaining()) {
            int at = all.position();
            int length = all.remaining() < HEAD_BYTES ? -1 : all.getInt(at);
            long following = (long) at + HEAD_BYTES + Math.max(0, length);
            boolean isWhole = length >= 0 && following <= all.limit();
            if (!isWhole || all.getInt(at + Integer.BYTES) != checksum(all, at, length)) {
                if (isWhole && following < all.limit()) {
                    throw KeptLog.damaged(file);
                }
                LOG.warn("the last entry in {} was not whole, and nobody had been told of it: it is cut off", file);
                open.setLength(at);
                break;
            }
            long index = all.getLong(at + CHECKED_FROM);
            if (expected >= 0 && index != expected) {
                throw KeptLog.damaged(file);
            }
            expected = index + 1;
            if (index > before + places.size() + 1) {
                throw new IllegalStateException(
                        "entry " + (before + places.size() + 1) + " is missing in " + file + KeptLog.CURE);
            }
            if (index > before) {
                places.add(new Place(
                        at, length, all.getLong(at + CHECKED_FROM + Long.BYTES), all.get(at + HEAD_BYTES - 1) != 0));
            }
            end = following;
            all.position((int) following);
        }
        if (places.isEmpty()) {
            // Whatever is there is in the snapshot too.
            restartBehind(before);
        }
    }

    private static int checksum(ByteBuffer all, int at, int length) {
        return KeptFiles.checksum(
                all.duplicate().limit(at + HEAD_BYTES + length).position(at + CHECKED_FROM));
    }

    long last() {
        return before + places.size();
    }

    long bytes() {
        return end;
    }

    /** Adds entries behind the last one, or in the place of what is there from an entry on. */
    void append(long index, LogEntries entries) throws IOException {
        if (index <= before || index > last() + 1) {
            throw new IOException("entry " + index + " does not follow entry " + last());
        }
        cutFrom(index);
        List<Place> added = new ArrayList<>();
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(entries.totalSize() + (long) entries.size() * HEAD_BYTES));
        for (LogEntry entry : entries) {
            added.add(put(out, index + added.size(), entry));
        }
        open.seek(end);
        open.write(out.array(), 0, out.position());
        if (syncs) {
            open.getFD().sync();
        }
        places.addAll(added);
        end += out.position();
    }

    private Place put(ByteBuffer out, long index, LogEntry entry) {
        int at = out.position();
        byte[] command = entry.command();
        int length = command == null ? 0 : entry.length();
        out.putInt(length).putInt(0).putLong(index).putLong(entry.term());
        out.put((byte) (entry.internal() ? 1 : 0));
        if (command != null) {
            out.put(command, entry.offset(), length);
        }
        out.putInt(at + Integer.BYTES, checksum(out, at, length));
        return new Place(end + at, length, entry.term(), entry.internal());
    }

    /** Returns an entry, or null if it is not there. */
    @Nullable
    LogEntry get(long index) throws IOException {
        if (index <= before || index > last()) {
            return null;
        }
        Place place = places.get((int) (index - before - 1));
        byte[] command = new byte[place.length];
        open.seek(place.position + HEAD_BYTES);
        open.readFully(command);
        return new LogEntry(place.term, command, 0, command.length, place.isInternal);
    }

    /** Removes an entry and all behind it. */
    void cutFrom(long index) throws IOException {
        if (index > last()) {
            return;
        }
        int kept = (int) (index - before - 1);
        end = places.get(kept).position;
        open.setLength(end);
        places.subList(kept, places.size()).clear();
    }

    /** Removes all until an entry, which a snapshot has; all there are if that is behind the last one. */
    void dropUntil(long index) throws IOException {
        long first = index < last() ? places.get((int) (index - before)).position : end;
        byte[] kept = new byte[Math.toIntExact(end - first)];
        open.seek(first);
        open.readFully(kept);
        Path written = file.resolveSibling("entries.new");
        KeptFiles.write(written, syncs, ByteBuffer.wrap(kept));
        KeptFiles.publish(written, file, syncs);
        open.close();
        open = new RandomAccessFile(file.toFile(), "rw");
        List<Place> moved = new ArrayList<>();
        for (Place place : places) {
            if (place.position >= first) {
                moved.add(new Place(place.position - first, place.length, place.term, place.isInternal));
            }
        }
        places.clear();
        places.addAll(moved);
        before = index;
        end = kept.length;
    }

    /** Removes all; the next entry is the one behind a given one. */
    void restartBehind(long index) throws IOException {
        places.clear();
        open.setLength(0);
        before = index;
        end = 0;
    }

    void close() throws IOException {
        open.close();
    }
}
