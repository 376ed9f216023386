package dev.steward.process.memory;

import dev.steward.process.child.FolderLock;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The folder of a process tree among the names of shared memory. Blocks begin in it, those without a name of their own stay
 * in it, and for each other one that shall end with the tree there is an entry in it: a symbolic link to its name, called by
 * its inode number, so that another block which has got the name meanwhile is not taken for it.
 *
 * <p>Whoever ends the tree renames the folder first. A block gets its name as a second link to a file in the folder, so
 * from then on none can, and all that have one have their entry: however many processes are killed, nothing is left.
 */
final class TrackedFolder {

    private static final String PREFIX = "steward-memory-";

    /** What a folder is called while it is made, and from when its tree has ended. */
    private static final String NEW = ".new";

    private static final String ENDED = ".ended";

    private static final String MAKING = "making-";

    private static final String INODE = "unix:ino";

    /** After so many blocks it is looked whether others have unlinked some. */
    private static final int BETWEEN_LOOKS = 100;

    private final Path path;
    private final AtomicInteger tracked = new AtomicInteger();
    private final boolean own;

    private TrackedFolder(Path path, boolean own) {
        this.path = path;
        this.own = own;
    }

    /** Returns a path that no folder has. */
    static Path newPath() {
        return MemoryFolder.path().resolve(PREFIX + ProcessHandle.current().pid() + "-" + RandomNames.next(Long.BYTES));
    }

    /** Makes the folder. From then on nobody takes it for one whose tree has ended, until this process has. */
    static TrackedFolder make(Path path) throws IOException {
        Path beginning = sibling(path, NEW);
        Files.createDirectory(
                beginning, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FolderLock.take(beginning);
        Files.move(beginning, path);
        return new TrackedFolder(path, true);
    }

    /** Returns the folder that another process of the tree has made. */
    static TrackedFolder of(Path path) {
        return new TrackedFolder(path, false);
    }

    Path path() {
        return path;
    }

    /** Returns whether this process made it. */
    boolean isOwn() {
        return own;
    }

    /** Returns the path of a file of this process that is not there. */
    Path newFile() {
        return path.resolve(newFileName());
    }

    /** Returns what no file of this process is called, in whatever folder. */
    static String newFileName() {
        return prefix(ProcessHandle.current().pid()) + RandomNames.next(Long.BYTES);
    }

    private static String prefix(long pid) {
        return "of-" + pid + "-";
    }

    /** Returns what tells a file from all others, also later ones. */
    static long inodeOf(Path file) throws IOException {
        return (Long) Objects.requireNonNull(Files.getAttribute(file, INODE, LinkOption.NOFOLLOW_LINKS), INODE);
    }

    /**
     * Gives a file in this folder a name, at once and whole.
     *
     * @param tracked whether it shall end with the tree
     * @throws FileAlreadyExistsException if the name is taken
     */
    void publish(Path file, String name, boolean tracked) throws IOException {
        long inode = inodeOf(file);
        Path making = path.resolve(MAKING + inode);
        Path entry = path.resolve(String.valueOf(inode));
        // An entry without a file of that name is stale, unless the file is still to get it: see purge().
        Files.move(file, making);
        try {
            if (tracked) {
                Files.createSymbolicLink(entry, Path.of("..", name));
            }
            Files.createLink(MemoryFolder.fileOf(name), making);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(entry);
            throw failed;
        } finally {
            Files.deleteIfExists(making);
        }
        if (tracked && this.tracked.incrementAndGet() % BETWEEN_LOOKS == 0) {
            purge();
        }
    }

    /** Forgets a block that was unlinked. */
    void untrack(long inode) throws IOException {
        Files.deleteIfExists(path.resolve(String.valueOf(inode)));
    }

    /** Forgets the blocks that others have unlinked. */
    private void purge() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, "[0-9]*")) {
            for (Path entry : entries) {
                boolean isBeingMade = Files.exists(path.resolve(MAKING + entry.getFileName()));
                if (!isBeingMade && !leadsToItsBlock(entry)) {
                    Files.deleteIfExists(entry);
                }
            }
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static boolean leadsToItsBlock(Path entry) throws IOException {
        Path target = Files.readSymbolicLink(entry);
        if (!target.equals(Path.of("..").resolve(target.getFileName()))) {
            return false;
        }
        try {
            return String.valueOf(inodeOf(entry.resolveSibling(target)))
                    .equals(entry.getFileName().toString());
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /** Removes the files of a process of the tree that has ended, but for those that only it had: they may be under way. */
    void endOf(long pid) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, prefix(pid) + "*")) {
            for (Path file : files) {
                if ((Integer) Objects.requireNonNull(Files.getAttribute(file, "unix:nlink")) > 1) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (DirectoryIteratorException | NoSuchFileException treeEnds) {
            // Then all goes.
            return;
        }
    }

    private static Path sibling(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /**
     * Removes what trees of this user have left whose every process was killed, and whoever should have done so with them.
     *
     * @param own the folder of this tree
     */
    static void sweepStale(Path own) throws IOException {
        FolderLock.abandonedBeside(own, PREFIX).forEach(TrackedFolder::sweep);
    }

    /** Ends all that is in a folder whose tree has ended. Others may do the same at the same time. */
    static void sweep(Path folder) {
        try {
            Path ended = folder;
            if (!folder.toString().endsWith(ENDED)) {
                ended = sibling(folder, ENDED);
                Files.move(folder, ended);
            }
            if (Files.isDirectory(ended, LinkOption.NOFOLLOW_LINKS)) {
                empty(ended);
            }
            Files.deleteIfExists(ended);
        } catch (IOException | DirectoryIteratorException othersDid) {
            // Or it is another user's. What is left now is left to whoever comes next.
            return;
        }
    }

    private static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isSymbolicLink(file) && leadsToItsBlock(file)) {
                    Files.deleteIfExists(file.resolveSibling(Files.readSymbolicLink(file)));
                }
                Files.deleteIfExists(file);
            }
        }
    }
}
