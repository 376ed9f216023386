package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What travels to the workers of a pool and back, and what does not. */
@Timeout(240)
@Tag("one-jdk")
class PoolTravelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    // One worker for all: nothing that happens here ends it.
    private static ProcessPool pool;

    @BeforeAll
    static void start() {
        pool = ProcessPool.start(1);
    }

    @AfterAll
    static void nothingIsLeft() throws Exception {
        pool.terminate();
        assertThat(pool.join(PATIENCE)).isTrue();
        Leftovers.none();
    }

    private static int square(int number) {
        return number * number;
    }

    @Test
    void resultThatCannotTravelFailsItsTask() throws Exception {
        assertThatThrownBy(() -> pool.apply(() -> new Thread("local")))
                .cause()
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("the result cannot travel")
                .hasMessageContaining("Thread");
        assertThat(pool.apply(PoolTravelTest::square, 2)).isEqualTo(4);
    }

    @Test
    void functionOrArgumentThatCannotTravelIsRefusedAtOnce() {
        Thread local = new Thread("local");
        assertThatThrownBy(() -> pool.applyAsync(() -> local.getName()))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("Thread");
        assertThatThrownBy(() -> pool.map(argument -> 1, List.of(1, local)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("argument 1");
        assertThatThrownBy(() -> pool.applyAsync(argument -> 1, new byte[(64 << 20) + 1]))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("cut it up");
        assertThatThrownBy(() ->
                        ProcessPool.builder().initializer(() -> local.start()).start())
                .isInstanceOf(UnsupportedValueException.class);
        Callable<Integer> plain = () -> 1;
        PoolExecutor executor = new PoolExecutor(pool);
        assertThatThrownBy(() -> executor.submit(plain))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("SerializableCallable");
        assertThatThrownBy(() -> executor.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("cannot travel");
    }

    @Test
    void anItemThatCannotTravelHasThatAsItsResultAndTheOthersHaveTheirs() throws Exception {
        List<Object> items = List.of(1, new Thread("local"), 3);
        for (int chunk : new int[] {1, 3}) {
            List<Object> results = new ArrayList<>();
            try (PoolIterator<Integer> iterator =
                    pool.imap(number -> square((Integer) number), items.iterator(), chunk)) {
                while (iterator.hasNext()) {
                    try {
                        results.add(iterator.next(PATIENCE));
                    } catch (java.util.concurrent.CompletionException refused) {
                        results.add(refused.getCause().getMessage().contains("argument 1: "));
                    }
                }
            }
            assertThat(results).containsExactly(1, true, 9);
        }
    }

    private static ArrayList<Integer> sorted(ArrayList<Integer> numbers) {
        Collections.sort(numbers);
        numbers.add(0);
        return numbers;
    }

    @Test
    void argumentsAndResultsAreOfTheirClassAndCanBeChanged() throws Exception {
        ArrayList<Integer> numbers = new ArrayList<>(List.of(3, 1, 2));
        ArrayList<Integer> sorted = pool.apply(PoolTravelTest::sorted, numbers);
        assertThat(sorted).containsExactly(1, 2, 3, 0);
        sorted.clear();
        assertThat(numbers).containsExactly(3, 1, 2);
        List<TreeMap<String, Integer>> maps = pool.map(
                map -> {
                    map.put("b", 2);
                    return new TreeMap<>(map);
                },
                List.of(new HashMap<>(Map.of("c", 3, "a", 1))));
        assertThat(maps.get(0).firstKey()).isEqualTo("a");
        assertThat(maps.get(0)).hasSize(3);
    }

    private static void deep() {
        throw new IllegalArgumentException("from the worker");
    }

    @Test
    void framesOfTheWorkerStandBelowAMarker() {
        assertThatThrownBy(() -> pool.apply(() -> {
                    deep();
                    return 1;
                }))
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(
                        cause -> assertThat(Arrays.stream(cause.getStackTrace()).map(StackTraceElement::toString))
                                .contains("steward.worker(frames in the worker)")
                                .anyMatch(frame -> frame.contains("PoolTravelTest.deep")));
    }
}
