package dev.steward.python;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.AuthKey;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerEvents;
import dev.steward.server.ServerLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets in at the door for Python, who does not, and what those learn. */
@Timeout(60)
class HandshakeTest {

    private static final String KEY = "a key of the tests";
    private static final String DUMMY = "\u0080\u0004(N\u008c\u0005dummy)}t.";
    private static final String DONE = "\u008c\u0007#RETURN";

    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    private @Nullable ManagerServer server;
    private PythonGateway python = PythonGateway.builder().build();

    private void start(PythonGateway.Builder options, long millis) {
        python = options.build();
        ManagerServer started = ManagerServer.builder()
                .authKey(AuthKey.of(KEY))
                .adminKey(AuthKey.of("a key of administrators"))
                .limit(ServerLimit.AUTHENTICATION_MILLIS, millis)
                .events(new ServerEvents() {
                    @Override
                    public void authentication(String peer, @Nullable String failure) {
                        if (failure != null) {
                            told.add(failure);
                        }
                    }

                    @Override
                    public void refused(String peer, String reason) {
                        told.add(reason);
                    }
                })
                .gateway(python)
                .build();
        started.start();
        server = started;
    }

    @AfterEach
    void end() {
        if (server != null) {
            server.close();
        }
    }

    private RawClient client() throws Exception {
        return new RawClient(python.port());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Test
    void whoHasTheKeyGetsIn() throws Exception {
        start(PythonGateway.builder(), 60_000);
        try (RawClient client = client()) {
            client.enter(KEY).send(RawClient.ascii(DUMMY));
            assertThat(text(client.receive())).contains(DONE);
            assertThat(client.isClosed()).isTrue();
        }
        try (RawClient admin = client()) {
            admin.enter("a key of administrators").send(RawClient.ascii(DUMMY));
            assertThat(text(admin.receive())).contains(DONE);
        }
    }

    @Test
    void whoHasAnotherKeyIsToldSoAndNothingMore() throws Exception {
        start(PythonGateway.builder(), 60_000);
        try (RawClient client = client()) {
            assertThat(client.prove("another key")).isEqualTo(RawClient.FAILURE);
            assertThat(client.isClosed()).isTrue();
        }
        await().until(() -> told.stream().anyMatch(reason -> reason.contains("another key")));
    }

    @Test
    void md5IsForThoseWhoAllowIt() throws Exception {
        start(PythonGateway.builder(), 60_000);
        try (RawClient client = client()) {
            client.send(RawClient.code("HmacMD5", KEY, client.challenge()));
            assertThat(client.receive()).isEqualTo(RawClient.FAILURE);
            assertThat(client.isClosed()).isTrue();
        }
        await().until(() -> told.stream().anyMatch(reason -> reason.contains("--python-md5")));
        end();
        start(PythonGateway.builder().allowMd5(true), 60_000);
        try (RawClient client = client()) {
            client.send(RawClient.code("HmacMD5", KEY, client.challenge()));
            assertThat(client.receive()).isEqualTo(RawClient.WELCOME);
            byte[] asked = new byte[20];
            client.send(RawClient.joined(RawClient.ascii("#CHALLENGE#"), asked));
            assertThat(client.receive()).isEqualTo(RawClient.code("HmacMD5", KEY, asked));
        }
    }

    @Test
    void ownChallengeThatComesBackIsRefused() throws Exception {
        start(PythonGateway.builder(), 60_000);
        try (RawClient other = client();
                RawClient client = client()) {
            byte[] open = other.challenge();
            assertThat(client.prove(KEY)).isEqualTo(RawClient.WELCOME);
            client.send(RawClient.joined(RawClient.ascii("#CHALLENGE#"), open));
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void whoStopsInTheHandshakeIsClosed() throws Exception {
        start(PythonGateway.builder(), 200);
        try (RawClient silent = client();
                RawClient halfway = client()) {
            assertThat(halfway.prove(KEY)).isEqualTo(RawClient.WELCOME);
            assertThat(silent.challenge()).hasSize(48);
            assertThat(silent.isClosed()).isTrue();
            assertThat(halfway.isClosed()).isTrue();
        }
        await().until(() -> told.stream().anyMatch(reason -> reason.contains("AUTHENTICATION_MILLIS")));
    }

    @Test
    void whatIsNoHandshakeIsClosed() throws Exception {
        start(PythonGateway.builder(), 60_000);
        for (String garbage : List.of(
                "GET / HTTP/1.0\r\n\r\n",
                "\u0000\u0000\u0001\u0001",
                "\u00ff\u00ff\u00ff\u00ff\u007f" + "\u00ff".repeat(7),
                "\u0016\u0003\u0001\u0002\u0000")) {
            try (RawClient client = client()) {
                assertThat(client.challenge()).hasSize(48);
                client.sendBytes(RawClient.ascii(garbage));
                assertThat(client.isClosed()).as(garbage).isTrue();
            }
        }
        whoHasTheKeyGetsInStill();
    }

    private void whoHasTheKeyGetsInStill() throws Exception {
        try (RawClient client = client()) {
            client.enter(KEY).send(RawClient.ascii(DUMMY));
            assertThat(text(client.receive())).contains(DONE);
        }
    }

    @Test
    void hostileRequestsAreAnsweredInWords() throws Exception {
        start(PythonGateway.builder(), 60_000);
        for (String hostile : List.of(
                "cos\nsystem\n(S'id'\ntR.",
                "X\u00ff\u00ff\u00ff\u007f",
                "\u0080\u0006N.",
                "N.",
                "(NNNNN.",
                "(N\u008c\u0005dummyN}t.",
                "(N\u008c\u0006create)}t.",
                "(N\u008c\u0006create\u008c\u0004list\u0085}t.",
                "(N\u008c\u0007nothing)}t.",
                "(".repeat(10_000) + "N.",
                "]".repeat(10_000) + "a".repeat(9_999) + ".")) {
            try (RawClient client = client()) {
                client.enter(KEY).send(RawClient.ascii(hostile));
                String answer = text(client.receive());
                assertThat(answer).as(hostile).containsAnyOf("#TRACEBACK", "#RETURN");
                assertThat(answer).as(hostile).doesNotContain("SystemError", "dev.steward", "uid=");
                assertThat(client.isClosed()).isTrue();
            }
        }
        whoHasTheKeyGetsInStill();
    }

    private RawClient served() throws Exception {
        RawClient client = client().enter(KEY);
        client.send(RawClient.ascii("\u0080\u0004(N\u008c\u0011accept_connection\u008c\u0001t\u0085}t."));
        assertThat(text(client.receive())).contains(DONE);
        return client;
    }

    @Test
    void threadIsServedWhateverItsName() throws Exception {
        start(PythonGateway.builder(), 60_000);
        try (RawClient odd = client().enter(KEY);
                RawClient endless = client().enter(KEY)) {
            odd.send(RawClient.ascii(
                    "\u0080\u0004(N\u008c\u0011accept_connection\u008c\na\nb\u00ed\u00a0\u00bd|c\u00001\u0085}t."));
            assertThat(text(odd.receive())).contains(DONE);
            endless.send(RawClient.ascii("\u0080\u0004(N\u008c\u0011accept_connectionX\u0000\u0000\u0001\u0000"
                    + "x".repeat(1 << 16) + "\u0085}t."));
            assertThat(text(endless.receive())).contains(DONE);
            assertThat(requireNonNull(server).inspection().sessions())
                    .anyMatch(session -> session.client().name().equals("python a b |c 1"))
                    .anyMatch(session -> session.client().name().startsWith("python xxxx"));
        }
    }

    private String newQueue() throws Exception {
        try (RawClient client = client().enter(KEY)) {
            return client.create("Queue");
        }
    }

    private String answerTo(String key, String request) throws Exception {
        try (RawClient client = client().enter(key)) {
            client.send(RawClient.ascii(request));
            return text(client.receive());
        }
    }

    @Test
    void whoHasNoAdminKeyEndsNoServer() throws Exception {
        start(PythonGateway.builder(), 60_000);
        String shutdown = "\u0080\u0004(N\u008c\u0008shutdown)}t.";
        assertThat(answerTo(KEY, shutdown)).contains("#TRACEBACK", "PermissionError");
        whoHasTheKeyGetsInStill();
        assertThat(answerTo("a key of administrators", shutdown)).contains(DONE);
        requireNonNull(server).awaitShutdown();
    }

    @Test
    void identOfAnotherStartIsNone() throws Exception {
        start(PythonGateway.builder(), 60_000);
        String ident = newQueue();
        String other = ident.substring(0, ident.length() - 1) + (ident.endsWith("0") ? '1' : '0');
        String beginning = "\u0080\u0004(N\u008c\u0006incref\u008c" + (char) ident.length();
        assertThat(answerTo(KEY, beginning + ident + "\u0085}t.")).contains(DONE);
        assertThat(answerTo(KEY, beginning + other + "\u0085}t."))
                .contains("#TRACEBACK", "KeyError", "before it was started again");
    }

    @Test
    void challengeThatIsNoneIsNotAnswered() throws Exception {
        start(PythonGateway.builder().allowMd5(true), 60_000);
        for (String asked : List.of("{sha256}abc", "{md4}" + "x".repeat(40), "x".repeat(21), "")) {
            try (RawClient client = client()) {
                assertThat(client.prove(KEY)).isEqualTo(RawClient.WELCOME);
                client.send(RawClient.ascii("#CHALLENGE#" + asked));
                assertThat(client.isClosed()).as(asked).isTrue();
            }
        }
    }

    @Test
    void requestOfNothingEndsTheConnectionWithoutAWord() throws Exception {
        start(PythonGateway.builder(), 60_000);
        try (RawClient command = client().enter(KEY);
                RawClient thread = served()) {
            command.send(new byte[0]);
            assertThat(command.isClosed()).isTrue();
            thread.send(new byte[0]);
            assertThat(thread.isClosed()).isTrue();
        }
    }

    @Test
    void whoAsksMoreAndMoreWithoutAwaitingAnAnswerIsClosedHoweverShortItAsks() throws Exception {
        start(PythonGateway.builder(), 60_000);
        String queue = newQueue();
        try (RawClient client = served()) {
            client.send(RawClient.ascii("\u0080\u0004(\u008c" + (char) queue.length() + queue + "\u008c\u0003get)}t."));
            client.sendBytes(new byte[4 * 100_000]);
            assertThat(client.isClosed()).isTrue();
        }
        whoHasTheKeyGetsInStill();
    }

    @Test
    void manyMayComeAtOnce() throws Exception {
        start(PythonGateway.builder(), 60_000);
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                clients.add(client());
            }
            for (RawClient client : clients) {
                client.enter(KEY).send(RawClient.ascii(DUMMY));
            }
            for (RawClient client : clients) {
                assertThat(text(client.receive())).contains(DONE);
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void idleClientsHaveNoThreads() throws Exception {
        start(PythonGateway.builder(), 60_000);
        List<RawClient> clients = new ArrayList<>();
        try {
            int before = Thread.getAllStackTraces().size();
            for (int i = 0; i < 1_000; i++) {
                RawClient client = client().enter(KEY);
                clients.add(client);
                client.send(RawClient.ascii("\u0080\u0004(N\u008c\u0011accept_connection\u008c\u0007Process\u0085}t."));
                assertThat(text(client.receive())).contains(DONE);
            }
            assertThat(Thread.getAllStackTraces()).hasSizeLessThan(before + 50);
            ManagerServer running = requireNonNull(server);
            assertThat(running.inspection().sessions())
                    .filteredOn(session -> session.client().name().equals("python Process"))
                    .hasSize(1_000);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void whatOthersCanReachHasToBeWantedInClear() {
        ManagerServer open = ManagerServer.builder()
                .authKey(AuthKey.of("a key of more than 16 bytes"))
                .gateway(PythonGateway.builder().address("0.0.0.0", 0).build())
                .build();
        assertThatThrownBy(open::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("its clients know no TLS")
                .hasMessageContaining("insecure()");
    }
}
