package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Delivery;
import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ClientOptions;
import dev.steward.server.Fsync;
import dev.steward.systemtests.Jvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A durable server is killed by {@code kill -9} under load, again and again, and started anew: the account of every effect that
 * was acknowledged is right in the end, and nobody lost his session. {@code -Dkills} says how often.
 */
@Tag("one-jdk")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledDurableServerTest extends DeathTest {

    private static final int KILLS = Integer.getInteger("kills", Boolean.getBoolean("chaos") ? 200 : 3);
    private static final int WORKERS = 4;
    /** Long enough for a machine that is busy with other things. */
    private static final Duration LONG = Duration.ofMinutes(1);
    /** Little, so that servers go on from snapshots too. */
    private static final long SNAPSHOT_BYTES = 256 << 10;

    @TempDir
    private Path state;

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong done = new AtomicLong();

    private Jvm start(String port, Fsync fsync) {
        return closing(Jvm.run(
                dev.steward.systemtests.ServerProgram.class,
                port,
                state.toString(),
                fsync.name(),
                Long.toString(SNAPSHOT_BYTES)));
    }

    private SyncManager client(int port, String name) {
        return connect(
                port,
                ClientOptions.builder()
                        .name(name)
                        .lease(LONG)
                        .resumeWindow(LONG)
                        .giveUp(LONG)
                        .listener((event, detail) -> {
                            if (event == Event.LOST) {
                                complaints.add(name + " lost its session: " + detail);
                            }
                        }));
    }

    /** Something that is done again and again. */
    @FunctionalInterface
    private interface Work {
        void once() throws Exception;
    }

    /** Does something until the test says stop. What did not happen is tried again; nothing may have an unknown outcome. */
    private Future<Boolean> untilStopped(Work work) {
        Callable<Boolean> loop = () -> {
            while (!stopped.get()) {
                try {
                    work.once();
                    done.incrementAndGet();
                } catch (ManagerException failed) {
                    if (failed.outcome() != Outcome.NOT_EXECUTED) {
                        complaints.add(failed.toString());
                    }
                }
            }
            return true;
        };
        return meanwhile(loop);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasAcknowledgedIsThereOnceAndNobodyLosesAnything(Fsync fsync) throws Exception {
        Jvm server = start("0", fsync);
        String portText = server.awaitPort();
        int port = Integer.parseInt(portText);
        SyncManager holder = client(port, "holder");
        SharedLock lock = holder.lock("lock");
        SharedQueue<String> letters = holder.queue("letters", String.class);
        letters.put("a letter");
        SharedDict<String, Long> dict = holder.dict("dict", String.class, Long.class);
        Hold hold = lock.hold();
        Delivery<String> letter = letters.receive();
        SharedQueue<Long> waited = client(port, "waiter").queue("waited", Long.class);
        Future<Long> waiting = meanwhile(waited::take);
        awaitWaiting(holder, "waited", 1);

        List<Future<Boolean>> workers = new ArrayList<>();
        List<Queue<Long>> counted = new ArrayList<>();
        List<Queue<Long>> taken = new ArrayList<>();
        AtomicLong put = new AtomicLong();
        Queue<Long> putIn = new ConcurrentLinkedQueue<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            SyncManager manager = client(port, "worker " + worker);
            SharedValue<Long> counter = manager.value("counter", Long.class, 0L);
            SharedQueue<Long> jobs = manager.queue("jobs", 100, Long.class);
            Queue<Long> numbers = new ConcurrentLinkedQueue<>();
            counted.add(numbers);
            workers.add(untilStopped(() -> numbers.add(counter.getAndAdd(1L))));
            if (worker % 2 == 0) {
                workers.add(untilStopped(() -> {
                    long number = put.getAndIncrement();
                    boolean isIn = jobs.offer(number, 100, TimeUnit.MILLISECONDS);
                    while (!isIn && !stopped.get()) {
                        isIn = jobs.offer(number, 100, TimeUnit.MILLISECONDS);
                    }
                    if (isIn) {
                        putIn.add(number);
                    }
                }));
            } else {
                Queue<Long> own = new ConcurrentLinkedQueue<>();
                taken.add(own);
                workers.add(untilStopped(() -> {
                    Long job = jobs.poll(100, TimeUnit.MILLISECONDS);
                    if (job != null) {
                        own.add(job);
                    }
                }));
            }
        }
        SplittableRandom random = new SplittableRandom(KILLS);
        for (int kill = 0; kill < KILLS; kill++) {
            long until = done.get() + 50 + random.nextInt(2_000);
            await().atMost(LONG).until(() -> done.get() >= until || !complaints.isEmpty());
            server.kill();
            server.close();
            long kills = kill;
            Future<Long> called = meanwhile(() -> dict.put("kills", kills));
            server = start(portText, fsync);
            server.awaitPort();
            assertThat(get(called)).isEqualTo(kill == 0 ? null : (Long) (kills - 1));
            assertThat(complaints).isEmpty();
            assertThat(hold.valid()).isTrue();
        }
        long until = done.get() + 100;
        await().atMost(LONG).until(() -> done.get() >= until || !complaints.isEmpty());
        stopped.set(true);
        for (Future<Boolean> worker : workers) {
            assertThat(get(worker, LONG)).isTrue();
        }
        assertThat(complaints).isEmpty();

        long count = counted.stream().mapToLong(Queue::size).sum();
        assertThat(holder.value("counter", Long.class, 0L).get()).isEqualTo(count);
        assertThat(counted.stream().flatMap(Queue::stream).sorted())
                .containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
        List<Long> came = new ArrayList<>();
        taken.forEach(came::addAll);
        SharedQueue<Long> jobs = holder.queue("jobs", 100, Long.class);
        for (Long left = jobs.poll(); left != null; left = jobs.poll()) {
            came.add(left);
        }
        Collections.sort(came);
        assertThat(came).containsExactlyElementsOf(putIn.stream().sorted().toList());

        assertThat(dict.get("kills")).isEqualTo(KILLS - 1L);
        assertThat(waiting).isNotDone();
        waited.put(42L);
        assertThat(get(waiting)).isEqualTo(42);
        assertThat(letters).isEmpty();
        letter.nack();
        assertThat(letters.take()).isEqualTo("a letter");
        SharedLock other = client(port, "other").lock("lock");
        assertThat(other.tryLock()).isFalse();
        hold.close();
        try (Hold next = other.hold()) {
            assertThat(next.fencingToken()).isGreaterThan(hold.fencingToken());
        }
    }
}
