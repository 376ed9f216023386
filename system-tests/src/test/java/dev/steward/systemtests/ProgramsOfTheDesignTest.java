package dev.steward.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.Registered;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The programs by which the design introduces the names that users type. That this class compiles, with every warning an
 * error, is half of the test.
 */
@Timeout(60)
class ProgramsOfTheDesignTest {

    interface Calculator {
        int add(int a, int b);

        default int twice(int a) {
            return add(a, a);
        }
    }

    static final class Calc implements Calculator {
        @Override
        public int add(int a, int b) {
            return a + b;
        }
    }

    interface Account {
        String owner();

        static Account open(String owner) {
            return () -> owner;
        }
    }

    interface Tasks {
        @Registered("get_task_queue")
        SharedQueue<Integer> taskQueue();

        @Registered("get_cond")
        SharedCondition condition();

        @Registered("double")
        int twice(int n);
    }

    private final SharedQueue<Integer> tasks = SharedObjects.queue(10);
    private final SharedQueue<Integer> results = SharedObjects.queue(20);
    private final SharedCondition condition = SharedObjects.condition();

    private ManagerServer server;

    @BeforeEach
    void serve() {
        server = ManagerServer.builder()
                .address("127.0.0.1", 0)
                .authKey(AuthKey.of("python"))
                .register("get_task_queue", () -> tasks)
                .register("get_result_queue", () -> results)
                .register("get_cond", () -> condition)
                .register("get_calc", Calculator.class, Calc::new)
                .registerFactory("get_account", String.class, Account::open)
                .registerFunction("double", Integer.class, n -> n * 2)
                .build();
        server.start();
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void clientThatAsksByTypeid() throws Exception {
        try (SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), AuthKey.of("python"))) {
            SharedQueue<Integer> untyped = manager.get("get_task_queue", SharedQueue.class);
            var typed = manager.get("get_result_queue", Type.queue(Integer.class));
            int four = manager.call("double", Integer.class, 2);
            SharedDict<String, Integer> scores = manager.dict("scores", String.class, Integer.class);

            assertThat(four).isEqualTo(4);
            assertThat(scores).isEmpty();
            typed.put(four);
            assertThat(results.take()).isEqualTo(4);
            assertThat(untyped.remainingCapacity()).isEqualTo(10);
            assertThat(manager.<Calculator>get("get_calc", Calculator.class).add(1, 2))
                    .isEqualTo(3);
            assertThat(manager.<Calculator>get("get_calc", Calculator.class).twice(2))
                    .isEqualTo(4);
            assertThat(manager.<Account>get("get_account", Account.class, "ann").owner())
                    .isEqualTo("ann");
        }
    }

    @Test
    void clientThatMirrorsWhatIsRegistered() throws Exception {
        try (SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), AuthKey.of("python"))) {
            Tasks shared = manager.as(Tasks.class);
            shared.condition().lock();
            try {
                shared.taskQueue().put(shared.twice(21));
                shared.condition().signalAll();
            } finally {
                shared.condition().unlock();
            }
            assertThat(tasks.take()).isEqualTo(42);
        }
    }
}
