package dev.steward.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.OverloadedException;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.death.MeasuredServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Producers put four times as many jobs as consumers take, into a server with a heap of 256 MiB. What does not fit is
 * refused and nothing else happens. Some seconds in each build; with {@code -Psoak} five minutes, or {@code -Dminutes}, and
 * the figures are looked at too: jobs that go through, and how long it takes to unlock.
 */
@Timeout(10_800)
@Tag("one-jdk")
class OverloadTest extends LoadTest {

    private static final Duration LENGTH =
            SOAK ? Duration.ofMinutes(Long.getLong("minutes", 5)) : Duration.ofMillis(1_500);
    /** Before what is there is taken. */
    private static final Duration LENGTH_OF_PEAK = SOAK ? Duration.ofSeconds(8) : Duration.ofMillis(500);

    private static final int THREADS = 4;
    /** What the consumers can do: a job takes each of them 20 ms. */
    private static final long CAPACITY = 200;

    private static final int TIMES = 4;
    private static final double LEAST_OF_PEAK = 0.8;
    private static final double HIGH = 0.99;
    private static final Duration LONGEST_UNLOCK = Duration.ofMillis(100);

    private int words;

    /** How far a process has come. */
    private record Progress(long done, long refused, long nanos) {

        static Progress read(String told) {
            String[] parts = told.split(" ");
            return new Progress(Long.parseLong(parts[0]), Long.parseLong(parts[1]), System.nanoTime());
        }

        double perSecondSince(Progress former) {
            return (double) (done - former.done) * TimeUnit.SECONDS.toNanos(1) / (nanos - former.nanos);
        }
    }

    private Progress ask(Jvm process) {
        String word = "progress " + ++words;
        process.say(word);
        return Progress.read(process.awaitLine(word + ": "));
    }

    private Jvm clients(String what, int port, long perSecond) {
        Jvm clients = start(JobClients.class, what, port, THREADS, perSecond);
        clients.awaitLine("ready");
        return clients;
    }

    @Test
    void whatDoesNotFitIsRefusedAndTheRestGoesThrough() throws Exception {
        int port = Integer.parseInt(start(MeasuredServer.class).awaitPort());
        SyncManager near = connect(port);
        SharedQueue<byte[]> jobs = near.queue(JobClients.JOBS, byte[].class);
        SharedLock lock = near.lock();
        Jvm consumers = clients("take", port, CAPACITY);
        Jvm producers = clients("put", port, TIMES * CAPACITY);
        long put = fill(jobs);
        consumers.say("begin");
        Progress first = ask(consumers);
        // How many go through in a time is what is measured: nothing else can be waited for.
        Thread.sleep(LENGTH_OF_PEAK.toMillis());
        double peak = ask(consumers).perSecondSince(first);
        assertThat(jobs.size()).as("jobs that kept the consumers busy").isPositive();
        put += fill(jobs);

        producers.say("begin");
        AtomicBoolean over = new AtomicBoolean();
        Future<List<Long>> unlocking = meanwhile(() -> unlockUntil(over, lock));
        Progress begun = ask(consumers);
        Thread.sleep(LENGTH.toMillis());
        double through = ask(consumers).perSecondSince(begun);
        over.set(true);
        List<Long> unlocks = get(unlocking);
        producers.say("leave");
        consumers.say("leave");
        awaitEnds(List.of(producers, consumers));
        Progress offered = Progress.read(producers.awaitLine("leave: "));
        long taken = Progress.read(consumers.awaitLine("leave: ")).done;
        Duration high = Duration.ofNanos(unlocks.get((int) (unlocks.size() * HIGH)));
        tell(
                "%d jobs put and %d refused in %s; %.0f a second went through, %.0f at the peak; %d unlocks, 99 %% within %d ms",
                offered.done, offered.refused, LENGTH, through, peak, unlocks.size(), high.toMillis());

        assertThat(jobs.size()).as("each job is with a consumer or here").isEqualTo(put + offered.done - taken);
        assertThat(offered.refused).isPositive();
        assertThat(offered.done).isPositive();
        jobs.clear();
        // A refusal ends with its reason.
        await().atMost(SOON)
                .ignoreExceptionsMatching(OverloadedException.class::isInstance)
                .until(() -> near.dict().isEmpty());
        if (SOAK) {
            assertThat(through).isGreaterThanOrEqualTo(LEAST_OF_PEAK * peak);
            assertThat(high).isLessThan(LONGEST_UNLOCK);
        }
    }

    /** Puts jobs until one is refused; returns how many were put. */
    private static long fill(SharedQueue<byte[]> jobs) throws InterruptedException {
        long put = 0;
        try {
            while (true) {
                jobs.put(new byte[JobClients.JOB_BYTES]);
                put++;
            }
        } catch (OverloadedException full) {
            return put;
        }
    }

    /** Locks and unlocks; returns how long each unlock took, in order. */
    private static List<Long> unlockUntil(AtomicBoolean over, SharedLock lock) {
        List<Long> nanos = new ArrayList<>();
        while (!over.get()) {
            lock.lock();
            long from = System.nanoTime();
            lock.unlock();
            nanos.add(System.nanoTime() - from);
        }
        nanos.sort(null);
        return nanos;
    }
}
