package dev.steward.server.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** What the files of a log have in common. */
final class StoredFiles {

    private StoredFiles() {}

    /** Makes a directory that only its owner may look into, because values and secrets of sessions are in it. */
    static void createDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(directory);
        }
    }

    /** Puts a file in the place of another one in a directory, where it is for good when this returns. */
    static void replace(Path written, Path file, Path directory) throws IOException {
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(directory);
    }

    /** Writes a small file in one go, in the place of one that may be there; on the disk when this returns. */
    static void write(ByteBuffer content, Path file, Path directory) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(written, CREATE, WRITE, TRUNCATE_EXISTING)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        replace(written, file, directory);
    }

    /** Returns when the names in a directory are on the disk. */
    static void sync(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, READ)) {
            names.force(true);
        }
    }
}
