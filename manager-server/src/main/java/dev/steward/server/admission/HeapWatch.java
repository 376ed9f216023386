package dev.steward.server.admission;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells whether there is room in the heap, up to a share of what it may grow to. It trusts an account of what the server
 * holds, which is right at once, where collections come when they come; from those of the whole heap it learns how much
 * there is besides, such as what the program keeps in whose process the server is. That may be garbage: before it says no
 * where the account has room, it has the heap collected. Asking costs a few reads otherwise; any thread.
 */
public final class HeapWatch implements LongPredicate {

    /** What the last collections left, in bytes: of the old objects, and of all. */
    record Left(long old, long all) {}

    private static final List<MemoryPoolMXBean> HEAP_POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
            .toList();

    /** What a server takes that holds nothing, and a collector to work with. */
    private static final long OWN_BYTES = 10 << 20;

    private static final long SHORTEST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(16);

    private final long limit;
    private final LongSupplier account;
    private final Runnable collection;
    private final Supplier<Left> left;
    private final LongSupplier nanoTime;
    /** What is in the heap besides what the account knows. */
    private volatile long others = OWN_BYTES;

    private volatile boolean refused;

    private long accountBefore;
    private long oldBefore;
    private long pause = SHORTEST_PAUSE;
    private long lastCollection;

    /**
     * A watch that calls the heap full above so many percent.
     *
     * @param account says how many bytes the server holds
     */
    public HeapWatch(int percent, LongSupplier account) {
        this(
                Runtime.getRuntime().maxMemory() / 100 * percent,
                account,
                System::gc,
                HeapWatch::leftByCollections,
                System::nanoTime);
    }

    HeapWatch(long limit, LongSupplier account, Runnable collection, Supplier<Left> left, LongSupplier nanoTime) {
        this.limit = limit;
        this.account = account;
        this.collection = collection;
        this.left = left;
        this.nanoTime = nanoTime;
        this.lastCollection = nanoTime.getAsLong() - SHORTEST_PAUSE;
        learn(left.get(), 0);
    }

    private static Left leftByCollections() {
        long old = 0;
        long all = 0;
        for (MemoryPoolMXBean pool : HEAP_POOLS) {
            MemoryUsage afterCollection = pool.getCollectionUsage();
            long used = afterCollection == null ? 0 : afterCollection.getUsed();
            all += used;
            old += isYoung(pool) ? 0 : used;
        }
        return new Left(old, all);
    }

    private static boolean isYoung(MemoryPoolMXBean pool) {
        return pool.getName().contains("Eden") || pool.getName().contains("Survivor");
    }

    /** Returns whether so many bytes more may be held. Blocks for one collection of the heap if that may make the room. */
    @Override
    public boolean test(long more) {
        if (hasRoom(more) || (mayHaveRoom(more) && hasRoomCollected(more))) {
            return true;
        }
        refused = true;
        return false;
    }

    /** Returns how many bytes are in the heap: those of the account, and what else is there as far as that is known. */
    public long used() {
        return account.getAsLong() + others;
    }

    /** Returns how many bytes may be in the heap. */
    public long limit() {
        return limit;
    }

    private boolean hasRoom(long more) {
        return used() + more <= limit;
    }

    /** Whether a collection could change anything, and more than a little. */
    private boolean mayHaveRoom(long more) {
        return account.getAsLong() + OWN_BYTES + Math.max(more, limit / 16) <= limit;
    }

    /**
     * Collects in the thread that asks: most collectors stop all threads for it anyway, and an answer that came before it
     * would refuse what there is room for.
     */
    private synchronized boolean hasRoomCollected(long more) {
        if (hasRoom(more)) {
            return true;
        }
        if (nanoTime.getAsLong() - lastCollection < pause) {
            return false;
        }
        long before = account.getAsLong();
        collection.run();
        learn(left.get(), before);
        lastCollection = nanoTime.getAsLong();
        boolean helped = hasRoom(more);
        pause = helped ? SHORTEST_PAUSE : Math.min(LONGEST_PAUSE, 2 * pause);
        return helped;
    }

    /** What was held when it was collected lies between the two; what may be garbage counts as the others'. */
    private void learn(Left now, long before) {
        long held = account.getAsLong();
        others = Math.max(OWN_BYTES, now.all() - Math.min(before, held));
        oldBefore = now.old();
        accountBefore = held;
    }

    /**
     * Looks what collections say. Called by one timer of the server, a few times a second.
     *
     * @return whether something was refused since the last look, for what is held and not for garbage
     */
    public synchronized boolean refresh() {
        Left now = left.get();
        if (now.old() != oldBefore) {
            learn(now, accountBefore);
        } else {
            accountBefore = account.getAsLong();
        }
        boolean wasRefused = refused;
        refused = false;
        return wasRefused && !mayHaveRoom(0);
    }
}
