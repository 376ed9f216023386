package dev.steward.server.store;

import dev.steward.objects.EffectHandler;
import dev.steward.objects.ObjectLimits;
import dev.steward.server.log.LogSequencer;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Relief;
import dev.steward.server.machine.Sequencer;
import dev.steward.server.machine.ServerClock;
import dev.steward.server.machine.Timers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine of a durable server: what its log and its snapshot keep in a directory, behind a sequencer. Opened, connected and
 * closed once, each by one thread; all of it blocks as the disk does.
 */
public final class DurableMachine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DurableMachine.class);

    /** What is kept free for the time when the disk is full. */
    private static final int RESERVE_BYTES = 16 << 20;

    private final DurableLog log;
    private final SnapshotKeeper snapshots;
    private final LogSequencer sequencer;

    private final BackupMark backup;

    /**
     * How a machine is kept.
     *
     * @param directory where
     * @param syncInterval how long what was answered may not be on the disk yet; zero if it always is
     * @param snapshotBytes how much is written at least from one snapshot to the next
     * @param epochAfterBackup the epoch in which the machine goes on, if what is there is a backup; else 0
     */
    public record Settings(Path directory, Duration syncInterval, long snapshotBytes, long epochAfterBackup) {}

    /**
     * What a machine is driven with.
     *
     * @param limits how much the objects may hold from now on
     */
    public record Surroundings(
            ServerClock clock,
            Timers timers,
            MachineValues values,
            Relief relief,
            MemoryAccount account,
            ObjectLimits limits) {}

    private DurableMachine(DurableLog log, SnapshotKeeper snapshots, LogSequencer sequencer, BackupMark backup) {
        this.log = log;
        this.backup = backup;
        this.snapshots = snapshots;
        this.sequencer = sequencer;
    }

    /**
     * Returns which start of which server the log in a directory is of; null if there is none.
     *
     * @throws DamagedLogException if it cannot be read
     */
    public static @Nullable Incarnation incarnationIn(Path directory) {
        LogIdentity identity = EntryStore.identityIn(directory);
        return identity == null ? null : identity.incarnation();
    }

    /** Returns whether what a directory has is a backup, so that whoever goes on with it is another one. */
    public static boolean isBackup(Path directory) {
        return new BackupMark(directory).isThere();
    }

    /**
     * Opens what a directory keeps; the machine goes on when it is connected.
     *
     * @param incarnation that of the log, or of a new one
     * @param failed hears that nothing can be kept any more, on the log's thread
     * @throws IllegalStateException if what is there cannot be read; says what and the cure
     */
    public static DurableMachine open(
            Settings settings, Incarnation incarnation, Surroundings with, Consumer<Throwable> failed) {
        Path directory = settings.directory();
        LogIdentity identity = new LogIdentity(incarnation.serverId(), incarnation.epoch());
        try {
            StoredFiles.createDirectory(directory);
            SnapshotFile snapshot = new SnapshotFile(directory);
            DiskReserve reserve = new DiskReserve(directory.resolve("reserve"), RESERVE_BYTES);
            DurableLog log = new DurableLog(directory, identity, settings.syncInterval(), reserve, failed);
            LogSequencer sequencer = sequencer(snapshot, identity, log, with);
            SnapshotKeeper keeper =
                    new SnapshotKeeper(log, snapshot, identity, sequencer::save, settings.snapshotBytes());
            log.onWritten(keeper::written);
            sequencer.goOnFromBackup(settings.epochAfterBackup());
            return new DurableMachine(log, keeper, sequencer, new BackupMark(directory));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read or write the log in " + directory, failure);
        }
    }

    private static LogSequencer sequencer(
            SnapshotFile snapshot, LogIdentity identity, DurableLog log, Surroundings with) throws IOException {
        if (!snapshot.isThere()) {
            return new LogSequencer(
                    log,
                    with.clock(),
                    with.timers(),
                    with.values(),
                    with.relief(),
                    with.account(),
                    identity.epoch(),
                    with.limits());
        }
        try (InputStream saved = snapshot.read(identity)) {
            return LogSequencer.restored(
                    saved,
                    log,
                    with.clock(),
                    with.timers(),
                    with.values(),
                    with.relief(),
                    with.account(),
                    with.limits());
        } catch (IllegalArgumentException damaged) {
            throw new DamagedLogException(
                    snapshot.file() + ": " + damaged.getMessage()
                            + ". Nothing was changed: restore the state directory from a backup",
                    damaged);
        }
    }

    /** Returns the way into the machine. */
    public Sequencer sequencer() {
        return sequencer;
    }

    /**
     * Goes on with the machine.
     *
     * @throws IllegalStateException if what was kept cannot be read or applied, or there is no room; says what and the cure
     */
    public void connect(EffectHandler outside) {
        try {
            sequencer.connect(outside);
            CompletableFuture.anyOf(sequencer.leading(), log.broken()).join();
            if (backup.isThere()) {
                // A power cut must not leave a log that neither is a backup nor has gone on from one.
                log.sync();
                backup.remove();
                LOG.warn("the log was a backup: this server goes on from it, and all sessions have ended");
            }
            snapshots.start();
        } catch (CompletionException broken) {
            throw new IllegalStateException("the log cannot be written or applied: " + broken.getMessage(), broken);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the snapshot, or end the backup", failure);
        }
    }

    /** Ends when what was submitted is kept. */
    @Override
    public void close() {
        snapshots.close();
        log.close();
    }
}
