package dev.steward.systemtests.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.ObjectId;
import dev.steward.api.OverloadedException;
import dev.steward.api.SessionInspection;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A client that knows the key asks a thousand times at once for answers that are large, and reads none of them: it costs the
 * server little, others are served and may inspect the server meanwhile, and it is as before once that client has gone. Three kinds of answers in each build,
 * all with {@code -Pchaos}.
 */
@Timeout(120)
@Tag("one-jdk")
class UnreadAnswersTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int OBJECTS = 20_000;
    private static final int ELEMENTS = 100_000;
    /** Nearly as many as its credit has room for. */
    private static final int TIMES = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** After 3 s a client that is away gives way. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Between two looks at a server whose processors are to be those of its clients. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private static SmallServer server;
    private static SyncManager honest;
    private static ObjectId list;
    private static ObjectId queue;

    /** What is asked for. */
    private enum Question {
        INSPECT {
            @Override
            Call call(long number) {
                return of(number, Operation.INSPECT, EncodedValue.NULL, EncodedValue.of(Long.MAX_VALUE));
            }
        },
        SESSIONS {
            @Override
            Call call(long number) {
                return of(number, Operation.SESSIONS, EncodedValue.of(Long.MAX_VALUE));
            }
        },
        DESCRIBE {
            @Override
            Call call(long number) {
                return of(number, Operation.DESCRIBE);
            }
        },
        NAMES {
            @Override
            Call call(long number) {
                return of(number, Operation.NAMES, EncodedValue.of("*"));
            }
        },
        KICK {
            @Override
            Call call(long number) {
                return of(number, Operation.KICK, EncodedValue.of("no session"));
            }
        },
        SNAPSHOT {
            @Override
            Call call(long number) {
                return of(number, Operation.LIST_SNAPSHOT, list);
            }
        },
        PEEK {
            @Override
            Call call(long number) {
                return of(number, Operation.OBJECT_PEEK, queue, EncodedValue.of(Long.MAX_VALUE));
            }
        };

        abstract Call call(long number);

        static Call of(long number, Operation operation, EncodedValue... arguments) {
            return of(number, operation, ObjectId.DIRECTORY, arguments);
        }

        static Call of(long number, Operation operation, ObjectId target, EncodedValue... arguments) {
            return new Call(1, number, operation.code(), target, Received.NOTHING, List.of(arguments));
        }
    }

    @BeforeAll
    static void fill() {
        server = SmallServer.start("-Xmx256m", "-XX:TieredStopAtLevel=1");
        honest = server.connect();
        try (Greedy maker = Greedy.open(server, HOUR)) {
            maker.makeNamed("event", OBJECTS, i -> "an event that has a name of some length " + i);
        }
        SharedList<Integer> elements = honest.list("list", Integer.class);
        elements.addAll(Collections.nCopies(ELEMENTS, 1));
        list = elements.objectToken().objectId();
        SharedQueue<Integer> elementsOfQueue = honest.queue("queue", Integer.class);
        elementsOfQueue.addAll(Collections.nCopies(ELEMENTS, 1));
        queue = elementsOfQueue.objectToken().objectId();
    }

    @AfterAll
    static void stop() {
        honest.close();
        server.close();
    }

    static Stream<Question> questions() {
        return Boolean.getBoolean("chaos")
                ? Stream.of(Question.values())
                : Stream.of(Question.INSPECT, Question.SNAPSHOT, Question.PEEK);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void answersThatNobodyReadsCostWhoAskedForThem(Question question) throws Exception {
        try (Innocent innocent = new Innocent(server)) {
            try (Greedy greedy = Greedy.open(server, HOUR)) {
                List<Message> calls = new ArrayList<>();
                for (long number = 1; number <= TIMES; number++) {
                    calls.add(question.call(number));
                }
                greedy.sendTogetherUntilCut(calls);
                long unanswered = awaitAnswers();
                System.out.println(question + ": " + unanswered + " of " + TIMES + " are not answered");
            }
            innocent.assertServed();
        }
        server.assertUnhurt();
        awaitRoom();
    }

    @Test
    void anotherSessionsInspectionComesBetweenAnswersThatTakeLong() {
        try (Greedy greedy = Greedy.open(server, HOUR)) {
            List<Message> calls = new ArrayList<>();
            for (long number = 1; number <= TIMES; number++) {
                calls.add(Question.SNAPSHOT.call(number));
            }
            greedy.sendTogetherUntilCut(calls);
            AtomicInteger answered = new AtomicInteger();
            CompletableFuture<Void> reading =
                    CompletableFuture.runAsync(() -> greedy.receive(TIMES, reply -> answered.incrementAndGet()));
            await().until(() -> answered.get() > 0);
            int before = answered.get();
            assertThat(honest.inspection().sessions()).isNotEmpty();
            int meanwhile = answered.get() - before;
            reading.join();
            System.out.println(meanwhile + " of " + TIMES + " snapshots came before the sessions");
            // A fifth of them, or more, where the order is that of arrival.
            assertThat(meanwhile).isLessThan(TIMES / 10);
        }
        server.assertUnhurt();
    }

    /** What was made for a client that has gone is in nobody's way soon. */
    private static void awaitRoom() {
        SharedList<byte[]> stored = honest.list(byte[].class);
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(OverloadedException.class)
                .until(() -> stored.add(new byte[1 << 20]));
    }

    /** Waits for so long that all may be answered, if they are; returns how many are not. */
    private static long awaitAnswers() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long unanswered = TIMES;
        while (unanswered > 0 && System.nanoTime() < deadline) {
            unanswered = honest.inspection().sessions().stream()
                    .filter(session -> session.client().name().equals("greedy"))
                    .mapToLong(SessionInspection::unanswered)
                    .sum();
            LockSupport.parkNanos(PAUSE);
        }
        return unanswered;
    }
}
