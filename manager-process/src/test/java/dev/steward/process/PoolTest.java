package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.AsyncResult;
import dev.steward.api.SerializableCallable;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What processes and threads have in common: the same tests on a pool of each. */
@Timeout(120)
@SuppressWarnings("try") // Closing in the middle is what is tested.
@Tag("one-jdk")
class PoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    record Point(int x, int y) {}

    private static final ProcessPool PROCESSES = ProcessPool.start(2);
    private static final ThreadPool THREADS = ThreadPool.start(2);

    static Stream<Pool> pools() {
        return Stream.of(PROCESSES, THREADS);
    }

    /** For tests that end it. */
    static Stream<Callable<Pool>> newPools() {
        return Stream.of(() -> ProcessPool.start(1), () -> ThreadPool.start(1));
    }

    @AfterAll
    static void nothingIsLeft() {
        PROCESSES.close();
        THREADS.close();
        Leftovers.none();
    }

    private static int square(int number) {
        return number * number;
    }

    private static Point swap(Point point) {
        return new Point(point.y(), point.x());
    }

    private static int fail(int number) throws FileNotFoundException {
        if (number == 3) {
            throw new FileNotFoundException("number " + number);
        }
        return number;
    }

    private static int sleep(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void appliesFunctionsOfNoneToFiveArguments(Pool pool) throws Exception {
        int captured = 20;
        assertThat(pool.apply(() -> captured + 1)).isEqualTo(21);
        assertThat(pool.apply(PoolTest::square, 12)).isEqualTo(144);
        int sum = pool.apply(Math::addExact, 40, 2);
        assertThat(sum).isEqualTo(42);
        assertThat(pool.apply(PoolTest::swap, new Point(1, 2))).isEqualTo(new Point(2, 1));
        assertThat(pool.<Object, Object>apply(argument -> argument, null)).isNull();
        String three = pool.apply(String::substring, "steward", 0, 4);
        assertThat(three).isEqualTo("stew");
        String four = pool.apply((a, b, c, d) -> a + b + c + d, "f", "o", "u", 'r');
        assertThat(four).isEqualTo("four");
        assertThat(pool.applyAsync((a, b, c, d, e) -> a + b + c + d + e, "f", "i", "v", 'e', '!')
                        .get(PATIENCE))
                .isEqualTo("five!");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void mapsInTheOrderOfTheItems(Pool pool) throws Exception {
        List<Integer> items = IntStream.range(0, 1000).boxed().toList();
        List<Integer> squares = items.stream().map(PoolTest::square).toList();

        assertThat(pool.map(PoolTest::square, items)).isEqualTo(squares);
        assertThat(pool.map(PoolTest::square, items, 7)).isEqualTo(squares);
        assertThat(pool.map(PoolTest::square, items::iterator))
                .as("of unknown length")
                .isEqualTo(squares);
        assertThat(pool.map(PoolTest::square, List.of())).isEmpty();
        assertThat(pool.mapAsync(PoolTest::square, List.of(3), 10).get(PATIENCE))
                .containsExactly(9);
        assertThat(pool.starmap(Math::addExact, List.of(Map.entry(1, 2), Map.entry(3, 4))))
                .containsExactly(3, 7);
        assertThatThrownBy(() -> pool.map(PoolTest::square, items, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void whatATaskThrowsIsTheCause(Pool pool) {
        assertThatThrownBy(() -> pool.apply(PoolTest::fail, 3))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("number 3")
                .satisfies(cause -> assertThat(cause.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("fail")));
        assertThatThrownBy(() -> pool.map(PoolTest::fail, List.of(1, 2, 3, 4), 2))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> pool.apply(() -> {
                    throw new AssertionError("even an error");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(AssertionError.class);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void callbacksGetResultsAndFailuresOneAfterTheOther(Pool pool) throws Exception {
        List<Object> heard = Collections.synchronizedList(new ArrayList<>());
        Set<Thread> threads = Collections.synchronizedSet(new HashSet<>());
        for (int i = 1; i <= 4; i++) {
            AsyncResult<Integer> result = pool.applyAsync(
                    PoolTest::fail,
                    i,
                    value -> {
                        heard.add(value);
                        threads.add(Thread.currentThread());
                    },
                    failure -> heard.add(failure.getMessage()));
            assertThat(result.await(PATIENCE)).isTrue();
            assertThat(result.isSuccessful()).isEqualTo(i != 3);
        }
        await().untilAsserted(() -> assertThat(heard).containsExactlyInAnyOrder(1, 2, "number 3", 4));
        assertThat(threads).hasSize(1);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void callbackMayWaitForAnotherResult(Pool pool) throws Exception {
        AsyncResult<Integer> first = pool.applyAsync(PoolTest::square, 2);
        assertThat(first.thenApply(four -> {
                            try {
                                return four + pool.apply(PoolTest::square, 3);
                            } catch (InterruptedException | ExecutionException failed) {
                                throw new CompletionException(failed);
                            }
                        })
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS))
                .isEqualTo(13);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void callbackThatThrowsHurtsNobody(Pool pool) throws Exception {
        AsyncResult<Integer> broken = pool.applyAsync(PoolTest::square, 2, value -> {
            throw new IllegalStateException("a test's callback");
        });
        assertThat(broken.get(PATIENCE)).isEqualTo(4);
        AtomicInteger heard = new AtomicInteger();
        assertThat(pool.applyAsync(PoolTest::square, 3, heard::set).get(PATIENCE))
                .isEqualTo(9);
        await().untilAsserted(() -> assertThat(heard).hasValue(9));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void getGivesUpInTimeAndTheResultStillComes(Pool pool) throws Exception {
        AsyncResult<Integer> slow = pool.applyAsync(PoolTest::sleep, 500);
        assertThatThrownBy(() -> slow.get(Duration.ofMillis(1)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("may still come");
        assertThat(slow.await(Duration.ofMillis(1))).isFalse();
        assertThatThrownBy(slow::isSuccessful).isInstanceOf(IllegalStateException.class);
        assertThat(slow.get()).isEqualTo(500);
        assertThat(slow.isDone()).isTrue();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void imapGivesResultsInOrderAndGoesOnBehindAFailure(Pool pool) throws Exception {
        List<Object> results = new ArrayList<>();
        try (PoolIterator<Integer> iterator = pool.imap(PoolTest::fail, List.of(1, 2, 3, 4, 5))) {
            while (iterator.hasNext()) {
                try {
                    results.add(iterator.next(PATIENCE));
                } catch (CompletionException failed) {
                    results.add(failed.getCause().getMessage());
                }
            }
            assertThatThrownBy(iterator::next).isInstanceOf(java.util.NoSuchElementException.class);
        }
        assertThat(results).containsExactly(1, 2, "number 3", 4, 5);
    }

    /** Gives some numbers, then throws. */
    private static Iterator<Integer> brokenBehind(int numbers, Supplier<RuntimeException> failure) {
        Iterator<Integer> all = IntStream.range(0, numbers).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                if (!all.hasNext()) {
                    throw failure.get();
                }
                return all.next();
            }
        };
    }

    private static List<Object> resultsOf(PoolIterator<Integer> iterator) throws Exception {
        List<Object> results = new ArrayList<>();
        while (iterator.hasNext()) {
            try {
                results.add(iterator.next(PATIENCE));
            } catch (CompletionException failed) {
                results.add(failed.getCause().getClass());
            } catch (IllegalStateException | RejectedExecutionException failed) {
                results.add(failed.getMessage());
            }
        }
        return results;
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void imapGivesAllResultsBeforeWhatItsSourceThrew(Pool pool) throws Exception {
        for (int chunk : new int[] {1, 2, 3, 7}) {
            Iterator<Integer> source = brokenBehind(5, () -> new IllegalStateException("row 5"));
            try (PoolIterator<Integer> iterator = pool.imap(PoolTest::square, source, chunk)) {
                assertThat(resultsOf(iterator)).as("chunks of %s", chunk).containsExactly(0, 1, 4, 9, 16, "row 5");
                assertThat(iterator.hasNext())
                        .as("after its failure a source is not asked again")
                        .isFalse();
            }
            Iterator<Integer> another = brokenBehind(5, () -> new IllegalStateException("row 5"));
            try (PoolIterator<Integer> iterator = pool.imapUnordered(PoolTest::square, another, chunk)) {
                assertThat(resultsOf(iterator))
                        .containsExactlyInAnyOrder(0, 1, 4, 9, 16, "row 5")
                        .endsWith("row 5");
            }
        }
        try (PoolIterator<Integer> iterator =
                pool.imap(PoolTest::square, brokenBehind(0, () -> new IllegalStateException("row 0")), 1)) {
            assertThat(resultsOf(iterator)).containsExactly("row 0");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("newPools")
    void imapGivesWhatWasTakenBeforeThePoolWasShutDown(Callable<Pool> start) throws Exception {
        Pool pool = start.call();
        Iterator<Integer> endless = Stream.iterate(0, number -> number + 1).iterator();
        try (PoolIterator<Integer> iterator = pool.imap(PoolTest::square, endless, 1)) {
            assertThat(iterator.next()).isZero();
            pool.shutdown();
            List<Object> results = resultsOf(iterator);
            assertThat(results.get(results.size() - 1)).asString().contains("takes no more tasks");
            List<Integer> squares = IntStream.range(1, results.size())
                    .mapToObj(PoolTest::square)
                    .toList();
            assertThat(results.subList(0, results.size() - 1)).isEqualTo(squares);
        }
        pool.close();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void imapTakesFromAnEndlessSourceNoFasterThanItIsConsumed(Pool pool) {
        AtomicInteger taken = new AtomicInteger();
        Iterator<Integer> endless = Stream.generate(taken::incrementAndGet).iterator();
        try (PoolIterator<Integer> squares = pool.imap(PoolTest::square, endless, 5)) {
            for (int i = 1; i <= 100; i++) {
                assertThat(squares.next()).isEqualTo(i * i);
                assertThat(taken.get()).isLessThanOrEqualTo(i + 2 * 2 * 5 + 5);
            }
        }
        int atTheEnd = taken.get();
        try (PoolIterator<Integer> any = pool.imapUnordered(PoolTest::square, endless, 1)) {
            for (int i = 0; i < 20; i++) {
                assertThat(any.next()).isGreaterThan(atTheEnd);
            }
            any.close();
            assertThat(any.hasNext()).isFalse();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void imapUnorderedGivesEveryResultOnce(Pool pool) {
        Set<Integer> results = new HashSet<>();
        pool.imapUnordered(PoolTest::square, IntStream.range(0, 200).boxed().toList())
                .forEachRemaining(result -> assertThat(results.add(result)).isTrue());
        assertThat(results).hasSize(200);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void progressCountsToTheEnd(Pool pool) throws Exception {
        List<List<Long>> heard = Collections.synchronizedList(new ArrayList<>());
        Pool watched = pool.withProgress((done, total) -> heard.add(List.of(done, total)));
        watched.map(PoolTest::square, List.of(1, 2, 3), 1);
        await().untilAsserted(() ->
                assertThat(heard).containsExactlyInAnyOrder(List.of(1L, 3L), List.of(2L, 3L), List.of(3L, 3L)));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("newPools")
    void closeWaitsForWhatWasTakenAndRefusesMore(Callable<Pool> start) throws Exception {
        Pool pool = start.call();
        List<AsyncResult<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            results.add(pool.applyAsync(PoolTest::sleep, 50));
        }
        assertThatThrownBy(pool::join).hasMessageContaining("close() or terminate()");
        pool.close();
        assertThat(results).allMatch(Future::isDone);
        assertThatThrownBy(() -> pool.applyAsync(PoolTest::square, 1))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(() -> pool.imap(PoolTest::square, List.of(1)))
                .isInstanceOf(RejectedExecutionException.class);
        pool.close();
        pool.join();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("newPools")
    void terminateCancelsWhatIsNotDone(Callable<Pool> start) throws Exception {
        cancelsWhatIsNotDone(start.call(), Pool::terminateWorkers);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("newPools")
    void killingTheWorkersCancelsWhatIsNotDone(Callable<Pool> start) throws Exception {
        cancelsWhatIsNotDone(start.call(), Pool::killWorkers);
    }

    private static void cancelsWhatIsNotDone(Pool pool, Consumer<Pool> end) throws Exception {
        AsyncResult<Integer> running = pool.applyAsync(PoolTest::sleep, 600_000);
        AsyncResult<List<Integer>> waiting = pool.mapAsync(PoolTest::square, List.of(1, 2, 3));
        PoolIterator<Integer> iterator = pool.imap(PoolTest::sleep, List.of(600_000));
        assertThat(iterator.hasNext()).isTrue();
        end.accept(pool);

        assertThatThrownBy(() -> running.get(PATIENCE)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> waiting.get(PATIENCE)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(iterator::next).isInstanceOf(CancellationException.class);
        assertThat(pool.join(PATIENCE)).isTrue();
        assertThatThrownBy(() -> pool.apply(PoolTest::square, 1)).hasMessageContaining("was terminated");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("newPools")
    void cancelledTaskIsNotWaitedFor(Callable<Pool> start) throws Exception {
        try (Pool pool = start.call()) {
            AsyncResult<Integer> running = pool.applyAsync(PoolTest::sleep, 600_000);
            AsyncResult<Integer> waiting = pool.applyAsync(PoolTest::sleep, 600_000);
            assertThat(waiting.cancel(false)).isTrue();
            assertThat(running.cancel(true)).isTrue();
            assertThat(running.isCancelled()).isTrue();
            assertThat(running.cancel(true)).isFalse();
            assertThat(pool.applyAsync(PoolTest::square, 5).get(PATIENCE)).isEqualTo(25);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void executorRunsSerializableTasks(Pool pool) throws Exception {
        // Not closed: the pool belongs to all tests.
        PoolExecutor executor = new PoolExecutor(pool);
        assertThat(executor.submit(() -> 6 * 7).get(60, TimeUnit.SECONDS)).isEqualTo(42);
        List<Callable<Integer>> tasks =
                List.of((SerializableCallable<Integer>) () -> 1, (SerializableCallable<Integer>) () -> 2);
        List<Integer> results = new ArrayList<>();
        for (Future<Integer> each : executor.invokeAll(tasks)) {
            results.add(each.get());
        }
        assertThat(results).containsExactly(1, 2);
        assertThat(executor.invokeAny(tasks)).isIn(1, 2);
        Future<Integer> failing = executor.submit(() -> PoolTest.fail(3));
        assertThatThrownBy(() -> failing.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(FileNotFoundException.class);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("newPools")
    void executorShutsItsPoolDown(Callable<Pool> start) throws Exception {
        ExecutorService executor = new PoolExecutor(start.call());
        assertThat(executor.isShutdown()).isFalse();
        executor.shutdown();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        assertThatThrownBy(() -> executor.submit((SerializableCallable<Integer>) () -> 1))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void manyThreadsMayUseIt(Pool pool) throws Exception {
        CountDownLatch done = new CountDownLatch(8);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 8; i++) {
            int start = i * 100;
            Thread thread = new Thread(() -> {
                try {
                    List<Integer> items =
                            IntStream.range(start, start + 100).boxed().toList();
                    assertThat(pool.map(PoolTest::square, items))
                            .isEqualTo(items.stream().map(PoolTest::square).toList());
                } catch (Exception | AssertionError failed) {
                    failures.add(failed);
                } finally {
                    done.countDown();
                }
            });
            thread.start();
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
    }
}
