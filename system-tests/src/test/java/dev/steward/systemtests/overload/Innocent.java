package dev.steward.systemtests.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A client beside a greedy one: reads and writes a counter a thousand times a second, and remembers its longest wait. */
final class Innocent implements AutoCloseable {

    /** Much longer than on a quiet machine, much shorter than a server stands that is in need. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private final SyncManager manager;
    private final SharedValue<Long> counter;
    private final Thread thread;
    private volatile boolean ending;
    private volatile long longest;
    private volatile @Nullable Throwable failed;

    Innocent(SmallServer server) {
        manager = server.connect();
        counter = manager.value("counter", TypeCode.LONG, 0L);
        thread = new Thread(this::run, "innocent");
        thread.start();
    }

    private void run() {
        try {
            while (!ending) {
                long begun = System.nanoTime();
                counter.getAndAdd(1L);
                counter.get();
                longest = Math.max(longest, System.nanoTime() - begun);
                // Who calls without a pause takes the processors that the others are to have.
                LockSupport.parkNanos(PAUSE);
            }
        } catch (RuntimeException refused) {
            failed = refused;
        }
    }

    /** Asserts that it was served all the time. */
    void assertServed() throws InterruptedException {
        ending = true;
        thread.join();
        System.out.println("longest wait of an innocent client: " + TimeUnit.NANOSECONDS.toMillis(longest) + " ms");
        assertThat(failed).isNull();
        assertThat(counter.get()).isPositive();
        assertThat(Duration.ofNanos(longest)).isLessThan(LONGEST_WAIT);
    }

    @Override
    public void close() {
        ending = true;
        manager.close();
    }
}
