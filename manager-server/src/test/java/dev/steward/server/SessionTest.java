package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.AuthKey;
import dev.steward.api.ObjectId;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.CloseSession;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Leave;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Park;
import dev.steward.protocol.message.Parked;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions over connections: one session, any number of connections, each answer where it is waited for. */
@Timeout(30)
class SessionTest {

    private static final long FOR_EVER = -1;

    private ManagerServer server;

    @BeforeEach
    void start() {
        server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .limit(ServerLimit.CALLS, 4)
                .limit(ServerLimit.SESSIONS, 5)
                .build();
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
        ServerThreads.awaitNone();
    }

    private static ObjectId queueNamed(RawClient client, String name) {
        return RawClient.referenceOf(client.ask(Operation.CREATE, ObjectId.DIRECTORY, "queue", name, List.of()));
    }

    @Test
    void sessionsWhoseClientsMayComeBackCountAmongThoseThereMayBe() {
        for (int i = 0; i < 5; i++) {
            RawClient.open(server, RawClient.KEY, KeyId.AUTH, Duration.ofHours(1), Duration.ofHours(1))
                    .close();
        }
        try (ScriptedPeer sixth = ScriptedPeer.connect(RawClient.addressOf(server), RawClient.KEY)) {
            sixth.send(new OpenSession(
                    UUID.randomUUID(),
                    new SessionSecret(ScriptedPeer.randomBytes()),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(3),
                    1,
                    "one too many"));
            SessionRefused refused = sixth.receive(SessionRefused.class);
            assertThat(refused.reason()).isEqualTo(SessionRefused.Reason.TOO_MANY);
            assertThat(refused.text()).contains("5 sessions", "limit SESSIONS");
        }
    }

    @Test
    void whoIsAwayForLongGivesWayToANewcomerFirstOfAllWhoHoldsNothing() {
        List<RawClient> away = new ArrayList<>();
        try (RawClient owner = RawClient.open(server)) {
            ObjectId lock = RawClient.referenceOf(
                    owner.ask(Operation.CREATE, ObjectId.DIRECTORY, "lock", "of the first", List.of()));
            for (int i = 0; i < 4; i++) {
                away.add(RawClient.open(server, RawClient.KEY, KeyId.AUTH, Duration.ofHours(1), Duration.ofHours(1)));
            }
            assertThat(away.get(0).ask(Operation.LOCK_ACQUIRE, lock, 0).status())
                    .isEqualTo(Status.OK);
            away.forEach(RawClient::close);
            List<RawClient> newcomers = new ArrayList<>();
            await().until(() -> isLetIn(newcomers));
            await().until(() -> isLetIn(newcomers));
            await().until(() -> isLetIn(newcomers));
            assertThat(owner.call(Operation.LOCK_IS_LOCKED, lock)).isEqualTo(true);
            await().until(() -> isLetIn(newcomers));
            assertThat(owner.call(Operation.LOCK_IS_LOCKED, lock)).isEqualTo(false);
            newcomers.forEach(RawClient::close);
        }
    }

    private boolean isLetIn(List<RawClient> newcomers) {
        try {
            newcomers.add(RawClient.open(server));
            return true;
        } catch (AssertionError refused) {
            assertThat(refused).hasMessageContaining("limit SESSIONS");
            return false;
        }
    }

    @Test
    void administratorIsLetInHoweverManySessionsThereAre() {
        AuthKey adminKey = AuthKey.of("the key of an administrator");
        try (ManagerServer full = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .adminKey(adminKey)
                .limit(ServerLimit.SESSIONS, 1)
                .build()) {
            full.start();
            try (RawClient only = RawClient.open(full);
                    RawClient admin = RawClient.open(
                            full, adminKey, KeyId.ADMIN, Duration.ofSeconds(10), Duration.ofSeconds(3))) {
                assertThat(only.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
                assertThat(admin.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
            }
        }
    }

    @Test
    void heartbeatIsAnsweredWithItsTick() {
        try (RawClient client = RawClient.open(server)) {
            client.peer.send(new Heartbeat(17));
            assertThat(client.peer.receive(HeartbeatAnswer.class).tick()).isEqualTo(17);
        }
    }

    @Test
    void replyTakesTheConnectionThatTheCallCameBy() {
        try (RawClient shared = RawClient.open(server);
                RawClient caller = shared.join(server, ConnectionRole.CALLER)) {
            caller.send(2, 1, Operation.PING.code(), ObjectId.DIRECTORY);
            assertThat(caller.peer.receive(Reply.class).thread()).isEqualTo(2);
        }
    }

    @Test
    void parkedCallIsAnsweredOnTheSharedConnection() {
        try (RawClient shared = RawClient.open(server);
                RawClient caller = shared.join(server, ConnectionRole.CALLER)) {
            ObjectId queue = shared.create("queue");
            caller.send(2, 1, Operation.QUEUE_TAKE.code(), queue, FOR_EVER);
            caller.peer.send(new Park(2, 1));
            assertThat(caller.peer.receive(Parked.class).number()).isEqualTo(1);
            shared.send(Operation.QUEUE_PUT.code(), queue, "parcel", 0);
            Reply first = shared.peer.receive(Reply.class);
            Reply second = shared.peer.receive(Reply.class);
            Reply taken = first.thread() == 2 ? first : second;
            assertThat(RawClient.resultOf(taken)).isEqualTo("parcel");
        }
    }

    @Test
    void repeatedCallIsAnsweredOnTheSharedConnectionAlthoughItsFirstComesLast() {
        try (RawClient shared = RawClient.open(server);
                RawClient caller = shared.join(server, ConnectionRole.CALLER)) {
            ObjectId queue = shared.create("queue");
            shared.send(2, 1, Operation.QUEUE_TAKE.code(), queue, FOR_EVER);
            shared.peer.send(new Heartbeat(1));
            shared.peer.receive(HeartbeatAnswer.class);
            caller.send(2, 1, Operation.QUEUE_TAKE.code(), queue, FOR_EVER);
            caller.peer.send(new Heartbeat(2));
            caller.peer.receive(HeartbeatAnswer.class);
            shared.send(Operation.QUEUE_PUT.code(), queue, "parcel", 0);
            Reply first = shared.peer.receive(Reply.class);
            Reply second = shared.peer.receive(Reply.class);
            assertThat(RawClient.resultOf(first.thread() == 2 ? first : second)).isEqualTo("parcel");
        }
    }

    @Test
    void parkOfAnAnsweredCallIsNotAnsweredTwice() {
        try (RawClient shared = RawClient.open(server);
                RawClient caller = shared.join(server, ConnectionRole.CALLER)) {
            caller.send(2, 1, Operation.PING.code(), ObjectId.DIRECTORY);
            caller.peer.send(new Park(2, 1));
            caller.peer.receive(Reply.class);
            caller.send(2, 2, Operation.PING.code(), ObjectId.DIRECTORY);
            assertThat(caller.peer.receive(Reply.class).number()).isEqualTo(2);
        }
    }

    @Test
    void takeBlocksUntilAnotherClientPuts() {
        try (RawClient taker = RawClient.open(server);
                RawClient putter = RawClient.open(server)) {
            ObjectId queue = queueNamed(taker, "parcels");
            taker.send(Operation.QUEUE_TAKE.code(), queue, FOR_EVER);
            putter.call(Operation.QUEUE_PUT, queueNamed(putter, "parcels"), "parcel", 0);
            assertThat(RawClient.resultOf(taker.peer.receive(Reply.class))).isEqualTo("parcel");
        }
    }

    @Test
    void waitThatTimesOutIsAnsweredByTheServersTimer() {
        try (RawClient client = RawClient.open(server)) {
            ObjectId queue = client.create("queue");
            Reply reply = client.ask(
                    Operation.QUEUE_TAKE, queue, Duration.ofMillis(50).toNanos());
            assertThat(reply.status()).isEqualTo(Status.EMPTY);
        }
    }

    @Test
    void cancelledWaitIsAnsweredOnce() {
        try (RawClient client = RawClient.open(server)) {
            ObjectId queue = client.create("queue");
            long number = client.send(Operation.QUEUE_TAKE.code(), queue, FOR_EVER);
            client.peer.send(new Cancel(1, number), new Cancel(1, number));
            assertThat(client.peer.receive(Reply.class).status()).isEqualTo(Status.CANCELLED);
            assertThat(client.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
        }
    }

    @Test
    void repeatedCallIsAnsweredFromTheKeptReply() {
        try (RawClient client = RawClient.open(server)) {
            ObjectId list = client.create("list");
            List<EncodedValue> element = List.of(EncodedValue.of("once"));
            Call call = new Call(3, 1, Operation.LIST_ADD.code(), list, Received.NOTHING, element);
            client.peer.send(call);
            client.peer.receive(Reply.class);
            client.peer.send(call);
            assertThat(client.peer.receive(Reply.class).status()).isEqualTo(Status.OK);
            assertThat(client.call(Operation.LIST_SIZE, list)).isEqualTo(1L);
        }
    }

    @Test
    void suspendedSessionResumesAndHearsWhatItMissed() {
        try (RawClient client = RawClient.open(server);
                RawClient other = RawClient.open(server)) {
            ObjectId queue = queueNamed(client, "parcels");
            client.send(Operation.QUEUE_TAKE.code(), queue, FOR_EVER);
            client.peer.close();
            other.call(Operation.QUEUE_PUT, queueNamed(other, "parcels"), "parcel", 0);
            try (RawClient again = client.join(server, ConnectionRole.SHARED)) {
                again.send(1, 2, Operation.QUEUE_TAKE.code(), queue, FOR_EVER);
                assertThat(RawClient.resultOf(again.peer.receive(Reply.class))).isEqualTo("parcel");
            }
        }
    }

    @Test
    void lockOfASilentClientPassesOnWhenItsLeaseEnds() {
        try (RawClient silent = RawClient.open(
                        server, RawClient.KEY, KeyId.AUTH, Duration.ofSeconds(1), Duration.ofSeconds(1));
                RawClient waiter = RawClient.open(server)) {
            ObjectId lock = RawClient.referenceOf(
                    silent.ask(Operation.CREATE, ObjectId.DIRECTORY, "condition", "lock", List.of()));
            silent.call(Operation.LOCK_ACQUIRE, lock, 0L);
            RawClient.referenceOf(waiter.ask(Operation.FIND, ObjectId.DIRECTORY, "lock", null));
            waiter.call(Operation.LOCK_ACQUIRE, lock, FOR_EVER);
            assertThat(silent.peer.receive(SessionClosed.class).reason()).contains("lease");
            silent.peer.receiveEnd();
        }
    }

    @Test
    void cleanCloseReleasesAtOnceAndSaysSo() {
        try (RawClient client = RawClient.open(server)) {
            client.peer.send(new CloseSession());
            client.peer.receive(SessionClosed.class);
            client.peer.receiveEnd();
            try (ScriptedPeer late = ScriptedPeer.connect(RawClient.addressOf(server), RawClient.KEY)) {
                late.send(new JoinSession(client.session, client.secret, ConnectionRole.SHARED));
                assertThat(late.receive(SessionRefused.class).reason()).isEqualTo(SessionRefused.Reason.UNKNOWN);
            }
        }
    }

    @Test
    void clientThatLeavesIsServedUntilItsConnectionBreaksAndThenHasEnded() {
        // Nothing else would end its session while this test runs.
        Duration anHour = Duration.ofHours(1);
        try (RawClient client = RawClient.open(server, RawClient.KEY, KeyId.AUTH, anHour, anHour);
                RawClient waiter = RawClient.open(server)) {
            ObjectId lock =
                    RawClient.referenceOf(client.ask(Operation.CREATE, ObjectId.DIRECTORY, "lock", "lock", List.of()));
            client.call(Operation.LOCK_ACQUIRE, lock, 0L);
            client.peer.send(new Leave());
            assertThat(client.call(Operation.LOCK_IS_HELD, lock)).isEqualTo(true);
            RawClient.referenceOf(waiter.ask(Operation.FIND, ObjectId.DIRECTORY, "lock", null));
            client.peer.close();
            waiter.call(Operation.LOCK_ACQUIRE, lock, FOR_EVER);
            try (ScriptedPeer late = ScriptedPeer.connect(RawClient.addressOf(server), RawClient.KEY)) {
                late.send(new JoinSession(client.session, client.secret, ConnectionRole.SHARED));
                assertThat(late.receive(SessionRefused.class).reason()).isEqualTo(SessionRefused.Reason.UNKNOWN);
            }
        }
    }

    @Test
    void wrongSecretAndUnknownSessionAreRefusedInTheSameWords() {
        try (RawClient client = RawClient.open(server);
                ScriptedPeer stranger = ScriptedPeer.connect(RawClient.addressOf(server), RawClient.KEY)) {
            SessionSecret wrong = new SessionSecret(ScriptedPeer.randomBytes());
            stranger.send(new JoinSession(client.session, wrong, ConnectionRole.SHARED));
            SessionRefused wrongSecret = stranger.receive(SessionRefused.class);
            stranger.send(new JoinSession(UUID.randomUUID(), wrong, ConnectionRole.SHARED));
            assertThat(stranger.receive(SessionRefused.class)).isEqualTo(wrongSecret);
        }
    }

    @Test
    void idThatIsTakenOrTheServersOwnIsRefused() {
        try (RawClient client = RawClient.open(server);
                ScriptedPeer stranger = ScriptedPeer.connect(RawClient.addressOf(server), RawClient.KEY)) {
            for (UUID id : List.of(client.session, new UUID(0, 0))) {
                stranger.send(new OpenSession(id, client.secret, Duration.ofSeconds(9), Duration.ofSeconds(3), 1, "x"));
                assertThat(stranger.receive(SessionRefused.class).reason()).isEqualTo(SessionRefused.Reason.TAKEN);
            }
        }
    }

    @Test
    void clientThatDoesNotKeepToItsCreditIsCut() {
        try (RawClient greedy = RawClient.open(server);
                RawClient modest = RawClient.open(server)) {
            // Numbers that leave a gap cannot begin, so they stay unanswered.
            for (int number = 2; number < 8; number++) {
                greedy.send(1, number, Operation.PING.code() + 0x80, ObjectId.DIRECTORY);
            }
            for (int number = 2; number < 8; number++) {
                greedy.send(2, number, Operation.LIST_SIZE.code(), new ObjectId(1));
            }
            Failure failure = greedy.peer.receive(Failure.class);
            assertThat(failure.code()).isEqualTo(FailureCode.PROTOCOL);
            assertThat(failure.text()).contains("credit");
            assertThat(modest.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
        }
    }

    @Test
    void unknownOperationIsRefusedInItsPlace() {
        try (RawClient client = RawClient.open(server)) {
            Reply reply = client.ask(0x07FF, ObjectId.DIRECTORY);
            assertThat(RawClient.sentenceOf(reply, Status.NO_SUCH_OPERATION)).contains("2047");
            assertThat(client.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
        }
    }

    @Test
    void resultLargerThanAValueMayBeIsRefused() {
        try (ManagerServer small = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .limit(ServerLimit.FRAME_BYTES, 4096)
                .maxValue(4500)
                .build()) {
            small.start();
            try (RawClient client = RawClient.open(small)) {
                ObjectId list = client.create("list");
                for (int i = 0; i < 5; i++) {
                    client.call(Operation.LIST_ADD, list, "x".repeat(1000));
                }
                assertThat(RawClient.sentenceOf(client.ask(Operation.LIST_SNAPSHOT, list), Status.TOO_LARGE))
                        .contains("VALUE_BYTES", "in parts");
            }
        }
    }
}
