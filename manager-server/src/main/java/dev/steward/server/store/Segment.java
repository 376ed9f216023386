package dev.steward.server.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One file of entries, to which frames are added at the end. Used by one thread; blocks as the disk does. */
final class Segment implements AutoCloseable {

    /** What such a file begins with, {@code StewLogE}. */
    static final long MAGIC = 0x5374_6577_4c6f_6745L;

    private static final String SUFFIX = ".entries";
    private static final int BUFFER = 1 << 20;

    private final Path file;
    private final long first;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private long end;
    /** Whether there may be something behind the end. */
    private boolean isRagged;

    private Segment(Path file, long first, FileChannel channel, long end) {
        this.file = file;
        this.first = first;
        this.channel = channel;
        this.end = end;
    }

    /** Returns the segments in a directory, in the order of their entries. */
    static List<Path> filesIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the directory " + directory, failed);
        }
    }

    /** Returns the name of the segment that begins with an entry. */
    static String nameOf(long first) {
        // As many digits as a long has: by name they are in order.
        return String.format(Locale.ROOT, "%019d%s", first, SUFFIX);
    }

    /** Makes an empty one, on the disk before this returns; whoever is killed meanwhile leaves none that has no beginning. */
    static Segment create(Path directory, LogIdentity identity, long first) throws IOException {
        Path file = directory.resolve(nameOf(first));
        Path written = directory.resolve("segment.new");
        FileChannel channel = FileChannel.open(written, CREATE, WRITE, TRUNCATE_EXISTING);
        try {
            ByteBuffer head = identity.head(MAGIC, first);
            while (head.hasRemaining()) {
                channel.write(head);
            }
            channel.force(true);
            StoredFiles.replace(written, file, directory);
            return new Segment(file, first, channel, LogIdentity.HEAD_BYTES);
        } catch (IOException failed) {
            channel.close();
            Files.deleteIfExists(written);
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    /** Opens one to add to it, after what is behind a position has been cut off. */
    static Segment open(Path file, long first, long end) throws IOException {
        FileChannel channel = FileChannel.open(file, WRITE);
        if (channel.size() > end) {
            channel.truncate(end);
            channel.force(true);
        }
        return new Segment(file, first, channel, end);
    }

    Path file() {
        return file;
    }

    /** Returns the number of its first entry. */
    long first() {
        return first;
    }

    /** Returns how many bytes it has. */
    long bytes() {
        return end;
    }

    /**
     * Adds a frame; not on the disk before {@link #sync}.
     *
     * @throws IOException if it could not be written; nothing of it is there then
     */
    void append(Frame.Head head, List<byte[]> entries) throws IOException {
        try {
            if (isRagged) {
                channel.truncate(end);
                isRagged = false;
            }
            long at = end;
            buffer.clear().put(head.bytes());
            for (byte[] entry : entries) {
                at = flushUnless(Integer.BYTES, at);
                buffer.putInt(entry.length);
                for (int done = 0; done < entry.length; ) {
                    at = flushUnless(1, at);
                    int part = Math.min(buffer.remaining(), entry.length - done);
                    buffer.put(entry, done, part);
                    done += part;
                }
            }
            at = flushUnless(Frame.TAIL_BYTES, at);
            buffer.putInt(head.checksum());
            end = flush(at);
        } catch (IOException failed) {
            // A part of it may be there, behind which nothing would be found again.
            isRagged = true;
            throw failed;
        }
    }

    private long flushUnless(int room, long at) throws IOException {
        return buffer.remaining() >= room ? at : flush(at);
    }

    private long flush(long at) throws IOException {
        long next = at;
        buffer.flip();
        while (buffer.hasRemaining()) {
            next += channel.write(buffer, next);
        }
        buffer.clear();
        return next;
    }

    /** Returns when all that was added is on the disk. */
    void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
