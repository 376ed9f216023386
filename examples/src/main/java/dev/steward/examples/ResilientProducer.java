package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedCondition;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import java.time.Duration;

/**
 * T20, a producer among programs that are killed: what {@link Producer} does, and it waits for nobody for ever. Arguments:
 * host and port, by default 127.0.0.1 and 8080.
 */
public final class ResilientProducer {

    private static final int TASKS = 20;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration UNTIL_A_CONSUMER_COMES = Duration.ofSeconds(60);
    private static final Duration UNTIL_IT_COMES_BACK = Duration.ofSeconds(10);
    /** Not longer than the server keeps what a program holds that it does not hear of, which is 3 seconds. */
    private static final Duration UNTIL_THE_SERVER_IS_LOST = Duration.ofSeconds(2);

    private final TaskManager manager;
    private Duration patience = UNTIL_A_CONSUMER_COMES;

    private ResilientProducer(TaskManager manager) {
        this.manager = manager;
    }

    /** Runs until all tasks are delivered, or nobody takes them any more. */
    public static void main(String[] args) throws InterruptedException {
        String host = Arguments.host(args);
        int port = Arguments.port(args);

        ClientOptions options =
                ClientOptions.builder().giveUp(UNTIL_THE_SERVER_IS_LOST).build();
        try (SyncManager manager = ManagerClient.connect(host, port, AuthKey.of("python"), options)) {
            new ResilientProducer(manager.as(TaskManager.class)).run();
        }
    }

    private void run() throws InterruptedException {
        SharedCondition condition = manager.condition();
        for (int task = 1; task <= TASKS; task++) {
            condition.lock();
            try {
                if (!deliver(task, condition)) {
                    return;
                }
                System.out.println(
                        "Producer: deliver one, now tasks: " + manager.tasks().size());
                condition.signalAll();
            } finally {
                condition.unlock();
            }
        }
    }

    /** Waits in a loop: a signal may have been for another waiter, and who would send one may have died. */
    private boolean deliver(int task, SharedCondition condition) throws InterruptedException {
        long waitingSince = System.nanoTime();
        boolean waited = false;
        while (!manager.tasks().offer(task)) {
            if (manager.done().get()) {
                System.out.println("Producer: the results are complete, I stop");
                return false;
            }
            if (System.nanoTime() - waitingSince > patience.toNanos()) {
                System.out.println("Producer: nobody takes tasks, I stop");
                return false;
            }
            condition.await(LOOK_AGAIN);
            waited = true;
        }
        if (waited) {
            patience = UNTIL_IT_COMES_BACK;
        }
        return true;
    }
}
