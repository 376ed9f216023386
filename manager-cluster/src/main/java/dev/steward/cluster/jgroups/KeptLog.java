package dev.steward.cluster.jgroups;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jgroups.Address;
import org.jgroups.protocols.raft.Log;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * What the engine keeps of a member, in a directory: its term and vote, entries, how far they are
 * committed, and a snapshot of what was before them. What
 * cannot be written ends the member, which otherwise would count as one that has it. Safe for any number of threads.
 */
final class KeptLog implements Log {

    static final String CURE = ": start this member with an empty directory, so that it gets all from the others";

    private final boolean syncs;
    private final Consumer<Throwable> failed;
    private @Nullable KeptVote vote;
    private @Nullable KeptSnapshot snapshot;
    private @Nullable KeptEntries entries;
    private @Nullable KeptCommit commit;

    /**
     * A log that was not opened.
     *
     * @param syncs whether what is written is on the disk before anybody is told
     * @param failed hears that nothing can be kept any more
     */
    KeptLog(boolean syncs, Consumer<Throwable> failed) {
        this.syncs = syncs;
        this.failed = failed;
    }

    static IllegalStateException damaged(Path file) {
        return new IllegalStateException(file + " is damaged" + CURE);
    }

    /**
     * Opens what is in a directory.
     *
     * @throws IllegalStateException if something is missing there, or damaged
     */
    @Override
    public synchronized void init(String name, @Nullable Map<String, String> arguments) throws IOException {
        Path directory = Path.of(name);
        Files.createDirectories(directory);
        vote = KeptVote.in(directory, syncs);
        KeptSnapshot kept = KeptSnapshot.in(directory, syncs);
        snapshot = kept;
        KeptEntries behind = KeptEntries.in(directory, syncs, kept.lastEntry());
        entries = behind;
        commit = KeptCommit.in(directory, kept.lastEntry(), behind.last());
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the log was not opened");
        }
        return part;
    }

    private IllegalStateException failed(IOException failure) {
        failed.accept(failure);
        return new IllegalStateException("the log of this member cannot be written: " + failure.getMessage(), failure);
    }

    @Override
    public Log useFsync(boolean ignored) {
        return this;
    }

    @Override
    public boolean useFsync() {
        return syncs;
    }

    @Override
    public void delete() {
        throw new UnsupportedOperationException("a member's log is deleted by a person");
    }

    @Override
    public synchronized long currentTerm() {
        return opened(vote).term();
    }

    @Override
    public synchronized Log currentTerm(long term) {
        KeptVote kept = opened(vote);
        if (term > kept.term()) {
            try {
                kept.set(term, null);
            } catch (IOException failure) {
                throw failed(failure);
            }
        }
        return this;
    }

    @Override
    public synchronized @Nullable Address votedFor() {
        return opened(vote).votedFor();
    }

    @Override
    public synchronized Log votedFor(@Nullable Address member) {
        KeptVote kept = opened(vote);
        try {
            kept.set(kept.term(), member);
        } catch (IOException failure) {
            throw failed(failure);
        }
        return this;
    }

    @Override
    public synchronized long commitIndex() {
        return opened(commit).index();
    }

    @Override
    public synchronized Log commitIndex(long index) {
        try {
            opened(commit).set(index);
        } catch (IOException failure) {
            throw failed(failure);
        }
        return this;
    }

    @Override
    public synchronized long firstAppended() {
        long before = opened(snapshot).lastEntry();
        return before == 0 && opened(entries).last() == 0 ? 0 : before + 1;
    }

    @Override
    public synchronized long lastAppended() {
        return opened(entries).last();
    }

    /** Is in place when {@link #truncate} or {@link #reinitializeTo} says what it ends with, one of which follows. */
    @Override
    public synchronized void setSnapshot(ByteBuffer content) {
        opened(snapshot).stage(content);
    }

    @Override
    public synchronized @Nullable ByteBuffer getSnapshot() {
        try {
            return opened(snapshot).content();
        } catch (IOException failure) {
            throw new IllegalStateException("the snapshot of this member cannot be read", failure);
        }
    }

    @Override
    public synchronized long append(long index, LogEntries added) {
        try {
            opened(entries).append(index, added);
            return lastAppended();
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    /** Returns an entry; of the last one that the snapshot has, its term only. */
    @Override
    public synchronized @Nullable LogEntry get(long index) {
        KeptSnapshot kept = opened(snapshot);
        if (index > 0 && index == kept.lastEntry()) {
            return new LogEntry(kept.lastTerm(), new byte[0]);
        }
        try {
            return opened(entries).get(index);
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    @Override
    public synchronized void truncate(long index) {
        LogEntry last = get(index);
        if (last == null || !opened(snapshot).isStaged()) {
            return;
        }
        try {
            opened(snapshot).publish(index, last.term());
            opened(entries).dropUntil(index);
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    @Override
    public synchronized void reinitializeTo(long index, LogEntry last) {
        try {
            opened(snapshot).publish(index, last.term());
            // The leader sends what follows.
            opened(entries).restartBehind(index);
            opened(commit).set(index);
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    @Override
    public synchronized void deleteAllEntriesStartingFrom(long index) {
        try {
            opened(entries).cutFrom(index);
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    @Override
    public void forEach(ObjLongConsumer<LogEntry> task, long first, long last) {
        for (long index = Math.max(first, firstAppended()); index <= Math.min(last, lastAppended()); index++) {
            LogEntry entry = get(index);
            if (entry != null) {
                task.accept(entry, index);
            }
        }
    }

    @Override
    public void forEach(ObjLongConsumer<LogEntry> task) {
        forEach(task, firstAppended(), lastAppended());
    }

    @Override
    public synchronized long sizeInBytes() {
        return opened(entries).bytes();
    }

    @Override
    public synchronized void close() {
        try {
            if (entries != null) {
                entries.close();
            }
            if (commit != null) {
                commit.close();
            }
        } catch (IOException failure) {
            throw new IllegalStateException("the log of this member cannot be closed", failure);
        }
    }
}
