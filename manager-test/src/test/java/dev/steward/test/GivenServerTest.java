package dev.steward.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SessionInspection;
import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test gets: a server of its class, and clients of its own. */
@ManagerServerTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GivenServerTest {

    /** What the server has registered. */
    interface Counter {
        int next();
    }

    private static int port;
    private static SyncManager ofAll;

    private SyncManager ofEach;

    @ConfigureServer
    private static void counter(ManagerServer.Builder builder) {
        AtomicInteger count = new AtomicInteger();
        builder.register("counter", Counter.class, () -> count::incrementAndGet);
    }

    @BeforeAll
    static void connectForAll(SyncManager all, TestServer server) {
        ofAll = all;
        port = server.port();
    }

    @BeforeEach
    void connect(SyncManager each) {
        ofEach = each;
    }

    @AfterEach
    void eachClientIsStillThere(TestServer server) {
        assertThat(server.port()).isEqualTo(port);
        assertThat(ofEach.ping()).isPositive();
    }

    @Test
    @Order(1)
    void eachParameterIsAClientOfItsOwnByItsName(SyncManager one, SyncManager two, ManagerServer server) {
        one.list("kept", String.class).add("a");
        assertThat(two.list("kept", String.class)).containsExactly("a");
        assertThat(server.inspection().sessions())
                .extracting(session -> session.client().name())
                .containsExactly("all", "each", "one", "two");
    }

    @Test
    @Order(2)
    void theNextTestHasTheSameServerAndOtherClients(SyncManager one, TestClient two, TestServer server) {
        assertThat(one.list("kept", String.class)).containsExactly("a");
        assertThat(ofAll.list("kept", String.class)).containsExactly("a");
        assertThat(server.sessions())
                .extracting(session -> session.client().name())
                .containsExactly("all", "each", "one", "two");
        assertThat(two.name()).isEqualTo("two");
        assertThat(two.manager().ping()).isPositive();
    }

    @Test
    void whatIsRegisteredIsServed(SyncManager manager) {
        Counter counter = manager.get("counter", Counter.class);
        int first = counter.next();
        assertThat(counter.next()).isEqualTo(first + 1);
    }

    @Test
    void aNameThatIsTakenGetsANumber(SyncManager one, TestServer server) {
        assertThat(server.client("one").name()).isEqualTo("one-2");
        assertThat(server.client("ö" + "n".repeat(200)).name()).startsWith("_nnn");
    }

    @Test
    void codeThatConnectsByItselfGetsIn(TestServer server) {
        try (SyncManager own = ManagerClient.connect("127.0.0.1", server.port(), server.key())) {
            SharedList<String> list = own.list("own", String.class);
            list.add("b");
            assertThat(ofEach.list("own", String.class)).containsExactly("b");
        }
        assertThat(server.toString()).contains(server.address());
    }

    @ParameterizedTest
    @ValueSource(strings = "a")
    void argumentsOfOthersComeFirst(String argument, SyncManager manager) {
        assertThat(argument).isEqualTo("a");
        assertThat(manager.ping()).isPositive();
    }

    @Nested
    class Inside {
        @Test
        void hasTheServerOfTheClassAroundIt(SyncManager manager, TestServer server) {
            assertThat(server.port()).isEqualTo(port);
            assertThat(server.sessions())
                    .extracting(SessionInspection::client)
                    .extracting(client -> client.name())
                    .containsExactly("all", "each", "manager");
            assertThat(manager.ping()).isPositive();
        }
    }
}
