package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.test.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server writes down of who came and what they forced. */
@Timeout(60)
class AuditTest {

    private static final AuthKey ADMIN = AuthKey.of("the admin's own key");
    private static final String SECRET = "a value that is nobody else's";

    @TempDir
    private Path folder;

    private static SyncManager connect(TestServer server, String name, AuthKey key, boolean admin) {
        ClientOptions.Builder options = ClientOptions.builder().name(name);
        if (admin) {
            options.adminKey();
        }
        return ManagerClient.connect("127.0.0.1", server.port(), key, options.build());
    }

    private static List<String> of(List<String> lines, String event) {
        return lines.stream()
                .filter(line -> line.contains("\"event\":\"" + event + "\""))
                .toList();
    }

    @Test
    void whoCameAndWhatWasForcedIsThereAndNoSecret() throws Exception {
        Path file = folder.resolve("audit.log");
        long process = ProcessHandle.current().pid();
        String session;
        try (TestServer server =
                TestServer.start(builder -> builder.adminKey(ADMIN).audit(file))) {
            assertThatThrownBy(() -> connect(server, "stranger", AuthKey.of("a wrong key of somebody"), false))
                    .isInstanceOf(AuthenticationException.class);
            try (SyncManager user = connect(server, "user", server.key(), false);
                    SyncManager admin = connect(server, "admin", ADMIN, true)) {
                SharedQueue<String> queue = user.queue("jobs", String.class);
                queue.put(SECRET);
                SharedLock lock = user.lock("ledger");
                lock.lock();
                user.delete("nothing");
                assertThatThrownBy(() ->
                                user.inspection().purge(queue.objectToken().objectId()))
                        .isInstanceOf(AuthenticationException.class);
                session = sessionOf(admin, "user");
                admin.queue("jobs", String.class).put(SECRET);
                admin.inspection().release(lock.objectToken().objectId());
                admin.inspection().purge(queue.objectToken().objectId());
                admin.inspection().requeue(queue.objectToken().objectId(), 1);
                admin.delete("jobs");
                admin.inspection().kick(session);
            }
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(of(lines, "unauthenticated")).hasSize(1);
        assertThat(of(lines, "refused"))
                .singleElement()
                .asString()
                .contains("\"reason\":\"a call of 'user': object.purge needs the admin key of this server");
        assertThat(of(lines, "opened"))
                .hasSize(2)
                .anyMatch(line -> line.contains("\"key\":\"auth\",\"session\":\"" + session
                        + "\",\"client\":\"user\",\"process\":" + process + "}"))
                .anyMatch(line -> line.contains("\"key\":\"admin\""));
        assertThat(of(lines, "forced"))
                .allMatch(line -> line.contains("\"client\":\"admin\""))
                .map(line -> line.replaceFirst(".*\"operation\":", "").replaceFirst("\"object\":\\d+", "object"))
                .containsSubsequence(
                        "\"queue.put\",object,\"names\":[]}",
                        "\"object.take_back\",object,\"names\":[]}",
                        "\"object.purge\",object,\"names\":[]}",
                        "\"object.requeue\",object,\"names\":[]}",
                        "\"delete\",\"names\":[\"jobs\"]}",
                        "\"kick\",\"names\":[\"" + session + "\"]}");
        assertThat(String.join("\n", lines))
                .doesNotContain(SECRET, "the admin's own key", ADMIN.toHex(), "wrong key of");
    }

    private static String sessionOf(SyncManager admin, String name) {
        return admin.inspection().sessions().stream()
                .filter(session -> session.client().name().equals(name))
                .findFirst()
                .orElseThrow()
                .client()
                .session();
    }

    @Test
    void aServerWhoseFileCannotBeWrittenDoesNotStart() {
        assertThatThrownBy(() -> TestServer.start(builder -> builder.audit(folder.resolve("none/audit.log"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot write the audit log");
    }
}
