package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.ObjectId;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.secret.KeyId;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServerEventsTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final ServerEvents listener = new ServerEvents() {
        @Override
        public void authentication(String peer, @Nullable String failure) {
            heard.add(failure == null ? "authenticated" : "refused a key");
            throw new IllegalStateException("a listener that fails, as the test wants");
        }

        @Override
        public void session(String session, String clientName, String change) {
            heard.add(clientName + " " + change);
            heard.add(Thread.currentThread().getName());
        }

        @Override
        public void abandoned(String object, String session) {
            heard.add("abandoned " + object);
        }

        @Override
        public void refused(String peer, String reason) {
            heard.add("refused: " + reason);
        }

        @Override
        public void redelivered(String object, String session) {
            heard.add("redelivered " + object);
        }
    };

    @Test
    void ownerHearsOfThoseWhoDoNotProveTheirKeyInTime() {
        try (ManagerServer server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .limit(ServerLimit.AUTHENTICATION_MILLIS, 100)
                .events(listener)
                .build()) {
            server.start();
            try (ScriptedPeer silent = ScriptedPeer.connect(RawClient.addressOf(server))) {
                silent.receive(Failure.class);
                silent.receiveEnd();
            }
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(heard)
                                    .containsExactly(
                                            "refused: the key was not proved within 100 ms (limit AUTHENTICATION_MILLIS, changed by"
                                                    + " serve --limit AUTHENTICATION_MILLIS=N or ManagerServer.Builder.limit(..))"));
        }
    }

    @Test
    void ownerHearsOfKeysSessionsDeathsAndReturns() {
        try (ManagerServer server =
                ManagerServer.builder().authKey(RawClient.KEY).events(listener).build()) {
            server.start();
            try (ScriptedPeer stranger = ScriptedPeer.connect(RawClient.addressOf(server))) {
                assertThatThrownBy(() -> stranger.authenticate(AuthKey.of("quite another key, long"), KeyId.AUTH))
                        .isInstanceOf(AuthenticationException.class);
            }
            RawClient dying = RawClient.open(server, RawClient.KEY, KeyId.AUTH, Duration.ofSeconds(9), Duration.ZERO);
            ObjectId lock = dying.create("condition");
            ObjectId queue = dying.create("queue");
            dying.call(Operation.LOCK_ACQUIRE, lock, 0L);
            dying.call(Operation.QUEUE_PUT, queue, "parcel", 0L);
            dying.send(1, 5, Operation.QUEUE_TAKE.code(), queue, 0L);
            dying.receive();
            dying.close();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(heard)
                            .contains(
                                    "refused a key",
                                    "authenticated",
                                    "abandoned condition " + lock,
                                    "redelivered queue " + queue,
                                    "manager-server-events")
                            .anyMatch(one -> one.startsWith("raw opened by 127.0.0.1"))
                            .anyMatch(one -> one.startsWith("raw ended")));
        }
        ServerThreads.awaitNone();
    }

    @Test
    void clientThatDoesNotReadWhatItAskedForIsCutAndTheOthersAreServed() {
        try (ManagerServer server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .limit(ServerLimit.OUTPUT_BYTES, 1 << 20)
                .limit(ServerLimit.OUTPUT_MILLIS, 100)
                .events(listener)
                .build()) {
            server.start();
            try (RawClient greedy = RawClient.open(server);
                    RawClient other = RawClient.open(server)) {
                ObjectId list = greedy.create("list");
                // Answers of more than 64 KiB would wait until it has read those before them.
                greedy.call(Operation.LIST_ADD, list, "x".repeat(60 << 10));
                for (int asked = 0; asked < 512; asked++) {
                    greedy.send(Operation.LIST_SNAPSHOT.code(), list);
                }
                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> heard.stream().anyMatch(one -> one.contains("OUTPUT_BYTES")));
                assertThat(other.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> heard.stream().anyMatch(one -> one.contains("raw suspended")));
            }
        }
        ServerThreads.awaitNone();
    }
}
