package dev.steward.process.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The file under a block, mapped.
 *
 * @param inode what tells it from all others, whatever it is called
 * @param bytes all of it, in native order
 */
record BlockFile(long inode, ByteBuffer bytes) {

    private static final FileAttribute<?> FOR_THIS_USER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final int CHUNK = 64 << 10;

    /** So long it takes until a collection has unmapped what it found, and more. */
    private static final Duration LONGEST_COLLECTION = Duration.ofMillis(200);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    /**
     * Makes a file of zeros that has all its room.
     *
     * @throws IOException if there is not so much; then no file is left
     */
    static BlockFile make(Path file, int size) throws IOException {
        long room = room(size);
        if (room < size) {
            throw new IOException("it is to have " + size + " bytes and there is room for " + room
                    + ": take less, unlink others, or have more given to the file system of " + MemoryFolder.path());
        }
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                FOR_THIS_USER)) {
            try {
                fill(channel, size);
                return new BlockFile(TrackedFolder.inodeOf(file), mapped(channel, size));
            } catch (IOException | RuntimeException | Error failed) {
                Files.deleteIfExists(file);
                throw failed;
            }
        }
    }

    /** Returns how much room there is. What was closed takes room until it is collected. */
    private static long room(int wanted) throws IOException {
        FileStore store = Files.getFileStore(MemoryFolder.path());
        long room = store.getUsableSpace();
        if (room < wanted) {
            System.gc();
            long deadline = System.nanoTime() + LONGEST_COLLECTION.toNanos();
            while (room < wanted && deadline - System.nanoTime() > 0) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                room = store.getUsableSpace();
            }
        }
        return room;
    }

    /** A file of which only the length is set takes its room when it is written to, and then there may be none. */
    private static void fill(FileChannel channel, int size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(Math.min(CHUNK, size));
        for (int left = size; left > 0; ) {
            zeros.clear().limit(Math.min(left, zeros.capacity()));
            left -= channel.write(zeros);
        }
    }

    private static ByteBuffer mapped(FileChannel channel, long size) throws IOException {
        return channel.map(FileChannel.MapMode.READ_WRITE, 0, size).order(ByteOrder.nativeOrder());
    }

    /** Opens a file that others have made. */
    static BlockFile open(Path file) throws IOException {
        while (true) {
            if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile()) {
                throw new IOException("what has this name is no shared memory");
            }
            long inode = TrackedFolder.inodeOf(file);
            try (FileChannel channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
                if (TrackedFolder.inodeOf(file) == inode) {
                    return new BlockFile(inode, mapped(channel, checked(channel.size())));
                }
            }
        }
    }

    private static long checked(long size) throws IOException {
        if (size == 0) {
            throw new IOException("it has no bytes: whoever makes it has not come so far, or cut it short");
        }
        if (size > Integer.MAX_VALUE) {
            throw new IOException("it has " + size + " bytes, and a buffer of Java at most " + Integer.MAX_VALUE
                    + ": have it made as several blocks");
        }
        return size;
    }

    /** Returns an error that says what to do. */
    static UncheckedIOException cannot(String what, String name, IOException failed) {
        return new UncheckedIOException("cannot " + what + " the shared memory '" + name + "': " + why(failed), failed);
    }

    private static String why(IOException failed) {
        if (failed instanceof FileAlreadyExistsException) {
            return "there is one of that name: open it, unlink it, or take another name";
        }
        if (failed instanceof NoSuchFileException) {
            return "there is none: it was never made, or whoever made it has unlinked it or ended";
        }
        if (failed instanceof AccessDeniedException) {
            return "it is another user's, who gave this one no right to it";
        }
        return failed instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(failed.getMessage());
    }

    int size() {
        return bytes.capacity();
    }
}
