package dev.steward.examples;

import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedQueue;
import dev.steward.examples.NumberedTask.TaskResult;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import java.util.ArrayList;
import java.util.List;

/**
 * T13: several consumers. One sentinel would end one of them, and the others would wait for ever. The cure is to close the
 * queue: {@code shutdown()} tells all of them, when they have taken what was left.
 */
public final class ManyConsumers {

    private static final int CONSUMERS = 3;
    private static final int TASKS = 12;
    private static final int MOST_TASKS = 1_000_000;

    private ManyConsumers() {}

    /** Runs with how many tasks there are, 12 by default. */
    public static void main(String[] args) throws InterruptedException {
        int count = Arguments.number(args, 0, "TASKS", TASKS, 1, MOST_TASKS);
        SharedJoinableQueue<NumberedTask> tasks = Multiprocessing.joinableQueue();
        SharedQueue<TaskResult> results = Multiprocessing.queue();

        List<JavaProcess> consumers = new ArrayList<>();
        for (int i = 1; i <= CONSUMERS; i++) {
            consumers.add(JavaProcess.builder().name("consumer " + i).start(ManyConsumers::consume, tasks, results));
        }
        JavaProcess producer = JavaProcess.start(ManyConsumers::produce, tasks, count);
        finish(producer, consumers, tasks, results).forEach(System.out::println);
    }

    /** Puts so many tasks and closes the queue. */
    public static void produce(SharedJoinableQueue<NumberedTask> tasks, int count) throws InterruptedException {
        for (int number = 1; number <= count; number++) {
            tasks.put(NumberedTask.of(number));
            System.out.println("producer: put task " + number);
        }
        tasks.shutdown();
    }

    /** Runs tasks until the queue is closed and empty. */
    public static void consume(SharedJoinableQueue<NumberedTask> tasks, SharedQueue<TaskResult> results)
            throws Exception {
        int count = 0;
        for (NumberedTask task = tasks.takeOrNull(); task != null; task = tasks.takeOrNull()) {
            results.put(task.run());
            tasks.taskDone();
            count++;
        }
        System.out.println(Multiprocessing.currentProcess().name() + ": did " + count + " tasks");
    }

    /** Waits for all, does what a killed consumer left, and returns the results in order. */
    public static List<String> finish(
            JavaProcess producer,
            List<JavaProcess> consumers,
            SharedJoinableQueue<NumberedTask> tasks,
            SharedQueue<TaskResult> results)
            throws InterruptedException {
        producer.join();
        if (producer.exitCode().orElseThrow() != 0) {
            System.out.println("parent: the producer was lost; no more tasks come");
            tasks.shutdown();
        }
        boolean isLost = false;
        for (JavaProcess consumer : consumers) {
            consumer.join();
            isLost |= consumer.exitCode().orElseThrow() != 0;
        }
        while (isLost) {
            // What it had taken is in the queue again, and the others may have ended before it came back.
            System.out.println("parent: a consumer was lost; another one goes on");
            JavaProcess another = JavaProcess.start(ManyConsumers::consume, tasks, results);
            another.join();
            isLost = another.exitCode().orElseThrow() != 0;
        }
        tasks.join();
        return ResilientProducerConsumer.inOrder(results);
    }
}
