package dev.steward.systemtests.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * What tasks in other processes have to pass before they end. Who finds it shut says so, and stays until it is open: so a test
 * knows of a process that it runs a task, and that the task does not end meanwhile. It is made of files in the folder in which
 * tasks leave their marks.
 */
public final class Gate {

    private static final String SHUT = "shut";
    private static final int MILLIS_BETWEEN_LOOKS = 5;

    private final Path folder;
    private int times;

    /** The gate of the tasks that leave their marks in that folder; it is open. */
    Gate(Path folder) {
        this.folder = folder;
    }

    /** Shuts it. */
    void shut() throws IOException {
        times++;
        write(folder.resolve(SHUT), Integer.toString(times));
    }

    /** Opens it, if it is shut. */
    void open() throws IOException {
        Files.deleteIfExists(folder.resolve(SHUT));
    }

    /** Returns the task that stays in a process for as long as it is shut, or null. */
    @Nullable
    String heldIn(long pid) throws IOException {
        String said = read(held(folder, pid));
        String[] words = said == null ? new String[0] : said.split(" ", 2);
        return words.length == 2 && words[0].equals(Integer.toString(times)) ? words[1] : null;
    }

    /** Takes a task through, whose mark that is. In its process, which runs one at a time. */
    public static void pass(Path mark) throws IOException, InterruptedException {
        Path folder = mark.getParent();
        if (folder == null) {
            return;
        }
        Path held = held(folder, ProcessHandle.current().pid());
        try {
            String said = null;
            for (String shut = read(folder.resolve(SHUT)); shut != null; shut = read(folder.resolve(SHUT))) {
                if (!shut.equals(said)) {
                    write(held, shut + " " + mark.getFileName());
                    said = shut;
                }
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
            }
        } finally {
            Files.deleteIfExists(held);
        }
    }

    private static Path held(Path folder, long pid) {
        return folder.resolve("held-" + pid);
    }

    /** Writes a file at once: nobody sees half of it. */
    private static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static @Nullable String read(Path file) throws IOException {
        try {
            return Files.readString(file, UTF_8);
        } catch (NoSuchFileException none) {
            return null;
        }
    }
}
