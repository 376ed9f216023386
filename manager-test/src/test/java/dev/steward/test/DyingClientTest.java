package dev.steward.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Delivery;
import dev.steward.api.Hold;
import dev.steward.api.SessionInspection;
import dev.steward.api.SessionLostException;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.OpenConnection;
import dev.steward.process.JavaProcess;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that die on command, as processes that are killed. */
@ManagerServerTest(perMethod = true)
class DyingClientTest {

    @Test
    void whatAKilledClientHeldPassesOnAtOnceAndTheNextIsTold(TestClient victim, SyncManager heir) throws Exception {
        victim.manager().lock("lock").lock();
        SharedQueue<String> queue = victim.manager().queue("queue", String.class);
        queue.put("a");
        Delivery<String> delivery = queue.receive();
        SharedLock lock = heir.lock("lock");
        assertThat(lock.tryLock()).isFalse();

        victim.kill();

        assertThat(victim.isDead()).isTrue();
        assertThat(heir.queue("queue", String.class).poll()).isEqualTo(delivery.value());
        try (Hold hold = lock.hold()) {
            assertThat(hold.abandoned()).isTrue();
        }
        victim.kill();
        assertThatThrownBy(() -> victim.manager().ping()).isInstanceOf(SessionLostException.class);
        assertThatThrownBy(queue::size)
                .isInstanceOf(SessionLostException.class)
                .hasMessageContaining("was cut off from its server, as if its process had been killed");
    }

    @Test
    void whoWaitsInAKilledClientIsTold(TestClient victim, TestServer server) {
        SharedQueue<String> queue = victim.manager().queue("queue", String.class);
        CompletableFuture<String> taken = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take();
            } catch (InterruptedException interrupted) {
                throw new CompletionException(interrupted);
            }
        });
        await().until(() -> server.sessions().get(0).waiting() == 1);

        victim.kill();

        assertThatThrownBy(taken::join).hasCauseInstanceOf(SessionLostException.class);
        assertThat(server.sessions()).isEmpty();
    }

    @Test
    void theServerTakesItsTimeForOneThatIsCutOff(TestServer server, SyncManager heir) {
        TestClient victim =
                server.client("victim", ClientOptions.builder().connections(0).resumeWindow(Duration.ofHours(1)));
        victim.manager().lock("lock").lock();

        victim.cutOff();

        await().until(() -> server.sessions().stream()
                .filter(session -> session.client().name().equals("victim"))
                .map(SessionInspection::away)
                .anyMatch(away -> away != null));
        assertThat(heir.lock("lock").tryLock()).isFalse();
        victim.kill();
        assertThat(heir.lock("lock").isLocked()).isFalse();
        assertThat(victim).hasToString("TestClient(victim, dead)");
    }

    @Test
    void itsWindowIsShort(TestClient victim, SyncManager heir) throws Exception {
        victim.manager().lock("lock").lock();
        victim.cutOff();
        assertThat(heir.lock("lock").tryLock(1, TimeUnit.MINUTES)).isTrue();
        heir.lock("lock").unlock();
    }

    @Test
    void aClosedOneIsNotCutOff(TestServer server) {
        TestClient client = server.client();
        OpenConnection connection = OpenConnection.of(client.manager()).orElseThrow();
        client.close();
        connection.cutOff();
        client.close();
        client.kill();
        assertThat(server.sessions()).isEmpty();
    }

    private static void hold(SharedLock lock, SharedQueue<Long> news) throws InterruptedException {
        lock.lock();
        news.put(ProcessHandle.current().pid());
        Thread.currentThread().join();
    }

    @Test
    void childrenEndWithTheirTestAndNothingOfThemIsLeftHeld() throws Exception {
        try (TestServer server = TestServer.start()) {
            SyncManager manager = server.connect();
            SharedQueue<Long> news = manager.queue("news", Long.class);
            JavaProcess child;
            try (TestScope test = server.open()) {
                child = JavaProcess.start(DyingClientTest::hold, manager.lock("lock"), news);
                assertThat(news.take()).isEqualTo(child.pid());
                test.requireNothingHeld();
            }
            assertThat(child.isAlive()).isFalse();
            assertThat(manager.lock("lock").isLocked()).isFalse();
            server.requireNothingHeld();
        }
    }
}
