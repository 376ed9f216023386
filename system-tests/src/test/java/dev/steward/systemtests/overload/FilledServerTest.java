package dev.steward.systemtests.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.OverloadedException;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Honest programs put more into a queue than their server has memory for. They are refused, each with the limit's name;
 * everything else is served meanwhile, and once there is room anybody may store again.
 *
 * <p>A few in each build; {@code mvn verify -Pchaos -Dtest=FilledServerTest} has all heaps, collectors, threads and sizes,
 * with {@code -Dheap=512} those of one.
 */
@Timeout(600)
@Tag("one-jdk")
class FilledServerTest {

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final Duration SOON = Duration.ofSeconds(2);
    /** Between two tries of who was refused. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    /** What is smaller is put together with others, or it would take minutes. */
    private static final int SMALL = 4 * KIB;

    /** More than a frame takes: the argument comes in chunks. */
    private static final int CHUNKED = 20 * MIB;

    private static final int MOST_TIMES = 100_000;

    /** Who fills which server. */
    private record Filling(int heapMib, String collector, int threads, int bytes) {}

    private static Stream<Filling> fillings() {
        if (!Boolean.getBoolean("chaos")) {
            return Stream.of(
                    new Filling(64, "G1", 16, 4 * MIB),
                    new Filling(64, "Serial", 4, 100 * KIB),
                    new Filling(128, "G1", 4, MIB),
                    new Filling(256, "Serial", 3, CHUNKED),
                    new Filling(96, "Serial", 2, 1));
        }
        List<Filling> all = new ArrayList<>();
        for (int heap : List.of(64, 256, 512, 1024, 4096)) {
            for (String collector : List.of("G1", "Serial")) {
                for (int threads : List.of(1, 4, 16)) {
                    for (int bytes : List.of(1, KIB, 100 * KIB, MIB, 4 * MIB, CHUNKED)) {
                        if (fills(heap, bytes)) {
                            all.add(new Filling(heap, collector, threads, bytes));
                        }
                    }
                }
            }
        }
        all.removeIf(filling -> filling.heapMib() != Integer.getInteger("heap", filling.heapMib()));
        return all.stream();
    }

    /**
     * A queue of as many bytes as it may have elements fills no more than a small heap; one that is chunked needs room beside it
     * to be put together; gigabytes of small ones take long.
     */
    private static boolean fills(int heapMib, int bytes) {
        return heapMib == 64 ? bytes < CHUNKED : heapMib > 1024 ? bytes >= MIB : bytes > 1;
    }

    @ParameterizedTest
    @MethodSource("fillings")
    void whoFillsIsRefusedAndEverybodyElseIsServed(Filling filling) throws Exception {
        try (SmallServer server =
                        SmallServer.start("-Xmx" + filling.heapMib() + "m", "-XX:+Use" + filling.collector() + "GC");
                SyncManager manager = server.connect()) {
            SharedQueue<byte[]> queue = manager.queue("filled", byte[].class);
            SharedValue<Long> counter = manager.value("counter", TypeCode.LONG, 0L);
            long begun = System.nanoTime();
            long stored = fill(server, filling);
            long filled = System.nanoTime();

            assertThat(counter.get()).isZero();
            try (SyncManager newcomer = server.connect()) {
                fillUp(newcomer);
                // Whoever comes to take what there is finds it, though nothing can be made.
                assertThat(newcomer.queue("filled", byte[].class).peek()).hasSize(filling.bytes());
            }
            int size = queue.size();
            assertThat((long) size).isGreaterThanOrEqualTo(stored);
            assertThat(queue.peek()).hasSize(filling.bytes());
            for (int i = 0; i < size / 4; i++) {
                if (filling.bytes() < SMALL) {
                    i += queue.drainTo(new ArrayList<>(), 500);
                } else {
                    assertThat(queue.take()).hasSize(filling.bytes());
                }
            }
            queue.clear();
            awaitRoom(server);
            server.assertUnhurt();
            System.out.printf(
                    "%s: %d values, %d MiB, in %d ms; refusal ended after %d ms%n",
                    filling,
                    stored,
                    stored * filling.bytes() / MIB,
                    TimeUnit.NANOSECONDS.toMillis(filled - begun),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - filled));
        }
    }

    /** Puts from several threads, until each of them was refused five times; returns how many went in. */
    private static long fill(SmallServer server, Filling filling) throws Exception {
        AtomicLong stored = new AtomicLong();
        List<CompletableFuture<Void>> putters = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(filling.threads());
        try {
            for (int i = 0; i < filling.threads(); i++) {
                putters.add(
                        CompletableFuture.runAsync(() -> putUntilRefused(server, filling.bytes(), stored), threads));
            }
            for (CompletableFuture<Void> putter : putters) {
                putter.get(300, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        return stored.get();
    }

    /** Makes objects until the server refuses that too; what went in goes with the client. */
    private static void fillUp(SyncManager manager) {
        List<SharedList<byte[]>> made = new ArrayList<>();
        for (int bytes : new int[] {64 << 10, 1 << 10}) {
            untilRefused(() -> {
                // Making it may be what is refused.
                if (made.isEmpty()) {
                    made.add(manager.list(byte[].class));
                }
                made.get(0).add(new byte[bytes]);
            });
        }
        untilRefused(() -> made.add(manager.list(byte[].class)));
    }

    private static void untilRefused(Runnable storing) {
        try {
            for (int times = 0; times < MOST_TIMES; times++) {
                storing.run();
            }
        } catch (OverloadedException refused) {
            assertThat(refused).hasMessageContaining("HEAP_PERCENT");
            return;
        }
        throw new AssertionError("never refused");
    }

    private static void putUntilRefused(SmallServer server, int bytes, AtomicLong stored) {
        List<byte[]> together = Collections.nCopies(bytes < SMALL ? 500 : 1, new byte[bytes]);
        try (SyncManager own = server.connect()) {
            SharedQueue<byte[]> queue = own.queue("filled", byte[].class);
            for (int refusals = 0; refusals < 5; ) {
                try {
                    if (together.size() == 1) {
                        queue.put(together.get(0));
                    } else {
                        queue.addAll(together);
                    }
                    stored.addAndGet(together.size());
                } catch (OverloadedException refused) {
                    assertThat(refused).hasMessageContaining("HEAP_PERCENT");
                    refusals++;
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
            }
        }
    }

    /** A newcomer makes something and writes into it, soon. */
    private static void awaitRoom(SmallServer server) {
        long deadline = System.nanoTime() + SOON.toNanos();
        try (SyncManager newcomer = server.connect()) {
            while (true) {
                try {
                    newcomer.list("new", String.class).add("written");
                    return;
                } catch (OverloadedException stillRefused) {
                    assertThat(System.nanoTime() - deadline)
                            .as("still refused: %s", stillRefused.getMessage())
                            .isNegative();
                    LockSupport.parkNanos(PAUSE);
                }
            }
        }
    }
}
