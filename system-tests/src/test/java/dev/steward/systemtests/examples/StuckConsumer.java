package dev.steward.systemtests.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.Delivery;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import dev.steward.examples.TaskManager;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A consumer that takes some tasks, then keeps the turn and one more task until it is killed. */
public final class StuckConsumer {

    private StuckConsumer() {}

    public static void main(String[] args) throws InterruptedException {
        int taken = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        try (SyncManager manager = ManagerClient.connect(args[0], Integer.parseInt(args[1]), AuthKey.of("python"))) {
            TaskManager shared = manager.as(TaskManager.class);
            shared.condition().lock();
            for (int task = 0; task < taken; task++) {
                while (shared.tasks().poll() == null) {
                    shared.condition().await(Duration.ofSeconds(1));
                }
                shared.condition().signalAll();
            }
            Delivery<Integer> last = shared.tasks().receive(Duration.ZERO);
            while (last == null) {
                shared.condition().await(Duration.ofSeconds(1));
                last = shared.tasks().receive(Duration.ZERO);
            }
            System.out.println("has the turn and task " + last.value());
            new CountDownLatch(1).await();
        }
    }
}
