package dev.steward.server.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.server.machine.TakenFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines that only grows, to a size: then it becomes the old one, in the place of the old one before. Its user alone can
 * read it, where the system has permissions. Used by one thread.
 */
final class AuditFile implements AutoCloseable {

    private static final Set<OpenOption> APPENDING = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    private final Path path;
    /** What it is taken as. */
    private final Path real;

    private final long mostBytes;
    private FileChannel channel;
    private long size;

    /**
     * Opens a file, or makes it.
     *
     * @param mostBytes how large it may become
     * @throws IOException if it cannot be, or another server has it
     */
    AuditFile(Path path, long mostBytes) throws IOException {
        this.path = path;
        this.mostBytes = mostBytes;
        Path parent = path.getParent();
        this.real = parent == null ? path : parent.toRealPath().resolve(path.getFileName());
        if (!TakenFiles.take(real)) {
            throw anotherServerHasIt();
        }
        try {
            this.channel = open();
            this.size = channel.size();
        } catch (IOException | RuntimeException failed) {
            TakenFiles.letGo(real);
            throw failed;
        }
    }

    private static IOException anotherServerHasIt() {
        return new IOException("another server writes it");
    }

    private FileChannel open() throws IOException {
        boolean hasPermissions =
                path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownersOnly = hasPermissions
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        FileChannel opened = FileChannel.open(path, APPENDING, ownersOnly);
        if (lock(opened) == null) {
            opened.close();
            throw anotherServerHasIt();
        }
        return opened;
    }

    /** Returns the lock that keeps other servers away until the file is closed, or null if another has it. */
    private static @Nullable FileLock lock(FileChannel opened) throws IOException {
        try {
            return opened.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        }
    }

    /** Returns where the lines of before are. */
    static Path old(Path path) {
        return path.resolveSibling(path.getFileName() + ".1");
    }

    /**
     * Adds a line, or lines that belong together.
     *
     * @throws IOException if they cannot be written; then nothing of them is there
     */
    void append(String lines) throws IOException {
        byte[] bytes = (lines + "\n").getBytes(UTF_8);
        if (size > 0 && size + bytes.length > mostBytes) {
            begin();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            size += bytes.length;
        } catch (IOException failed) {
            forgetPart(failed);
            throw failed;
        }
    }

    private void begin() throws IOException {
        // Somebody may have moved it away, or the disk had no room for another one after it was moved here.
        if (Files.exists(path)) {
            Files.move(path, old(path), StandardCopyOption.REPLACE_EXISTING);
        }
        FileChannel before = channel;
        channel = open();
        size = channel.size();
        before.close();
    }

    /** A full disk may have taken the beginning of a line. */
    private void forgetPart(IOException failed) {
        try {
            channel.truncate(size);
        } catch (IOException also) {
            failed.addSuppressed(also);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            TakenFiles.letGo(real);
        }
    }
}
