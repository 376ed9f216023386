package dev.steward.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is left of a program that has ended: files in its folder, shared memory, and processes that it started. */
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

    /** Waits until no process of it runs. */
    public void awaitNoProcess(Duration atMost) {
        await().atMost(atMost).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    /**
     * Removes the folder of a program whose last process could not: the next program of this user would, but there may be
     * none. None of its processes must run.
     */
    public void removeFolder() {
        for (Path folder : foldersOf(pid)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException othersDid) {
                continue;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Waits until no process of it runs and none of its files is there. */
    public void awaitNone(Duration atMost) {
        await().atMost(atMost).untilAsserted(() -> {
            assertThat(processes).noneMatch(ProcessHandle::isAlive);
            assertThat(foldersOf(pid)).isEmpty();
            assertThat(memoryOf(pid)).isEmpty();
        });
    }

    /** The folder of a process tree for shared memory names what is to end with it. */
    private static List<Path> memoryOf(long pid) {
        Path place = Path.of("/dev/shm");
        return Files.isDirectory(place) ? foldersIn(place, "steward-memory-" + pid + "-") : List.of();
    }

    /**
     * Waits, 10 s at most, until no process that this JVM started as a {@link JavaProcess} or for a pool runs, and no file
     * or shared memory of them is there, but for the managers that live as long as this JVM: each has one process and one socket.
     */
    public static void awaitNoneHere() {
        await().pollDelay(Duration.ZERO).atMost(PATIENCE).untilAsserted(() -> {
            assertThat(Multiprocessing.activeChildren()).isEmpty();
            List<String> files = foldersOf(ProcessHandle.current().pid()).stream()
                    .flatMap(folder -> filesIn(folder).stream())
                    .filter(name -> !name.equals("lock"))
                    .toList();
            assertThat(files).allMatch(name -> name.startsWith("manager-"));
            assertThat(memoryOf(ProcessHandle.current().pid()).stream().flatMap(folder -> filesIn(folder).stream()))
                    .allMatch(name -> name.equals("lock")
                            || name.startsWith("of-" + ProcessHandle.current().pid() + "-"));
            assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                    .hasSameSizeAs(files);
        });
    }

    private static List<String> filesIn(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> !file.equals(folder))
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A program's folder is in the temporary folder, or in the system's if the path would be too long for a socket. */
    private static List<Path> foldersOf(long pid) {
        return Stream.of(System.getProperty("java.io.tmpdir"), "/tmp")
                .distinct()
                .flatMap(place -> foldersIn(Path.of(place), "steward-" + pid + "-").stream())
                .toList();
    }

    private static List<Path> foldersIn(Path place, String prefix) {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
