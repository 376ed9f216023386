package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.ObjectId;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.message.SessionJoined;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.secret.KeyId;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Right;
import dev.steward.vocabulary.Status;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who looks into a server, ends sessions and takes back what others hold by frames that no face sends: what makes no sense is
 * refused with a sentence, nobody loses what he was not asked for, and no key does what the admin key is for.
 */
@Timeout(60)
class HostileInspectionTest {

    private static final AuthKey ADMIN = AuthKey.of("another key of more than sixteen bytes");
    private static final BigInteger HUGE = BigInteger.TWO.pow(80);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(2);

    private ManagerServer server;
    private RawClient bystander;
    private RawClient hostile;

    @BeforeEach
    void start() {
        server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .register("own", ArrayList::new)
                .build();
        server.start();
        bystander = RawClient.open(server);
        hostile = RawClient.open(server);
    }

    @AfterEach
    void othersAreServedAndNoThreadIsLeft() {
        try {
            assertThat(bystander.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
            bystander.close();
            hostile.close();
        } finally {
            server.close();
        }
        ServerThreads.awaitNone();
    }

    private Status statusOf(Operation operation, ObjectId target, @Nullable Object... arguments) {
        Reply reply = hostile.ask(operation, target, arguments);
        if (reply.status() != Status.OK) {
            assertThat(String.valueOf(RawClient.CODEC.decode(reply.value())))
                    .as("%s with %s", operation, Arrays.deepToString(arguments))
                    .hasSizeGreaterThan(15);
        }
        return reply.status();
    }

    private void assertBad(Operation operation, @Nullable Object... arguments) {
        assertThat(statusOf(operation, ObjectId.DIRECTORY, arguments))
                .as("%s with %s", operation, Arrays.deepToString(arguments))
                .isEqualTo(Status.BAD_ARGUMENT);
    }

    private static String idOf(RawClient client) {
        return client.session.toString().replace("-", "");
    }

    private long number(Operation operation, ObjectId target, @Nullable Object... arguments) {
        Object answer = hostile.call(operation, target, arguments);
        assertThat(answer).isInstanceOf(Number.class);
        return answer instanceof Number number ? number.longValue() : -1;
    }

    @Test
    void questionsThatMakeNoSenseAreRefused() {
        List<@Nullable Object> noCounts = new ArrayList<>(
                Arrays.asList(null, -1, Long.MIN_VALUE, HUGE, HUGE.negate(), 0.5, "1", true, List.of(), Map.of()));
        for (Object count : noCounts) {
            assertBad(Operation.INSPECT, null, count);
            assertBad(Operation.SESSIONS, count);
            assertBad(Operation.EVENTS, count);
        }
        List<Object> noWords = List.of(7, true, 0.5, List.of("a"), new byte[3], Map.of(), "n".repeat(70_000));
        for (Object word : noWords) {
            assertBad(Operation.INSPECT, word, 1);
            assertBad(Operation.KICK, word);
        }
        assertBad(Operation.KICK, (Object) null);
        assertBad(Operation.INSPECT);
        assertBad(Operation.INSPECT, "a");
        assertBad(Operation.INSPECT, "a", 1, 1);
        assertBad(Operation.SESSIONS);
        assertBad(Operation.EVENTS);
        assertBad(Operation.EVENTS, 1, 1);
        assertBad(Operation.SESSIONS, 1, 1);
        assertBad(Operation.KICK);
        assertBad(Operation.DESCRIBE, 1);
        assertBad(Operation.INSPECT_SERVER, 1);
    }

    @Test
    void numbersWithoutMeasureAreTakenAsVeryMuch() {
        ObjectId list = bystander.create("list", List.of(1, 2, 3));
        for (long most : new long[] {0, 1, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Long.MAX_VALUE}) {
            assertThat(statusOf(Operation.INSPECT, ObjectId.DIRECTORY, null, most))
                    .isEqualTo(Status.OK);
            assertThat(statusOf(Operation.SESSIONS, ObjectId.DIRECTORY, most)).isEqualTo(Status.OK);
            assertThat(statusOf(Operation.EVENTS, ObjectId.DIRECTORY, most)).isEqualTo(Status.OK);
            assertThat(statusOf(Operation.OBJECT_INSPECT, list, most)).isEqualTo(Status.OK);
            assertThat(statusOf(Operation.OBJECT_PEEK, list, most)).isEqualTo(Status.OK);
        }
        for (String word : List.of("", "\u202E", "-1", "0", "9".repeat(60_000), "local", "directory", "\0")) {
            assertThat(statusOf(Operation.INSPECT, ObjectId.DIRECTORY, word, 1))
                    .as(word)
                    .isEqualTo(Status.NO_SUCH_NAME);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {
                "OBJECT_INSPECT",
                "OBJECT_DESCRIBE",
                "OBJECT_PEEK",
                "OBJECT_TAKE_BACK",
                "OBJECT_PURGE",
                "OBJECT_REQUEUE"
            })
    void objectsThatThereAreNotAreNamed(Operation operation) {
        Object[] arguments = operation.arguments().stream().map(argument -> 5).toArray();
        for (long id : new long[] {Long.MIN_VALUE, -1, 1_000_000, Long.MAX_VALUE}) {
            assertThat(statusOf(operation, new ObjectId(id), arguments)).isEqualTo(Status.NO_SUCH_OBJECT);
        }
        assertThat(statusOf(operation, ObjectId.DIRECTORY, arguments)).isEqualTo(Status.NO_SUCH_OPERATION);
        ObjectId own = bystander.get("own");
        assertThat(statusOf(operation, own, arguments)).isIn(Status.NO_SUCH_OBJECT, Status.NO_SUCH_OPERATION);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {
                "DESCRIBE",
                "INSPECT",
                "SESSIONS",
                "EVENTS",
                "INSPECT_SERVER",
                "KICK",
                "SHUTDOWN",
                "NAMES",
                "DELETE"
            })
    void whatTheServerIsAskedNoObjectDoes(Operation operation) {
        ObjectId list = bystander.create("list", List.of(1));
        assertThat(statusOf(operation, list, fitting(operation, "x", 5))).isEqualTo(Status.NO_SUCH_OPERATION);
    }

    @Test
    void theOrdinaryKeyDoesNothingThatTheAdminKeyIsFor() {
        try (ManagerServer guarded =
                ManagerServer.builder().authKey(RawClient.KEY).adminKey(ADMIN).build()) {
            guarded.start();
            ordinaryKeyIsRefused(guarded);
        }
    }

    private void ordinaryKeyIsRefused(ManagerServer guarded) {
        try (RawClient holder = RawClient.open(guarded);
                RawClient ordinary = RawClient.open(guarded);
                RawClient admin = RawClient.open(guarded, ADMIN, KeyId.ADMIN, LONG, SOON)) {
            ObjectId lock = holder.create("lock");
            holder.call(Operation.LOCK_ACQUIRE, lock, 0);
            for (Operation operation : Operation.values()) {
                if (operation.right() == Right.ADMIN) {
                    for (Object argument : new Object[] {0, idOf(holder), List.of()}) {
                        Object[] arguments = operation.arguments().stream()
                                .map(each -> argument)
                                .toArray();
                        ObjectId target = operation.isOfObjects() ? lock : ObjectId.DIRECTORY;
                        assertThat(RawClient.sentenceOf(ordinary.ask(operation, target, arguments), Status.FORBIDDEN))
                                .contains(operation.toString(), "admin key");
                    }
                }
            }
            assertThat(holder.call(Operation.LOCK_IS_HELD, lock)).isEqualTo(true);
            assertThat(admin.call(Operation.OBJECT_TAKE_BACK, lock)).isEqualTo(1L);
        }
    }

    @Test
    void nobodyEndsHimselfOrNobody() {
        String own = idOf(hostile);
        IntStream.rangeClosed(1, own.length())
                .mapToObj(length -> own.substring(0, length))
                .filter(begins -> !idOf(bystander).startsWith(begins))
                .forEach(begins -> assertBad(Operation.KICK, begins));
        assertBad(Operation.KICK, own.toUpperCase(Locale.ROOT));
        try (RawClient second = hostile.join(server, ConnectionRole.CALLER)) {
            // Of a thread of its own: the numbers of the first are used up by the other connection.
            second.send(9, 1, Operation.KICK.code(), ObjectId.DIRECTORY, own);
            Reply refused = second.peer.receive(Reply.class);
            assertThat(RawClient.sentenceOf(refused, Status.BAD_ARGUMENT)).contains("the one that asks");
        }
        // No number has a further digit, whatever it is.
        IntStream.range(0, 16)
                .mapToObj(digit -> own + Integer.toHexString(digit))
                .forEach(begins -> assertThat(statusOf(Operation.KICK, ObjectId.DIRECTORY, begins))
                        .as(begins)
                        .isEqualTo(Status.NO_SUCH_OBJECT));
        List<String> nobody = List.of(
                "", " ", "x", "local", "0".repeat(32), "\uFF11", own.substring(0, 31) + "\u0660", "f".repeat(60_000));
        for (String begins : nobody) {
            assertThat(statusOf(Operation.KICK, ObjectId.DIRECTORY, begins))
                    .as(begins)
                    .isEqualTo(Status.NO_SUCH_OBJECT);
        }
        assertThat(hostile.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
    }

    @Test
    void whoeverIsEndedWhileAwayFindsNoSession() {
        RawClient victim = RawClient.open(server, RawClient.KEY, KeyId.AUTH, LONG, LONG);
        ObjectId lock = bystander.create("lock");
        victim.call(Operation.LOCK_ACQUIRE, lock, 0);
        victim.close();
        assertThat(hostile.call(Operation.KICK, ObjectId.DIRECTORY, idOf(victim)))
                .isEqualTo(idOf(victim));
        assertThat(bystander.ask(Operation.LOCK_ACQUIRE, lock, LONG.toNanos()).status())
                .isEqualTo(Status.OK);
        try (ScriptedPeer again = ScriptedPeer.connect(RawClient.addressOf(server), RawClient.KEY)) {
            again.send(new JoinSession(victim.session, victim.secret, ConnectionRole.SHARED));
            assertThat(again.receive(SessionRefused.class).reason()).isEqualTo(SessionRefused.Reason.UNKNOWN);
        }
        assertThat(statusOf(Operation.KICK, ObjectId.DIRECTORY, idOf(victim))).isEqualTo(Status.NO_SUCH_OBJECT);
    }

    @Test
    void whoeverComesBackWhileHeIsEndedIsRefusedOrToldSo() {
        ObjectId lock = bystander.create("lock");
        for (int i = 0; i < 100; i++) {
            RawClient victim = RawClient.open(server, RawClient.KEY, KeyId.AUTH, LONG, LONG);
            victim.call(Operation.LOCK_ACQUIRE, lock, LONG.toNanos());
            victim.close();
            CompletableFuture<Reply> kicked =
                    CompletableFuture.supplyAsync(() -> hostile.ask(Operation.KICK, ObjectId.DIRECTORY, idOf(victim)));
            try (ScriptedPeer again = ScriptedPeer.connect(RawClient.addressOf(server), RawClient.KEY)) {
                again.send(new JoinSession(victim.session, victim.secret, ConnectionRole.SHARED));
                Message answer = again.receive();
                if (answer instanceof SessionJoined) {
                    again.enter(Phase.IN_SESSION);
                    assertThat(again.receive()).isInstanceOf(SessionClosed.class);
                } else {
                    assertThat(answer).isInstanceOf(SessionRefused.class);
                }
            }
            assertThat(kicked.join().status()).isEqualTo(Status.OK);
            // Only if what it held has passed on does the next round get it.
            assertThat(bystander
                            .ask(Operation.LOCK_ACQUIRE, lock, LONG.toNanos())
                            .status())
                    .isEqualTo(Status.OK);
            assertThat(bystander.call(Operation.LOCK_RELEASE_ANY, lock)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock", "condition", "semaphore", "boundedSemaphore", "queue", "joinableQueue"})
    void whatNobodyHoldsIsNotReleased(String type) {
        ObjectId object = type.contains("emaphore") ? bystander.create(type, 2) : bystander.create(type);
        Object before = bystander.call(Operation.OBJECT_DESCRIBE, object);
        for (int i = 0; i < 3; i++) {
            assertThat(number(Operation.OBJECT_TAKE_BACK, object)).isZero();
        }
        assertThat(bystander.call(Operation.OBJECT_DESCRIBE, object)).isEqualTo(before);
        assertThat(statusOf(Operation.OBJECT_TAKE_BACK, object, 1)).isEqualTo(Status.BAD_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue", "joinableQueue"})
    void whatIsInDeliveryOutlivesThePurgeAndComesBackOnce(String type) {
        ObjectId queue = bystander.create(type);
        bystander.call(Operation.QUEUE_PUT_ALL, queue, List.of(1, 2, 3));
        Object received = bystander.call(Operation.QUEUE_RECEIVE, queue, 0);
        assertThat(number(Operation.OBJECT_PURGE, queue)).isEqualTo(2);
        assertThat(number(Operation.OBJECT_PURGE, queue)).isZero();
        if (type.equals("joinableQueue")) {
            assertThat(hostile.call(Operation.QUEUE_JOIN, queue, 0))
                    .as("one is not done")
                    .isEqualTo(false);
        }
        assertThat(number(Operation.OBJECT_TAKE_BACK, queue)).isEqualTo(1);
        assertThat(number(Operation.OBJECT_TAKE_BACK, queue)).isZero();
        long delivery = received instanceof List<?> parts && parts.get(1) instanceof Number id ? id.longValue() : 0;
        assertThat(bystander.ask(Operation.QUEUE_SETTLE, queue, delivery, true).status())
                .isEqualTo(Status.SETTLED);
        assertThat(hostile.call(Operation.QUEUE_SNAPSHOT, queue)).isEqualTo(List.of(1));
        assertThat(number(Operation.OBJECT_PURGE, queue)).isEqualTo(1);
        if (type.equals("joinableQueue")) {
            assertThat(hostile.call(Operation.QUEUE_JOIN, queue, 0)).isEqualTo(true);
        }
    }

    @Test
    void waitsInWhatIsPurgedAndReleasedGoOn() {
        ObjectId queue = bystander.create("queue", 1);
        bystander.call(Operation.QUEUE_PUT, queue, "first", 0);
        ObjectId lock = bystander.create("lock");
        bystander.call(Operation.LOCK_ACQUIRE, lock, 0);
        hostile.send(2, 1, Operation.QUEUE_PUT.code(), queue, "second", LONG.toNanos());
        hostile.send(3, 1, Operation.LOCK_ACQUIRE.code(), lock, LONG.toNanos());
        bystander.call(Operation.OBJECT_PURGE, queue);
        assertThat(hostile.peer.receive(Reply.class).thread()).isEqualTo(2);
        bystander.call(Operation.OBJECT_TAKE_BACK, lock);
        assertThat(hostile.peer.receive(Reply.class).thread()).isEqualTo(3);
        assertThat(bystander.call(Operation.QUEUE_SNAPSHOT, queue)).isEqualTo(List.of("second"));
        // A plain lock is anybody's to release; its former holder holds nothing.
        assertThat(bystander.call(Operation.LOCK_IS_HELD, lock)).isEqualTo(false);
    }

    @Test
    void aThousandAtOnceAreAnsweredEachOnce() {
        for (int i = 0; i < 100; i++) {
            bystander.create("list", Collections.nCopies(10, i));
        }
        Set<Integer> unanswered = new HashSet<>();
        for (Operation operation : List.of(Operation.INSPECT, Operation.SESSIONS, Operation.DESCRIBE, Operation.KICK)) {
            Object[] arguments = fitting(operation, "list", Long.MAX_VALUE);
            for (int i = 0; i < 250; i++) {
                int thread = 10 + unanswered.size();
                hostile.send(thread, 1, operation.code(), ObjectId.DIRECTORY, arguments);
                unanswered.add(thread);
            }
        }
        while (!unanswered.isEmpty()) {
            Reply reply = hostile.peer.receive(Reply.class);
            assertThat(reply.status()).isIn(Status.OK, Status.NO_SUCH_OBJECT);
            assertThat(unanswered.remove(reply.thread())).isTrue();
        }
        assertThat(hostile.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
    }

    private static Object[] fitting(Operation operation, String text, Object other) {
        return operation.arguments().stream()
                .map(argument -> switch (argument.kind()) {
                    case TEXT, TEXT_OR_NULL -> text;
                    default -> other;
                })
                .toArray();
    }
}
