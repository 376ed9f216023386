package dev.steward.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.steward.api.SharedEvent;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.examples.ManyConsumers;
import dev.steward.examples.NumberedTask;
import dev.steward.examples.NumberedTask.TaskResult;
import dev.steward.examples.ResilientProducerConsumer;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Producers and consumers of the tutorials that are killed at moments that are drawn: nothing hangs, nobody is left, no
 * task is lost. {@code -Pchaos} kills 200 times in each of the three; {@code -Dseed} repeats a run.
 */
@Timeout(1800)
@Tag("one-jdk")
class KilledProcessesTest {

    private static final int KILLS_OF_T12 = kills(2);
    private static final int KILLS_OF_T13 = kills(4);
    private static final int KILLS_OF_T20 = kills(2);
    /** Whoever waits for the turn of a killed one waits for 3 seconds: several do so at the same time. */
    private static final int SIDE_BY_SIDE = 2;

    private static final int CONSUMERS = 3;
    private static final int MILLIS_BETWEEN = 500;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<JavaProcess> started = new CopyOnWriteArrayList<>();

    private static int kills(int inEachBuild) {
        return Boolean.getBoolean("chaos") ? 200 : inEachBuild;
    }

    @AfterEach
    void nobodyIsLeft() {
        started.forEach(JavaProcess::kill);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(Multiprocessing.activeChildren()).isEmpty());
    }

    private JavaProcess watched(JavaProcess process) {
        started.add(process);
        return process;
    }

    /**
     * Puts tasks until it is told to stop. If it is killed between two calls, the next one puts the last task again, also
     * when all are told to stop before that one runs.
     */
    static void produce(SharedJoinableQueue<NumberedTask> tasks, SharedValue<Integer> next, SharedEvent stop)
            throws InterruptedException {
        do {
            int number = putNext(tasks, next);
            next.set(number + 1);
        } while (!stop.isSet());
        tasks.shutdown();
    }

    private static int putNext(SharedJoinableQueue<NumberedTask> tasks, SharedValue<Integer> next)
            throws InterruptedException {
        int number = next.get();
        tasks.put(new NumberedTask(number, "negate", Math::negateExact, number));
        return number;
    }

    /** Ends as if it was killed, with a task that it put and did not count. */
    static void putAndDie(SharedJoinableQueue<NumberedTask> tasks, SharedValue<Integer> next)
            throws InterruptedException {
        putNext(tasks, next);
        Runtime.getRuntime().halt(137);
    }

    @Test
    @Timeout(180)
    void theNextProducerCountsWhatAKilledOnePutAlsoWhenItIsToStop() throws Exception {
        SharedJoinableQueue<NumberedTask> tasks = Multiprocessing.joinableQueue(20);
        SharedQueue<TaskResult> results = Multiprocessing.queue();
        SharedValue<Integer> next = Multiprocessing.value(Integer.class, 1);
        SharedEvent stop = Multiprocessing.event();
        watched(JavaProcess.start(KilledProcessesTest::putAndDie, tasks, next)).join();
        stop.set();
        watched(JavaProcess.start(KilledProcessesTest::produce, tasks, next, stop))
                .join();
        watched(JavaProcess.start(ManyConsumers::consume, tasks, results)).join();
        assertEachHasItsResult(results, next.get());
        assertThat(next.get()).as("one task was put, twice").isEqualTo(2);
    }

    @Test
    void noTaskIsLostWhoeverIsKilled() throws Exception {
        SharedJoinableQueue<NumberedTask> tasks = Multiprocessing.joinableQueue(20);
        SharedQueue<TaskResult> results = Multiprocessing.queue();
        SharedValue<Integer> next = Multiprocessing.value(Integer.class, 1);
        SharedEvent stop = Multiprocessing.event();
        JavaProcess[] crew = new JavaProcess[CONSUMERS + 1];
        for (int i = 0; i < crew.length; i++) {
            crew[i] = member(i, tasks, results, next, stop);
        }
        for (int kill = 0; kill < KILLS_OF_T13; kill++) {
            if (kill % 2 == 0) {
                awaitAnotherOf(results);
            }
            Thread.sleep(random.nextInt(MILLIS_BETWEEN));
            int victim = random.nextInt(crew.length);
            crew[victim].kill();
            assertThat(crew[victim].join(Duration.ofSeconds(30))).isTrue();
            crew[victim] = member(victim, tasks, results, next, stop);
        }
        stop.set();
        for (JavaProcess member : crew) {
            assertThat(member.join(Duration.ofSeconds(60)))
                    .as("%s ends, seed %s", member, seed)
                    .isTrue();
            assertThat(member.exitCode()).hasValue(0);
        }
        JavaProcess last = member(1, tasks, results, next, stop);
        assertThat(last.join(Duration.ofSeconds(60))).isTrue();
        assertThat(tasks.join(Duration.ofSeconds(30)))
                .as("no task is reserved to the dead, seed %s", seed)
                .isTrue();

        assertThat(results.size()).as("they had something to do").isGreaterThanOrEqualTo(KILLS_OF_T13 / 2);
        assertEachHasItsResult(results, next.get());
    }

    /** A task may have two results: whoever was killed had not said that it was done. */
    private void assertEachHasItsResult(SharedQueue<TaskResult> results, int next) {
        List<TaskResult> all = new ArrayList<>();
        results.drainTo(all);
        Set<Integer> found = all.stream().map(TaskResult::number).collect(Collectors.toSet());
        assertThat(IntStream.range(1, next).filter(number -> !found.contains(number)))
                .as("tasks before %s without a result, seed %s", next, seed)
                .isEmpty();
        assertThat(found.stream().filter(number -> number < 1 || number >= next))
                .as("results of tasks that are not among those before %s, seed %s", next, seed)
                .isEmpty();
    }

    /** Of two kills one meets a crew at work, wherever processes start slowly; the other may meet one that starts. */
    private static void awaitAnotherOf(SharedQueue<TaskResult> results) {
        int before = results.size();
        await().atMost(Duration.ofSeconds(60)).until(() -> results.size() > before);
    }

    private JavaProcess member(
            int index,
            SharedJoinableQueue<NumberedTask> tasks,
            SharedQueue<TaskResult> results,
            SharedValue<Integer> next,
            SharedEvent stop) {
        return watched(
                index == 0
                        ? JavaProcess.start(KilledProcessesTest::produce, tasks, next, stop)
                        : JavaProcess.start(ManyConsumers::consume, tasks, results));
    }

    /** Ends as if it was killed, with all work done. */
    static void produceAndDie(SharedJoinableQueue<Optional<NumberedTask>> tasks) throws InterruptedException {
        ResilientProducerConsumer.produce(tasks, 0);
        Runtime.getRuntime().halt(137);
    }

    @Test
    @Timeout(60)
    void theParentOfTheTutorialWaitsForNoSentinelThatNobodyTakes() throws Exception {
        SharedJoinableQueue<Optional<NumberedTask>> tasks = Multiprocessing.joinableQueue();
        SharedQueue<TaskResult> results = Multiprocessing.queue();
        JavaProcess producer = watched(JavaProcess.start(KilledProcessesTest::produceAndDie, tasks));
        JavaProcess consumer = watched(JavaProcess.start(ResilientProducerConsumer::consume, tasks, results));
        assertThat(ResilientProducerConsumer.finish(producer, consumer, tasks, results))
                .hasSize(1);
    }

    @Test
    void theParentOfTheTutorialGoesOnWithoutThoseWhoWereKilled() throws Exception {
        sideBySide(moments -> {
            for (int round = 0; round < KILLS_OF_T12 / SIDE_BY_SIDE; round++) {
                killOneOfTheTutorial(round, moments);
            }
        });
    }

    private void killOneOfTheTutorial(int round, Random moments) throws InterruptedException {
        SharedJoinableQueue<Optional<NumberedTask>> tasks = Multiprocessing.joinableQueue();
        SharedQueue<TaskResult> results = Multiprocessing.queue();
        JavaProcess producer = watched(JavaProcess.start(ResilientProducerConsumer::produce, tasks, 0.999));
        JavaProcess consumer = watched(JavaProcess.start(ResilientProducerConsumer::consume, tasks, results));
        Thread.sleep(moments.nextInt(1_000));
        (moments.nextBoolean() ? producer : consumer).kill();
        List<String> lines = ResilientProducerConsumer.finish(producer, consumer, tasks, results);
        assertThat(lines.stream().map(line -> line.replaceAll("(:.*|result )", "")))
                .as("round %s", round)
                .isEqualTo(IntStream.rangeClosed(1, lines.size())
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void noTaskOfThreeProgramsIsLostWhoeverIsKilled() throws Exception {
        sideBySide(moments -> {
            try (TaskPrograms programs = new TaskPrograms()) {
                programs.killSome(KILLS_OF_T20 / SIDE_BY_SIDE, moments);
                programs.assertNothingIsLost();
            }
        });
    }

    /** What somebody does at moments that are drawn. */
    @FunctionalInterface
    private interface Killing {
        void run(Random moments) throws Exception;
    }

    private void sideBySide(Killing killing) throws InterruptedException {
        ExecutorService lines = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < SIDE_BY_SIDE; i++) {
                Random moments = new Random(seed + i);
                runs.add(lines.submit(() -> {
                    killing.run(moments);
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                assertThatCode(run::get).as("seed %s", seed).doesNotThrowAnyException();
            }
        } finally {
            lines.shutdownNow();
            assertThat(lines.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
