package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedCondition;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;

/**
 * T20, the producer: delivers 20 tasks under the condition and waits while the queue is full. Arguments: host and port, by
 * default 127.0.0.1 and 8080. {@link ResilientProducer} does the same among programs that are killed.
 */
public final class Producer {

    private static final int TASKS = 20;

    private Producer() {}

    /** Runs until all tasks are delivered. */
    public static void main(String[] args) throws InterruptedException {
        String host = Arguments.host(args);
        int port = Arguments.port(args);

        try (SyncManager manager = ManagerClient.connect(host, port, AuthKey.of("python"))) {
            TaskManager shared = manager.as(TaskManager.class);
            for (int task = 1; task <= TASKS; task++) {
                deliver(task, shared);
            }
        }
    }

    private static void deliver(int task, TaskManager shared) throws InterruptedException {
        SharedCondition condition = shared.condition();
        condition.lock();
        try {
            // In a loop: the signal may have been for another one who waits.
            while (!shared.tasks().offer(task)) {
                condition.await();
            }
            System.out.println(
                    "Producer: deliver one, now tasks: " + shared.tasks().size());
            condition.signalAll();
        } finally {
            condition.unlock();
        }
    }
}
