package dev.steward.process.child;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ManagerException;
import dev.steward.process.reference.ProgramCodec;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** What a child runs first. It reads what to do from its standard input, which users' code then finds empty. */
public final class ChildMain {

    private static final int FAILED = 1;

    private ChildMain() {}

    /** Runs what the parent sent; the argument is the folder to remove if the parent is killed. */
    public static void main(String[] args) throws Exception {
        ParentsEnd parentsEnd = ParentsEnd.prepared(Path.of(args[0]));
        DataInputStream messages = new DataInputStream(new FileInputStream(FileDescriptor.in));
        System.setIn(InputStream.nullInputStream());
        PrintStream notices = System.out;
        ParentLink link;
        try {
            link = ParentLink.open(messages, notices, parentsEnd);
        } catch (IOException ended) {
            parentsEnd.end();
            return;
        }
        Callable<?> work = opened(link);
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> print(link, failure, work.getClass()));
        link.tell(Notice.OPENED);
        // What it throws ends this thread: it is printed, and the exit code is 1, when other threads have ended too.
        work.call();
    }

    /** Returns whether this JVM has begun to end: then it refuses to remove a hook, also one that it does not have. */
    private static boolean isEnding() {
        try {
            return Runtime.getRuntime().removeShutdownHook(Thread.currentThread());
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    private static Callable<?> opened(ParentLink link) {
        try {
            return requireNonNull((Callable<?>) ProgramCodec.decode(link.work()), "work");
        } catch (ManagerException | ClassCastException cannot) {
            System.err.println("Process " + link.name() + " cannot begin: " + cannot.getMessage());
            System.exit(FAILED);
            throw cannot;
        }
    }

    private static void print(ParentLink link, Throwable failure, Class<?> work) {
        if (isEnding()) {
            // The process was told to end, and its hooks take away what the work stands on: that is no failure of it.
            return;
        }
        String heading =
                "Process " + link.name() + " (pid " + ProcessHandle.current().pid() + "):";
        System.err.println(RemoteTrace.of(heading, failure, work));
    }
}
