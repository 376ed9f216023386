package dev.steward.process.child;

import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.process.reference.ManagerTicket;
import dev.steward.process.reference.ProgramCodec;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of its parent, and how it asks it. The link breaks when the parent ends, in whatever way; then
 * this process ends too. A process that no other one started has a link that leads nowhere.
 */
public final class ParentLink {

    private static final String ROOT_NAME = "MainProcess";

    /** What a parent sends when it has heard that this process ends: a message of no bytes. */
    static final byte[] ENDING_HEARD = {};

    /** How long shutdown hooks that ask nothing are taken to need. */
    private static final long NANOS_TO_REST = TimeUnit.SECONDS.toNanos(1);

    /** How long the parent is waited for while this process ends, which its other hooks need not. */
    private static final long MILLIS_TO_TELL = 100;

    private static volatile ParentLink current = new ParentLink(null, null);

    private final @Nullable Launch launch;
    private final @Nullable PrintStream notices;
    private final NoticeMark mark;
    private final ReentrantLock asking = new ReentrantLock();
    private final CompletableFuture<@Nullable Void> toldToEnd = new CompletableFuture<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile @Nullable Thread reader;
    /** What the tree shares, by what it is asked for with. Guarded by asking. */
    private final Map<Notice, CompletableFuture<Object>> answers = new EnumMap<>(Notice.class);

    private ParentLink(@Nullable Launch launch, @Nullable PrintStream notices) {
        this.launch = launch;
        this.notices = notices;
        this.mark = new NoticeMark(launch == null ? "" : launch.mark());
        if (launch != null) {
            addKnown(Notice.TREE_MANAGER, launch.treeManager());
            addKnown(Notice.TREE_MEMORY, launch.treeMemory());
        }
    }

    private void addKnown(Notice question, @Nullable Object answer) {
        if (answer != null) {
            answers.put(question, CompletableFuture.completedFuture(answer));
        }
    }

    /** Returns the link of this process. */
    public static ParentLink current() {
        return current;
    }

    /** Reads the first message, and tells the parent. From then on this process ends with it. */
    static ParentLink open(DataInputStream messages, PrintStream notices, ParentsEnd parentsEnd) throws IOException {
        Launch launch = (Launch) read(messages, messages.readInt());
        ParentLink link = new ParentLink(launch, notices);
        current = link;
        JvmOptions.setInherited(launch.jvmOptions());
        link.tell(Notice.HELLO);
        Thread reader = new Thread(() -> link.readMessages(messages, parentsEnd), "process-parent-link");
        reader.setDaemon(true);
        link.reader = reader;
        reader.start();
        link.tellWhenEnding();
        return link;
    }

    private void tellWhenEnding() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::tellEnding, "process-tell-ending"));
        } catch (IllegalStateException ending) {
            // It takes 0.3 s longer then.
            return;
        }
    }

    /** On a thread of its own, as the parent's output may be held up, which is no reason not to end. */
    private void tellEnding() {
        Thread teller = new Thread(() -> tell(Notice.ENDING), "process-tell-ending");
        teller.setDaemon(true);
        teller.start();
        try {
            teller.join(MILLIS_TO_TELL);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static Object read(DataInputStream messages, int length) throws IOException {
        byte[] bytes = messages.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the parent has ended");
        }
        Object message = ProgramCodec.decode(bytes);
        if (message == null) {
            throw new IOException("an empty message");
        }
        return message;
    }

    private void readMessages(DataInputStream input, ParentsEnd parentsEnd) {
        boolean ending = false;
        try {
            // The end of the parent has to be seen without any memory, which a child that has filled its heap does not
            // have.
            for (int first = input.read(); first >= 0; first = input.read()) {
                int length = first << 24 | input.readUnsignedShort() << 8 | input.readUnsignedByte();
                if (length == ENDING_HEARD.length) {
                    ending = true;
                } else {
                    take(read(input, length));
                }
                if (ending) {
                    rest();
                }
            }
        } catch (IOException | RuntimeException | Error broken) {
            // Whoever cannot hear its parent would not hear of its end.
            return;
        } finally {
            parentsEnd.end();
        }
    }

    /**
     * Keeps out of the read while this process ends: a JVM waits 0.3 s for threads that stand in one before it has ended.
     * For a moment only, or until an answer is to come: then the parent may end first, which has to be seen.
     */
    private void rest() {
        long began = System.nanoTime();
        long left = NANOS_TO_REST;
        while (unanswered.get() == 0 && left > 0) {
            LockSupport.parkNanos(this, left);
            left = NANOS_TO_REST - (System.nanoTime() - began);
        }
    }

    private void take(Object message) {
        if (message == Order.END) {
            toldToEnd.complete(null);
            return;
        }
        if (message instanceof ParentsAnswer answer) {
            CompletableFuture<Object> asked = asked(answer.question());
            unanswered.decrementAndGet();
            if (answer.content() != null) {
                asked.complete(answer.content());
            } else {
                asked.completeExceptionally(
                        new ManagerException(String.valueOf(answer.failure()), Outcome.NOT_EXECUTED));
            }
        }
    }

    void tell(Notice notice) {
        PrintStream lines = notices;
        if (lines != null) {
            lines.println(mark.line(notice));
            lines.flush();
        }
    }

    /** Tells the parent that this process does what it is for now: see {@link ChildJvm#onReady}. */
    public void tellReady() {
        tell(Notice.READY);
    }

    /** Runs something, on a thread of its own, when the parent says that this process is not needed any more. */
    public void whenToldToEnd(Runnable action) {
        CompletableFuture<?> unused = toldToEnd.thenRun(() -> new Thread(action, "process-end").start());
    }

    byte[] work() {
        Launch read = launch;
        if (read == null) {
            throw new IllegalStateException("nobody started this process to work");
        }
        return read.work();
    }

    /** Returns whether another process of this program started this one. */
    public boolean isChild() {
        return launch != null;
    }

    /** Returns what this process is called: what its parent calls it, or {@code MainProcess}. */
    public String name() {
        Launch read = launch;
        return read == null ? ROOT_NAME : read.name();
    }

    /** Returns whether the parent ends without waiting for this process. */
    public boolean isDaemon() {
        Launch read = launch;
        return read != null && read.daemon();
    }

    /** Returns the process id of whoever started this process; 0 if nobody knows. */
    public long parentPid() {
        Launch read = launch;
        return read != null
                ? read.parentPid()
                : ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }

    /** Returns the way to the manager of the process tree if this process knows it already. */
    public Optional<ManagerTicket> knownTreeManager() {
        return known(Notice.TREE_MANAGER, ManagerTicket.class);
    }

    /**
     * Asks the parent for the manager of the process tree, once; blocks until it answers.
     *
     * @throws ManagerException if it cannot start one
     */
    public ManagerTicket treeManager() {
        return answer(Notice.TREE_MANAGER, ManagerTicket.class, "the manager of the process tree");
    }

    /** Returns the tree's folder for shared memory if this process knows it already. */
    public Optional<String> knownTreeMemory() {
        return known(Notice.TREE_MEMORY, String.class);
    }

    /**
     * Asks the parent for the tree's folder for shared memory, once; blocks until it answers.
     *
     * @throws ManagerException if it cannot make one
     */
    public String treeMemory() {
        return answer(Notice.TREE_MEMORY, String.class, "the shared memory of the process tree");
    }

    private <T> Optional<T> known(Notice question, Class<T> type) {
        asking.lock();
        try {
            CompletableFuture<Object> known = answers.get(question);
            return known != null && known.isDone() && !known.isCompletedExceptionally()
                    ? Optional.of(type.cast(known.join()))
                    : Optional.empty();
        } finally {
            asking.unlock();
        }
    }

    private <T> T answer(Notice question, Class<T> type, String what) {
        try {
            return type.cast(asked(question).join());
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof ManagerException why
                    ? why
                    : new ManagerException("cannot ask for " + what, Outcome.NOT_EXECUTED, failed);
        }
    }

    private CompletableFuture<Object> asked(Notice question) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        asking.lock();
        try {
            CompletableFuture<Object> known = answers.putIfAbsent(question, answer);
            if (known != null) {
                return known;
            }
        } finally {
            asking.unlock();
        }
        unanswered.incrementAndGet();
        LockSupport.unpark(reader);
        tell(question);
        return answer;
    }
}
