package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a test must not leave behind: sockets and argument files, child processes. */
final class LeftOvers {

    private LeftOvers() {}

    static void assertNone() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(files()).isEmpty();
            assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                    .isEmpty();
        });
    }

    private static List<Path> files() {
        String prefix = "steward-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> all = Files.walk(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(file -> file.getParent().getFileName().toString().startsWith(prefix))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
