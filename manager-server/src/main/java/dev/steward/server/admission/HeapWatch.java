package dev.steward.server.admission;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * Tells whether there is room in the heap, up to a share of what it may grow to. It trusts an account of what the server
 * holds, which is right at once, where collections come when they come; from those of the whole heap it learns how much
 * there is besides, such as what the program keeps in whose process the server is. Asking costs a few reads; any thread.
 */
public final class HeapWatch implements LongPredicate {

    private static final List<MemoryPoolMXBean> HEAP_POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
            .toList();

    /** What a server takes that holds nothing, and a collector to work with. */
    private static final long OWN_BYTES = 10 << 20;

    private static final long SHORTEST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(64);

    private final long limit;
    private final LongSupplier account;
    private final Executor collector;
    private final Runnable collection;
    /** What is in the heap besides what the account knows. */
    private volatile long others = OWN_BYTES;

    private volatile boolean refusing;

    private long accountBefore;
    private long oldBefore;
    private long pause = SHORTEST_PAUSE;
    private long lastCollection = System.nanoTime() - SHORTEST_PAUSE;

    /**
     * A watch that calls the heap full above so many percent.
     *
     * @param account says how many bytes the server holds
     * @param collector runs what blocks while the heap is collected
     */
    public HeapWatch(int percent, LongSupplier account, Executor collector) {
        this(Runtime.getRuntime().maxMemory() / 100 * percent, account, collector, System::gc);
    }

    HeapWatch(long limit, LongSupplier account, Executor collector, Runnable collection) {
        this.limit = limit;
        this.account = account;
        this.collector = collector;
        this.collection = collection;
    }

    /** Returns whether so many bytes more may be held. */
    @Override
    public boolean test(long more) {
        boolean hasRoom = account.getAsLong() + others + more <= limit;
        if (!hasRoom) {
            refusing = true;
        }
        return hasRoom;
    }

    /**
     * Looks what collections say. Called by one timer of the server, a few times a second.
     *
     * @return whether something was refused since the last look, for what is held and not for garbage
     */
    public boolean refresh() {
        long old = 0;
        long live = 0;
        for (MemoryPoolMXBean pool : HEAP_POOLS) {
            MemoryUsage afterCollection = pool.getCollectionUsage();
            long used = afterCollection == null ? 0 : afterCollection.getUsed();
            live += used;
            old += isYoung(pool) ? 0 : used;
        }
        return refresh(old, live, System.nanoTime());
    }

    private static boolean isYoung(MemoryPoolMXBean pool) {
        return pool.getName().contains("Eden") || pool.getName().contains("Survivor");
    }

    /**
     * Takes in what the last collections left.
     *
     * @param old what the last collection of the old objects left of them
     * @param live that, and what the last one of the young ones left
     * @return as above
     */
    boolean refresh(long old, long live, long nanoTime) {
        long held = account.getAsLong();
        if (old != oldBefore) {
            // What was held when it was collected lies between the two; what may be garbage counts as the others'.
            others = Math.max(OWN_BYTES, live - Math.min(accountBefore, held));
            oldBefore = old;
        }
        accountBefore = held;
        // Above it a collection could change nothing.
        boolean mayHaveRoom = held + OWN_BYTES < limit - limit / 16;
        boolean refused = refusing;
        if (refused) {
            refusing = false;
            if (mayHaveRoom && nanoTime - lastCollection >= pause) {
                pause = Math.min(LONGEST_PAUSE, 2 * pause);
                lastCollection = nanoTime;
                collector.execute(collection);
            }
        } else if (nanoTime - lastCollection >= pause) {
            pause = SHORTEST_PAUSE;
        }
        return refused && !mayHaveRoom;
    }
}
