package dev.steward.process.child;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * By what others of the same user see that the process which made a folder still runs: a lock on a file in it, which the
 * system takes away with the process however that ends. A process id alone would not say it: another process may have the
 * same one, later or in another container.
 */
public final class FolderLock {

    private static final String NAME = "lock";

    private static final String NEW = "lock.new";

    /** Nobody takes so long to make a folder. */
    private static final Duration LONG_AGO = Duration.ofMinutes(1);

    /** A lock whose channel nobody has any more would be collected, and free. */
    private static final Set<FileLock> HELD = ConcurrentHashMap.newKeySet();

    private FolderLock() {}

    /** Locks a folder that this process has made, for as long as it lives. Nobody sees the file before it is locked. */
    public static void take(Path folder) throws IOException {
        Path beginning = folder.resolve(NEW);
        HELD.add(FileChannel.open(beginning, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                .lock());
        Files.move(beginning, folder.resolve(NAME));
    }

    /**
     * Returns the folders beside a folder of this process whose process has ended without removing them. What another user
     * has made is not among them, nor a link: they may lead anywhere.
     *
     * @param own a folder of this process
     * @param prefix how the names of the folders begin, before a process id and a {@code -}
     */
    public static List<Path> abandonedBeside(Path own, String prefix) throws IOException {
        UserPrincipal user = Files.getOwner(own, LinkOption.NOFOLLOW_LINKS);
        List<Path> abandoned = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(own.getParent(), prefix + "[0-9]*-*")) {
            for (Path folder : folders) {
                if (!folder.equals(own) && isAbandoned(folder, prefix, user)) {
                    abandoned.add(folder);
                }
            }
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
        return abandoned;
    }

    private static boolean isAbandoned(Path folder, String prefix, UserPrincipal user) {
        try {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)
                    && !isOfThisProcess(folder, prefix)
                    && isFree(folder, prefix);
        } catch (IOException gone) {
            return false;
        }
    }

    /** To look at a lock that this process has would lose it. A process of the same id may have ended before. */
    private static boolean isOfThisProcess(Path folder, String prefix) throws IOException {
        ProcessHandle current = ProcessHandle.current();
        if (pidOf(folder, prefix) != current.pid()) {
            return false;
        }
        Instant started = current.info().startInstant().orElse(Instant.MIN);
        return !Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(started);
    }

    private static boolean isFree(Path folder, String prefix) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(NAME), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (NoSuchFileException isBegun) {
            // Or it is being removed, or was made by a version that knew no locks.
            return isOld(folder) && !isAlive(pidOf(folder, prefix));
        }
    }

    private static boolean isOld(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(Instant.now().minus(LONG_AGO));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).isPresent();
    }

    private static long pidOf(Path folder, String prefix) throws FileSystemException {
        String name = folder.getFileName().toString();
        try {
            return Long.parseLong(name, prefix.length(), name.indexOf('-', prefix.length()), 10);
        } catch (NumberFormatException notOurs) {
            throw new FileSystemException(name, null, "it names no process");
        }
    }
}
