package dev.steward.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.Hold;
import dev.steward.api.SyncManager;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One of three servers and the others hear nothing of each other under load, and then do again, {@code -Dpartitions} times. The
 * clients reach all three of them.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
@Tag("one-jdk")
class PartitionTest extends ClientsTest {

    private static final int PARTITIONS = Integer.getInteger("partitions", Boolean.getBoolean("chaos") ? 100 : 1);

    @ParameterizedTest
    @ValueSource(strings = {"leader", "follower"})
    void oneThatIsCutOffRefusesTheOthersGoOnAndNothingIsLostOrDoneTwice(String role) throws Exception {
        try (TestServers servers = new TestServers(folder, "a", "b", "c")) {
            servers.start("a", "b", "c");
            SyncManager holder = client(servers, "holder");
            Hold hold = holder.lock("lock").hold();
            List<Future<List<Long>>> counted =
                    List.of(counting(client(servers, "worker 1")), counting(client(servers, "worker 2")));
            for (int partition = 0; partition < PARTITIONS; partition++) {
                awaitMore(holder);
                String alone = role.equals("leader") ? servers.leader() : servers.follower();
                servers.cutOff(alone);
                await().atMost(LONG)
                        .untilAsserted(() -> assertThatThrownBy(
                                        () -> servers.connectTo(alone).close())
                                .isInstanceOf(ConnectionLostException.class)
                                .hasMessageContaining("more than half of them must run and see each other"));
                awaitMore(holder);
                servers.join();
                await().atMost(LONG).until(() -> {
                    ClusterLog.Standing standing = servers.member(alone).log().standing();
                    return standing.reached().size() == 3 && standing.leader() != null;
                });
            }
            awaitMore(holder);
            assertEachWasCountedOnce(holder, counted);
            servers.awaitSame();
            assertThat(hold.valid()).isTrue();
            assertThat(client(servers, "other").lock("lock").tryLock()).isFalse();
        }
    }
}
