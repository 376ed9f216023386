package dev.steward.process.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of this process for files that its children need: sockets, arguments. Only this user can look into it. It is
 * made when it is first needed and removed when the process ends; if that was killed, its children remove it.
 */
public final class PrivateFolder {

    /** A Unix socket's path has at most 108 bytes on Linux, 104 elsewhere; names inside take up to 30. */
    private static final int LONGEST = 72;

    private static final Path SHORT = Path.of("/tmp");

    private static @Nullable Path folder;

    private PrivateFolder() {}

    /** Returns the folder; makes it at the first call. */
    public static synchronized Path path() {
        Path known = folder;
        if (known == null) {
            known = make();
            folder = known;
            Path made = known;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(made), "process-remove-folder"));
        }
        return known;
    }

    private static Path make() {
        String prefix = "steward-" + ProcessHandle.current().pid() + "-";
        Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        boolean tooLong = temporary.toString().length() > LONGEST && Files.isWritable(SHORT);
        try {
            // Made so that nobody else may enter it.
            return Files.createTempDirectory(tooLong ? SHORT : temporary, prefix);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "cannot make a folder for child processes in " + temporary
                            + ": this user must be able to write there, or set -Djava.io.tmpdir",
                    failed);
        }
    }

    /** Removes a folder with all that is in it; nothing happens if somebody else does so at the same time. */
    static void remove(Path folder) {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException | UncheckedIOException gone) {
            return;
        }
        all.forEach(PrivateFolder::removeFile);
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
