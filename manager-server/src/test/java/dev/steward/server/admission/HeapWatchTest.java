package dev.steward.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeapWatchTest {

    private static final long MIB = 1 << 20;
    private static final long LIMIT = 100 * MIB;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong account = new AtomicLong();
    private final AtomicInteger collections = new AtomicInteger();
    private long now = System.nanoTime();
    private long left;
    /** What a collection that is asked for leaves; null if as much as the last one did. */
    private @Nullable Long lives;

    private final HeapWatch watch =
            new HeapWatch(LIMIT, account::get, this::collect, () -> new HeapWatch.Left(left, left), () -> now);

    private void collect() {
        collections.incrementAndGet();
        if (lives != null) {
            left = lives;
        }
    }

    /** What a collection left that came by itself, a tenth of a second later. */
    private void collected(long bytes) {
        now += SECOND / 10;
        left = bytes;
        watch.refresh();
    }

    @Test
    void whatIsInTheAccountIsRefusedAndLetInAtOnce() {
        assertThat(watch.test(80 * MIB)).isTrue();
        account.set(80 * MIB);
        assertThat(watch.test(20 * MIB)).isFalse();
        account.set(0);
        assertThat(watch.test(20 * MIB)).isTrue();
        assertThat(collections).hasValue(0);
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
    void garbageOfTheProgramAroundItIsCollectedBeforeAnythingIsRefused() {
        collected(95 * MIB);
        lives = 12 * MIB;
        assertThat(watch.test(60 * MIB)).isTrue();
        assertThat(collections).hasValue(1);
        assertThat(watch.refresh()).isFalse();
    }

    @Test
    void garbageOfWhatWasHeldIsCollectedBeforeAnythingIsRefused() {
        account.set(80 * MIB);
        collected(85 * MIB);
        account.set(0);
        collected(90 * MIB);
        lives = 5 * MIB;
        assertThat(watch.test(30 * MIB)).isTrue();
        assertThat(collections).hasValue(1);
    }

    @Test
    void collectionThatWasOfNoUseIsNotRepeatedTooOften() {
        collected(90 * MIB);
        for (int tenth = 0; tenth < 100; tenth++) {
            assertThat(watch.test(30 * MIB)).isFalse();
            collected(90 * MIB);
        }
        // After 0, 2 and 6 s: each time later.
        assertThat(collections).hasValue(3);

        collected(5 * MIB);
        assertThat(watch.test(30 * MIB)).isTrue();
    }

    @Test
    void collectionThatWasOfUseMayBeRepeatedSoon() {
        for (int time = 1; time <= 5; time++) {
            collected(90 * MIB);
            lives = 5 * MIB;
            now += SECOND;
            assertThat(watch.test(30 * MIB)).isTrue();
            assertThat(collections).hasValue(time);
        }
    }

    @Test
    void heapThatIsFullOfWhatIsHeldIsNotCollected() {
        account.set(98 * MIB);
        for (int second = 0; second < 100; second++) {
            now += SECOND;
            assertThat(watch.test(MIB)).isFalse();
            left = 99 * MIB;
            assertThat(watch.refresh()).isTrue();
        }
        assertThat(collections).hasValue(0);
    }

    @Test
    void whatIsLargerThanTheHeapIsRefusedWithoutACollection() {
        collected(50 * MIB);
        assertThat(watch.test(95 * MIB)).isFalse();
        assertThat(collections).hasValue(0);
    }
}
