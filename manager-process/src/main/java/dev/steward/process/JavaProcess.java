package dev.steward.process;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SerializableBiConsumer;
import dev.steward.api.SerializableConsumer;
import dev.steward.api.SerializableQuadConsumer;
import dev.steward.api.SerializableQuintConsumer;
import dev.steward.api.SerializableRunnable;
import dev.steward.api.SerializableTriConsumer;
import dev.steward.api.UnsupportedValueException;
import dev.steward.process.child.ChildExit;
import dev.steward.process.child.ChildJvm;
import dev.steward.process.child.ChildOptions;
import dev.steward.process.tree.ProcessTree;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A child process: a JVM of its own that runs a function and ends.
 *
 * <pre>{@code
 * JavaProcess process = JavaProcess.start(Main::work, "a", 18);
 * process.join();
 * int code = process.exitCode().orElseThrow();
 * }</pre>
 *
 * <p>The function is a method reference or a lambda; it travels as class, method and captured values, and the child has
 * the class path and the JVM options of this process, but for debuggers and agents. Arguments and captured values are
 * copied: values of all kinds, objects of users' classes by their fields. Proxies and managers arrive connected to the same
 * server. What the child prints appears on this process's {@link System#out} and {@link System#err}, line by line.
 *
 * <p>The child ends with this process, however that ends. This process waits for a child before it ends by itself, unless
 * the child is a daemon, which is terminated. Safe for use by any number of threads. Python twin: {@code
 * multiprocessing.Process}; a JVM cannot fork, so nothing but the arguments is there in the child.
 */
public final class JavaProcess {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Set<JavaProcess> ACTIVE = ConcurrentHashMap.newKeySet();

    private final ChildJvm child;
    /** Whether this process asked it to end: then it is no failure if it never began. */
    private volatile boolean told;

    private JavaProcess(ChildJvm child) {
        this.child = child;
    }

    /** Starts a process that calls a function; see {@link Builder#start(SerializableRunnable)}. */
    public static JavaProcess start(SerializableRunnable function) {
        return builder().start(function);
    }

    /** Starts a process that calls a function; see {@link Builder#start(SerializableRunnable)}. */
    public static <A extends @Nullable Object> JavaProcess start(SerializableConsumer<A> function, A argument) {
        return builder().start(function, argument);
    }

    /** Starts a process that calls a function; see {@link Builder#start(SerializableRunnable)}. */
    public static <A extends @Nullable Object, B extends @Nullable Object> JavaProcess start(
            SerializableBiConsumer<A, B> function, A first, B second) {
        return builder().start(function, first, second);
    }

    /** Starts a process that calls a function; see {@link Builder#start(SerializableRunnable)}. */
    public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
            JavaProcess start(SerializableTriConsumer<A, B, C> function, A first, B second, C third) {
        return builder().start(function, first, second, third);
    }

    /** Starts a process that calls a function; see {@link Builder#start(SerializableRunnable)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            JavaProcess start(SerializableQuadConsumer<A, B, C, D> function, A first, B second, C third, D fourth) {
        return builder().start(function, first, second, third, fourth);
    }

    /** Starts a process that calls a function; see {@link Builder#start(SerializableRunnable)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            JavaProcess start(
                    SerializableQuintConsumer<A, B, C, D, E> function, A first, B second, C third, D fourth, E fifth) {
        return builder().start(function, first, second, third, fourth, fifth);
    }

    /** Returns a builder for a process with a name, JVM options, or as a daemon. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the processes that this one started and that run, in the order of their process ids. */
    static List<JavaProcess> active() {
        return ACTIVE.stream()
                .filter(JavaProcess::isAlive)
                .sorted(Comparator.comparingLong(JavaProcess::pid))
                .toList();
    }

    /** Returns the name. Python twin: {@code name}. */
    public String name() {
        return child.options().name();
    }

    /** Returns whether this process ends without waiting for the child. Python twin: {@code daemon}. */
    public boolean isDaemon() {
        return child.options().daemon();
    }

    /** Returns the process id. Python twin: {@code pid}. */
    public long pid() {
        return child.pid();
    }

    /** Returns whether it runs. Python twin: {@code is_alive()}. */
    public boolean isAlive() {
        return child.isAlive();
    }

    /**
     * Waits until it has ended and its output is out. Python twin: {@code join()}.
     *
     * @throws ManagerException if it ended by itself before it began, as with a wrong JVM option; not if it was asked to, as
     *     by Ctrl-C
     * @throws InterruptedException if interrupted while waiting; the process goes on
     */
    public void join() throws InterruptedException {
        try {
            check(child.onExit().get());
        } catch (ExecutionException unknown) {
            throw cannotTell(unknown);
        }
    }

    /**
     * Waits until it has ended and its output is out, at most so long. Python twin: {@code join(timeout)}.
     *
     * @return whether it has ended
     * @throws ManagerException if it ended by itself before it began, as with a wrong JVM option
     * @throws InterruptedException if interrupted while waiting; the process goes on
     */
    public boolean join(Duration timeout) throws InterruptedException {
        try {
            check(child.onExit().get(nanos(timeout), TimeUnit.NANOSECONDS));
            return true;
        } catch (TimeoutException running) {
            return false;
        } catch (ExecutionException unknown) {
            throw cannotTell(unknown);
        }
    }

    private static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException for292Years) {
            return Long.MAX_VALUE;
        }
    }

    private void check(ChildExit exit) {
        if (!exit.began() && !told && !exit.isAskedTo()) {
            throw new ManagerException(
                    "process '" + name() + "' (pid " + pid() + ") ended before it began, with exit code " + exit.code()
                            + ": what its JVM printed says why; its own JVM options are "
                            + child.options().jvmOptions(),
                    Outcome.NOT_EXECUTED);
        }
    }

    private IllegalStateException cannotTell(ExecutionException unknown) {
        return new IllegalStateException("the end of process '" + name() + "' cannot be told", unknown.getCause());
    }

    /**
     * Asks it to end, as SIGTERM does: its shutdown hooks run. Its exit code is 143 then. Does not wait; does nothing if it
     * has ended. Python twin: {@code terminate()}.
     */
    public void terminate() {
        told = true;
        child.terminate();
    }

    /**
     * Asks it to end, as SIGINT and Ctrl-C do: its shutdown hooks run. Its exit code is 130 then. Does nothing if it has ended;
     * a process that was started where SIGINT is ignored, such as in the background of a shell script, ignores it too. Python
     * twin: {@code interrupt()}, of 3.14.
     *
     * @throws ManagerException if there is no command {@code kill} to send it, as on Windows
     */
    public void interrupt() {
        told = true;
        child.interrupt();
    }

    /**
     * Ends it at once, as SIGKILL does: it can do nothing about it. Its exit code is 137 then. Does not wait; does nothing
     * if it has ended. Python twin: {@code kill()}.
     */
    public void kill() {
        told = true;
        child.kill();
    }

    /**
     * Returns the exit code, or nothing while it runs. 0 if the function returned, 1 if it threw, the argument of {@link
     * System#exit}, or 128 and the number of the signal that ended it: 143 where Python says -15. Python twin: {@code
     * exitcode}.
     */
    public OptionalInt exitCode() {
        CompletableFuture<ChildExit> exit = child.onExit();
        return exit.isDone() ? OptionalInt.of(exit.join().code()) : OptionalInt.empty();
    }

    /** Completes with this process when it has ended and its output is out. Python twin: {@code sentinel}. */
    public CompletableFuture<JavaProcess> onExit() {
        return child.onExit().thenApply(exit -> this);
    }

    /** Returns name, process id and how it stands. */
    @Override
    public String toString() {
        OptionalInt code = exitCode();
        return "JavaProcess(" + name() + ", pid " + pid() + ", "
                + (code.isPresent() ? "ended with exit code " + code.getAsInt() : "running")
                + (isDaemon() ? ", daemon)" : ")");
    }

    /** Collects how a process is to be. Not thread-safe; may start any number of processes. */
    public static final class Builder {

        private final List<String> jvmOptions = new ArrayList<>();
        private final List<String> classPath = new ArrayList<>();
        private @Nullable String name;
        private boolean daemon;

        private Builder() {}

        /** Sets what messages and threads call it; by default {@code Process-1} and so on. Python twin: {@code name}. */
        public Builder name(String processName) {
            if (processName.isBlank()) {
                throw new IllegalArgumentException("the name of a process is not blank");
            }
            name = processName;
            return this;
        }

        /**
         * Sets whether this process ends without waiting for the child, which is terminated then; it waits by default. Python
         * twin: {@code daemon}.
         */
        public Builder daemon(boolean on) {
            daemon = on;
            return this;
        }

        /** Adds options of its JVM, such as {@code -Xmx64m}; of two that contradict each other, the later counts. */
        public Builder jvmOptions(String... options) {
            jvmOptions.addAll(List.of(options));
            return this;
        }

        /**
         * Adds jars or folders to its class path, behind that of this process: the processes that it starts have them too.
         *
         * @throws IllegalArgumentException if one is not there
         */
        public Builder classPath(Path... entries) {
            for (Path entry : entries) {
                if (Files.notExists(entry)) {
                    throw new IllegalArgumentException("'" + entry
                            + "' cannot be on the class path of a process: there is no such file or folder");
                }
                classPath.add(entry.toAbsolutePath().toString());
            }
            return this;
        }

        /**
         * Starts a process that calls a function. Does not wait until it runs. Keyword arguments, and
         * more than five, are a record.
         *
         * @throws UnsupportedValueException if the function, what it captured or an argument cannot travel; names it
         * @throws ManagerException if no process can be started
         */
        public JavaProcess start(SerializableRunnable function) {
            return start(function, List.of());
        }

        /** Starts a process that calls a function; see {@link #start(SerializableRunnable)}. */
        public <A extends @Nullable Object> JavaProcess start(SerializableConsumer<A> function, A argument) {
            return start(function, Arrays.asList(argument));
        }

        /** Starts a process that calls a function; see {@link #start(SerializableRunnable)}. */
        public <A extends @Nullable Object, B extends @Nullable Object> JavaProcess start(
                SerializableBiConsumer<A, B> function, A first, B second) {
            return start(function, Arrays.asList(first, second));
        }

        /** Starts a process that calls a function; see {@link #start(SerializableRunnable)}. */
        public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> JavaProcess start(
                SerializableTriConsumer<A, B, C> function, A first, B second, C third) {
            return start(function, Arrays.asList(first, second, third));
        }

        /** Starts a process that calls a function; see {@link #start(SerializableRunnable)}. */
        public <
                        A extends @Nullable Object,
                        B extends @Nullable Object,
                        C extends @Nullable Object,
                        D extends @Nullable Object>
                JavaProcess start(SerializableQuadConsumer<A, B, C, D> function, A first, B second, C third, D fourth) {
            return start(function, Arrays.asList(first, second, third, fourth));
        }

        /** Starts a process that calls a function; see {@link #start(SerializableRunnable)}. */
        public <
                        A extends @Nullable Object,
                        B extends @Nullable Object,
                        C extends @Nullable Object,
                        D extends @Nullable Object,
                        E extends @Nullable Object>
                JavaProcess start(
                        SerializableQuintConsumer<A, B, C, D, E> function,
                        A first,
                        B second,
                        C third,
                        D fourth,
                        E fifth) {
            return start(function, Arrays.asList(first, second, third, fourth, fifth));
        }

        private JavaProcess start(Serializable function, List<@Nullable Object> arguments) {
            requireNonNull(function, "function");
            String called = name != null ? name : "Process-" + NUMBERS.incrementAndGet();
            try {
                JavaProcess process = new JavaProcess(ProcessTree.start(
                        new ChildOptions(called, daemon, false, jvmOptions, classPath), new Work(function, arguments)));
                ACTIVE.add(process);
                CompletableFuture<?> unused = process.child.onExit().thenRun(() -> ACTIVE.remove(process));
                return process;
            } catch (UnsupportedValueException cannotTravel) {
                throw new UnsupportedValueException(
                        "cannot start process '" + called + "': " + cannotTravel.getMessage(),
                        Outcome.NOT_EXECUTED,
                        cannotTravel);
            }
        }
    }
}
