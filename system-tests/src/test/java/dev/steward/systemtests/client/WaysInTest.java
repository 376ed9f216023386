package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways to a server: socket files, keys, rights. */
class WaysInTest extends ServedTest {

    @Test
    void aUnixDomainSocket(@TempDir Path folder) {
        Path socket = folder.resolve("s");
        serve(ManagerServer.builder().address(socket));
        try (SyncManager direct = ManagerClient.connect(socket, KEY);
                SyncManager shared = ManagerClient.connect(
                        socket, KEY, ClientOptions.builder().connections(0).build())) {
            SharedList<Integer> list = direct.list("list", Integer.class);
            list.addAll(List.of(1, 2));
            assertThat(shared.list("list", Integer.class)).containsExactly(1, 2);
            assertThat(list.objectToken().addresses()).anyMatch(address -> address.startsWith("unix:"));
        }
    }

    @Test
    void aWrongKeyIsToldAtOnce() {
        ManagerServer server = serve();
        assertThatThrownBy(() -> ManagerClient.connect("127.0.0.1", server.port(), AuthKey.of("fedcba9876543210")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageContaining("key");
    }

    @Test
    void anyoneReleasesAPlainLockAlsoWhereThereIsAnAdminKey() throws Exception {
        ManagerServer server = serve(onLoopback().adminKey(AuthKey.of("an admin key 16+")));
        SharedLock held = connect(server.port()).lock("lock");
        held.lock();
        SharedLock same = connect(server.port()).lock("lock");
        assertThat(same.tryLock()).isFalse();
        same.release();
        assertThat(same.tryLock()).isTrue();
    }

    @Test
    void withAnAdminKeyOnlyItsHolderMayShutDown() throws Exception {
        AuthKey admin = AuthKey.of("an admin key 16+");
        ManagerServer server = serve(onLoopback().adminKey(admin));
        SyncManager user = connect(server.port());
        assertThatThrownBy(user::shutdownServer).isInstanceOf(AuthenticationException.class);
        assertThat(user.ping()).isPositive();
        user.close();
        try (SyncManager boss = ManagerClient.connect(
                "127.0.0.1",
                server.port(),
                admin,
                ClientOptions.builder().adminKey().build())) {
            boss.shutdownServer();
        }
        server.awaitShutdown();
    }
}
