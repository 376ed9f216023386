package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.steward.admin.AdminEndpoint;
import dev.steward.api.AuthKey;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import dev.steward.cluster.ClusterOptions;
import dev.steward.server.ManagerServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looking at the servers of a cluster, and having another one lead, from the command line. */
@Timeout(180)
@Tag("one-jdk")
class ClusterCommandTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final AuthKey KEY = AuthKey.of("a key that is long enough");
    private static final AuthKey ADMIN_KEY = AuthKey.of("another key that is long enough");

    @TempDir
    private Path folder;

    private String keyFile = "";
    private String adminKeyFile = "";

    private final Map<String, InetSocketAddress> members = new TreeMap<>();
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, ManagerServer> running = new TreeMap<>();
    private final Map<String, AdminEndpoint> endpoints = new TreeMap<>();

    @BeforeEach
    void write() throws IOException {
        keyFile = Files.writeString(folder.resolve("key.txt"), "a key that is long enough\n")
                .toString();
        adminKeyFile = Files.writeString(folder.resolve("admin.txt"), "another key that is long enough\n")
                .toString();
    }

    private void choosePorts(String... names) throws IOException {
        // All ports at once, so that none is given twice.
        List<ServerSocket> held = new ArrayList<>();
        for (String name : names) {
            held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            members.put(
                    name,
                    new InetSocketAddress("127.0.0.1", held.get(held.size() - 1).getLocalPort()));
            held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            ports.put(name, held.get(held.size() - 1).getLocalPort());
            endpoints.put(name, AdminEndpoint.at("127.0.0.1", 0));
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
    }

    private ManagerServer start(String name) {
        ManagerServer server = ManagerServer.builder()
                .address("127.0.0.1", ports.get(name))
                .authKey(KEY)
                .adminKey(ADMIN_KEY)
                .cluster(ClusterOptions.of(name, members, folder.resolve(name)))
                .gateway(endpoints.get(name))
                .drainAtExit(false)
                .build();
        server.start();
        return server;
    }

    private void startAll() {
        Map<String, CompletableFuture<ManagerServer>> starts = new TreeMap<>();
        ports.keySet().forEach(name -> starts.put(name, CompletableFuture.supplyAsync(() -> start(name))));
        starts.forEach((name, started) -> running.put(name, started.join()));
    }

    private String all() {
        return ports.values().stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    private Printed cluster(String... words) {
        return at(all(), words);
    }

    private Printed at(String addresses, String... words) {
        List<String> line = new ArrayList<>(List.of("cluster", "--connect", addresses, "--authkey-file", keyFile));
        line.addAll(Arrays.asList(words));
        return Printed.by(line.toArray(String[]::new));
    }

    private static @Nullable JsonObject leaderIn(Printed printed) {
        for (String line : printed.lines()) {
            if (line.startsWith("[")) {
                JsonArray rows = JsonParser.parseString(line).getAsJsonArray();
                for (int i = 0; i < rows.size(); i++) {
                    JsonObject row = rows.get(i).getAsJsonObject();
                    if (row.get("role").getAsString().equals("leader")) {
                        return row;
                    }
                }
            }
        }
        return null;
    }

    private String leader() {
        await().atMost(LONG).until(() -> leaderIn(cluster("--json")) != null);
        JsonObject leader = leaderIn(cluster("--json"));
        return leader == null ? "" : leader.get("member").getAsString();
    }

    @Test
    void theServersAreSeenAndAnotherOneLeads() throws Exception {
        choosePorts("a", "b", "c");
        try {
            startAll();
            String first = leader();
            try (SyncManager manager = ManagerClient.connect(List.of(all().split(",", -1)), KEY)) {
                SharedValue<Long> value = manager.value("value", Long.class, 1L);
                assertThat(value.getAndAdd(1L)).isEqualTo(1);

                Printed seen = cluster();
                assertThat(seen.exitCode()).isZero();
                assertThat(seen.lines()).anyMatch(line -> line.startsWith("MEMBER"));
                assertThat(seen.lines())
                        .filteredOn(line -> line.contains(" follower "))
                        .hasSize(2)
                        .allMatch(line -> line.contains("3 of 3") && line.contains("MiB"));
                assertThat(seen.lines())
                        .filteredOn(line -> line.contains(" leader "))
                        .singleElement()
                        .asString()
                        .startsWith(first + " ")
                        .contains("127.0.0.1:" + ports.get(first))
                        .contains(":" + members.get(first).getPort());
                JsonObject row = leaderIn(cluster("--json"));
                assertThat(row).isNotNull();
                assertThat(row.get("applied").getAsLong()).isPositive();
                assertThat(row.get("committed").getAsLong()).isPositive();
                assertThat(row.get("appended").getAsLong())
                        .isGreaterThanOrEqualTo(row.get("committed").getAsLong());
                assertThat(row.get("diskBytes").getAsLong()).isPositive();
                assertThat(row.get("heapBytes").getAsLong()).isPositive();
                assertThat(row.get("sees").getAsJsonArray()).hasSize(3);

                // Only whoever has the admin key has another one lead.
                Printed refused = cluster("step-down");
                assertThat(refused.exitCode()).isEqualTo(3);
                assertThat(refused.lines()).anyMatch(line -> line.contains("--admin-key-file"));
                assertThat(leader()).isEqualTo(first);

                Printed done = cluster("step-down", "--admin-key-file", adminKeyFile);
                assertThat(done.exitCode()).as("%s", done.lines()).isZero();
                String second = leader();
                assertThat(second).isNotEqualTo(first);
                assertThat(done.lines())
                        .contains("'" + second + "' leads now, clients reach it at 127.0.0.1:" + ports.get(second));
                assertThat(value.getAndAdd(1L)).isEqualTo(2);

                // One address is enough to see all that have led, and one that is gone is told.
                running.remove(first).close();
                Printed fewer = at("127.0.0.1:" + ports.get(second));
                assertThat(fewer.exitCode()).isZero();
                assertThat(fewer.lines())
                        .filteredOn(line -> line.startsWith(first + " "))
                        .singleElement()
                        .asString()
                        .contains("unreachable")
                        .contains("127.0.0.1:" + ports.get(first));
                assertThat(fewer.lines())
                        .anyMatch(line -> line.startsWith(first + ": nobody listens at"))
                        .anyMatch(line -> line.contains("it was not asked"));

                // One that is left alone still tells that none leads.
                String last = running.keySet().stream()
                        .filter(name -> !name.equals(second))
                        .findFirst()
                        .orElseThrow();
                running.remove(second).close();
                await().atMost(LONG)
                        .until(() -> at("127.0.0.1:" + ports.get(last)).exitCode() == 1);
                assertThat(cluster().lines())
                        .anyMatch(line -> line.startsWith(last + " ") && line.contains("1 of 3"))
                        .anyMatch(line -> line.startsWith("no server leads: more than half"));
                Printed none = cluster("step-down", "--admin-key-file", adminKeyFile);
                assertThat(none.exitCode()).isEqualTo(1);
                assertThat(none.lines()).anyMatch(line -> line.contains("no server leads, so none can hand over"));
            }
        } finally {
            running.values().forEach(ManagerServer::close);
        }
    }

    /** Returns what an endpoint answers whoever may look. */
    private HttpResponse<String> http(String name, String path) {
        return OverHttp.get(endpoints.get(name), ADMIN_KEY, path);
    }

    private JsonArray members(String name) {
        return JsonParser.parseString(http(name, "api/v1/members").body()).getAsJsonArray();
    }

    private static JsonObject row(JsonArray rows, String member) {
        for (int i = 0; i < rows.size(); i++) {
            JsonObject row = rows.get(i).getAsJsonObject();
            if (row.get("member").getAsString().equals(member)) {
                return row;
            }
        }
        throw new AssertionError(member + " is not in " + rows);
    }

    @Test
    void eachTellsOverHttpHowTheyStand() throws Exception {
        choosePorts("a", "b", "c");
        try {
            startAll();
            String leader = leader();
            String follower = ports.keySet().stream()
                    .filter(name -> !name.equals(leader))
                    .findFirst()
                    .orElseThrow();
            try (SyncManager manager = ManagerClient.connect(List.of(all().split(",", -1)), KEY)) {
                manager.queue("jobs", String.class).put("a job");

                // Its own row is that of the command line to the name; what it says of the others agrees.
                JsonObject printed = leaderIn(cluster("--json"));
                assertThat(printed).isNotNull();
                assertThat(row(members(leader), leader).keySet()).isEqualTo(printed.keySet());
                await().atMost(LONG).untilAsserted(() -> {
                    JsonArray seen = members(follower);
                    assertThat(row(seen, leader).get("role").getAsString()).isEqualTo("leader");
                    assertThat(row(seen, leader).get("clients")).isEqualTo(printed.get("clients"));
                    assertThat(row(seen, leader).get("servers")).isEqualTo(printed.get("servers"));
                    assertThat(row(seen, follower).get("role").getAsString()).isEqualTo("follower");
                    assertThat(row(seen, follower).get("leader").getAsString()).isEqualTo(leader);
                    assertThat(row(seen, follower).get("sees").getAsJsonArray()).hasSize(3);
                    assertThat(row(seen, leader).has("term")).isFalse();
                });

                // Objects are the leader's to tell of, and counted once.
                assertThat(http(leader, "api/v1/objects").body()).contains("\"name\":\"jobs\"");
                HttpResponse<String> elsewhere = http(follower, "api/v1/objects");
                assertThat(elsewhere.statusCode()).isEqualTo(503);
                assertThat(elsewhere.body()).contains("does not lead");
                assertThat(http(leader, "metrics").body()).containsPattern("(?m)^steward_queue_elements 1\\.0");
                assertThat(http(follower, "metrics").body()).containsPattern("(?m)^steward_queue_elements 0\\.0");
                assertThat(http(follower, "ready").statusCode()).isEqualTo(200);

                running.remove(leader).close();
                await().atMost(LONG).untilAsserted(() -> {
                    JsonObject gone = row(members(follower), leader);
                    assertThat(gone.get("role").getAsString()).isEqualTo("unreachable");
                    assertThat(gone.get("why").getAsString()).contains("'" + follower + "' is not connected");
                });
            }
        } finally {
            running.values().forEach(ManagerServer::close);
        }
    }

    @Test
    void aServerThatIsAloneSaysWhichToAsk() {
        try (ManagerServer server = ManagerServer.builder().authKey(KEY).build()) {
            server.start();
            for (List<String> words : List.of(List.<String>of(), List.of("step-down"))) {
                Printed printed = at(server.address(), words.toArray(String[]::new));
                assertThat(printed.exitCode()).isEqualTo(1);
                assertThat(printed.lines())
                        .filteredOn(line -> line.startsWith("steward: "))
                        .singleElement()
                        .asString()
                        .contains("is alone, and none of a cluster", "--cluster");
            }
        }
    }

    @Test
    void whatIsWrongIsSaidWithTheCure() throws IOException {
        choosePorts("a");
        Printed nobody = cluster();
        assertThat(nobody.exitCode()).isEqualTo(3);
        assertThat(nobody.lines()).singleElement().asString().contains("start the server there");
        Printed noneOfTwo = at(all() + "," + all().replace("127.0.0.1", "localhost"));
        assertThat(noneOfTwo.exitCode()).isEqualTo(3);
        assertThat(noneOfTwo.lines()).singleElement().asString().contains("none of the servers");
        Printed unknown = cluster("step-up");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.lines()).anyMatch(line -> line.contains("'step-up'") && line.contains("step-down"));
        Printed unix = at("unix:/tmp/none.sock");
        assertThat(unix.exitCode()).isEqualTo(2);
        assertThat(unix.lines()).anyMatch(line -> line.contains("HOST:PORT"));
        try (ManagerServer server = ManagerServer.builder().authKey(ADMIN_KEY).build()) {
            server.start();
            assertThat(at(server.address()).exitCode()).isEqualTo(3);
        }
    }
}
