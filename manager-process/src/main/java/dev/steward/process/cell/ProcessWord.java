package dev.steward.process.cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as one word: its pid, and below it when it started. So a process that got the pid of a dead one is another, and
 * one exchange of a word says who has a lock. Never zero.
 *
 * <p>The time is what the system itself counts from its start, in ticks: the wall clock may be set, and then two processes
 * would read two times of a third one.
 */
final class ProcessWord {

    private static final Path PROCESSES = Path.of("/proc");
    private static final boolean IS_TOLD_IN_FILES = Files.exists(PROCESSES.resolve("self/stat"));
    private static final Path NAMESPACE = PROCESSES.resolve("self/ns/pid");

    /** Which field of a process's line is its start, counted from its state, behind its name. */
    private static final int START = 19;

    /** This process. */
    static final long MINE = mine();

    private ProcessWord() {}

    private static long mine() {
        long word = of(ProcessHandle.current().pid());
        if (word == 0) {
            throw new IllegalStateException(
                    "the system does not say when this process started, so nobody could tell whether it"
                            + " lives while it has a lock: mount /proc, or give the cell a lock of a manager");
        }
        return word;
    }

    /** Returns a process, or zero if it does not live. */
    static long of(long pid) {
        return startOf(pid).map(start -> pack(pid, start)).orElse(0L);
    }

    static long pack(long pid, long start) {
        return (pid << Integer.SIZE) | (start & 0xFFFF_FFFFL);
    }

    /** Returns whether that very process lives. One that has ended and was not yet taken leave of does not. */
    static boolean isAlive(long word) {
        return of(word >>> Integer.SIZE) == word;
    }

    /** Returns when the living process of a pid started, or nothing if there is none; 0 if that cannot be told. */
    private static Optional<Long> startOf(long pid) {
        if (IS_TOLD_IN_FILES) {
            try {
                return startIn(
                        Files.readString(PROCESSES.resolve(Long.toString(pid)).resolve("stat")));
            } catch (IOException ended) {
                return Optional.empty();
            }
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process ->
                        process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    /** Reads the line in which Linux tells of a process; nothing if it has ended. The name in it may be anything. */
    static Optional<Long> startIn(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        boolean hasEnded = fields[0].equals("Z") || fields[0].equals("X");
        return hasEnded ? Optional.empty() : Optional.of(Long.parseLong(fields[START]));
    }

    /** Returns which processes this one sees by their pids, as a number of the system's; 0 where all see all. */
    static long namespace() {
        try {
            String named = Files.readSymbolicLink(NAMESPACE).toString();
            return Long.parseLong(named.substring(named.indexOf('[') + 1, named.length() - 1));
        } catch (IOException | RuntimeException none) {
            return 0;
        }
    }
}
