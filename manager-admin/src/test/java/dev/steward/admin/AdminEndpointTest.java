package dev.steward.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import dev.steward.admin.transport.HttpLimits;
import dev.steward.api.AuthKey;
import dev.steward.api.ManagerException;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerEvents;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks over HTTP is answered if it may, and told what is wrong if not; whatever comes in does no harm. */
@Timeout(60)
class AdminEndpointTest {

    private static final AuthKey KEY = AuthKey.of("the key of all clients here");
    private static final AuthKey ADMIN_KEY = AuthKey.of("the key of administrators");

    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final AdminEndpoint admin = AdminEndpoint.at("127.0.0.1", 0);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch mayLeave = new CountDownLatch(1);
    private @Nullable ManagerServer server;

    private ManagerServer.Builder builder() {
        return ManagerServer.builder()
                .authKey(KEY)
                .registerFunction("wait", () -> {
                    entered.countDown();
                    mayLeave.await();
                    return 1;
                })
                .events(new ServerEvents() {
                    @Override
                    public void refused(String peer, String reason) {
                        refused.add(reason);
                    }
                })
                .gateway(admin);
    }

    private Http start(ManagerServer.Builder builder) {
        ManagerServer started = builder.build();
        server = started;
        started.start();
        return http();
    }

    private Http start() {
        return start(builder());
    }

    private Http http() {
        return new Http(adminPort());
    }

    private int adminPort() {
        return Integer.parseInt(admin.address().replaceAll(".*:", ""));
    }

    private SyncManager client() {
        return ManagerClient.connect("127.0.0.1", server().port(), KEY);
    }

    private ManagerServer server() {
        ManagerServer started = server;
        assertThat(started).isNotNull();
        return started;
    }

    @AfterEach
    void close() {
        mayLeave.countDown();
        if (server != null) {
            server.close();
        }
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .noneMatch(name -> name.startsWith("manager-admin-loop"));
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch(name -> name.startsWith("manager-admin")));
    }

    @Test
    void healthIsToldWithoutToken() {
        Http http = start();
        assertThat(http.get("/live").json().toString()).isEqualTo("{\"live\":true,\"why\":[]}");
        assertThat(http.get("/ready").json().toString()).isEqualTo("{\"ready\":true,\"why\":[]}");
        assertThat(http.with("Host", "10.0.0.1").get("/ready").status()).isEqualTo(200);
    }

    @Test
    void isNotReadyWhileItDrains() throws InterruptedException {
        Http http = start();
        try (SyncManager manager = client()) {
            Thread caller = new Thread(() -> manager.call("wait", Integer.class));
            caller.start();
            entered.await();
            Thread closer = new Thread(server()::close);
            closer.start();
            await().until(() -> http.get("/ready").status() == 503);
            assertThat(http.get("/ready").json().toString()).isEqualTo("{\"ready\":false,\"why\":[\"draining\"]}");
            assertThat(http.get("/live").status()).isEqualTo(200);
            mayLeave.countDown();
            closer.join();
            caller.join();
        }
    }

    @Test
    void objectsAreToldWithToken() {
        Http http = start().token(AdminEndpoint.lookToken(KEY));
        try (SyncManager manager = client()) {
            SharedQueue<String> jobs = manager.queue("jobs", String.class);
            jobs.add("first");
            manager.lock("guard").lock();
            JsonObject row = http.get("/api/v1/objects?type=queue")
                    .json()
                    .getAsJsonArray()
                    .get(0)
                    .getAsJsonObject();
            assertThat(row.get("name").getAsString()).isEqualTo("jobs");
            assertThat(row.get("elements").getAsInt()).isEqualTo(1);
            JsonObject lock = http.get("/api/v1/objects/guard")
                    .json()
                    .getAsJsonArray()
                    .get(0)
                    .getAsJsonObject();
            assertThat(lock.getAsJsonArray("holders")).hasSize(1);
            JsonObject shown = http.get("/api/v1/objects/jobs?elements=0")
                    .json()
                    .getAsJsonArray()
                    .get(0)
                    .getAsJsonObject();
            assertThat(shown.get("values").toString()).isEqualTo("[]");
            assertThat(shown.get("more").getAsBoolean()).isTrue();
            assertThat(http.get("/api/v1/sessions").json().getAsJsonArray()).hasSize(1);
        }
    }

    @Test
    void withoutTokenNothingElseIsTold() {
        Http http = start();
        Http.Answer none = http.get("/api/v1/objects");
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.headers()).containsEntry("www-authenticate", "Bearer realm=\"steward\"");
        assertThat(none.body()).contains("steward token");
        assertThat(http.token("look-wrong").get("/api/v1/objects").status()).isEqualTo(401);
        assertThat(http.token("").get("/api/v1/objects").status()).isEqualTo(401);
        assertThat(http.with("Authorization", "Basic abc")
                        .get("/api/v1/objects")
                        .status())
                .isEqualTo(401);
        assertThat(http.token(AdminEndpoint.lookToken(ADMIN_KEY))
                        .get("/api/v1/objects")
                        .status())
                .isEqualTo(401);
        await().until(() -> refused.size() == 5);
        // What was sent may be a secret of somebody: the log has what these lines say.
        assertThat(refused)
                .noneMatch(line -> line.contains("look-wrong")
                        || line.contains("abc")
                        || line.contains(AdminEndpoint.lookToken(ADMIN_KEY)));
    }

    @Test
    void anAdminKeyIsNeededWhereThereIsOne() {
        Http http = start(builder().adminKey(ADMIN_KEY));
        Http.Answer ordinary = http.token(AdminEndpoint.actToken(KEY)).get("/api/v1/objects");
        assertThat(ordinary.status()).isEqualTo(403);
        assertThat(ordinary.body()).contains("ordinary key").contains("--admin-key-file");
        assertThat(http.token(AdminEndpoint.lookToken(ADMIN_KEY))
                        .get("/api/v1/objects")
                        .status())
                .isEqualTo(200);
        assertThat(http.token(AdminEndpoint.actToken(ADMIN_KEY))
                        .get("/api/v1/objects")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aKeyThatComesNextHoldsToo() {
        AuthKey next = AuthKey.of("the key that all clients get");
        Http http = start(builder().nextAuthKey(next));
        assertThat(http.token(AdminEndpoint.lookToken(next))
                        .get("/api/v1/objects")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenInAnAddressIsRefusedAndTellsNobody() {
        String token = AdminEndpoint.lookToken(KEY);
        Http.Answer answer = start().get("/api/v1/objects?token=" + token);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain(token);
        await().until(() -> !refused.isEmpty());
        assertThat(refused).noneMatch(line -> line.contains(token));
    }

    @Test
    void otherSitesAreRefused() {
        Http http = start().token(AdminEndpoint.lookToken(KEY));
        String path = "/api/v1/objects";
        assertThat(http.with("Host", "evil.example").get(path).status()).isEqualTo(421);
        assertThat(http.with("Host", null).get(path).status()).isEqualTo(421);
        assertThat(http.with("Host", "127.0.0.1.evil.example").get(path).status())
                .isEqualTo(421);
        assertThat(http.with("Origin", "https://evil.example").get(path).status())
                .isEqualTo(403);
        assertThat(http.with("Origin", "null").get(path).status()).isEqualTo(403);
        assertThat(http.with("Sec-Fetch-Site", "cross-site").get(path).status()).isEqualTo(403);
        assertThat(http.with("Sec-Fetch-Site", "same-site").get(path).status()).isEqualTo(403);
        assertThat(http.with("Origin", "http://" + admin.address()).get(path).status())
                .isEqualTo(200);
        assertThat(http.with("Host", "localhost:1").get(path).status()).isEqualTo(200);
        assertThat(http.with("Host", "[::1]:9").get(path).status()).isEqualTo(200);
        assertThat(http.send("OPTIONS", path).headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void aNameThatWasGivenIsAnswered() {
        admin.name("Steward.example");
        Http http = start().token(AdminEndpoint.lookToken(KEY));
        assertThat(http.with("Host", "steward.Example:9090")
                        .get("/api/v1/objects")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void namesOfAnyKindAreFound() {
        Http http = start().token(AdminEndpoint.lookToken(KEY));
        try (SyncManager manager = client()) {
            for (String name : List.of("<script>alert(1)</script>", "a/b", "50%", "a+b c", "\u0000\u202e", "?#&")) {
                manager.queue(name, String.class).add("<b>");
                String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
                Http.Answer answer = http.get("/api/v1/objects/" + path);
                assertThat(answer.status()).as(name).isEqualTo(200);
                assertThat(answer.headers())
                        .containsEntry("content-type", "application/json")
                        .containsEntry("x-content-type-options", "nosniff");
                assertThat(answer.json()
                                .getAsJsonArray()
                                .get(0)
                                .getAsJsonObject()
                                .get("name")
                                .getAsString())
                        .isEqualTo(name);
            }
        }
    }

    @Test
    void whatIsWrongIsNamed() {
        Http http = start().token(AdminEndpoint.lookToken(KEY));
        assertThat(http.get("/api/v1/objects/nothing").status()).isEqualTo(404);
        assertThat(http.get("/api/v1/objects/nothing").body()).contains("'nothing'");
        assertThat(http.get("/somewhere").status()).isEqualTo(404);
        assertThat(http.send("DELETE", "/api/v1/objects").status()).isEqualTo(405);
        assertThat(http.get("/api/v1/objects/1?limit=many").status()).isEqualTo(400);
        assertThat(http.get("/api/v1/objects/1?limit=2001").body()).contains("0 to 2000");
        assertThat(http.get("/api/v1/objects/%zz").status()).isEqualTo(400);
    }

    @Test
    void whatIsNoHttpIsToldSo() {
        Http http = start();
        Http.Answer answer = http.raw("\u0001\u0002\u0003 this is no HTTP\r\n\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("no HTTP");
        assertThat(http.raw("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\n\r\n").status())
                .isEqualTo(431);
        assertThat(http.raw("GET / HTTP/1.1\r\nA: " + "a".repeat(9_000) + "\r\n\r\n")
                        .status())
                .isEqualTo(431);
        assertThat(http.raw("POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: 1000000\r\n\r\n")
                        .status())
                .isEqualTo(413);
        assertThat(http.get("/live").status()).isEqualTo(200);
    }

    @Test
    void aClientOfTheManagerHearsThatThisIsNoServer() {
        admin.limits(new HttpLimits(8, Duration.ofMillis(200), Duration.ofSeconds(10)));
        start();
        assertThatThrownBy(() -> ManagerClient.connect("127.0.0.1", adminPort(), KEY))
                .isInstanceOf(ManagerException.class);
    }

    @Test
    void requestsThatDoNotComeAreEnded() throws IOException {
        admin.limits(new HttpLimits(8, Duration.ofMillis(100), Duration.ofSeconds(10)));
        start();
        int port = adminPort();
        for (String begun : List.of("", "GET /li", "GET /live HTTP/1.1\r\nHost: localhost\r\n")) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.UTF_8));
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
        // One that only waited is no news.
        await().until(() -> refused.size() == 2);
        assertThat(refused).allMatch(line -> line.contains("no whole request"));
    }

    @Test
    void moreConnectionsThanItTakesAreToldSo() throws IOException {
        admin.limits(new HttpLimits(3, Duration.ofSeconds(30), Duration.ofSeconds(30)));
        Http http = start();
        int port = adminPort();
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                Socket socket = new Socket("127.0.0.1", port);
                open.add(socket);
                // An answer says that it has a place.
                socket.getOutputStream().write("GET /live HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            try (Socket fourth = new Socket("127.0.0.1", port)) {
                InputStream in = fourth.getInputStream();
                Http.Answer answer = Http.read(in);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body()).contains("3 connections");
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        await().ignoreExceptions().until(() -> http.get("/live").status() == 200);
    }

    @Test
    void aRequestThatComesInPiecesIsAnswered() throws IOException {
        start();
        try (Socket socket = new Socket("127.0.0.1", adminPort())) {
            socket.setTcpNoDelay(true);
            String request = "GET /live HTTP/1.1\r\nHost: localhost\r\nA: " + "a".repeat(5_000)
                    + "\r\nConnection: close\r\n\r\n";
            for (String piece : request.split("(?<=[a\r])")) {
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.UTF_8));
            }
            assertThat(Http.read(socket.getInputStream()).status()).isEqualTo(200);
        }
    }

    @Test
    void severalRequestsOfOneConnectionAreAnsweredInTheirOrder() throws IOException {
        start();
        int port = adminPort();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String one = "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n";
            String last = "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write((one + one + last).getBytes(StandardCharsets.UTF_8));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).matches("(?s)HTTP/1.1 200.*HTTP/1.1 200.*HTTP/1.1 404.*");
        }
    }

    @Test
    void aPortThatIsTakenIsNamedAndNothingIsLeft() {
        start();
        String taken = admin.address();
        ManagerServer second = ManagerServer.builder()
                .authKey(KEY)
                .gateway(AdminEndpoint.at("127.0.0.1", adminPort()))
                .build();
        assertThatThrownBy(second::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(taken)
                .hasMessageContaining("choose another port");
        ManagerServer twice =
                ManagerServer.builder().authKey(KEY).gateway(admin).build();
        assertThatThrownBy(twice::start).hasMessageContaining("one endpoint is for one server");
    }

    @Test
    void offLoopbackWithoutTlsIsRefused() {
        ManagerServer open = ManagerServer.builder()
                .authKey(KEY)
                .gateway(AdminEndpoint.at("0.0.0.0", 0))
                .build();
        assertThatThrownBy(open::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0.0.0.0:0")
                .hasMessageContaining("tls(certificate, key)");
    }
}
