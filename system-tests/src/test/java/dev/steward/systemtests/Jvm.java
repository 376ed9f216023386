package dev.steward.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.process.ClassDataArchive;
import dev.steward.systemtests.process.Remains;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A program that a test runs in a process of its own, with the lines that it prints. Closing it kills what still runs. */
public final class Jvm implements AutoCloseable {

    /** A long run is not to end because for a minute the machine had too much else to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(Boolean.getBoolean("soak") ? 600 : 60);

    private static final long NANOS_BETWEEN_LOOKS = 1_000_000;

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Lock lock = new ReentrantLock();
    /** Another line, or the end of them. */
    private final Condition more = lock.newCondition();

    private boolean allRead;

    /** Null if it was not killed. */
    private Remains ofKilled;

    private Jvm(Process process) {
        this.process = process;
        this.reader = new Thread(this::readLines, "lines-of-" + process.pid());
        reader.start();
    }

    /** Starts the main method of a class on the class path of the tests. */
    public static Jvm run(Class<?> program, String... arguments) {
        return run(Map.of(), program, arguments);
    }

    /** As {@link #run(Class, String...)}, with variables of its own in the environment. */
    public static Jvm run(Map<String, String> environment, Class<?> program, String... arguments) {
        return start(environment, commandOf(program, arguments));
    }

    /** As {@link #run(Class, String...)}, with more on its class path. */
    public static Jvm runWith(List<Path> more, Class<?> program, String... arguments) {
        return start(Map.of(), commandOf(more, program, arguments));
    }

    private static List<String> commandOf(Class<?> program, String... arguments) {
        return commandOf(List.of(), program, arguments);
    }

    private static List<String> commandOf(List<Path> more, Class<?> program, String... arguments) {
        ClassDataArchive archive = ClassDataArchive.get();
        List<String> options = new ArrayList<>(archive.options());
        StringBuilder classPath = new StringBuilder(archive.classPath());
        more.forEach(entry -> classPath.append(File.pathSeparator).append(entry));
        options.addAll(List.of("-cp", classPath.toString(), program.getName()));
        return command(options, arguments);
    }

    /**
     * As {@link #run(Class, String...)}, in a group of processes of its own, as a shell does for what is typed: see {@link
     * #interruptGroup}.
     */
    public static Jvm runInGroup(Class<?> program, String... arguments) {
        return startInGroup(commandOf(program, arguments));
    }

    /** As {@link #runInGroup}, any command. */
    public static Jvm startInGroup(List<String> command) {
        // Whoever runs the tests may ignore SIGINT, which children inherit.
        List<String> all = new ArrayList<>(List.of("env", "--default-signal=INT", "setsid"));
        all.addAll(command);
        return start(Map.of(), all);
    }

    /** Starts a runnable jar. */
    public static Jvm runJar(Path jar, Map<String, String> environment, String... arguments) {
        return start(environment, command(List.of("-jar", jar.toString()), arguments));
    }

    /** Starts any command; standard error is read with standard output. */
    public static Jvm start(Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // It takes a second of the processors that other tests want, for servers that live for a few; ServerWarmUpTest
        // tests it.
        builder.environment().putIfAbsent("STEWARD_NO_WARM_UP", "true");
        try {
            return new Jvm(builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> command(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        // They are short: what compiles longest would only be ready when they end.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Dio.netty.jfr.enabled=false");
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        String[] own = System.getProperty("steward.test.jvm", "").split(" ");
        Stream.of(own).filter(option -> !option.isEmpty()).forEach(command::add);
        command.addAll(program);
        command.addAll(List.of(arguments));
        return command;
    }

    private void readLines() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            output.lines().forEach(this::add);
        } catch (IOException | UncheckedIOException ended) {
            add("(output ended: " + ended.getMessage() + ")");
        } finally {
            lock.lock();
            try {
                allRead = true;
                more.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void add(String line) {
        lock.lock();
        try {
            lines.add(line);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the lines so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns the lines so far that begin with a text. */
    public List<String> linesOf(String beginning) {
        return lines.stream().filter(line -> line.startsWith(beginning)).toList();
    }

    /** Waits for a line that contains a text and returns what follows the text. */
    public String awaitLine(String text) {
        Predicate<String> wanted = line -> line.contains(text);
        awaitMore(text, wanted);
        String line = lines.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new AssertionError("it ended without a line with '" + text + "': " + lines));
        return line.substring(line.indexOf(text) + text.length());
    }

    private void awaitMore(String text, Predicate<String> wanted) {
        long nanos = PATIENCE.toNanos();
        lock.lock();
        try {
            while (!allRead && lines.stream().noneMatch(wanted)) {
                if (nanos <= 0) {
                    throw new AssertionError("no line with '" + text + "' in " + PATIENCE + ": " + lines);
                }
                nanos = more.awaitNanos(nanos);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a line with '" + text + "': " + lines, interrupted);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it has started another process. */
    public void awaitDescendants() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.descendants().findAny().isEmpty()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("it started no other process: " + lines);
            }
            // It needs the processor that asking without a pause would take.
            LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
        }
    }

    /** Waits until it listens and returns the port. */
    public String awaitPort() {
        String address = awaitLine("listening on ");
        return address.substring(address.lastIndexOf(':') + 1);
    }

    /** Waits until it has ended and all its lines are read; returns the exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it still runs, after the lines " + lines);
        }
        reader.join(PATIENCE.toMillis());
        return process.exitValue();
    }

    /** Returns whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the exit code of a program that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Returns its process id. */
    public long pid() {
        return process.pid();
    }

    /** Writes a line to its standard input. */
    public void say(String line) {
        try {
            // Not closed: that would be the end of its input.
            Writer input = process.outputWriter(UTF_8);
            input.write(line + "\n");
            input.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Stops it where it is, as SIGSTOP does: it keeps its connections and runs no instruction until {@link #resume}. */
    public void suspend() {
        signal("STOP");
    }

    /** Lets it go on after {@link #suspend}. */
    public void resume() {
        signal("CONT");
    }

    /** Sends SIGINT to it and to all processes of its group, as a terminal does on Ctrl-C. */
    public void interruptGroup() {
        signal("INT", "-" + pid());
    }

    private void signal(String name) {
        signal(name, Long.toString(pid()));
    }

    private static void signal(String name, String target) {
        try {
            int code =
                    new ProcessBuilder("kill", "-" + name, "--", target).start().waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + name + " ended with " + code);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** Ends it as SIGTERM does. */
    public void terminate() {
        // Not Process.destroy(), which closes the stream of the lines too.
        process.toHandle().destroy();
    }

    /** Ends it as SIGKILL does: it can do nothing about it. */
    public void kill() {
        if (process.isAlive()) {
            ofKilled = Remains.of(pid());
        }
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        kill();
        try {
            process.waitFor();
            reader.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (ofKilled != null) {
            ofKilled.awaitNoProcess(PATIENCE);
            ofKilled.removeFolder();
        }
    }
}
