package dev.steward.server.store;

import dev.steward.server.log.ReplicatedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one server on its own disk. One thread writes what came meanwhile in one go, waits until it is on the disk, and
 * applies it; so nothing comes of an entry that could be forgotten. Where the disk is full it waits, and says so to whoever
 * can still refuse.
 */
final class DurableLog implements ReplicatedLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DurableLog.class);

    /** How much is written in one go at most, unless one entry has more. */
    private static final long MOST_BYTES = 4 << 20;

    private static final int MOST_ENTRIES = 10_000;
    /** How long entries that read may not be on the disk. */
    private static final long READING_DIRTY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Path directory;
    private final LogIdentity identity;
    private final long syncNanos;
    private final Consumer<Throwable> failed;
    private final DiskReserve reserve;
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "manager-server-log");
    private final CompletableFuture<@Nullable Void> broken = new CompletableFuture<>();
    private volatile @Nullable String refusal;
    private volatile boolean closed;
    private @Nullable EntryStore store;
    private @Nullable Applier machine;
    private LongConsumer written = bytes -> {};
    private long applied;
    /** Whether something was written that need not be on the disk yet. */
    private boolean isDirty;

    private long syncedAt;
    private long lookedAt;

    /** What the thread has to do, in the order in which it came. */
    private static final class Step {

        /** What is kept; null of what is only done between two. */
        private final byte @Nullable [] entry;
        /** Whether what comes of it may be told before it is kept. */
        private final boolean isReading;
        /** Runs when that is applied, with the number of the last entry. */
        private final LongConsumer then;

        Step(byte @Nullable [] entry, boolean isReading, LongConsumer then) {
            this.entry = entry;
            this.isReading = isReading;
            this.then = then;
        }
    }

    /**
     * A log that was not started.
     *
     * @param syncInterval how long what was written may not be on the disk yet; zero if nothing may come of it before
     * @param failed hears, on the log's thread, that it has ended: the disk failed, or what an entry says cannot be done
     */
    DurableLog(
            Path directory,
            LogIdentity identity,
            Duration syncInterval,
            DiskReserve reserve,
            Consumer<Throwable> failed) {
        this.directory = directory;
        this.identity = identity;
        this.syncNanos = syncInterval.toNanos();
        this.reserve = reserve;
        this.failed = failed;
        thread.setDaemon(true);
    }

    /** Returns what fails when the log ends by itself. */
    CompletableFuture<@Nullable Void> broken() {
        return broken;
    }

    /** Has somebody told how many bytes were written, after each time. Before it is started. */
    void onWritten(LongConsumer listener) {
        written = listener;
    }

    /** Applies what was kept; blocks meanwhile. */
    @Override
    public void start(long lastEntry, Applier applier) {
        applied = lastEntry;
        try {
            store = EntryStore.open(directory, identity, lastEntry, (number, entry) -> {
                applier.apply(number, entry);
                applied = number;
            });
            reserve.take();
        } catch (IllegalArgumentException unreadable) {
            throw new DamagedLogException(
                    unreadable.getMessage() + ". Nothing was changed: restore the state directory from a backup",
                    unreadable);
        } catch (IOException full) {
            throw new IllegalStateException(
                    "cannot write the log in " + directory + " (" + full.getMessage() + "): it needs " + reserve.bytes()
                            + " bytes to begin with; make room on that disk, or give the server another state"
                            + " directory",
                    full);
        }
        machine = applier;
        thread.start();
    }

    @Override
    public void submit(byte[] entry, Runnable whenApplied) {
        add(new Step(entry, false, number -> whenApplied.run()));
    }

    @Override
    public void submitReading(byte[] entry, Runnable whenApplied) {
        add(new Step(entry, true, number -> whenApplied.run()));
    }

    @Override
    public void settle() {
        if (isDirty && syncNanos == 0) {
            try {
                syncNow();
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot write the log in " + directory, failure);
            }
        }
    }

    @Override
    public void between(LongConsumer task) {
        add(new Step(null, true, task));
    }

    private void add(Step step) {
        if (!closed) {
            steps.add(step);
        }
    }

    @Override
    public @Nullable String refusal() {
        return refusal;
    }

    private EntryStore store() {
        EntryStore opened = store;
        if (opened == null) {
            throw new IllegalStateException("the log was not started");
        }
        return opened;
    }

    /** Returns how many bytes of entries there are. */
    long bytes() {
        return store().bytes();
    }

    /** Returns when all that was applied is on the disk. */
    void sync() throws IOException {
        store().sync();
    }

    /** Removes what is in a snapshot. */
    void dropUntil(long lastEntry) throws IOException {
        store().dropUntil(lastEntry);
    }

    /** Begins another segment, when the thread comes to it. */
    void roll() {
        between(number -> {
            try {
                store().roll();
            } catch (IOException full) {
                LOG.warn("no other segment of the log could be begun: {}", full.getMessage());
            }
        });
    }

    // The thread.

    private void run() {
        try {
            Applier applier = machine;
            if (applier != null) {
                applier.leads();
            }
            while (!closed || !steps.isEmpty()) {
                goOn();
            }
            store().sync();
        } catch (Throwable fault) {
            closed = true;
            steps.clear();
            LOG.error("the log in {} has ended: nothing can be kept any more", directory, fault);
            broken.completeExceptionally(fault);
            failed.accept(fault);
        }
    }

    private void goOn() throws IOException, InterruptedException {
        Step first = next();
        if (first != null) {
            List<Step> batch = new ArrayList<>();
            List<byte[]> entries = new ArrayList<>();
            collect(first, batch, entries);
            if (!entries.isEmpty()) {
                keep(entries, batch.stream().allMatch(step -> step.isReading));
            }
            for (Step step : batch) {
                done(step);
            }
        }
        if (isDirty && System.nanoTime() - syncedAt >= longestDirty()) {
            syncNow();
        }
        if (refusal != null && System.nanoTime() - lookedAt >= LOOK_AGAIN_NANOS) {
            lookForRoom();
        }
    }

    private long longestDirty() {
        return Math.max(syncNanos, READING_DIRTY_NANOS);
    }

    private @Nullable Step next() throws InterruptedException {
        long wait = LOOK_AGAIN_NANOS;
        if (isDirty) {
            wait = Math.min(wait, Math.max(0, syncedAt + longestDirty() - System.nanoTime()));
        } else if (refusal == null) {
            return steps.take();
        }
        return steps.poll(wait, TimeUnit.NANOSECONDS);
    }

    /** Takes what has come, but not more than is written well in one go. */
    private void collect(Step first, List<Step> batch, List<byte[]> entries) {
        long bytes = 0;
        for (Step step = first; step != null; step = steps.poll()) {
            batch.add(step);
            byte[] entry = step.entry;
            if (entry != null) {
                entries.add(entry);
                bytes += entry.length;
            }
            Step following = steps.peek();
            byte[] more = following == null ? null : following.entry;
            if (batch.size() >= MOST_ENTRIES || bytes + (more == null ? 0 : more.length) > MOST_BYTES) {
                return;
            }
        }
    }

    private void keep(List<byte[]> entries, boolean isReading) throws IOException, InterruptedException {
        write(entries);
        if (syncNanos == 0 && !isReading) {
            syncNow();
        } else if (!isDirty) {
            isDirty = true;
            syncedAt = System.nanoTime();
        }
        written.accept(store().bytes());
    }

    private void write(List<byte[]> entries) throws IOException, InterruptedException {
        while (true) {
            try {
                store().append(entries);
                return;
            } catch (IOException full) {
                noRoom(full);
            }
        }
    }

    /** Nothing comes of what is not on the disk, so a disk that does not say that it is there ends the log. */
    private void syncNow() throws IOException {
        store().sync();
        isDirty = false;
        syncedAt = System.nanoTime();
    }

    private void noRoom(IOException full) throws IOException, InterruptedException {
        if (refusal == null) {
            refusal = "the disk of the server's state directory takes nothing more (" + full.getMessage()
                    + "); nothing was done: make room there, and try again";
            LOG.error(
                    "the log in {} cannot be written ({}): what needs room is refused until there is some",
                    directory,
                    full.getMessage());
        }
        if (reserve.isThere()) {
            reserve.give();
        } else if (closed) {
            throw full;
        } else {
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN_NANOS);
        }
        lookedAt = System.nanoTime();
    }

    /** What needs room is let in again when there is as much as at the beginning. */
    private void lookForRoom() {
        lookedAt = System.nanoTime();
        try {
            reserve.take();
            refusal = null;
            LOG.info("the log in {} can be written again", directory);
        } catch (IOException stillFull) {
            LOG.debug("the log in {} has no room yet", directory, stillFull);
        }
    }

    private void done(Step step) {
        byte[] entry = step.entry;
        Applier applier = machine;
        if (entry != null && applier != null) {
            applier.apply(++applied, entry);
        }
        step.then.accept(applied);
    }

    /** Keeps and applies what was submitted, and ends. Waits for that, but not for a disk that is full. */
    @Override
    public void close() {
        between(number -> {});
        closed = true;
        // Wakes the thread up if it waits for something to do.
        steps.add(new Step(null, true, number -> {}));
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        EntryStore opened = store;
        if (opened != null) {
            opened.close();
        }
    }
}
