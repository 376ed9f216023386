package dev.steward.examples;

import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedQueue;
import dev.steward.examples.NumberedTask.TaskResult;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * T12 among processes that are killed: what {@link ProducerConsumer} does, and nothing hangs or is lost. A task stays in the
 * queue until its {@code taskDone()}: if the consumer is killed, another one finds it again. If the producer is killed, the
 * parent puts the sentinel in its place.
 */
public final class ResilientProducerConsumer {

    private static final double ENOUGH = 0.8;

    private ResilientProducerConsumer() {}

    /** Runs without arguments. */
    public static void main(String[] args) throws InterruptedException {
        SharedJoinableQueue<Optional<NumberedTask>> tasks = Multiprocessing.joinableQueue();
        SharedQueue<TaskResult> results = Multiprocessing.queue();

        JavaProcess producer = JavaProcess.start(ResilientProducerConsumer::produce, tasks, ENOUGH);
        JavaProcess consumer = JavaProcess.start(ResilientProducerConsumer::consume, tasks, results);
        finish(producer, consumer, tasks, results).forEach(System.out::println);
    }

    /**
     * Puts tasks until a random number exceeds a limit.
     *
     * @param tasks where to
     * @param limit from 0 to 1: the nearer to 1, the more tasks
     */
    public static void produce(SharedJoinableQueue<Optional<NumberedTask>> tasks, double limit)
            throws InterruptedException {
        Random random = new Random();
        int number = 0;
        do {
            number++;
            tasks.put(Optional.of(NumberedTask.of(number)));
            System.out.println("producer: put task " + number);
        } while (random.nextDouble() <= limit);
        tasks.put(Optional.empty());
    }

    /** Runs tasks until the sentinel comes. */
    public static void consume(SharedJoinableQueue<Optional<NumberedTask>> tasks, SharedQueue<TaskResult> results)
            throws Exception {
        Optional<NumberedTask> task = tasks.take();
        while (task.isPresent()) {
            results.put(task.get().run());
            tasks.taskDone();
            task = tasks.take();
        }
        tasks.taskDone();
    }

    /** Waits for both, puts another consumer in the place of one that was killed, and returns the results in order. */
    public static List<String> finish(
            JavaProcess producer,
            JavaProcess consumer,
            SharedJoinableQueue<Optional<NumberedTask>> tasks,
            SharedQueue<TaskResult> results)
            throws InterruptedException {
        producer.join();
        if (producer.exitCode().orElseThrow() != 0) {
            System.out.println("parent: the producer was lost; no more tasks come");
            tasks.put(Optional.empty());
        }
        JavaProcess last = consumer;
        last.join();
        while (last.exitCode().orElseThrow() != 0) {
            System.out.println("parent: a consumer was lost; another one goes on");
            last = JavaProcess.start(ResilientProducerConsumer::consume, tasks, results);
            last.join();
        }
        // A producer that was killed behind its own sentinel left one more than a consumer takes.
        while (tasks.poll() != null) {
            tasks.taskDone();
        }
        tasks.join();
        return inOrder(results);
    }

    /** A consumer that was killed between the two calls that end a task leaves the result and the task: it came twice. */
    static List<String> inOrder(SharedQueue<TaskResult> results) {
        List<TaskResult> all = new ArrayList<>();
        results.drainTo(all);
        Map<Integer, String> byNumber = new TreeMap<>();
        all.forEach(result -> byNumber.put(result.number(), "result " + result.number() + ": " + result.text()));
        return List.copyOf(byNumber.values());
    }
}
