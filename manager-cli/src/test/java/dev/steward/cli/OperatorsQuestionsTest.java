package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.admin.AdminEndpoint;
import dev.steward.api.AuthKey;
import dev.steward.api.Delivery;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedLock;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator wants to know is answered by a command, over HTTP and by the meters, and by all of them alike. */
@Timeout(60)
class OperatorsQuestionsTest {

    private static final String TEXT = "a key that is long enough";
    private static final AuthKey KEY = AuthKey.of(TEXT);

    private final AdminEndpoint admin = AdminEndpoint.at("127.0.0.1", 0);
    private final List<SyncManager> clients = new ArrayList<>();
    private ManagerServer server;
    private String keyFile = "";

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        keyFile = Files.writeString(folder.resolve("key.txt"), TEXT + "\n").toString();
        server = ManagerServer.builder()
                .authKey(KEY)
                .limit(ServerLimit.QUEUE_ELEMENTS, 10)
                .gateway(admin)
                .build();
        server.start();
    }

    @AfterEach
    void end() {
        clients.forEach(SyncManager::close);
        server.close();
    }

    private SyncManager client(String name) {
        SyncManager client = ManagerClient.connect(
                "127.0.0.1",
                server.port(),
                KEY,
                ClientOptions.builder().name(name).build());
        clients.add(client);
        return client;
    }

    private String steward(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--connect", "127.0.0.1:" + server.port(), "--authkey-file", keyFile));
        Printed printed = Printed.by(arguments.toArray(String[]::new));
        assertThat(printed.exitCode()).as("%s", printed.lines()).isZero();
        return String.join("\n", printed.lines());
    }

    private String http(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(admin.url() + path))
                    .header("Authorization", "Bearer " + AdminEndpoint.lookToken(KEY))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (Exception failed) {
            throw new AssertionError(path, failed);
        }
    }

    /** What meters say may be as old as a second. */
    private void awaitMeters(String series) {
        await().until(() -> http("metrics").contains(series));
    }

    @Test
    void whoHoldsItWhoWaitsSinceWhenAndWhichClientThatIs() throws InterruptedException {
        client("the holder").lock("guard").lock();
        SharedLock wanted = client("the waiter").lock("guard");
        Thread waiting = new Thread(wanted::lock);
        waiting.start();
        await().until(() -> steward("who", "guard").contains("1 call waits"));
        assertThat(steward("who", "guard")).contains("the holder", "SINCE", "the waiter");
        assertThat(http("api/v1/objects/guard"))
                .containsSubsequence("\"holders\":", "the holder", "\"since\":", "\"waiters\":", "the waiter");
        awaitMeters("steward_object_waiting{name=\"guard\",type=\"lock\"} 1.0");
        assertThat(http("metrics"))
                .contains("steward_object_holding{name=\"guard\",type=\"lock\"} 1.0")
                .contains("steward_object_waiting{name=\"guard\",type=\"lock\"} 1.0");
        String pid = Long.toString(ProcessHandle.current().pid());
        assertThat(steward("sessions", "the holder")).contains("the holder", pid, "lock 'guard'");
        assertThat(http("api/v1/sessions?text=the%20holder"))
                .contains("\"client\":\"the holder\"", "\"pid\":" + pid, "\"name\":\"guard\"");
        steward("release", "guard");
        waiting.join();
    }

    @Test
    void whatIsOldestWhoDoesNotTakeAndWhatIsFull() throws InterruptedException {
        SyncManager maker = client("the maker");
        maker.queue("old", String.class).put("1");
        // Ages are known to a tenth of a second.
        await().until(() -> !http("api/v1/objects/old").matches("(?s).*\"oldest\":0\\.[012].*"));
        maker.queue("full", String.class).addAll(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"));
        assertThat(steward("ls", "--sort", "oldest").lines().skip(1).findFirst().orElseThrow())
                .startsWith("old");
        assertThat(http("api/v1/objects?sort=oldest")).containsSubsequence("\"old\"", "\"full\"");
        awaitMeters("steward_object_elements{name=\"full\",type=\"queue\"} 9.0");
        assertThat(http("metrics"))
                .containsPattern("steward_object_oldest_seconds\\{name=\"old\",type=\"queue\"} [0-9.E-]*[1-9]");
        assertThat(steward("top", "--times", "1", "--watch", "1", "--sort", "oldest"))
                .contains("old", "full");
        assertThat(http("api/v1/warnings")).contains("queue 'full' has 9 elements of the 10 that QUEUE_ELEMENTS");
        awaitMeters("steward_object_elements{name=\"full\",type=\"queue\"} 9.0");
        assertThat(http("metrics"))
                .contains("steward_limit{limit=\"QUEUE_ELEMENTS\"} 10.0")
                .contains("steward_object_elements{name=\"full\",type=\"queue\"} 9.0")
                .containsPattern("steward_warnings [1-9]");
    }

    @Test
    void whatDiedWhatWasRedeliveredAndWhatWasRefused() throws Exception {
        SyncManager victim = client("the victim");
        SharedJoinableQueue<String> jobs = victim.joinableQueue("jobs", String.class);
        jobs.put("work");
        Delivery<String> taken = jobs.receive();
        assertThat(taken.value()).isEqualTo("work");
        victim.lock("guard").lock();
        SharedLock wanted = client("the heir").lock("guard");
        Thread waiting = new Thread(wanted::lock);
        waiting.start();
        await().until(() -> steward("who", "guard").contains("1 call waits"));
        String session = http("api/v1/sessions?text=the%20victim")
                .replaceFirst("(?s).*\"session\":\"", "")
                .substring(0, 32);
        steward("kick", session);
        waiting.join();
        await().until(() -> http("api/v1/warnings").contains("locks passed on because their holders died"));
        await().until(() -> http("api/v1/warnings").contains("elements went back to their places"));
        assertThat(Printed.by("ls", "--connect", "127.0.0.1:" + server.port(), "--authkey-file", wrongKey())
                        .exitCode())
                .isEqualTo(3);
        await().until(() -> http("api/v1/warnings").contains("connections did not prove a key"));
        assertThat(http("metrics"))
                .contains("steward_events_total{event=\"abandoned\"} 1.0")
                .contains("steward_events_total{event=\"redelivered\"} 1.0")
                .containsPattern("steward_events_total\\{event=\"authentication_failed\"} [1-9]");
        assertThat(steward("events", "session"))
                .containsPattern("session +" + session.substring(0, 8)
                        + "\\w* +the victim: ended: ended by whoever looks after");
        assertThat(http("api/v1/events?event=session")).contains(session.substring(0, 8), "the victim: ended");
        assertThat(steward("events", "redelivered")).contains("an element of joinableQueue");
        assertThat(http("api/v1/events?event=redelivered")).contains("an element of joinableQueue");
        assertThat(steward("events", "abandoned")).contains("passed on because its holder died");
        assertThat(steward("events", "authentication_failed", "--limit", "1").lines())
                .hasSize(2);
        assertThat(http("api/v1/events?event=authentication_failed")).contains("127.0.0.1:");
        assertThat(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(admin.url() + "api/v1/objects"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        assertThat(steward("events", "refused")).contains("HTTP 401");
        assertThat(http("api/v1/events?event=refused")).contains("HTTP 401");
        SharedJoinableQueue<String> again = clients.get(1).joinableQueue("jobs", String.class);
        Delivery<String> second = again.receive();
        assertThat(steward("peek", "jobs")).contains("1 in delivery").containsPattern("the heir .* 2 ");
        second.done();
    }

    private String wrongKey() {
        try {
            return Files.writeString(Path.of(keyFile).resolveSibling("wrong.txt"), "another key that is long enough\n")
                    .toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void whetherItIsHealthyAndHowFastItIs() {
        client("the caller").dict("table", String.class, String.class).put("a", "b");
        assertThat(steward("ping")).contains("answer from");
        assertThat(http("ready")).isEqualTo("{\"ready\":true,\"why\":[]}\n");
        assertThat(http("metrics")).contains("steward_draining 0.0").contains("steward_loop_delay_seconds ");
        assertThat(steward("top", "--times", "1", "--watch", "1")).contains("calls/s", "the caller");
        assertThat(http("api/v1/sessions")).contains("\"callsPerSecond\":");
        awaitMeters("steward_sessions 1.0");
        assertThat(http("metrics")).containsPattern("steward_calls_total [0-9.E]*[1-9]");
    }
}
