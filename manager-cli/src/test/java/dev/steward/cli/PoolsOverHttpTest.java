package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.steward.admin.AdminEndpoint;
import dev.steward.api.AuthKey;
import dev.steward.api.SharedPool;
import dev.steward.api.SharedResult;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.process.PoolWorker;
import dev.steward.server.ManagerServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a pool's workers run, and since when, is told over HTTP while it runs. */
@Timeout(60)
@Tag("one-jdk")
class PoolsOverHttpTest {

    private static final AuthKey KEY = AuthKey.of("a key that is long enough");
    private static final CountDownLatch BEGUN = new CountDownLatch(1);
    private static final CountDownLatch GO = new CountDownLatch(1);

    private final AdminEndpoint admin = AdminEndpoint.at("127.0.0.1", 0);

    static int task(int number) throws InterruptedException {
        BEGUN.countDown();
        GO.await();
        return number;
    }

    private JsonObject pool() {
        JsonArray pools = JsonParser.parseString(
                        OverHttp.get(admin, KEY, "api/v1/pools").body())
                .getAsJsonArray();
        assertThat(pools).hasSize(1);
        return pools.get(0).getAsJsonObject();
    }

    private static SyncManager connect(ManagerServer server) {
        return ManagerClient.connect(
                "127.0.0.1", server.port(), KEY, ClientOptions.builder().build());
    }

    /** One of the tasks runs, and its worker has it; lets it go on in any case, because a worker ends with what it has begun. */
    private void assertRunning(PoolWorker worker) throws Exception {
        try {
            BEGUN.await();
            JsonObject running = pool();
            assertThat(running.get("runningTasks").getAsInt()).isPositive();
            assertThat(running.get("runningTasks").getAsInt()
                            + running.get("waitingTasks").getAsInt())
                    .isEqualTo(2);
            assertThat(running.get("endedTasks").getAsInt()).isZero();
            JsonObject told = running.getAsJsonArray("workers").get(0).getAsJsonObject();
            assertThat(told.get("number").getAsLong()).isEqualTo(worker.number());
            assertThat(told.get("description").getAsString()).isEqualTo("the worker of a test");
            assertThat(told.get("slots").getAsInt()).isEqualTo(1);
            assertThat(told.get("packages").getAsJsonArray()).hasToString("[\"dev.steward.cli\"]");
            assertThat(told.get("ended").getAsInt()).isZero();
            JsonObject task = told.getAsJsonArray("tasks").get(0).getAsJsonObject();
            assertThat(task.get("function").getAsString()).contains("PoolsOverHttpTest");
            assertThat(task.get("count").getAsInt()).isBetween(1, 2);
            assertThat(task.get("since").getAsDouble()).isNotNegative();
            assertThat(task.get("cancelled").getAsBoolean()).isFalse();
        } finally {
            GO.countDown();
        }
    }

    @Test
    void workersAreThereWithWhatTheyRunSinceWhen() throws Exception {
        try (ManagerServer server =
                ManagerServer.builder().authKey(KEY).gateway(admin).build()) {
            server.start();
            try (SyncManager manager = connect(server);
                    SyncManager others = connect(server)) {
                SharedPool pool = manager.pool("work");
                SharedResult<List<Integer>> results = pool.mapAsync(PoolsOverHttpTest::task, List.of(1, 2));
                assertThat(pool().getAsJsonArray("workers")).isEmpty();
                assertThat(pool().get("waitingTasks").getAsInt()).isEqualTo(2);
                try (PoolWorker worker = PoolWorker.builder()
                        .slots(1)
                        .allow(PoolsOverHttpTest.class.getPackageName())
                        .onlyAllowed()
                        .description("the worker of a test")
                        .join(others, "work")) {
                    assertRunning(worker);
                    assertThat(results.get()).containsExactly(1, 2);
                    JsonObject done = pool();
                    assertThat(done.get("endedTasks").getAsInt()).isEqualTo(2);
                    assertThat(done.get("runningTasks").getAsInt()).isZero();
                    assertThat(done.getAsJsonArray("workers")
                                    .get(0)
                                    .getAsJsonObject()
                                    .get("ended")
                                    .getAsInt())
                            .isEqualTo(2);
                }
            }
        }
    }
}
