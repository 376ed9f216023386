package dev.steward.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.MachineValues;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers of many elements are put together by workers, in the turns of the session that asked; whoever else wants something of
 * that session, or of the object, does not wait for it.
 */
@Timeout(30)
@Tag("one-jdk")
class LongAnswersTest {

    private static final int ELEMENTS = 20_000;
    private static final long UNREAD_BYTES = 1 << 20;
    private static final SessionId SESSION = SessionsRig.session(0);

    private boolean onLoop = true;
    private final SessionsRig rig = new SessionsRig(10, UNREAD_BYTES, () -> onLoop);

    /** What workers are to do; this test is the worker, and the loop. */
    private final Queue<Runnable> tasks = rig.tasks();

    private final MachineValues values = rig.values();
    private final List<Message> sent = new ArrayList<>();
    /** What is to run when each of those that are large was read. */
    private final List<Runnable> unread = new ArrayList<>();

    private Conversation client = rig.converse(new Connection());
    private ObjectId queue = ObjectId.DIRECTORY;
    private long lastNumber;

    /** Notes what is sent by it, and sends nothing. */
    private final class Connection extends SessionsRig.Silent {
        Connection() {
            super("somewhere");
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
    }

    @BeforeEach
    void fill() {
        onLoop = false;
        client = rig.open(new Connection(), 0, "client");
        queue = rig.call(
                        ObjectId.DIRECTORY,
                        Operation.CREATE,
                        values.of("queue"),
                        values.nil(),
                        values.listOf(List.of()))
                .references()
                .get(0);
        rig.call(queue, Operation.QUEUE_PUT_ALL, values.listOf(Collections.nCopies(ELEMENTS, values.of(1))));
        sent.clear();
        onLoop = true;
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
        assertThat(rig.owners()).containsOnly(SESSION);
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
        assertThat(rig.owners()).containsExactly(SESSION);
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
        rig.driver().submit(SESSION, new SessionInput.Inspect(rig.driver().now(), call, 10));
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
        rig.driver().submit(SESSION, new SessionInput.EndSession(rig.driver().now(), "ended"));
        sent.clear();
        runOnWorker();
        assertThat(sent).isEmpty();
    }

    /** More than is sent at once whatever was not read before it. */
    @Test
    void ofThoseThatAreNotReadFewAreKept() {
        onLoop = false;
        rig.call(queue, Operation.QUEUE_PUT_ALL, values.listOf(Collections.nCopies(2 * ELEMENTS, values.of(1))));
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
        rig.call(queue, Operation.QUEUE_PUT_ALL, values.listOf(Collections.nCopies(2 * ELEMENTS, values.of(1))));
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
