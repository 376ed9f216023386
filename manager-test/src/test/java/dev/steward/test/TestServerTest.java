package dev.steward.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.SharedLock;
import dev.steward.api.SyncManager;
import org.junit.jupiter.api.Test;

/** The server for tests without JUnit's help. */
class TestServerTest {

    @Test
    void itServesUntilItIsClosed() {
        TestServer server = TestServer.start(builder -> builder.registerFunction("double", Integer.class, n -> n * 2));
        SyncManager manager;
        try (server) {
            manager = server.connect();
            assertThat(manager.call("double", Integer.class, 21)).isEqualTo(42);
            assertThat(server.state())
                    .contains("the server " + server.address() + " has 0 objects and 1 session")
                    .contains("client");
        }
        assertThatThrownBy(manager::ping).isInstanceOf(RuntimeException.class);
        server.close();
    }

    @Test
    void whatIsHeldIsNamed() {
        try (TestServer server = TestServer.start()) {
            SharedLock lock = server.client("careless").manager().lock();
            server.requireNothingHeld();
            lock.lock();
            assertThatThrownBy(server::requireNothingHeld)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(
                            "client 'careless' has lock " + lock.objectToken().objectId());
            server.client("victim").kill();
            lock.unlock();
            server.requireNothingHeld();
        }
    }
}
