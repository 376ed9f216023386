package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.Delivery;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import java.time.Duration;

/**
 * T20, a consumer among programs that are killed: what {@link Consumer} does, but it keeps no task that it has not finished,
 * and waits for nobody for ever. The first that gets the turn prints all results. Arguments: host and port, by default
 * 127.0.0.1 and 8080.
 */
public final class ResilientConsumer {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration UNTIL_A_PRODUCER_COMES = Duration.ofSeconds(60);
    private static final Duration UNTIL_IT_COMES_BACK = Duration.ofSeconds(10);
    /** Not longer than the server keeps what a program holds that it does not hear of, which is 3 seconds. */
    private static final Duration UNTIL_THE_SERVER_IS_LOST = Duration.ofSeconds(2);

    private final TaskManager manager;
    private Duration patience = UNTIL_A_PRODUCER_COMES;

    private ResilientConsumer(TaskManager manager) {
        this.manager = manager;
    }

    /** Runs until the results are complete, or no tasks come any more. */
    public static void main(String[] args) throws InterruptedException {
        String host = Arguments.host(args);
        int port = Arguments.port(args);

        ClientOptions options =
                ClientOptions.builder().giveUp(UNTIL_THE_SERVER_IS_LOST).build();
        try (SyncManager manager = ManagerClient.connect(host, port, AuthKey.of("python"), options)) {
            new ResilientConsumer(manager.as(TaskManager.class)).run();
        }
    }

    private void run() throws InterruptedException {
        SharedCondition condition = manager.condition();
        boolean more = true;
        while (more) {
            condition.lock();
            try {
                more = consumeOne(condition);
                condition.signalAll();
            } finally {
                condition.unlock();
            }
        }
        condition.lock();
        try {
            printResults();
        } finally {
            condition.unlock();
        }
    }

    /** Waits for a task and doubles it; returns false if no more will come. */
    private boolean consumeOne(SharedCondition condition) throws InterruptedException {
        long waitingSince = System.nanoTime();
        while (!manager.done().get()) {
            // Until done() the task stays the queue's: if this process dies, another consumer gets it.
            try (Delivery<Integer> task = manager.tasks().receive(Duration.ZERO)) {
                if (task != null) {
                    patience = UNTIL_IT_COMES_BACK;
                    finish(task);
                    return true;
                }
            }
            if (System.nanoTime() - waitingSince > patience.toNanos()) {
                System.out.println("Consumer: no more tasks come, I stop");
                return false;
            }
            // Not for ever: a task comes back without a signal when the consumer that had it dies.
            condition.await(LOOK_AGAIN);
        }
        return false;
    }

    private void finish(Delivery<Integer> task) {
        SharedQueue<Integer> results = manager.results();
        boolean room = results.offer(manager.twice(task.value()));
        task.done();
        System.out.println(
                "Consumer: consume one, now tasks: " + manager.tasks().size());
        if (!room || results.remainingCapacity() == 0) {
            manager.done().set(true);
        }
    }

    private void printResults() {
        SharedQueue<Integer> results = manager.results();
        if (results.isEmpty()) {
            System.out.println("Consumer: the results are printed already");
        }
        for (Integer result = results.poll(); result != null; result = results.poll()) {
            System.out.println("result is: " + result);
        }
    }
}
