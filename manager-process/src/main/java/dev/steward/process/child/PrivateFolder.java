package dev.steward.process.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of this process for files that its children need: sockets, arguments. Only this user can look into it. It is
 * made when it is first needed and removed when the process ends; if that was killed, its children remove it, or its parent,
 * or else the next process of this user that needs such a folder.
 */
public final class PrivateFolder {

    /** A Unix socket's path has at most 108 bytes on Linux, 104 elsewhere; names inside take up to 30. */
    private static final int LONGEST = 72;

    private static final int LOOKS = 5;

    private static final Path SHORT = Path.of("/tmp");

    private static final String PREFIX = "steward-";

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);

    private static @Nullable Path folder;

    /** What stays until all shutdown hooks have run. */
    private static final Set<Path> LASTING = ConcurrentHashMap.newKeySet();

    private PrivateFolder() {}

    /** Returns the folder; makes it at the first call. */
    public static synchronized Path path() {
        Path known = folder;
        if (known == null) {
            known = make();
            folder = known;
            Path made = known;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> removeBut(LASTING, made), "process-remove-folder"));
            removeAbandoned(made);
            // The JDK deletes these when all shutdown hooks have run, the last one first, if nothing is left inside.
            made.toFile().deleteOnExit();
        }
        return known;
    }

    /**
     * Returns the path of a file in the folder that shutdown hooks may need, so that it is removed after them. For few files:
     * the JVM remembers each for as long as it runs.
     */
    public static Path lasting(String name) {
        Path file = path().resolve(name);
        LASTING.add(file);
        file.toFile().deleteOnExit();
        return file;
    }

    private static String prefix(long pid) {
        return PREFIX + pid + "-";
    }

    /**
     * Removes the folder of a process that has ended: one that was killed, and had no children to do it, left it. Others
     * may write beside it: a link, or a folder of another user, by such a name is not touched.
     */
    static void removeOf(long pid) {
        Path own = path().toAbsolutePath();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(own.getParent(), prefix(pid) + "*")) {
            UserPrincipal user = Files.getOwner(own, LinkOption.NOFOLLOW_LINKS);
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)) {
                    remove(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // The folder that holds ours is gone or closed to us, and with it what could be removed.
            return;
        }
    }

    /** Removes the folders of processes that were killed together with all that would have done so. */
    static void removeAbandoned(Path own) {
        try {
            FolderLock.abandonedBeside(own, PREFIX).forEach(PrivateFolder::remove);
        } catch (IOException unreadable) {
            // Others' files are not what this process came for.
            LOG.debug("what ended processes left in {} stays", own.getParent(), unreadable);
        }
    }

    private static Path make() {
        String prefix = prefix(ProcessHandle.current().pid());
        Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        boolean tooLong = temporary.toString().length() > LONGEST && Files.isWritable(SHORT);
        try {
            // Made so that nobody else may enter it.
            Path made = Files.createTempDirectory(tooLong ? SHORT : temporary, prefix);
            FolderLock.take(made);
            return made;
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "cannot make a folder for child processes in " + temporary
                            + ": this user must be able to write there, or set -Djava.io.tmpdir",
                    failed);
        }
    }

    /**
     * Removes a folder with the files in it. Others may remove the same at the same time, or a process that ends may still
     * put one in: therefore nothing is asked of a file but to go, and there is a second look.
     */
    static void remove(Path folder) {
        removeBut(Set.of(), folder);
    }

    private static void removeBut(Set<Path> kept, Path folder) {
        for (int look = 0; look < LOOKS && Files.exists(folder); look++) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, file -> !kept.contains(file))) {
                files.forEach(PrivateFolder::removeFile);
            } catch (IOException | DirectoryIteratorException gone) {
                continue;
            }
            removeFile(folder);
        }
    }

    /** Removes a file, if it is there. */
    public static void removeFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException kept) {
            // Another process has put something into it meanwhile, and removes it.
            return;
        }
    }
}
