package dev.steward.process.memory;

import dev.steward.process.child.ParentLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that blocks end with the process tree whose processes made them, however these end. The first process of the
 * tree has the tree's folder made when one of them needs it; a child asks its parent for the way there. Safe for use by any
 * number of threads.
 *
 * <p>Python twin: {@code multiprocessing.resource_tracker}.
 */
public final class ResourceTracker {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceTracker.class);

    private static final ReentrantLock STARTING = new ReentrantLock();

    private static volatile @Nullable TrackedFolder known;

    /** Guarded by STARTING. */
    private static @Nullable TrackerProcess process;

    private ResourceTracker() {}

    /** Returns the way to the tree's folder if this process knows it. */
    public static Optional<String> knownFolder() {
        return Optional.ofNullable(known).map(folder -> folder.path().toString());
    }

    /**
     * Returns the way to the tree's folder. Blocks while it is made.
     *
     * @throws UncheckedIOException if it cannot be made
     */
    public static String treeFolder() {
        return folder().path().toString();
    }

    /** Removes what a process of the tree has had to itself that has ended. */
    public static void endOf(long pid) {
        TrackedFolder folder = known;
        if (folder != null) {
            try {
                folder.endOf(pid);
            } catch (IOException unreadable) {
                LOG.debug("what the process {} had in {} stays", pid, folder.path(), unreadable);
            }
        }
    }

    /** Forgets a block that this process has unlinked. */
    static void forget(long inode) throws IOException {
        Optional<String> folder = knownFolder().or(ParentLink.current()::knownTreeMemory);
        if (folder.isPresent()) {
            TrackedFolder.of(Path.of(folder.get())).untrack(inode);
        }
    }

    static TrackedFolder folder() {
        TrackedFolder folder = known;
        if (folder != null && !folder.isOwn()) {
            return folder;
        }
        STARTING.lock();
        try {
            folder = known;
            if (folder == null) {
                ParentLink parent = ParentLink.current();
                folder = parent.isChild() ? TrackedFolder.of(Path.of(parent.treeMemory())) : made();
                known = folder;
            } else if (folder.isOwn() && process != null && !process.isAlive()) {
                LOG.warn("the resource tracker of this program was ended by somebody; another one is started");
                process = started(folder.path());
            }
            return folder;
        } finally {
            STARTING.unlock();
        }
    }

    /** The tracker is there before the folder, so that there is never a folder that nobody sees to. */
    private static TrackedFolder made() {
        try {
            Path path = TrackedFolder.newPath();
            process = started(path);
            TrackedFolder folder = TrackedFolder.make(path);
            TrackedFolder.sweepStale(path);
            if (process == null) {
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> TrackedFolder.sweep(path), "process-remove-memory"));
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "cannot make a folder for shared memory in " + MemoryFolder.path()
                            + ": this user must be able to write there",
                    failed);
        }
    }

    private static @Nullable TrackerProcess started(Path folder) {
        try {
            return TrackerProcess.start(folder);
        } catch (IOException noShell) {
            LOG.warn(
                    "no resource tracker can be started ({}): if this program is killed, its shared memory stays in {}"
                            + " until the next one of this user makes some",
                    noShell.getMessage(),
                    folder.getParent());
            return null;
        }
    }
}
