package dev.steward.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.Delivery;
import dev.steward.api.Hold;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ManagerClient;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three servers with one log, and their clients: whoever leads may die, and all goes on. */
@Timeout(180)
@Tag("one-jdk")
class ServersTest extends ClientsTest {

    @Test
    void whatLeadersAnsweredHasHappenedOnceWhenTheyAreGone() throws Exception {
        try (TestServers servers = new TestServers(folder, "a", "b", "c")) {
            servers.start("a", "b", "c");
            SyncManager holder = client(servers, "holder");
            SharedLock lock = holder.lock("lock");
            SharedQueue<String> letters = holder.queue("letters", String.class);
            letters.put("a letter");
            Hold hold = lock.hold();
            Delivery<String> letter = letters.receive();
            SharedQueue<Long> waited = client(servers, "waiter").queue("waited", Long.class);
            Future<Long> waiting = threads.submit(waited::take);
            List<Future<List<Long>>> counted =
                    List.of(counting(client(servers, "worker 1")), counting(client(servers, "worker 2")));
            awaitMore(holder);

            String first = servers.leader();
            servers.kill(first);
            awaitMore(holder);
            // What it kept is lost too: it gets all from the others, and may lead afterwards.
            servers.lose(first);
            servers.member(servers.leader()).log().snapshot();
            servers.start(first);
            awaitMore(holder);
            servers.kill(servers.leader());
            awaitMore(holder);

            assertEachWasCountedOnce(holder, counted);
            assertThat(waiting).isNotDone();
            waited.put(42L);
            assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(42);
            assertThat(hold.valid()).isTrue();
            SharedLock other = client(servers, "other").lock("lock");
            assertThat(other.tryLock()).isFalse();
            assertThat(letters).isEmpty();
            letter.nack();
            assertThat(letters.take()).isEqualTo("a letter");
            hold.close();
            try (Hold next = other.hold()) {
                assertThat(next.fencingToken()).isGreaterThan(hold.fencingToken());
            }
            assertThat(events).doesNotContain(Event.LOST);
        }
    }

    @Test
    void whoDoesNotLeadSaysWhoDoesAndAMinorityRefuses() {
        try (TestServers servers = new TestServers(folder, "a", "b", "c")) {
            servers.start("a", "b", "c");
            SyncManager manager = client(servers, "client");
            SharedValue<Long> value = manager.value("value", Long.class, 1L);
            servers.awaitSame();
            String leader = servers.leader();
            String follower = servers.follower();
            String its = servers.address(follower);
            assertThatThrownBy(() -> servers.connectTo(follower))
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining(servers.address(leader) + " does");
            assertThatThrownBy(() -> servers.server(follower).inspection().sessions())
                    .hasMessageContaining("does not lead");
            assertThat(servers.server(leader).inspection().sessions()).hasSize(1);

            // The leader is not among those that this client knows, and one that it knows is dead.
            try (SyncManager other = ManagerClient.connect(List.of("127.0.0.1:1", its), TestServers.KEY)) {
                assertThat(other.value("value", Long.class, 1L).getAndAdd(1L)).isEqualTo(1);
            }

            SharedList<byte[]> large = manager.list("large", byte[].class);
            large.add(new byte[12 << 20]);
            assertThat(large.get(0)).hasSize(12 << 20);
            assertThatThrownBy(() -> large.add(new byte[17 << 20])).hasMessageContaining("16777216");
            assertThat(large).hasSize(1);

            servers.close(follower);
            servers.close(servers.follower());
            await().atMost(LONG)
                    .untilAsserted(() -> assertThatThrownBy(() -> servers.connectTo(leader))
                            .isInstanceOf(ConnectionLostException.class)
                            .hasMessageContaining("more than half of them must run and see each other"));
            servers.start(follower);
            assertThat(value.getAndAdd(1L)).isEqualTo(2);
            assertThat(complaints).isEmpty();
        }
    }
}
