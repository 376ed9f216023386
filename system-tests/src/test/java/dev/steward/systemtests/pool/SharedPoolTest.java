package dev.steward.systemtests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.PoolStatus;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedEvent;
import dev.steward.api.SharedPool;
import dev.steward.api.SharedPoolIterator;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedResult;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.api.WorkerLostException;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The methods of a shared pool, as those who bring tasks see them. */
@Timeout(120)
@SuppressWarnings("try") // workers are there, and never asked
@Tag("one-jdk")
class SharedPoolTest {

    private static final AuthKey KEY = AuthKey.of("0123456789abcdef");
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ManagerServer server =
            ManagerServer.builder().address("127.0.0.1", 0).authKey(KEY).build();

    private SyncManager manager;
    private SyncManager workers;
    private SharedPool pool;

    /** What only classes that are allowed can hold. */
    record Order(String name, List<Integer> parts) {}

    @BeforeEach
    void start() {
        server.start();
        manager = connect(ClientOptions.defaults());
        workers = connect(ClientOptions.builder()
                .allowPackage(SharedPoolTest.class.getPackageName())
                .build());
        pool = manager.pool("work");
    }

    private SyncManager connect(ClientOptions options) {
        return ManagerClient.connect("127.0.0.1", server.port(), KEY, options);
    }

    @AfterEach
    void close() {
        manager.close();
        workers.close();
        server.close();
    }

    private TestWorker worker(int slots) {
        return new TestWorker(workers.pool("work"), slots);
    }

    static int square(int number) {
        return number * number;
    }

    static List<Integer> grown(List<Integer> numbers) {
        numbers.add(7);
        return numbers;
    }

    static Order order(String name) {
        return new Order(name, List.of(1, 2));
    }

    static int failing(int number) {
        if (number > 1) {
            throw new IllegalStateException("boom " + number);
        }
        return number;
    }

    static Object thread(int number) {
        return Thread.currentThread();
    }

    static int sum(int left, int right) {
        return left + right;
    }

    static String line(Object first, Object second, Object third, Object fourth, Object fifth) {
        return "" + first + second + third + fourth + fifth;
    }

    @Test
    void whatAWorkerReturnsArrives() throws Exception {
        try (TestWorker worker = worker(2)) {
            assertThat(pool.apply(SharedPoolTest::square, 4)).isEqualTo(16);
            assertThat(pool.apply(SharedPoolTest::sum, 3, 4)).isEqualTo(7);
            int captured = 5;
            assertThat(pool.apply(() -> "captured " + captured)).isEqualTo("captured 5");
            assertThat(pool.apply(SharedPoolTest::grown, new ArrayList<>(List.of(1))))
                    .isEqualTo(List.of(1, 7));
            assertThat(pool.apply(SharedPoolTest::order, "a")).isEqualTo(new Order("a", List.of(1, 2)));
            String three = pool.apply(String::substring, "steward", 0, 4);
            assertThat(three).isEqualTo("stew");
            String four = pool.apply((a, b, c, d) -> a + b + c + d, "f", "o", "u", 'r');
            assertThat(four).isEqualTo("four");
            assertThat(pool.apply(SharedPoolTest::line, 1, "a", 'b', 2L, null)).isEqualTo("1ab2null");
            assertThat(pool.applyAsync((a, b, c, d, e) -> a + b + c + d + e, "f", "i", "v", 'e', '!')
                            .get(LONG))
                    .isEqualTo("five!");
            assertThat(pool.map(SharedPoolTest::square, List.of(1, 2, 3))).containsExactly(1, 4, 9);
            assertThat(pool.starmap(SharedPoolTest::sum, List.of(Map.entry(1, 2), Map.entry(3, 4))))
                    .containsExactly(3, 7);
            assertThat(pool.map(SharedPoolTest::square, List.of())).isEmpty();
            List<Integer> many = IntStream.range(0, 2_500).boxed().toList();
            assertThat(pool.map(SharedPoolTest::square, many, 100))
                    .hasSize(2_500)
                    .endsWith(2_499 * 2_499);
            assertThat(pool.size()).isEqualTo(2);
        }
    }

    @Test
    void whatATaskThrowsIsTheCauseOfAnExecutionException() throws Exception {
        try (TestWorker worker = worker(1)) {
            assertThatThrownBy(() -> pool.apply(SharedPoolTest::failing, 2))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("boom 2");
            assertThatThrownBy(() -> pool.map(SharedPoolTest::failing, List.of(1, 2, 3)))
                    .hasRootCauseMessage("boom 2");
            assertThatThrownBy(() -> pool.apply(SharedPoolTest::thread, 1))
                    .hasCauseInstanceOf(UnsupportedValueException.class)
                    .hasMessageContaining("Thread");
        }
    }

    @Test
    void aFunctionOfAPackageThatTheWorkerDoesNotAllowIsRefusedWithTheCure() throws Exception {
        try (SyncManager strict = connect(ClientOptions.defaults());
                TestWorker worker = new TestWorker(strict.pool("work"), 1)) {
            assertThatThrownBy(() -> pool.apply(SharedPoolTest::square, 4))
                    .hasCauseInstanceOf(UnsupportedValueException.class)
                    .hasMessageContaining("SharedPoolTest")
                    .hasMessageContaining("allow its package, " + SharedPoolTest.class.getPackageName());
        }
    }

    @Test
    void resultsWaitForNobodyAndAreReadByAnybody() throws Exception {
        SharedResult<Integer> result = pool.applyAsync(SharedPoolTest::square, 4);
        assertThat(result.isDone()).isFalse();
        assertThat(result.isCancelled()).isFalse();
        assertThat(result.await(Duration.ofMillis(1))).isFalse();
        assertThatThrownBy(() -> result.get(Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(result::isSuccessful).isInstanceOf(IllegalStateException.class);
        BlockingQueue<Object> told = new LinkedBlockingQueue<>();
        result.thenAccept(told::add);
        pool.applyAsync(SharedPoolTest::failing, 3, told::add, told::add);
        try (TestWorker worker = worker(1)) {
            assertThat(result.get(LONG)).isEqualTo(16);
            assertThat(result.isSuccessful()).isTrue();
            assertThat(result.isCancelled()).isFalse();
            assertThat(result.snapshot()).isEqualTo(16);
            assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(16);
            assertThat(told.poll(60, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
            SharedDict<String, SharedResult<Integer>> results = manager.dict();
            results.put("a", result);
            try (SyncManager other = connect(ClientOptions.defaults())) {
                SharedResult<?> found =
                        (SharedResult<?>) other.attach(result.objectToken(), Type.of(SharedResult.class));
                assertThat(found.get()).isEqualTo(16);
                assertThat(found.cancel(true)).isFalse();
            }
        }
    }

    @Test
    void cancelledTasksAreCancelledForAll() {
        SharedResult<Integer> result = pool.applyAsync(SharedPoolTest::square, 4);
        assertThat(result.cancel(true)).isTrue();
        assertThat(result.cancel(true)).isFalse();
        assertThat(result.isCancelled()).isTrue();
        assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
        assertThat(pool.status().waiting()).isZero();
    }

    @Test
    void iteratorsGiveResultsInOrderAndFailuresInTheirPlace() throws Exception {
        try (TestWorker worker = worker(2)) {
            SharedPoolIterator<Integer> squares = pool.imap(SharedPoolTest::square, List.of(1, 2, 3, 4, 5, 6, 7, 8));
            List<Integer> all = new ArrayList<>();
            squares.forEachRemaining(all::add);
            assertThat(all).containsExactly(1, 4, 9, 16, 25, 36, 49, 64);
            assertThatThrownBy(squares::next).isInstanceOf(NoSuchElementException.class);
            SharedPoolIterator<Integer> mixed = pool.imap(SharedPoolTest::failing, List.of(0, 2, 1));
            assertThat(mixed.next()).isZero();
            assertThatThrownBy(mixed::next)
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("boom 2");
            assertThat(mixed.hasNext()).isTrue();
            assertThat(mixed.next(LONG)).isEqualTo(1);
            assertThat(mixed.hasNext()).isFalse();
            SharedPoolIterator<Integer> endless = pool.imapUnordered(
                    SharedPoolTest::square,
                    IntStream.iterate(1, last -> last + 1).boxed().iterator(),
                    1);
            assertThat(endless.next()).isPositive();
            endless.close();
            assertThatThrownBy(endless::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void whatTheSourceThrowsComesBehindTheResultsBeforeIt() {
        try (TestWorker worker = worker(1)) {
            Iterator<Integer> source =
                    List.of(2, 1, 0).stream().map(number -> 6 / number).iterator();
            SharedPoolIterator<Integer> squares = pool.imap(SharedPoolTest::square, source, 1);
            assertThat(squares.next()).isEqualTo(9);
            assertThat(squares.next()).isEqualTo(36);
            assertThat(squares.hasNext()).isTrue();
            assertThatThrownBy(squares::next).isInstanceOf(ArithmeticException.class);
            assertThat(squares.hasNext()).isFalse();
        }
    }

    static String large(int number) {
        return number + "x".repeat(1 << 20);
    }

    @Test
    void resultsThatDoNotFitIntoOneAnswerComeInTheirOrder() throws Exception {
        try (TestWorker worker = worker(2)) {
            List<String> all = pool.map(
                    SharedPoolTest::large, IntStream.range(0, 10).boxed().toList());
            assertThat(all).hasSize(10);
            for (int i = 0; i < 10; i++) {
                assertThat(all.get(i)).startsWith(i + "x");
            }
        }
    }

    static boolean await(SharedEvent event) throws InterruptedException {
        event.await();
        return true;
    }

    @Test
    void asManyItemsGoToAWorkerTogetherAsWasSaid() throws Exception {
        SharedEvent event = manager.event();
        try (TestWorker worker = worker(1)) {
            SharedResult<List<Boolean>> result =
                    pool.mapAsync(SharedPoolTest::await, Collections.nCopies(10, event), 4);
            PoolStatus status = pool.status();
            while (status.running() == 0) {
                status = pool.status();
            }
            assertThat(status.workers().get(0).tasks())
                    .singleElement()
                    .satisfies(task -> assertThat(task.count()).isEqualTo(4));
            event.set();
            assertThat(result.get(LONG)).hasSize(10);
        }
    }

    @Test
    void aTaskMayBringTasksToItsOwnPoolThoughThereIsOneSlot() throws Exception {
        try (TestWorker worker = worker(1)) {
            SharedPool same = pool;
            assertThat(pool.apply(SharedPoolTest::nested, same)).isEqualTo(49);
        }
    }

    static int nested(SharedPool pool) throws Exception {
        return pool.apply(SharedPoolTest::square, 7);
    }

    @Test
    void aSharedObjectIsAnArgumentAsAnyOther() throws Exception {
        SharedQueue<String> queue = manager.queue("texts", String.class);
        try (TestWorker worker = worker(1)) {
            assertThat(pool.apply(SharedPoolTest::put, queue)).isTrue();
            assertThat(queue.poll(LONG)).isEqualTo("from the worker");
        }
    }

    static boolean put(SharedQueue<String> queue) {
        return queue.offer("from the worker");
    }

    @Test
    void aWorkerThatLeavesLosesWhatItHadBegun() throws Exception {
        SharedQueue<String> begun = manager.queue("begun", String.class);
        try (TestWorker worker = worker(1)) {
            SharedResult<Boolean> result = pool.applyAsync(SharedPoolTest::waitForEver, begun);
            assertThat(begun.poll(LONG)).isEqualTo("begun");
            worker.leave();
            assertThatThrownBy(result::get)
                    .hasCauseInstanceOf(WorkerLostException.class)
                    .hasMessageContaining("a thread of the test");
        }
    }

    static boolean waitForEver(SharedQueue<String> begun) throws InterruptedException {
        begun.put("begun");
        Thread.sleep(60_000);
        return true;
    }

    @Test
    void theTasksOfAClosedManagerAreCancelledUnlessTheyAreDetached() throws Exception {
        SharedResult<Integer> kept;
        SharedResult<Integer> dropped;
        try (SyncManager closing = connect(ClientOptions.defaults())) {
            SharedPool theirs = closing.pool("work");
            kept = manager.attach(
                    theirs.detached().applyAsync(SharedPoolTest::square, 3).objectToken(), resultType());
            dropped =
                    manager.attach(theirs.applyAsync(SharedPoolTest::square, 4).objectToken(), resultType());
        }
        try (TestWorker worker = worker(1)) {
            assertThat(kept.get(LONG)).isEqualTo(9);
            assertThatThrownBy(() -> dropped.get(LONG)).isInstanceOf(CancellationException.class);
        }
    }

    // The overload with a class cannot say what a result is of.
    @SuppressWarnings("unchecked")
    private static Type<SharedResult<Integer>> resultType() {
        return (Type<SharedResult<Integer>>) (Type<?>) Type.of(SharedResult.class);
    }

    @Test
    void aPoolThatIsClosedTakesNoMoreOfAnybody() throws Exception {
        SharedResult<Integer> result = pool.applyAsync(SharedPoolTest::square, 4);
        assertThatThrownBy(() -> pool.join(LONG)).isInstanceOf(IllegalStateException.class);
        pool.shutdown();
        assertThat(pool.join(Duration.ofMillis(1))).isFalse();
        assertThatThrownBy(() -> workers.pool("work").applyAsync(SharedPoolTest::square, 4))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> worker(1)).hasMessageContaining("shut down");
        pool.terminate();
        pool.join();
        assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void tenThousandTasksWaitForAWorker() throws Exception {
        List<Integer> numbers = IntStream.range(0, 10_000).boxed().toList();
        SharedResult<List<Integer>> result = pool.mapAsync(SharedPoolTest::square, numbers);
        assertThat(pool.status().waiting()).isEqualTo(10_000);
        assertThat(pool.size()).isZero();
        assertThat(pool.toString()).contains("no workers, 10000 waiting, 0 running");
        try (TestWorker worker = worker(2)) {
            assertThat(result.get(LONG)).hasSize(10_000).endsWith(9_999 * 9_999);
        }
    }

    @Test
    void mapsTellHowFarTheyHaveCome() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        SharedResult<List<Integer>> result = pool.withProgress((done, total) -> told.add(done + " of " + total))
                .mapAsync(SharedPoolTest::square, List.of(1, 2, 3), 1);
        assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo("0 of 3");
        try (TestWorker worker = worker(1)) {
            result.get(LONG);
            String last = "";
            while (!last.equals("3 of 3")) {
                last = told.poll(60, TimeUnit.SECONDS);
                assertThat(last).isNotNull();
            }
        }
    }
}
