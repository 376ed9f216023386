package dev.steward.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What is left of a program that has ended: files in its folder, and processes that it started. */
public final class Remains {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final long pid;
    private final List<ProcessHandle> processes;

    private Remains(long pid, List<ProcessHandle> processes) {
        this.pid = pid;
        this.processes = processes;
    }

    /** Watches a program with all processes that descend from it now. */
    public static Remains of(long pid) {
        return new Remains(
                pid,
                ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .toList());
    }

    /** Returns how many processes descended from it. */
    public int processes() {
        return processes.size();
    }

    /** Waits, 10 s at most, until no process of it runs and none of its files is there. */
    public void awaitNone() {
        awaitNone(PATIENCE);
    }

    /** Waits until no process of it runs and none of its files is there. */
    public void awaitNone(Duration atMost) {
        await().atMost(atMost).untilAsserted(() -> {
            assertThat(processes).noneMatch(ProcessHandle::isAlive);
            assertThat(folders()).isEmpty();
        });
    }

    private List<Path> folders() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("steward-" + pid + "-"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
