package dev.steward.process.child;

import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.process.reference.ProgramCodec;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child of this process, as its parent sees it. What it prints appears on the parent's streams, line by line. It ends
 * with its parent. Safe for use by any number of threads.
 */
public final class ChildJvm {

    private static final Logger LOG = LoggerFactory.getLogger(ChildJvm.class);

    /** What a pipe takes without a reader, and a little less. */
    private static final int SENT_AT_ONCE = 32_768;

    private static final AtomicLong FILES = new AtomicLong();

    private final ChildOptions options;
    private final NoticeMark mark = NoticeMark.random();
    private final Process process;
    private final SharedByTree tree;
    private final DataOutputStream input;
    private final ReentrantLock sending = new ReentrantLock();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final FirstWords firstWords;

    /** What it is to do is written, or cannot travel; before that it has not ended for anybody. */
    private final CompletableFuture<Void> written = new CompletableFuture<>();

    /** The last of its output is out, and, if it did not begin, of all that it has printed. */
    private final CompletableFuture<Void> copied = new CompletableFuture<>();

    private final CompletableFuture<ChildExit> exit;
    private final Path arguments;
    private final ClassArchive archive;

    /** Whether its JVM has read what to do. */
    private volatile boolean begun;

    /** Whether this process has ended it. */
    private volatile boolean endedHere;

    /** Kept until the child has opened it: what only we refer to would be gone. */
    private final AtomicReference<@Nullable Object> work;

    /** What to run when the child has ended: whatever was made for it alone and that it did not open. */
    private volatile List<Runnable> givenUpAtEnd = List.of();

    private ChildJvm(
            ChildOptions options,
            Process process,
            Path arguments,
            ClassArchive archive,
            Callable<?> work,
            SharedByTree tree) {
        this.options = options;
        this.process = process;
        this.arguments = arguments;
        this.archive = archive;
        this.work = new AtomicReference<>(work);
        this.tree = tree;
        this.input = new DataOutputStream(process.getOutputStream());
        this.firstWords = new FirstWords(options.name(), LiveChildren.ending(), SignalledStart.MOMENT.toNanos());
        OutputLines output = new OutputLines(process.getInputStream(), mark, this::outputLine);
        OutputLines errors = new OutputLines(
                process.getErrorStream(), mark, line -> firstWords.take(line, text -> System.err.println(text)));
        this.exit = CompletableFuture.allOf(process.onExit(), copied, errors.end(), written)
                .thenApply(ended -> ended());
        start(() -> copy(output, errors), "output", options.daemon());
        start(errors, "errors", true);
    }

    /** Copies the output, and sees to it that a child that cannot begin has said why when it has ended. */
    private void copy(OutputLines output, OutputLines errors) {
        try {
            output.run();
            if (!begun) {
                errors.end().join();
                int code = process.onExit().join().exitValue();
                firstWords.ended(!endedHere && new ChildExit(code, false, false).isAskedTo());
            }
        } finally {
            copied.complete(null);
        }
    }

    /** The thread of the output keeps this JVM from ending before a child that is to be waited for. */
    private void start(Runnable copying, String what, boolean daemon) {
        Thread copier = new Thread(null, copying, "process-" + what + "-" + options.name(), 128 * 1024);
        copier.setDaemon(daemon);
        copier.start();
    }

    /**
     * Starts a child and hands it what to do. Does not wait until it runs.
     *
     * @param work what the child calls; a function or an object whose parts are values, proxies, managers or {@linkplain
     *     dev.steward.protocol.value.codec.Passable passable}
     * @param tree is asked, on a thread of its own, when the child or one of its children needs what the process tree shares
     * @throws dev.steward.api.UnsupportedValueException if the work cannot travel; names what, and where it is in it
     * @throws ManagerException if no process can be started
     */
    public static ChildJvm start(ChildOptions options, Callable<?> work, SharedByTree tree) {
        List<String> jvmOptions = Stream.of(ChildLog.options(), JvmOptions.inherited(), options.jvmOptions())
                .flatMap(List::stream)
                .toList();
        // Its JVM gets ready while the work is written: the first work of a program takes as long.
        ChildJvm child = startJvm(options, work, tree, jvmOptions);
        LiveChildren.add(child);
        byte[] launch;
        try {
            launch = child.launch(work, jvmOptions);
        } catch (RuntimeException | Error cannotTravel) {
            child.kill();
            throw cannotTravel;
        } finally {
            child.written.complete(null);
        }
        child.sendLaunch(launch);
        return child;
    }

    private static ChildJvm startJvm(
            ChildOptions options, Callable<?> work, SharedByTree tree, List<String> jvmOptions) {
        // Who ends last has nobody left to take over what it wrote.
        ClassArchive archive =
                ClassArchive.of(jvmOptions, options.classPath(), work.getClass().getSimpleName(), !options.endsLast());
        Path folder = PrivateFolder.path();
        Path arguments = folder.resolve("arguments-" + FILES.incrementAndGet());
        try {
            Files.write(
                    arguments,
                    JvmOptions.argumentFile(
                            Stream.concat(archive.options().stream(), jvmOptions.stream())
                                    .toList(),
                            options.classPath(),
                            ChildMain.class,
                            folder.toString()));
            ProcessBuilder builder = new ProcessBuilder(JvmOptions.java(), "@" + arguments);
            JvmOptions.clean(builder.environment());
            return new ChildJvm(options, builder.start(), arguments, archive, work, tree);
        } catch (IOException failed) {
            PrivateFolder.removeFile(arguments);
            archive.childEnded(ClassArchive.NOT_STARTED);
            SignalledStart.awaitEnd(failed);
            throw new ManagerException(
                    "cannot start process '" + options.name() + "': " + failed.getMessage(),
                    Outcome.NOT_EXECUTED,
                    failed);
        }
    }

    private byte[] launch(Callable<?> work, List<String> jvmOptions) {
        List<Runnable> madeForIt = new ArrayList<>();
        byte[] workBytes = ProgramCodec.encode(work, madeForIt);
        givenUpAtEnd = madeForIt;
        return ProgramCodec.encode(new Launch(
                mark.text(),
                options.name(),
                options.daemon(),
                ProcessHandle.current().pid(),
                jvmOptions,
                tree.knownManager().orElse(null),
                tree.knownMemory().orElse(null),
                workBytes));
    }

    private void sendLaunch(byte[] launch) {
        if (launch.length <= SENT_AT_ONCE) {
            send(launch);
        } else {
            // The pipe is full until the child's JVM reads, which takes a while, or never happens.
            Thread sender = new Thread(() -> send(launch), "process-launch-" + options.name());
            sender.setDaemon(true);
            sender.start();
        }
    }

    private void send(byte[] message) {
        sending.lock();
        try {
            input.writeInt(message.length);
            input.write(message);
            input.flush();
        } catch (IOException ended) {
            // Its exit tells more than a broken pipe does.
            LOG.debug("process '{}' reads no more", options.name(), ended);
        } finally {
            sending.unlock();
        }
    }

    private void outputLine(String line) {
        Optional<Notice> notice = mark.noticeIn(line);
        if (notice.isEmpty()) {
            firstWords.take(line, text -> System.out.println(text));
            return;
        }
        switch (notice.get()) {
            case HELLO -> {
                PrivateFolder.removeFile(arguments);
                begun = true;
                firstWords.begun();
            }
            case OPENED -> work.set(null);
            case READY -> ready.complete(null);
            case TREE_MANAGER -> answer(Notice.TREE_MANAGER, tree::manager);
            case TREE_MEMORY -> answer(Notice.TREE_MEMORY, tree::memory);
            case ENDING -> send(ParentLink.ENDING_HEARD);
        }
    }

    private void answer(Notice question, Supplier<Object> source) {
        Thread asking = new Thread(() -> sendAnswer(question, source), "process-answer-" + options.name());
        asking.setDaemon(true);
        asking.start();
    }

    private void sendAnswer(Notice question, Supplier<Object> source) {
        ParentsAnswer answer;
        try {
            answer = new ParentsAnswer(question, source.get(), null);
        } catch (RuntimeException failed) {
            answer = new ParentsAnswer(question, null, String.valueOf(failed.getMessage()));
        }
        send(ProgramCodec.encode(answer));
    }

    private ChildExit ended() {
        PrivateFolder.removeOf(process.pid());
        work.set(null);
        givenUpAtEnd.forEach(Runnable::run);
        tree.onEnd(process.pid());
        LiveChildren.remove(this);
        PrivateFolder.removeFile(arguments);
        archive.childEnded(process.exitValue());
        ChildExit ended = new ChildExit(process.exitValue(), begun, firstWords.areOfASignal());
        ready.completeExceptionally(new ManagerException(
                "process '" + options.name() + "' ended before it was ready, with exit code " + ended.code(),
                Outcome.NOT_EXECUTED));
        return ended;
    }

    /** Returns what it was started with. */
    public ChildOptions options() {
        return options;
    }

    /** Returns its process id. */
    public long pid() {
        return process.pid();
    }

    /** Returns whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when its work says so by {@link ParentLink#tellReady}; exceptionally, if it ends before. */
    public CompletableFuture<Void> onReady() {
        return ready.copy();
    }

    /** Completes when it has ended and all its lines are out. */
    public CompletableFuture<ChildExit> onExit() {
        return exit.copy();
    }

    /** Ends it as SIGTERM does: its shutdown hooks run. */
    public void terminate() {
        endedHere = true;
        // Not Process.destroy(), which closes the streams of the lines too.
        process.toHandle().destroy();
    }

    /**
     * Asks it to end as SIGINT does, for which the JDK has no method.
     *
     * @throws ManagerException if it cannot be sent
     */
    public void interrupt() {
        if (!process.isAlive()) {
            return;
        }
        endedHere = true;
        try {
            Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(kill.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
            if (kill.waitFor() != 0 && process.isAlive()) {
                throw cannotInterrupt(said, null);
            }
        } catch (IOException none) {
            throw cannotInterrupt(String.valueOf(none.getMessage()), none);
        } catch (InterruptedException interrupted) {
            // It is on its way.
            Thread.currentThread().interrupt();
        }
    }

    private ManagerException cannotInterrupt(String why, @Nullable Throwable cause) {
        return new ManagerException(
                "process '" + options.name() + "' cannot be sent SIGINT by the command kill (" + why
                        + "): terminate() or kill() it",
                Outcome.NOT_EXECUTED,
                cause);
    }

    /** Tells it to end, if its work listens to that: see {@link ParentLink#whenToldToEnd}. Returns at once. */
    public void tellToEnd() {
        send(ProgramCodec.encode(Order.END));
    }

    /** Ends it as SIGKILL does: it can do nothing about it. */
    public void kill() {
        endedHere = true;
        process.toHandle().destroyForcibly();
    }
}
