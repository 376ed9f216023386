package dev.steward.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.objects.directory.DirectoryGroup;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Received;
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
import dev.steward.server.registry.Registry;
import dev.steward.server.registry.Returned;
import dev.steward.server.session.ClientConnection;
import dev.steward.server.session.Conversation;
import dev.steward.server.session.SessionPolicy;
import dev.steward.server.session.Sessions;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A whole machine with ten thousand objects and a thousand sessions is looked into in pieces, which are counted: tasks of a
 * worker, each of which asks so many objects or sessions at most.
 */
@Timeout(120)
class InspectorTest {

    private static final int OBJECTS = 10_000;
    private static final int SESSIONS = 1_000;

    /** What workers are to do; this test is the worker. */
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /** Who they are for. */
    private final List<SessionId> owners = new ArrayList<>();

    private final MemoryAccount account = new MemoryAccount();
    private final MachineValues values =
            new MachineValues(Incarnation.ofEpoch(UUID.randomUUID(), 5), () -> List.of("here"));
    private final Driver driver = new Driver(
            ServerClock.ofThisProcess(),
            (task, nanos) -> {},
            values,
            new Relief(() -> false, () -> false, (session, task) -> {
                owners.add(session);
                tasks.add(task);
            }),
            account);
    private final Sessions sessions = new Sessions(
            driver,
            new SessionPolicy(2 * SESSIONS, SessionLimits.DEFAULT, 1 << 24, 1 << 26, 1 << 24, Duration.ofSeconds(10)),
            new NoJournal());
    private final Inspector inspector = inspector(1 << 26);
    private final List<ObjectId> objects = new ArrayList<>();

    private Inspector inspector(long mostBytes, PastEvent... events) {
        return new Inspector(
                driver, sessions, new Registry(List.of()), new Returned(), mostBytes, () -> List.of(events), () -> {
                    throw new AssertionError("nobody asks for it here");
                });
    }

    private static final class NoJournal implements Journal {
        @Override
        public void opened(Party client) {}

        @Override
        public boolean writesForced() {
            return false;
        }

        @Override
        public void forced(Party by, Operation operation, long object, List<String> names) {}

        @Override
        public void authentication(String peer, @Nullable String failure) {}

        @Override
        public void session(String session, String clientName, String change) {}

        @Override
        public void abandoned(String object, String session) {}

        @Override
        public void redelivered(String object, String session) {}

        @Override
        public void deadLettered(String object, String session, int deliveries, @Nullable String deadLetters) {}

        @Override
        public void refused(String peer, String reason) {}
    }

    /** The connection of a simulated client, which reads nothing. */
    private record Silent(String peer) implements ClientConnection {
        @Override
        public void send(Message message) {}

        @Override
        public void send(Message message, Runnable whenWritten) {}

        @Override
        public void sendLarge(Message message, Runnable whenGone) {}

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

    /** Has answers find their sessions. */
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

    @BeforeEach
    void fill() {
        driver.connect(new ToSessions());
        driver.add(GroupId.DIRECTORY, new DirectoryGroup(values, 5, ObjectLimits.DEFAULT));
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(create("lock " + i));
        }
        Admission admission = new Admission(new Permission(false), bytes -> true, 1 << 20, 1 << 20);
        Lanes lanes = new Lanes(1);
        for (int i = 0; i < SESSIONS; i++) {
            Conversation client = new Conversation(
                    new Silent("client " + i), sessions, driver, admission, lanes, (asking, question) -> {});
            client.received(new OpenSession(
                    new UUID(i + 1L, 7),
                    new SessionSecret(new byte[SessionSecret.SIZE]),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(10),
                    i + 1L,
                    "name " + i));
            // Two at a time want one lock.
            client.received(new Call(
                    1,
                    1,
                    Operation.LOCK_ACQUIRE.code(),
                    objects.get(i / 2),
                    Received.below(1),
                    List.of(EncodedValue.of(-1L))));
        }
    }

    private ObjectId create(String name) {
        CompletableFuture<Answer> made = new CompletableFuture<>();
        CallId call = new CallId(SessionId.LOCAL, 1, LocalCalls.nextNumber());
        LocalCalls.enter(call, made::complete);
        List<Value> arguments = List.of(values.of("lock"), values.of(name), values.listOf(List.of()));
        driver.submit(
                GroupId.DIRECTORY, new Invoke(driver.now(), call, ObjectId.DIRECTORY, Operation.CREATE, arguments));
        return made.join().value().references().get(0);
    }

    /** Runs what a worker is to do, and returns the most objects or sessions that one task asked. */
    private long mostAskedAtOnce() {
        long most = 0;
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            long before = LocalCalls.nextNumber();
            next.run();
            most = Math.max(most, LocalCalls.nextNumber() - before - 1);
        }
        return most;
    }

    private List<Value> answer(Operation operation, Value... arguments) {
        CompletableFuture<Value> answer = inspector.answer(SessionId.LOCAL, operation, List.of(arguments));
        assertThat(answer).as("nothing is looked at before a worker comes").isNotDone();
        assertThat(mostAskedAtOnce()).isBetween(1L, (long) Rounds.PIECE);
        assertThat(answer).isDone();
        return values.asList(answer.join());
    }

    private List<Value> cells(Value row) {
        return values.asList(row);
    }

    @Test
    void objectsAreListedInPiecesWithWhoHoldsAndWhoWaits() {
        List<Value> rows = answer(Operation.INSPECT, values.nil(), values.of(10));
        assertThat(rows).hasSize(OBJECTS);
        List<Value> first = cells(rows.get(0));
        assertThat(values.asText(first.get(2))).isEqualTo("lock 0");
        List<Value> told = cells(first.get(4));
        List<Value> holder =
                cells(values.asList(told.get(InspectedParts.HOLDERS)).get(0));
        List<Value> client = cells(holder.get(0));
        assertThat(client.stream().skip(1).map(Value::toString).toList())
                .as("name, process and address of the holder")
                .containsExactly(
                        values.of("name 0").toString(),
                        values.of(1).toString(),
                        values.of("client 0").toString());
        List<Value> waiter =
                cells(values.asList(told.get(InspectedParts.WAITERS)).get(0));
        assertThat(values.asText(cells(waiter.get(0)).get(1))).isEqualTo("name 1");
    }

    @Test
    void oneObjectIsFoundByNameNumberAndTypeId() {
        assertThat(answer(Operation.INSPECT, values.of("lock 77"), values.of(10)))
                .hasSize(1);
        assertThat(answer(Operation.INSPECT, values.of(objects.get(77).toString()), values.of(10)))
                .hasSize(1);
        assertThat(answer(Operation.INSPECT, values.of("lock"), values.of(10))).hasSize(OBJECTS);
    }

    @Test
    void sessionsAreListedInPiecesWithWhatTheyHoldAndWaitFor() {
        List<Value> rows = answer(Operation.SESSIONS, values.of(10));
        assertThat(rows).hasSize(SESSIONS);
        List<Value> first = cells(rows.get(0));
        List<Value> second = cells(rows.get(1));
        assertThat(values.asLong(first.get(5))).as("calls").isEqualTo(1);
        assertThat(values.asLong(first.get(7))).as("holds").isEqualTo(1);
        assertThat(values.asText(cells(values.asList(first.get(8)).get(0)).get(2)))
                .isEqualTo("lock 0");
        assertThat(values.asLong(second.get(7))).as("holds").isZero();
        assertThat(values.asLong(second.get(9))).as("waits").isEqualTo(1);
        assertThat(values.asText(cells(values.asList(second.get(10)).get(0)).get(2)))
                .isEqualTo("lock 0");
    }

    /** Whoever lists the objects, which a loop does, does nothing with the list. */
    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"INSPECT", "SESSIONS"})
    void theListOfObjectsIsTakenInByAWorker(Operation operation) {
        List<Value> arguments =
                operation == Operation.INSPECT ? List.of(values.nil(), values.of(10)) : List.of(values.of(10));
        CompletableFuture<Value> answer = inspector.answer(SessionId.LOCAL, operation, arguments);
        assertThat(tasks).hasSize(1);
        long before = LocalCalls.nextNumber();
        tasks.remove().run();
        assertThat(LocalCalls.nextNumber() - before - 1)
                .as("asked by the task that takes the list in")
                .isZero();
        assertThat(mostAskedAtOnce()).isPositive();
        assertThat(answer).isDone();
    }

    /** Whoever hears the question, which a loop does, does not even look at its arguments. */
    @Test
    void theQuestionIsLeftToTheTurnOfWhoAsks() {
        CompletableFuture<Value> wrong = inspector.answer(session(3), Operation.SESSIONS, List.of(values.of("many")));
        assertThat(wrong).isNotDone();
        assertThat(owners).containsExactly(session(3));
        tasks.remove().run();
        assertRefused(wrong, Status.BAD_ARGUMENT, "many");
    }

    @Test
    void othersAreServedBetweenTwoPieces() {
        CompletableFuture<Value> answer =
                inspector.answer(SessionId.LOCAL, Operation.INSPECT, List.of(values.nil(), values.of(10)));
        int tasksRun = 0;
        int served = 0;
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
            tasksRun++;
            create("meanwhile " + tasksRun);
            served++;
        }
        assertThat(answer).isDone();
        assertThat(served).isGreaterThanOrEqualTo(OBJECTS / Rounds.PIECE);
    }

    private static SessionId session(int number) {
        return new SessionId(number + 1L, 7);
    }

    /** Has a session look for an object, and notes in a list that it was answered. */
    private void ask(int session, List<Integer> answered) {
        CompletableFuture<Void> ignored = inspector
                .answer(session(session), Operation.INSPECT, List.of(values.of("lock 0"), values.of(1)))
                .thenRun(() -> answered.add(session));
    }

    @Test
    void sessionsTakeTurnsHoweverOftenOneAsks() {
        List<Integer> answered = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ask(1, answered);
        }
        ask(2, answered);
        ask(3, answered);
        ask(2, answered);
        assertThat(mostAskedAtOnce()).isEqualTo(1);
        assertThat(answered).containsExactly(1, 2, 3, 1, 2, 1, 1, 1);
    }

    @Test
    void oneIsUnderWayAtATime() {
        List<CompletableFuture<Value>> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            answers.add(inspector.answer(session(i), Operation.INSPECT, List.of(values.nil(), values.of(1))));
        }
        long most = 0;
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
            most = Math.max(most, account.total());
        }
        assertThat(answers).allMatch(CompletableFuture::isDone);
        long before = account.total();
        CompletableFuture<Value> alone =
                inspector.answer(session(0), Operation.INSPECT, List.of(values.nil(), values.of(1)));
        long mostAlone = 0;
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
            mostAlone = Math.max(mostAlone, account.total());
        }
        assertThat(alone).isDone();
        assertThat(account.total())
                .as("what was told is counted while it is on its way")
                .isEqualTo(before);
        assertThat(mostAlone).isGreaterThan(before + 100L * OBJECTS);
        assertThat(most).as("three hold no more than one").isLessThan(mostAlone * 3 / 2);
    }

    @Test
    void nobodyIsAnsweredWhoseSessionHasEnded() {
        CompletableFuture<Value> waits =
                inspector.answer(session(4), Operation.INSPECT, List.of(values.nil(), values.of(1)));
        tasks.remove().run();
        CompletableFuture<Value> queued = inspector.answer(session(4), Operation.SESSIONS, List.of(values.of(1)));
        driver.submit(session(4), new SessionInput.EndSession(driver.now(), "ended"));
        long before = LocalCalls.nextNumber();
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
        assertThat(LocalCalls.nextNumber() - before).as("asked after its end").isLessThan(2L * Rounds.PIECE);
        assertRefused(waits, Status.SESSION_ENDED, "session");
        assertRefused(queued, Status.SESSION_ENDED, "session");
    }

    @Test
    void whoDoesNotReadWhatItAskedForIsNotToldMore() {
        Conversation greedy = new Conversation(
                new Silent("greedy"),
                sessions,
                driver,
                new Admission(new Permission(false), bytes -> true, 1 << 20, 1 << 20),
                new Lanes(1),
                (asking, question) -> {});
        greedy.received(new OpenSession(
                new UUID(SESSIONS + 1L, 7),
                new SessionSecret(new byte[SessionSecret.SIZE]),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                1,
                "greedy"));
        CompletableFuture<Value> before =
                inspector.answer(session(SESSIONS), Operation.INSPECT, List.of(values.of("lock 0"), values.of(1)));
        mostAskedAtOnce();
        assertThat(before).isCompleted();
        for (int i = 1; i <= 300; i++) {
            greedy.received(new Call(
                    1,
                    i,
                    Operation.NAMES.code(),
                    ObjectId.DIRECTORY,
                    Received.below(i),
                    List.of(EncodedValue.of("*"))));
            mostAskedAtOnce();
        }
        CompletableFuture<Value> after =
                inspector.answer(session(SESSIONS), Operation.INSPECT, List.of(values.of("lock 0"), values.of(1)));
        mostAskedAtOnce();
        assertRefused(after, Status.OVERLOADED, "OUTPUT_BYTES");
        assertThat(answer(Operation.INSPECT, values.of("lock 0"), values.of(1))).hasSize(1);
    }

    private static void assertRefused(CompletableFuture<Value> answer, Status status, String words) {
        assertThat(answer).isCompletedExceptionally();
        Throwable failure = answer.handle((value, thrown) -> thrown).join();
        Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
        assertThat(reason).isInstanceOfSatisfying(OperationRefusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.sentence()).contains(words);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"DESCRIBE", "INSPECT", "SESSIONS"})
    void whatIsTooLargeToBeToldIsRefusedBeforeItIsPutTogether(Operation operation) {
        long before = account.total();
        List<Value> arguments = operation == Operation.DESCRIBE
                ? List.of()
                : operation == Operation.INSPECT ? List.of(values.nil(), values.of(9)) : List.of(values.of(9));
        CompletableFuture<Value> answer = inspector(10_000).answer(SessionId.LOCAL, operation, arguments);
        long most = 0;
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
            most = Math.max(most, account.total() - before);
        }
        assertRefused(answer, Status.TOO_LARGE, "VALUE_BYTES");
        assertThat(most).isLessThan(200_000);
        assertThat(account.total()).isEqualTo(before);
    }

    @Test
    void ofWhatHappenedTheNewestAreToldThatAnAnswerMayHave() {
        PastEvent[] events = IntStream.range(0, 100)
                .mapToObj(i -> new PastEvent(-i, "refused", "peer " + i, "there are many of them"))
                .toArray(PastEvent[]::new);
        CompletableFuture<Value> answer =
                inspector(2_000, events).answer(SessionId.LOCAL, Operation.EVENTS, List.of(values.of(1_000)));
        assertThat(mostAskedAtOnce()).isZero();
        List<Value> rows = values.asList(answer.join());
        assertThat(rows).hasSizeBetween(10, 90);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(values.asText(cells(rows.get(i)).get(2))).isEqualTo("peer " + i);
        }
    }

    @Test
    void whoIsEndedIsFoundByAnyBeginning() {
        assertThat(answerOf(Operation.KICK, values.of(session(7).toHex().toUpperCase(Locale.ROOT))))
                .isEqualTo(session(7).toHex());
        CompletableFuture<Value> many = inspector.answer(SessionId.LOCAL, Operation.KICK, List.of(values.of("0")));
        mostAskedAtOnce();
        assertRefused(many, Status.BAD_ARGUMENT, (SESSIONS - 1) + " sessions");
    }

    private String answerOf(Operation operation, Value... arguments) {
        CompletableFuture<Value> answer = inspector.answer(SessionId.LOCAL, operation, List.of(arguments));
        mostAskedAtOnce();
        return values.asText(answer.join());
    }
}
