package dev.steward.server.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one segment from its beginning, frame by frame, and says where it ends: whole, torn while it was written, or damaged.
 * Used by one thread; blocks as the disk does.
 */
final class SegmentReader implements AutoCloseable {

    private static final int BUFFER = 256 << 10;

    private final Path file;
    private final long size;
    private final DataInputStream in;
    private final LogIdentity.Head head;
    private long position = LogIdentity.HEAD_BYTES;
    private long expected;

    /**
     * Opens it.
     *
     * @throws DamagedLogException if its beginning is not that of a segment
     */
    SegmentReader(Path file) throws IOException {
        this.file = file;
        this.size = Files.size(file);
        this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        try {
            head = LogIdentity.read(in.readNBytes(LogIdentity.HEAD_BYTES), Segment.MAGIC, file);
        } catch (RuntimeException | IOException failed) {
            in.close();
            throw failed;
        }
        expected = head.number();
    }

    LogIdentity identity() {
        return head.identity();
    }

    /** Returns the number of its first entry, be it there or not. */
    long first() {
        return head.number();
    }

    /** Returns how many bytes the file had when it was opened. */
    long size() {
        return size;
    }

    /** Returns where the next frame begins, or would. */
    long position() {
        return position;
    }

    /** Returns the number of the entry that is next, or would be. */
    long expected() {
        return expected;
    }

    /**
     * Returns the next frame; null at the end, which is where the file ends, or where it was torn while it was written: then
     * {@link #position} is before the end of the file.
     *
     * @throws DamagedLogException if what follows was whole once
     */
    @Nullable
    Frame next() throws IOException {
        long left = size - position;
        if (left < Frame.HEAD_BYTES) {
            return null;
        }
        byte[] headBytes = new byte[Frame.HEAD_BYTES];
        in.readFully(headBytes);
        Frame.Head next = Frame.Head.read(headBytes);
        if (next == null) {
            if (isZero(headBytes) && isZeroToTheEnd()) {
                return null;
            }
            throw damaged("the head of what was written with it is damaged");
        }
        if (next.first() != expected) {
            throw damaged("entry " + next.first() + " stands in its place");
        }
        if (next.frameBytes() > left) {
            return null;
        }
        byte[] content = in.readNBytes(next.length());
        int again = in.readInt();
        Frame frame = Frame.read(next, content);
        if (frame == null) {
            if (again == 0 && isZeroToTheEnd()) {
                return null;
            }
            throw damaged("its checksum is wrong");
        }
        position += frame.size();
        expected += frame.entries().size();
        return frame;
    }

    private DamagedLogException damaged(String why) {
        return new DamagedLogException("entry " + expected + " of the log, at byte " + position + " of " + file
                + ", is damaged: " + why
                + ". Nothing was changed. Restore the state directory from a backup; or, if what was"
                + " written last may be lost, cut it off there: truncate -s " + position + " " + file
                + (isLastByName() ? "" : " and remove all segments behind it, and the file newest"));
    }

    private boolean isLastByName() {
        Path directory = file.toAbsolutePath().getParent();
        return directory == null
                || Segment.filesIn(directory).indexOf(file)
                        == Segment.filesIn(directory).size() - 1;
    }

    private static boolean isZero(byte[] bytes) {
        for (byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isZeroToTheEnd() throws IOException {
        byte[] buffer = new byte[BUFFER];
        InputStream rest = in;
        for (int read = rest.read(buffer); read > 0; read = rest.read(buffer)) {
            if (!isZero(read == buffer.length ? buffer : Arrays.copyOf(buffer, read))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
