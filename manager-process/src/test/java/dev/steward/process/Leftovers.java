package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.process.child.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a test must not leave behind: sockets and argument files, shared memory, child processes. */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Leftovers() {}

    /**
     * Asserts that no child runs and no file is in the folder of this process, but for the folder's lock and the managers
     * that live as long as it: each has one child and one socket.
     */
    static void none() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(JavaProcess.active()).isEmpty();
            assertThat(files()).allMatch(name -> name.startsWith("manager-"));
            assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                    .hasSameSizeAs(files());
            assertThat(SharedMemoryNames.ofThisProcess()).isEmpty();
        });
    }

    private static List<String> files() {
        Path folder = PrivateFolder.path();
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> !file.equals(folder))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("lock"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
