package dev.steward.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapWatchTest {

    private static final long MIB = 1 << 20;
    private static final long LIMIT = 100 * MIB;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong account = new AtomicLong();
    private final AtomicInteger collections = new AtomicInteger();
    private final HeapWatch watch = new HeapWatch(LIMIT, account::get, Runnable::run, collections::incrementAndGet);
    private long now = System.nanoTime();

    /** What the last collection of everything left, a tenth of a second later. */
    private void collected(long bytes) {
        now += SECOND / 10;
        watch.refresh(bytes, bytes, now);
    }

    private void pass(long nanos) {
        now += nanos;
    }

    @Test
    void whatIsInTheAccountIsRefusedAndLetInAtOnce() {
        assertThat(watch.test(80 * MIB)).isTrue();
        account.set(80 * MIB);
        assertThat(watch.test(20 * MIB)).isFalse();
        account.set(0);
        assertThat(watch.test(20 * MIB)).isTrue();
    }

    @Test
    void whatOthersKeepInTheHeapIsLearnedFromCollections() {
        account.set(30 * MIB);
        collected(0);
        collected(30 * MIB);
        assertThat(watch.test(50 * MIB)).isTrue();
        collected(90 * MIB);
        assertThat(watch.test(11 * MIB)).isFalse();
        assertThat(watch.test(9 * MIB)).isTrue();
    }

    @Test
    void refusalForWhatIsOnlyGarbageHasTheHeapCollectedAndNotTooOften() {
        pass(SECOND);
        account.set(80 * MIB);
        collected(85 * MIB);
        account.set(0);
        collected(90 * MIB);
        for (int tenth = 0; tenth < 100; tenth++) {
            assertThat(watch.test(30 * MIB)).isFalse();
            collected(90 * MIB);
        }
        // After 0, 2 and 6 s: each time later, as it was of no use.
        assertThat(collections).hasValue(3);

        collected(5 * MIB);
        assertThat(watch.test(30 * MIB)).isTrue();
    }

    @Test
    void heapThatIsFullOfWhatIsHeldIsNotCollected() {
        pass(10 * SECOND);
        account.set(98 * MIB);
        for (int second = 0; second < 100; second++) {
            assertThat(watch.test(MIB)).isFalse();
            collected(99 * MIB);
        }
        assertThat(collections).hasValue(0);
    }
}
