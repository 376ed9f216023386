package dev.steward.process.child;

import java.nio.file.Path;

/**
 * What a child does when its parent has ended: it removes what that may have left, runs its shutdown hooks, and has ended two
 * seconds later whatever they do. The last needs no memory, so that a child that has filled its heap ends too, though it may
 * leave files behind. Made while there is memory; used by one thread.
 */
final class ParentsEnd {

    /** The exit code of a process whose parent is gone: nobody is left to see it. */
    private static final int ORPHANED = 129;

    private static final long MILLIS_TO_END = 2_000;

    private final Runtime runtime = Runtime.getRuntime();
    private final Thread leaving;

    private ParentsEnd(Thread leaving) {
        this.leaving = leaving;
    }

    /** Prepares for the end of a parent with such a folder. */
    static ParentsEnd prepared(Path parentsFolder) {
        Thread leaving = new Thread(() -> leave(parentsFolder), "process-leave");
        leaving.setDaemon(true);
        return new ParentsEnd(leaving).loaded();
    }

    private ParentsEnd loaded() {
        try {
            // Removes nothing: it has the JVM load what ends it.
            runtime.removeShutdownHook(leaving);
        } catch (IllegalStateException ending) {
            // It is loaded: this process ends already.
            return this;
        }
        return this;
    }

    /** Ends this process; does not return. */
    void end() {
        try {
            leaving.start();
            Thread.sleep(MILLIS_TO_END);
        } catch (InterruptedException | RuntimeException | Error cannot) {
            // No memory for a thread: then it ends at once.
            return;
        } finally {
            // A shutdown hook may take for ever; a process that nobody can see must not.
            runtime.halt(ORPHANED);
        }
    }

    private static void leave(Path parentsFolder) {
        while (!hasLeft(parentsFolder)) {
            Thread.onSpinWait();
        }
    }

    /** Returns whether it need not be tried again: others that fill the heap may leave a little of it at times. */
    private static boolean hasLeft(Path parentsFolder) {
        try {
            PrivateFolder.remove(parentsFolder);
            System.exit(ORPHANED);
            return true;
        } catch (OutOfMemoryError full) {
            return false;
        }
    }
}
