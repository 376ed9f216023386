package dev.steward.systemtests.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.OverloadedException;
import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.GiveBack;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Received.Range;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.ThreadsEnded;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that know the key and take what they can get, by malice or by a bug: it costs only themselves. An innocent client
 * is served beside them, and no refusal outlives its reason.
 */
@Timeout(60)
@Tag("one-jdk")
class GreedyClientTest {

    private static final int MIB = 1 << 20;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(2);
    /** Between two tries of who was refused. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    /** After so long a client that is away gives way. */
    private static final Duration AWAY = Duration.ofSeconds(3);

    private static final Received NOTHING = Received.NOTHING;

    private static SmallServer start() {
        return SmallServer.start("-Xmx128m", "-XX:TieredStopAtLevel=1");
    }

    /** A newcomer makes something and writes into it within a time. */
    private static void awaitRoom(SmallServer server, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        try (SyncManager newcomer = server.connect()) {
            while (true) {
                try {
                    newcomer.list("new", byte[].class).add(new byte[MIB]);
                    return;
                } catch (OverloadedException stillRefused) {
                    assertThat(System.nanoTime() - deadline)
                            .as("still refused: %s", stillRefused.getMessage())
                            .isNegative();
                    LockSupport.parkNanos(PAUSE);
                }
            }
        }
    }

    private static EncodedValue large() {
        return EncodedValue.of(new byte[MIB]);
    }

    @Test
    void endsOfThreadsThatNeverWereTakeNoMemory() throws Exception {
        try (SmallServer server = start();
                Innocent innocent = new Innocent(server);
                Greedy greedy = Greedy.open(server, HOUR)) {
            List<Message> ends = new ArrayList<>();
            for (int message = 0; message < 972; message++) {
                int from = 4_096 * message;
                ends.add(new ThreadsEnded(IntStream.range(from, from + 4_096)
                        .mapToObj(thread -> 2 * thread + 1)
                        .toList()));
            }
            greedy.sendUntilCut(ends);
            innocent.assertServed();
            server.assertUnhurt();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancelsAndGivingsBackOfCallsThatNeverCameAreToldOnce(boolean cancels) throws Exception {
        try (SmallServer server = start();
                Innocent innocent = new Innocent(server);
                Greedy greedy = Greedy.open(server, HOUR)) {
            List<Message> claims = new ArrayList<>();
            for (int call = 1; call <= 60_000; call++) {
                claims.add(cancels ? new Cancel(1, call) : new GiveBack(1, call, false, false, 0));
            }
            greedy.sendTogetherUntilCut(claims);
            innocent.assertServed();
            server.assertUnhurt();
            assertThat(server.lines().stream().filter(line -> line.contains("WARN")))
                    .hasSizeLessThan(10);
        }
    }

    @Test
    void holesBetweenAcknowledgedCallsAreLimited() throws Exception {
        try (SmallServer server = start();
                Innocent innocent = new Innocent(server);
                Greedy greedy = Greedy.open(server, HOUR)) {
            List<Message> calls = LongStream.rangeClosed(1, 125_000)
                    .<Message>mapToObj(call -> new Call(
                            1,
                            call,
                            Operation.COUNT.code(),
                            ObjectId.DIRECTORY,
                            call % 2 == 0 && call > 2
                                    ? new Received(1, List.of(new Range(call - 1, call - 1)))
                                    : NOTHING,
                            List.of()))
                    .toList();
            greedy.sendUntilCut(calls);
            greedy.awaitCut();
            innocent.assertServed();
            server.assertUnhurt();
        }
    }

    @Test
    void namesOfManyMegabytesAreRefused() throws Exception {
        EncodedValue name = EncodedValue.of("n".repeat(15 * MIB));
        try (SmallServer server = start();
                Innocent innocent = new Innocent(server);
                Greedy greedy = Greedy.open(server, HOUR);
                SyncManager honest = server.connect()) {
            for (int find = 0; find < 6; find++) {
                assertThat(greedy.ask(Operation.FIND, ObjectId.DIRECTORY, name, EncodedValue.NULL)
                                .status())
                        .isEqualTo(Status.BAD_ARGUMENT);
            }
            assertThatThrownBy(() -> honest.find("n".repeat(100_000), Type.of(SharedList.class)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("65536 bytes")
                    .hasMessageContaining("name");
            innocent.assertServed();
            server.assertUnhurt();
        }
    }

    @Test
    void framesThatAreBegunAndNotEndedGiveWayToThoseOfOthers() throws Exception {
        try (SmallServer server = start();
                Innocent innocent = new Innocent(server);
                SyncManager honest = server.connect()) {
            List<Greedy> greedy = new ArrayList<>();
            List<CompletableFuture<?>> beginning = new ArrayList<>();
            for (int frame = 0; frame < 8; frame++) {
                Greedy one = Greedy.open(server, HOUR);
                // Not all of them are read, and then it waits for the server.
                beginning.add(CompletableFuture.runAsync(
                        () -> one.begin(16 * MIB, 15 * MIB), each -> new Thread(each).start()));
                greedy.add(one);
            }
            SharedList<byte[]> list = honest.list("honest", byte[].class);
            for (int i = 0; i < 5; i++) {
                list.add(new byte[2 * MIB]);
            }
            assertThat(list).hasSize(5);
            greedy.forEach(Greedy::close);
            beginning.forEach(each -> each.handle((begun, cut) -> null).join());
            innocent.assertServed();
            server.assertUnhurt();
            assertThat(server.lines().stream().filter(line -> line.contains("no memory left")))
                    .isEmpty();
        }
    }

    @Test
    void sortsAndIteratorsThatNeedMoreMemoryThanThereIsAreOverload() throws Exception {
        EncodedValue number = EncodedValue.ofInt(7);
        EncodedValue[] some = new EncodedValue[10_000];
        Arrays.fill(some, number);
        EncodedValue tenThousand = EncodedValue.listOf(List.of(some));
        try (SmallServer server = start();
                Innocent innocent = new Innocent(server);
                Greedy greedy = Greedy.open(server, HOUR)) {
            ObjectId list = greedy.create("list", EncodedValue.listOf(List.of()));
            Status added = Status.OK;
            for (int times = 0; times < 100 && added == Status.OK; times++) {
                added = greedy.ask(Operation.LIST_ADD_ALL, list, tenThousand).status();
            }
            assertThat(added).isEqualTo(Status.OVERLOADED);
            assertThat(greedy.ask(Operation.LIST_SORT, list, EncodedValue.of(true))
                            .status())
                    .isIn(Status.OK, Status.OVERLOADED);
            for (int iterator = 0; iterator < 20; iterator++) {
                assertThat(greedy.ask(Operation.OBJECT_ITERATE, list).status()).isEqualTo(Status.OVERLOADED);
            }
            assertThat(greedy.ask(Operation.LIST_CLEAR, list).status()).isEqualTo(Status.OK);
            awaitRoom(server, SOON);
            innocent.assertServed();
            server.assertUnhurt();
        }
    }

    @Test
    void whatIsKeptForClientsThatAreAwayGivesWay() throws Exception {
        try (SmallServer server = start();
                Innocent innocent = new Innocent(server)) {
            for (int session = 0; session < 2; session++) {
                try (Greedy greedy = Greedy.open(server, HOUR)) {
                    for (int call = 2; call < 60; call++) {
                        // They wait for the first, which never comes.
                        greedy.send(1, call, NOTHING, Operation.LIST_ADD, new ObjectId(1), large());
                    }
                }
            }
            Status last = Status.OK;
            for (int session = 0; session < 2; session++) {
                try (Greedy greedy = Greedy.open(server, HOUR)) {
                    Reply made = greedy.make("list", EncodedValue.listOf(List.of(EncodedValue.NULL)));
                    last = made.status();
                    for (int value = 0; value < 51 && last == Status.OK; value++) {
                        // The old value goes out with the reply, which is kept until it is acknowledged.
                        ObjectId list = made.value().tokens().get(0).objectId();
                        last = greedy.ask(Operation.LIST_SET, list, EncodedValue.ofInt(0), large())
                                .status();
                    }
                }
            }
            assertThat(last).isEqualTo(Status.OVERLOADED);
            awaitRoom(server, AWAY.plus(SOON));
            innocent.assertServed();
            server.assertUnhurt();
        }
    }
}
