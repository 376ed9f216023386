package dev.steward.server.store;

import dev.steward.objects.EffectHandler;
import dev.steward.objects.ObjectLimits;
import dev.steward.server.log.LogSequencer;
import dev.steward.server.log.ReplicatedLog;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Relief;
import dev.steward.server.machine.ServerClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the directory of a log from its snapshot to its end and applies all of it to a machine, as a server would that
 * starts there, and changes nothing. Used by one thread; blocks as the disk does.
 */
public final class LogCheck {

    /**
     * What a log has.
     *
     * @param incarnation whose it is
     * @param snapshotEntry the last entry that is in the snapshot; 0 if there is none
     * @param lastEntry the last entry
     * @param objects how many objects there are at its end
     * @param tornBytes how many bytes at the end were torn while they were written, which a server cuts off
     * @param isBackup whether it is a backup, from which no server has gone on yet
     */
    public record Found(
            Incarnation incarnation,
            long snapshotEntry,
            long lastEntry,
            int objects,
            long tornBytes,
            boolean isBackup) {}

    private LogCheck() {}

    /**
     * Returns what is there; null if there is no log.
     *
     * @throws DamagedLogException if a server would not start there; says what and the cure
     */
    public static @Nullable Found of(Path directory) {
        LogIdentity identity = EntryStore.identityIn(directory);
        if (identity == null) {
            return null;
        }
        BackupMark mark = new BackupMark(directory);
        Found found = read(directory, identity, mark.isThere());
        mark.requireUntil(found.lastEntry());
        return found;
    }

    /** Returns what is there, also of a backup that is not finished yet. */
    static Found read(Path directory, LogIdentity identity, boolean isBackup) {
        MachineValues values = new MachineValues(identity.incarnation(), List::of);
        Reading reading = new Reading(directory, identity);
        try {
            LogSequencer sequencer = sequencer(directory, identity, values, reading);
            sequencer.connect(EffectHandler.NONE);
            return new Found(
                    identity.incarnation(),
                    reading.snapshotEntry,
                    reading.lastEntry,
                    sequencer.objectCount(),
                    reading.tornBytes,
                    isBackup);
        } catch (IllegalArgumentException unreadable) {
            throw new DamagedLogException(
                    directory + ": " + unreadable.getMessage() + ". Restore the state directory from a backup",
                    unreadable);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the log in " + directory, failed);
        }
    }

    private static LogSequencer sequencer(Path directory, LogIdentity identity, MachineValues values, ReplicatedLog log)
            throws IOException {
        SnapshotFile snapshot = new SnapshotFile(directory);
        ServerClock clock = ServerClock.ofThisProcess();
        if (!snapshot.isThere()) {
            return new LogSequencer(
                    log,
                    clock,
                    (task, nanos) -> {},
                    values,
                    Relief.NOT_NEEDED,
                    new MemoryAccount(),
                    identity.epoch(),
                    ObjectLimits.DEFAULT);
        }
        try (InputStream saved = snapshot.read(identity)) {
            return LogSequencer.restored(
                    saved,
                    log,
                    clock,
                    (task, nanos) -> {},
                    values,
                    Relief.NOT_NEEDED,
                    new MemoryAccount(),
                    ObjectLimits.DEFAULT);
        }
    }

    /** A log to which nothing is added. */
    private static final class Reading implements ReplicatedLog {

        private final Path directory;
        private final LogIdentity identity;
        private long snapshotEntry;
        private long lastEntry;
        private long tornBytes;

        Reading(Path directory, LogIdentity identity) {
            this.directory = directory;
            this.identity = identity;
        }

        @Override
        public void start(long last, Applier applier) {
            snapshotEntry = last;
            lastEntry = last;
            tornBytes = EntryStore.read(directory, identity, last, (number, entry) -> {
                applier.apply(number, entry);
                lastEntry = number;
            });
        }

        @Override
        public void submit(byte[] entry, Runnable applied) {
            throw new IllegalStateException("nothing is added to a log that is only read");
        }

        @Override
        public @Nullable String refusal() {
            return null;
        }

        @Override
        public void between(LongConsumer task) {
            task.accept(lastEntry);
        }
    }
}
