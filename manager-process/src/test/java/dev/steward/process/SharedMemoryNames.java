package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Names for the blocks of a test. When it ends, none of its own and none that this process has made may be left. */
final class SharedMemoryNames implements AfterEachCallback {

    private static final Path FOLDER = Path.of("/dev/shm");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String prefix = "steward-test-" + ProcessHandle.current().pid() + "-";

    /** Returns a name that nobody has. */
    String next() {
        return prefix + NUMBERS.incrementAndGet();
    }

    /** Returns the file of a name. */
    static Path fileOf(String name) {
        return FOLDER.resolve(name);
    }

    /** Returns the names of this test that are left, and what this process tree has in its folder. */
    List<String> left() throws IOException {
        List<String> left = new ArrayList<>(ofThisProcess());
        for (Path file : filesIn(FOLDER, prefix)) {
            left.add(file.getFileName().toString());
        }
        return left;
    }

    /**
     * Returns what is in the folder of this process tree: an entry for each block that is to end with it. What this process
     * has without a name is freed with the object that has it, and not counted.
     */
    static List<String> ofThisProcess() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path folder :
                filesIn(FOLDER, "steward-memory-" + ProcessHandle.current().pid() + "-")) {
            for (Path file : filesIn(folder, "")) {
                names.add(file.getFileName().toString());
            }
        }
        names.removeIf(name -> name.equals("lock")
                || name.startsWith("of-" + ProcessHandle.current().pid() + "-"));
        return names;
    }

    private static List<Path> filesIn(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        List<String> left = left();
        for (Path file : filesIn(FOLDER, prefix)) {
            // The next test shall not fail for this one.
            Files.delete(file);
        }
        assertThat(left).isEmpty();
    }
}
