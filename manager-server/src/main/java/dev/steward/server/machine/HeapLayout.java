package dev.steward.server.machine;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** How many bytes of this JVM's heap things take. What it cannot know it takes to be as in HotSpot by default. */
public final class HeapLayout {

    /** Of an array, with its length. */
    private static final int HEADER_BYTES = 16;

    private static final int ALIGNMENT = 8;

    private static final long REGION_BYTES = regionBytes();

    private HeapLayout() {}

    /** Returns what a byte array of that length takes. */
    public static long ofBytes(long length) {
        long bytes = (HEADER_BYTES + length + ALIGNMENT - 1) & -ALIGNMENT;
        // G1 gives an array of more than half a region whole regions of its own.
        return bytes > REGION_BYTES / 2 ? (bytes + REGION_BYTES - 1) / REGION_BYTES * REGION_BYTES : bytes;
    }

    /** Returns how large the regions of the heap are; very large if it has none. */
    private static long regionBytes() {
        try {
            HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            if (options != null
                    && Boolean.parseBoolean(options.getVMOption("UseG1GC").getValue())) {
                return Long.parseLong(options.getVMOption("G1HeapRegionSize").getValue());
            }
        } catch (IllegalArgumentException notThisJvm) {
            // It has no such option, and then no such regions.
        }
        return Long.MAX_VALUE / 2;
    }
}
