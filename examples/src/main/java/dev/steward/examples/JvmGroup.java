package dev.steward.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Programs that run together, each in a JVM of its own. Their lines come out under their names. Closing the group, or
 * ending this JVM in whatever way, ends those that still run.
 */
final class JvmGroup implements AutoCloseable {

    private static final int SECONDS_TO_END = 5;
    private static final int SECONDS_TO_START = 60;
    /** After a program was ended by a signal, this JVM may be about to end by it too. */
    private static final int SECONDS_FOR_OWN_END = 2;

    private final List<Program> programs = new ArrayList<>();
    private final CountDownLatch ownEnd = new CountDownLatch(1);
    private final Thread atExit = new Thread(this::endAtExit, "end-programs");

    JvmGroup() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts the main method of a class, with the options that this JVM was started with. */
    synchronized Program start(String name, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), GroupMember.class.getName(), program.getName()));
        command.addAll(List.of(arguments));
        try {
            Program started = new Program(
                    name, new ProcessBuilder(command).redirectErrorStream(true).start(), ownEnd);
            programs.add(started);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start " + name, failed);
        }
    }

    @Override
    public void close() {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // This JVM ends already; the hook does the same again and finds nothing to end.
            return;
        }
    }

    private void endAtExit() {
        ownEnd.countDown();
        endAll();
    }

    private synchronized void endAll() {
        programs.forEach(program -> program.process.destroy());
        programs.forEach(Program::endByForceIfNeeded);
    }

    /** One program that was started. Its lines are copied by a thread that ends with it. */
    static final class Program {

        private static final String LISTENING = "listening on ";
        private static final int BY_SIGINT = 130;
        private static final int BY_SIGTERM = 143;

        private final String name;
        private final Process process;
        private final CountDownLatch ownEnd;
        private final Thread copier;
        private final List<String> printed = new ArrayList<>();
        private boolean outputEnded;

        private Program(String name, Process process, CountDownLatch ownEnd) {
            this.name = name;
            this.process = process;
            this.ownEnd = ownEnd;
            this.copier = new Thread(this::copyLines, "lines-of-" + name);
            copier.start();
        }

        /** Waits until the program has printed where it listens and returns the address. */
        String awaitAddress() throws InterruptedException {
            String line = awaitLine(LISTENING);
            return line.substring(line.indexOf(LISTENING) + LISTENING.length());
        }

        /**
         * Waits until the program has printed a line with such a text and returns it.
         *
         * @throws IllegalStateException if it ends or a minute passes without one
         */
        String awaitLine(String text) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
            Optional<String> found;
            synchronized (printed) {
                found = lineWith(text);
                long left = TimeUnit.SECONDS.toMillis(SECONDS_TO_START);
                while (found.isEmpty() && !outputEnded && left > 0) {
                    printed.wait(left);
                    found = lineWith(text);
                    left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                }
            }
            if (found.isEmpty()) {
                throw failure("did not print '" + text + "'");
            }
            return found.get();
        }

        private Optional<String> lineWith(String text) {
            return printed.stream().filter(line -> line.contains(text)).findFirst();
        }

        /** Waits until the program and its lines have ended and returns the exit code. */
        int awaitEnd() throws InterruptedException {
            int exitCode = process.waitFor();
            copier.join();
            return exitCode;
        }

        /**
         * Returns while the program runs.
         *
         * @throws IllegalStateException if it has ended
         */
        void requireRunning() throws InterruptedException {
            if (!process.isAlive()) {
                throw failure("has ended");
            }
        }

        /**
         * Waits until the program and its lines have ended.
         *
         * @throws IllegalStateException if it failed: what waits for it would wait for ever
         */
        void awaitSuccess() throws InterruptedException {
            if (awaitEnd() != 0) {
                throw failure("failed");
            }
        }

        /** Ctrl-C goes to all programs of a terminal: where this JVM ends by it too there is nothing to be told. */
        private IllegalStateException failure(String what) throws InterruptedException {
            if (wasAskedToEnd() && ownEnd.await(SECONDS_FOR_OWN_END, TimeUnit.SECONDS)) {
                Thread.currentThread().join();
            }
            return new IllegalStateException(name + " " + what + "; its lines above say why");
        }

        private boolean wasAskedToEnd() throws InterruptedException {
            return process.waitFor(SECONDS_FOR_OWN_END, TimeUnit.SECONDS)
                    && (process.exitValue() == BY_SIGINT || process.exitValue() == BY_SIGTERM);
        }

        /** Ends the program as {@code kill -9} does; returns when it and its lines have ended. */
        void kill() throws InterruptedException {
            process.destroyForcibly();
            process.waitFor();
            copier.join();
        }

        private void copyLines() {
            try (BufferedReader lines = process.inputReader(UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    System.out.printf("%-9s| %s%n", name, line);
                    synchronized (printed) {
                        printed.add(line);
                        printed.notifyAll();
                    }
                }
            } catch (IOException closed) {
                System.out.printf("%-9s| (its output ended: %s)%n", name, closed.getMessage());
            } finally {
                synchronized (printed) {
                    outputEnded = true;
                    printed.notifyAll();
                }
            }
        }

        private void endByForceIfNeeded() {
            try {
                if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
