package dev.steward.server.service;

import static dev.steward.server.session.SessionsRig.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.registry.Registry;
import dev.steward.server.registry.Returned;
import dev.steward.server.session.Conversation;
import dev.steward.server.session.SessionsRig;
import dev.steward.server.session.SessionsRig.Silent;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A whole machine with ten thousand objects and a thousand sessions is looked into in pieces, which are counted: tasks of a
 * worker, each of which asks so many objects or sessions at most.
 */
@Timeout(120)
@Tag("one-jdk")
class InspectorTest {

    private static final int OBJECTS = 10_000;
    private static final int SESSIONS = 1_000;

    private final SessionsRig rig = new SessionsRig(2 * SESSIONS, 1 << 24, () -> false);

    /** What workers are to do; this test is the worker. */
    private final Queue<Runnable> tasks = rig.tasks();

    private final MemoryAccount account = rig.account();
    private final MachineValues values = rig.values();
    private final Inspector inspector = inspector(1 << 26);
    private final List<ObjectId> objects = new ArrayList<>();

    private Inspector inspector(long mostBytes, PastEvent... events) {
        return new Inspector(
                rig.driver(),
                rig.sessions(),
                new Registry(List.of()),
                new Returned(),
                mostBytes,
                () -> List.of(events),
                () -> {
                    throw new AssertionError("nobody asks for it here");
                });
    }

    @BeforeEach
    void fill() {
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(create("lock " + i));
        }
        for (int i = 0; i < SESSIONS; i++) {
            Conversation client = rig.open(new Silent("client " + i), i, "name " + i);
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
        return rig.call(
                        ObjectId.DIRECTORY,
                        Operation.CREATE,
                        values.of("lock"),
                        values.of(name),
                        values.listOf(List.of()))
                .references()
                .get(0);
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
        assertThat(rig.owners()).containsExactly(session(3));
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
        rig.driver().submit(session(4), new SessionInput.EndSession(rig.driver().now(), "ended"));
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
        Conversation greedy = rig.open(new Silent("greedy"), SESSIONS, "greedy");
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
