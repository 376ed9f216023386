package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;

/**
 * T20, the consumer: doubles each task through the server's function until the result queue is full, then prints the
 * results. Any number of consumers may run. Arguments: host and port, by default 127.0.0.1 and 8080. {@link
 * ResilientConsumer} does the same among programs that are killed.
 */
public final class Consumer {

    private Consumer() {}

    /** Runs until the results are complete. */
    public static void main(String[] args) throws InterruptedException {
        String host = Arguments.host(args);
        int port = Arguments.port(args);

        try (SyncManager manager = ManagerClient.connect(host, port, AuthKey.of("python"))) {
            TaskManager shared = manager.as(TaskManager.class);
            while (!shared.done().get()) {
                consumeOne(shared);
            }
            SharedQueue<Integer> results = shared.results();
            for (Integer result = results.poll(); result != null; result = results.poll()) {
                System.out.println("result is: " + result);
            }
        }
    }

    private static void consumeOne(TaskManager shared) throws InterruptedException {
        SharedCondition condition = shared.condition();
        condition.lock();
        try {
            Integer task = shared.tasks().poll();
            while (task == null && !shared.done().get()) {
                condition.await();
                task = shared.tasks().poll();
            }
            if (task != null) {
                shared.results().put(shared.twice(task));
                System.out.println(
                        "Consumer: consume one, now tasks: " + shared.tasks().size());
                if (shared.results().remainingCapacity() == 0) {
                    shared.done().set(true);
                }
                condition.signalAll();
            }
        } finally {
            condition.unlock();
        }
    }
}
