package dev.steward.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.objects.directory.DirectoryGroup;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.server.admission.Admission;
import dev.steward.server.admission.Journal;
import dev.steward.server.admission.Permission;
import dev.steward.server.lane.Lanes;
import dev.steward.server.machine.Driver;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Relief;
import dev.steward.server.machine.ServerClock;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers of many elements are put together by workers, in the turns of the session that asked; whoever else wants something of
 * that session, or of the object, does not wait for it.
 */
@Timeout(30)
class LongAnswersTest {

    private static final int ELEMENTS = 20_000;
    private static final long UNREAD_BYTES = 1 << 20;
    private static final SessionId SESSION = new SessionId(1, 7);

    /** What workers are to do; this test is the worker, and the loop. */
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private final List<SessionId> owners = new ArrayList<>();
    private final MachineValues values =
            new MachineValues(Incarnation.ofEpoch(UUID.randomUUID(), 5), () -> List.of("here"));
    private boolean onLoop = true;
    private final Driver driver = new Driver(
            ServerClock.ofThisProcess(),
            (task, nanos) -> {},
            values,
            new Relief(() -> onLoop, () -> false, (session, task) -> {
                owners.add(session);
                tasks.add(task);
            }),
            new MemoryAccount());
    private final Sessions sessions = new Sessions(
            driver,
            new SessionPolicy(10, SessionLimits.DEFAULT, 1 << 24, 1 << 26, UNREAD_BYTES, Duration.ofSeconds(10)),
            (Journal) ignoring(Journal.class));
    private final List<Message> sent = new ArrayList<>();
    /** What is to run when each of those that are large was read. */
    private final List<Runnable> unread = new ArrayList<>();

    private final Connection connection = new Connection();
    private Conversation client = converse();
    private ObjectId queue = ObjectId.DIRECTORY;
    private long lastNumber;

    private static Object ignoring(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class ? false : null);
    }

    /** Notes what is sent by it, and sends nothing. */
    private final class Connection implements ClientConnection {
        @Override
        public String peer() {
            return "somewhere";
        }

        @Override
        public void send(Message message) {
            sent.add(message);
        }

        @Override
        public void send(Message message, Runnable whenWritten) {
            sent.add(message);
        }

        @Override
        public void sendLarge(Message message, Runnable whenGone) {
            sent.add(message);
            unread.add(whenGone);
        }

        @Override
        public void close(Message last) {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean admin() {
            return false;
        }

        @Override
        public long unsentBytes() {
            return 0;
        }
    }

    private final class ToSessions implements EffectHandler {
        @Override
        public void reply(CallId call, Answer answer) {
            sessions.reply(call, answer);
        }

        @Override
        public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {}

        @Override
        public void cancelUser(CallId call) {}

        @Override
        public void userObjectFreed(ObjectId object) {}

        @Override
        public void cut(SessionId session, String reason) {}

        @Override
        public void event(Event event) {
            sessions.changed(event);
        }
    }

    private Conversation converse() {
        Admission admission = new Admission(new Permission(false), bytes -> true, 1 << 20, 1 << 20);
        return new Conversation(connection, sessions, driver, admission, new Lanes(1), (asking, question) -> {});
    }

    @BeforeEach
    void fill() {
        onLoop = false;
        driver.connect(new ToSessions());
        driver.add(GroupId.DIRECTORY, new DirectoryGroup(values, 5, ObjectLimits.DEFAULT));
        client.received(new OpenSession(
                new UUID(SESSION.high(), SESSION.low()),
                new SessionSecret(new byte[SessionSecret.SIZE]),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                1,
                "client"));
        queue = call(ObjectId.DIRECTORY, Operation.CREATE, values.of("queue"), values.nil(), values.listOf(List.of()))
                .references()
                .get(0);
        call(queue, Operation.QUEUE_PUT_ALL, values.listOf(Collections.nCopies(ELEMENTS, values.of(1))));
        sent.clear();
        onLoop = true;
    }

    private Value call(ObjectId target, Operation operation, Value... arguments) {
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        CallId call = new CallId(SessionId.LOCAL, 1, LocalCalls.nextNumber());
        LocalCalls.enter(call, answered::complete);
        driver.submit(GroupId.ofTarget(target), new Invoke(driver.now(), call, target, operation, List.of(arguments)));
        return answered.join().value();
    }

    private void ask(Operation operation, EncodedValue... arguments) {
        client.received(
                new Call(1, ++lastNumber, operation.code(), queue, Received.below(lastNumber), List.of(arguments)));
    }

    /** As the worker that it was left to; as long as nothing else is. */
    private void runOnWorker() {
        boolean before = onLoop;
        onLoop = false;
        tasks.remove().run();
        onLoop = before;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theyAreLeftToTheTurnsOfWhoAsked(boolean loopAsks) {
        onLoop = loopAsks;
        ask(Operation.QUEUE_SNAPSHOT);
        if (loopAsks) {
            // Reading the queue is a worker's too.
            runOnWorker();
        }
        assertThat(sent).isEmpty();
        assertThat(tasks).hasSize(1);
        assertThat(owners).containsOnly(SESSION);
        runOnWorker();
        assertThat(sent)
                .singleElement()
                .isInstanceOfSatisfying(
                        Reply.class, reply -> assertThat(reply.value().asList()).hasSize(ELEMENTS));
    }

    @Test
    void soAreListsInsideOfShortOnes() {
        onLoop = false;
        ask(Operation.OBJECT_PEEK, EncodedValue.of(ELEMENTS));
        assertThat(sent).isEmpty();
        assertThat(owners).containsExactly(SESSION);
        runOnWorker();
        assertThat(sent).hasSize(1);
    }

    @Test
    void theSessionAnswersWhoeverAsksForItMeanwhile() {
        onLoop = false;
        for (int i = 0; i < 100; i++) {
            ask(Operation.QUEUE_SNAPSHOT);
        }
        List<Answer> told = new ArrayList<>();
        CallId call = new CallId(SessionId.LOCAL, 0, LocalCalls.nextNumber());
        LocalCalls.enter(call, told::add);
        driver.submit(SESSION, new SessionInput.Inspect(driver.now(), call, 10));
        assertThat(told).hasSize(1);
        assertThat(tasks).hasSize(100);
        assertThat(sent).isEmpty();
    }

    @Test
    void ofThoseThatWereMadeForItFewWait() {
        onLoop = false;
        long most = UNREAD_BYTES / (8 * ELEMENTS);
        for (int i = 0; i < 2 * most; i++) {
            ask(Operation.OBJECT_PEEK, EncodedValue.of(ELEMENTS));
        }
        assertThat(tasks).hasSize((int) most);
        assertThat(sent)
                .hasSize((int) most)
                .allSatisfy(refused -> assertThat(((Reply) refused).status()).isEqualTo(Status.OVERLOADED));
        while (!tasks.isEmpty()) {
            runOnWorker();
        }
        sent.clear();
        ask(Operation.OBJECT_PEEK, EncodedValue.of(ELEMENTS));
        assertThat(tasks).as("there is room again").hasSize(1);
    }

    @Test
    void nothingIsPutTogetherForASessionThatHasEnded() {
        onLoop = false;
        ask(Operation.QUEUE_SNAPSHOT);
        driver.submit(SESSION, new SessionInput.EndSession(driver.now(), "ended"));
        sent.clear();
        runOnWorker();
        assertThat(sent).isEmpty();
    }

    /** More than is sent at once whatever was not read before it. */
    @Test
    void ofThoseThatAreNotReadFewAreKept() {
        onLoop = false;
        call(queue, Operation.QUEUE_PUT_ALL, values.listOf(Collections.nCopies(2 * ELEMENTS, values.of(1))));
        int asked = 100;
        for (int i = 0; i < asked; i++) {
            ask(Operation.OBJECT_PEEK, EncodedValue.of(3 * ELEMENTS));
            runOnWorker();
        }
        Map<Status, Long> replies =
                sent.stream().collect(Collectors.groupingBy(reply -> ((Reply) reply).status(), Collectors.counting()));
        // As many bytes wait as are on their way.
        long most = UNREAD_BYTES / (3 * ELEMENTS);
        assertThat(replies.get(Status.OK)).isBetween(1L, most);
        assertThat(replies.get(Status.OVERLOADED)).isGreaterThan(asked - 2 * most);
    }

    @Test
    void whatWaitsToBeReadIsDroppedWhenTheClientIsAway() {
        onLoop = false;
        call(queue, Operation.QUEUE_PUT_ALL, values.listOf(Collections.nCopies(2 * ELEMENTS, values.of(1))));
        for (int i = 0; i < 50; i++) {
            ask(Operation.QUEUE_SNAPSHOT);
            runOnWorker();
        }
        int before = sent.size();
        assertThat(before).isLessThan(50);
        client.broken();
        List.copyOf(unread).forEach(Runnable::run);
        assertThat(tasks).isEmpty();
        assertThat(sent).hasSize(before);
    }
}
