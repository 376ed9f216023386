package dev.steward.benchmarks.cold;

import dev.steward.benchmarks.harness.MeasurementException;
import dev.steward.benchmarks.harness.ProcessorTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program, from its start to its end.
 *
 * @param wall how long it took
 * @param processor what it and all its descendants used; empty where the system does not say
 */
record ProgramRun(Duration wall, Optional<Duration> processor) {

    /** A program says this when it has done all, and ends when its standard input does. */
    static final String DONE = "done";

    private static final Duration AT_MOST = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    /**
     * Runs a program. No other child of this process may end meanwhile, because its processor time would count.
     *
     * @param name what a failure calls it
     * @param input what it finds on its standard input
     * @throws MeasurementException if it fails, or does not end within a minute
     * @throws InterruptedException if interrupted; the program is ended then
     */
    static ProgramRun of(String name, List<String> command, String input) throws InterruptedException {
        Optional<ProcessorTime> before =
                ProcessorTime.of(ProcessHandle.current().pid());
        long begun = System.nanoTime();
        Process process;
        List<ProcessHandle> descendants = new ArrayList<>();
        List<String> said = new ArrayList<>();
        try {
            process =
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start " + name, failed);
        }
        CompletableFuture<Process> end = process.onExit();
        CompletableFuture.delayedExecutor(AT_MOST.toMillis(), TimeUnit.MILLISECONDS)
                .execute(process::destroyForcibly);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            send(process, input);
            for (String line = lines.readLine(); line != null && !line.equals(DONE); line = lines.readLine()) {
                said.add(line);
            }
            // Who outlives the program by a moment is nobody's child then, and cannot be found any more.
            process.descendants().forEach(descendants::add);
            process.getOutputStream().close();
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new MeasurementException(name + " ended with exit code " + exitCode + ": " + said);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(name + " cannot be read", broken);
        } finally {
            process.destroyForcibly();
        }
        end.join();
        Duration wall = Duration.ofNanos(System.nanoTime() - begun);
        Duration orphans = ofOrphans(descendants);
        return new ProgramRun(
                wall,
                before.flatMap(then -> ProcessorTime.of(ProcessHandle.current().pid())
                        .map(now -> now.ofEnded().minus(then.ofEnded()).plus(orphans))));
    }

    private static void send(Process process, String input) {
        try {
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException ended) {
            // Its exit code and what it said tell more.
            return;
        }
    }

    /** Waits until all have ended that outlive the program, and returns what they used, but for what was reaped. */
    private static Duration ofOrphans(List<ProcessHandle> descendants) throws InterruptedException {
        Set<Long> left = new HashSet<>();
        descendants.stream().filter(ProcessHandle::isAlive).forEach(handle -> left.add(handle.pid()));
        Map<Long, Duration> last = new HashMap<>();
        long latest = System.nanoTime() + AT_MOST.toNanos();
        for (ProcessHandle handle : descendants) {
            boolean reaped =
                    handle.parent().map(parent -> left.contains(parent.pid())).orElse(false);
            while (handle.isAlive() && System.nanoTime() - latest < 0) {
                if (!reaped) {
                    ProcessorTime.of(handle.pid()).ifPresent(time -> last.put(handle.pid(), time.all()));
                }
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
        }
        return last.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
