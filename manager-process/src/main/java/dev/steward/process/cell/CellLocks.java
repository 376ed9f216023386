package dev.steward.process.cell;

import dev.steward.process.memory.MemoryBlock;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The locks in shared memory that this process uses: one object for each, however often its cell arrives. */
public final class CellLocks {

    /** Which lock it is: that of a block, by its inode, which no other block gets while somebody has this one. */
    private static final class Entry extends WeakReference<OwnLock> {
        private final long inode;

        Entry(OwnLock lock, ReferenceQueue<OwnLock> unused) {
            super(lock, unused);
            inode = lock.block().inode();
        }
    }

    private static final Map<Long, Entry> KNOWN = new HashMap<>();
    private static final ReferenceQueue<OwnLock> UNUSED = new ReferenceQueue<>();

    private CellLocks() {}

    /**
     * Begins a lock in a block that was just made.
     *
     * @param at where in it, with zeros there; a multiple of eight
     */
    public static OwnLock begin(MemoryBlock block, int at) {
        OwnLock lock = new OwnLock(block, at, ProcessWord.MINE);
        lock.begin();
        synchronized (KNOWN) {
            remember(lock);
        }
        return lock;
    }

    /**
     * Returns the lock that another process began in a block.
     *
     * @throws IllegalStateException if that process is of another PID namespace
     */
    public static OwnLock join(MemoryBlock block, int at) {
        synchronized (KNOWN) {
            Entry entry = KNOWN.get(block.inode());
            @Nullable OwnLock known = entry == null ? null : entry.get();
            if (known != null) {
                return known;
            }
            OwnLock lock = new OwnLock(block, at, ProcessWord.MINE);
            lock.join();
            remember(lock);
            return lock;
        }
    }

    private static void remember(OwnLock lock) {
        for (Reference<? extends OwnLock> gone = UNUSED.poll(); gone != null; gone = UNUSED.poll()) {
            if (gone instanceof Entry entry) {
                KNOWN.remove(entry.inode, entry);
            }
        }
        Entry entry = new Entry(lock, UNUSED);
        KNOWN.put(entry.inode, entry);
    }
}
