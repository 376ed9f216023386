package dev.steward.examples;

import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedQueue;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import java.util.Optional;
import java.util.Random;

/**
 * T12: a producer puts functions with their arguments into a queue, until a random number exceeds 0.8, and then a sentinel,
 * which is an empty {@link Optional}, because null is no element. The consumer runs each and puts the result into another
 * queue; the parent prints all the results. What happens when one of them is killed is in {@link ResilientProducerConsumer}.
 */
public final class ProducerConsumer {

    private static final double ENOUGH = 0.8;

    private ProducerConsumer() {}

    /** Runs without arguments. */
    public static void main(String[] args) throws InterruptedException {
        SharedJoinableQueue<Optional<NumberedTask>> tasks = Multiprocessing.joinableQueue();
        SharedQueue<String> results = Multiprocessing.queue();

        JavaProcess producer = JavaProcess.start(ProducerConsumer::produce, tasks);
        JavaProcess consumer = JavaProcess.start(ProducerConsumer::consume, tasks, results);
        producer.join();
        consumer.join();
        while (!results.isEmpty()) {
            System.out.println(results.take());
        }
    }

    private static void produce(SharedJoinableQueue<Optional<NumberedTask>> tasks) throws InterruptedException {
        int number = 0;
        do {
            number++;
            tasks.put(Optional.of(NumberedTask.of(number)));
            System.out.println("producer: put task " + number);
        } while (new Random().nextDouble() <= ENOUGH);
        tasks.put(Optional.empty());
    }

    private static void consume(SharedJoinableQueue<Optional<NumberedTask>> tasks, SharedQueue<String> results)
            throws Exception {
        for (Optional<NumberedTask> task = tasks.take(); task.isPresent(); task = tasks.take()) {
            results.put(
                    "result " + task.get().number() + ": " + task.get().run().text());
            tasks.taskDone();
        }
        tasks.taskDone();
    }
}
