package dev.steward.server.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The locks that processes have on files, as Linux tells them. */
public final class PosixLocks {

    private PosixLocks() {}

    /** Returns a line for each lock on a file. */
    public static List<String> on(Path file) throws IOException {
        String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
        return Files.readAllLines(Path.of("/proc/locks")).stream()
                .filter(line -> line.contains("POSIX") && line.contains(inode))
                .toList();
    }
}
