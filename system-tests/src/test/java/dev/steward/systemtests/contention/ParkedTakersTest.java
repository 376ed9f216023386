package dev.steward.systemtests.contention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AsyncQueue;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.client.ServedTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of calls of one client that wait in one queue. */
@Timeout(120)
class ParkedTakersTest extends ServedTest {

    private static final int TAKERS = 2_000;
    private static final int OTHER_CALLS = 200;
    private static final long SMALL_STACK = 128 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final ManagerServer server = serve();

    /** The kinds of threads that this JDK has. */
    private enum Threads {
        PLATFORM,
        VIRTUAL;

        ThreadFactory factory() throws ReflectiveOperationException {
            if (this == PLATFORM) {
                return task -> new Thread(null, task, "taker", SMALL_STACK);
            }
            // Methods of Java 21, called so that this compiles for 17.
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        }
    }

    static List<Threads> threads() {
        return Runtime.version().feature() < 21 ? List.of(Threads.PLATFORM) : List.of(Threads.values());
    }

    /** Without workers, which come and go with the work of all calls together, each under a name of its own. */
    private static List<String> steadyThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("manager-server-worker-"))
                .toList();
    }

    private static Set<String> serverThreads() {
        return steadyThreads().stream()
                .filter(name -> name.startsWith("manager-server-"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("threads")
    void takersAreServedInOrderAndHoldUpNobody(Threads kind) throws Exception {
        SyncManager observer = connect(server.port());
        SyncManager crowded = connect(server.port());
        SharedQueue<Integer> jobs = crowded.queue("jobs", Integer.class);
        SharedQueue<Integer> source = observer.queue("jobs", Integer.class);
        SharedValue<Integer> counter = crowded.value(Integer.class, 0);
        SharedList<Integer> log = crowded.list(Integer.class);
        awaitWaiting(observer, "jobs", 0, LONGEST);
        Set<String> threadsBefore = serverThreads();

        List<FutureTask<Integer>> taking = new ArrayList<>();
        List<Thread> takers = new ArrayList<>();
        ThreadFactory factory = kind.factory();
        try {
            for (int i = 0; i < TAKERS; i++) {
                taking.add(new FutureTask<>(jobs::take));
                takers.add(factory.newThread(taking.get(i)));
                takers.get(i).start();
                awaitWaiting(observer, "jobs", i + 1, LONGEST);
            }
            for (int i = 0; i < OTHER_CALLS; i++) {
                assertThat(counter.getAndAdd(1)).isEqualTo(i);
                log.add(i);
            }
            assertThat(log)
                    .containsExactlyElementsOf(
                            IntStream.range(0, OTHER_CALLS).boxed().toList());
            assertThat(serverThreads()).isNotEmpty().isSubsetOf(threadsBefore);
            assertThat(taking).noneMatch(FutureTask::isDone);

            for (int i = 0; i < TAKERS; i++) {
                source.put(i);
            }
            for (int i = 0; i < TAKERS; i++) {
                assertThat(taking.get(i).get(20, TimeUnit.SECONDS)).isEqualTo(i);
            }
        } finally {
            takers.forEach(Thread::interrupt);
            for (Thread taker : takers) {
                taker.join(LONGEST.toMillis());
            }
        }
    }

    @Test
    void takersWithoutThreadsAreServedInOrderToo() throws Exception {
        SyncManager observer = connect(server.port());
        SyncManager crowded = connect(server.port());
        SharedQueue<Integer> source = observer.queue("jobs", Integer.class);
        AsyncQueue<Integer> jobs = crowded.queue("jobs", Integer.class).async();
        SharedValue<Integer> counter = crowded.value(Integer.class, 0);
        awaitWaiting(observer, "jobs", 0, LONGEST);
        int threadsBefore = steadyThreads().size();

        List<CompletableFuture<Integer>> taking = new ArrayList<>();
        for (int i = 0; i < TAKERS; i++) {
            taking.add(jobs.take());
        }
        awaitWaiting(observer, "jobs", TAKERS, LONGEST);
        for (int i = 0; i < OTHER_CALLS; i++) {
            assertThat(counter.getAndAdd(1)).isEqualTo(i);
        }
        assertThat(taking).noneMatch(CompletableFuture::isDone);
        // The callback thread may have come; there is none per call.
        assertThat(steadyThreads()).hasSizeLessThan(threadsBefore + 5);

        for (int i = 0; i < TAKERS; i++) {
            source.put(i);
        }
        for (int i = 0; i < TAKERS; i++) {
            assertThat(taking.get(i).get(20, TimeUnit.SECONDS)).isEqualTo(i);
        }
    }
}
