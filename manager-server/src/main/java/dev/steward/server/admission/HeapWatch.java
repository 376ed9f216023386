package dev.steward.server.admission;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Tells whether the live heap, as the last collection left it, is above a share of what it may grow to. Refreshed by a
 * timer; asking costs a volatile read.
 */
public final class HeapWatch implements BooleanSupplier {

    private static final List<MemoryPoolMXBean> HEAP_POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
            .toList();

    private final int percent;
    private volatile boolean full;

    /** A watch that calls the heap full above so many percent. */
    public HeapWatch(int percent) {
        this.percent = percent;
    }

    /** Looks again. Called by the server's timer once a second. */
    public void refresh() {
        long live = 0;
        for (MemoryPoolMXBean pool : HEAP_POOLS) {
            MemoryUsage afterCollection = pool.getCollectionUsage();
            live += afterCollection == null ? 0 : afterCollection.getUsed();
        }
        full = live > Runtime.getRuntime().maxMemory() / 100 * percent;
    }

    /** Returns whether what would fill the heap further is to be refused. */
    @Override
    public boolean getAsBoolean() {
        return full;
    }

    /** Returns how full it may get, in percent. */
    public int percent() {
        return percent;
    }
}
