package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.OverloadedException;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ClientOptions;
import dev.steward.server.DurableState;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import dev.steward.server.SharedObjects;
import dev.steward.systemtests.client.ServedTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A durable server is closed and started anew, in good order or on a directory that something has happened to. */
@Tag("one-jdk")
class DurableServerTest extends ServedTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int ROUNDS = 3;
    private static final int PART = 10_000;
    private static final Type<SharedQueue<Integer>> QUEUE = Type.queue(Integer.class);
    private static final Type<SharedList<Integer>> LIST = Type.list(Integer.class);

    @TempDir
    private Path state;

    private final List<Event> events = new CopyOnWriteArrayList<>();

    private ManagerServer.Builder durable(int port) {
        return ManagerServer.builder().address("127.0.0.1", port).durable(state);
    }

    /** Closes a server and starts another one in its place. */
    private ManagerServer restarted(ManagerServer server, ManagerServer.Builder builder) {
        server.close();
        return serve(builder);
    }

    private ManagerServer restarted(ManagerServer server) {
        return restarted(server, durable(server.port()));
    }

    private SyncManager client(ManagerServer server) {
        return connect(
                server.port(),
                ClientOptions.builder().lease(LONG).resumeWindow(LONG).listener((event, detail) -> events.add(event)));
    }

    @Test
    void sessionsLocksWaitsAndNamesStandOverAnyNumberOfRestarts() throws Exception {
        ManagerServer server = serve(durable(0));
        SyncManager manager = client(server);
        SyncManager other = client(server);
        SharedLock lock = manager.lock("lock");
        Hold hold = lock.hold();
        SharedQueue<Integer> jobs = manager.queue("jobs", Integer.class);
        Future<Integer> taking = meanwhile(jobs::take);
        awaitWaiting(manager, "jobs", 1);
        Future<Hold> locking = meanwhile(() -> other.lock("lock").hold());
        awaitWaiting(manager, "lock", 1);
        SharedDict<String, Integer> dict = manager.dict("dict", String.class, Integer.class);
        for (int round = 0; round < ROUNDS; round++) {
            dict.put("round", round);
            server = restarted(server);
            assertThat(dict.get("round")).isEqualTo(round);
            assertThat(other.dict("dict", String.class, Integer.class)).containsEntry("round", round);
            assertThat(hold.valid()).isTrue();
        }
        assertThat(taking).isNotDone();
        assertThat(locking).isNotDone();
        jobs.put(5);
        assertThat(get(taking)).isEqualTo(5);
        hold.close();
        try (Hold next = get(locking)) {
            assertThat(next.fencingToken()).isGreaterThan(hold.fencingToken());
            assertThat(next.abandoned()).isFalse();
        }
        assertThat(events).doesNotContain(Event.LOST);
    }

    @Test
    void whoDoesNotComeBackLosesWhatItHeldOneWindowAfterTheRestart() throws Exception {
        ManagerServer server = serve(durable(0));
        SyncManager gone = connect(
                server.port(),
                ClientOptions.builder().resumeWindow(Duration.ofSeconds(1)).giveUp(Duration.ZERO));
        assertThat(gone.lock("lock").tryLock()).isTrue();
        server = restarted(server);
        SyncManager manager = client(server);
        try (Hold next = get(meanwhile(() -> manager.lock("lock").hold()))) {
            assertThat(next.abandoned()).isTrue();
        }
    }

    @Test
    void largeValuesAreThereAgain() throws Exception {
        ManagerServer server = serve(durable(0).limit(ServerLimit.FRAME_BYTES, 10_000));
        SyncManager manager = client(server);
        SharedQueue<byte[]> queue = manager.queue("large", byte[].class);
        byte[] large = new byte[3_000_000];
        Arrays.fill(large, (byte) 7);
        queue.put(large);
        restarted(server, durable(server.port()).limit(ServerLimit.FRAME_BYTES, 10_000));
        assertThat(queue.take()).isEqualTo(large);
    }

    /** With {@code -Delements=1000000 -Pchaos} the aim that docs/durability.md has is held. */
    @Test
    void manyElementsAreThereSoonFromTheLogAndFromASnapshot() throws Exception {
        int elements = Integer.getInteger("elements", 50_000);
        ManagerServer server = serve(durable(0).limit(ServerLimit.SNAPSHOT_BYTES, 1L << 40));
        SyncManager manager = client(server);
        SharedQueue<Integer> queue = manager.queue("queue", Integer.class);
        List<Integer> part = IntStream.range(0, PART).boxed().toList();
        for (int put = 0; put < elements; put += PART) {
            assertThat(queue.addAll(part)).isTrue();
        }
        for (String from : List.of("the log", "a snapshot")) {
            int port = server.port();
            server.close();
            long begun = System.nanoTime();
            server = serve(durable(port).limit(ServerLimit.SNAPSHOT_BYTES, 1 << 10));
            SharedQueue<Integer> again = client(server).queue("queue", Integer.class);
            assertThat(again.size()).isEqualTo(elements);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            System.out.println(
                    elements + " elements are there " + took.toMillis() + " ms after the start, from " + from);
            if (Boolean.getBoolean("chaos")) {
                assertThat(took).isLessThan(Duration.ofSeconds(5));
            }
            again.put(again.take());
            await().atMost(LONG).until(() -> Files.exists(state.resolve("log/snapshot")));
        }
    }

    // What was registered.

    @Test
    void whatIsRegisteredIsTheSameObjectForOldProxiesAndNewOnesAndForTheServer() throws Exception {
        SharedQueue<Integer> first = SharedObjects.queue(10);
        ManagerServer server = serve(durable(0).register("tasks", () -> first).register("same", () -> first));
        SyncManager manager = client(server);
        SharedQueue<Integer> tasks = manager.get("tasks", QUEUE);
        tasks.put(1);
        assertThat(manager.get("same", QUEUE)).isEqualTo(tasks);
        for (int round = 0; round < ROUNDS; round++) {
            SharedQueue<Integer> again = SharedObjects.queue(10);
            server = restarted(
                    server,
                    durable(server.port()).register("tasks", () -> again).register("same", () -> again));
            // Under either name first.
            String typeId = round % 2 == 0 ? "same" : "tasks";
            assertThat(manager.get(typeId, QUEUE)).isEqualTo(tasks);
            assertThat(again.size()).isEqualTo(1);
            assertThat(tasks.take()).isEqualTo(1);
            again.put(1);
            assertThat(manager.get("tasks", QUEUE)).isEqualTo(tasks);
        }
    }

    @Test
    void aLockAndItsConditionsAreAgainOneFamilyWhicheverIsAskedForFirst() throws Exception {
        ManagerServer server = serve(withCondition(durable(0)));
        SyncManager manager = client(server);
        SharedLock lock = manager.get("lock", SharedLock.class);
        SharedCondition condition = manager.get("condition", SharedCondition.class);
        server = restarted(server, withCondition(durable(server.port())));
        SyncManager late = client(server);
        SharedCondition again = late.get("condition", SharedCondition.class);
        assertThat((Object) again).isEqualTo(condition);
        assertThat((Object) late.get("lock", SharedLock.class)).isEqualTo(lock);
        Future<Boolean> signalled = meanwhile(() -> {
            lock.lock();
            try {
                condition.await();
                return true;
            } finally {
                lock.unlock();
            }
        });
        await().until(() -> {
            again.lock();
            try {
                again.signalAll();
            } finally {
                again.unlock();
            }
            return signalled.isDone();
        });
        assertThat(get(signalled)).isTrue();
    }

    private static ManagerServer.Builder withCondition(ManagerServer.Builder builder) {
        SharedLock lock = SharedObjects.rlock();
        SharedCondition condition = lock.newCondition();
        return builder.register("lock", () -> lock).register("condition", () -> condition);
    }

    @Test
    void whatACallableMakesIsNewEachTimeAndWhoHasItKeepsIt() {
        ManagerServer server = serve(durable(0).register("make", () -> SharedObjects.list()));
        SyncManager manager = client(server);
        SharedList<Integer> one = manager.get("make", LIST);
        one.add(1);
        restarted(server, durable(server.port()).register("make", () -> SharedObjects.list()));
        assertThat(one).containsExactly(1);
        assertThat(manager.get("make", LIST)).isEmpty();
    }

    /** An object of a user's class. */
    public interface Greeter {
        String greet(String name);
    }

    @Test
    void proxiesOfUsersObjectsAreStaleAndTheirFunctionsRunAgain() throws Exception {
        CompletableFuture<String> never = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        ManagerServer.Builder builder = durable(0)
                .register("greeter", Greeter.class, () -> name -> "hello " + name)
                .registerFunction("wait", () -> {
                    begun.countDown();
                    return never;
                })
                .registerFunction("double", Integer.class, n -> n * 2)
                .limit(ServerLimit.DRAIN_MILLIS, 1);
        ManagerServer server = serve(builder);
        SyncManager manager = client(server);
        Greeter greeter = manager.get("greeter", Greeter.class);
        assertThat(greeter.greet("you")).isEqualTo("hello you");
        Future<String> waiting = meanwhile(() -> manager.call("wait", String.class));
        begun.await();
        assertThat(manager.call("double", Integer.class, 4)).isEqualTo(8);
        server.close();
        serve(durable(server.port())
                .register("greeter", Greeter.class, () -> name -> "hello again " + name)
                .registerFunction("double", Integer.class, n -> n * 2));
        assertThatThrownBy(() -> get(waiting))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ManagerException.class, why -> assertThat(why.outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThatThrownBy(() -> greeter.greet("you"))
                .isInstanceOfSatisfying(
                        ManagerException.class, why -> assertThat(why.outcome()).isEqualTo(Outcome.NOT_EXECUTED))
                .hasMessageContaining("get it again");
        assertThat(manager.get("greeter", Greeter.class).greet("you")).isEqualTo("hello again you");
        assertThat(manager.call("double", Integer.class, 4)).isEqualTo(8);
    }

    @Test
    void whatTheServersOwnThreadsWaitedForAndHeldIsForOthers() throws Exception {
        SharedQueue<Integer> queue = SharedObjects.queue();
        SharedLock lock = SharedObjects.lock();
        ManagerServer server = serve(durable(0).register("queue", () -> queue).register("lock", () -> lock));
        SyncManager manager = client(server);
        SharedQueue<Integer> jobs = manager.get("queue", QUEUE);
        SharedLock seen = manager.get("lock", SharedLock.class);
        lock.lock();
        Future<Integer> inServer = meanwhile(queue::take);
        await().until(() -> manager.describeObjects().stream().anyMatch(row -> row.waiting() == 1));
        restarted(server);
        jobs.put(1);
        assertThat(jobs.take()).isEqualTo(1);
        try (Hold next = seen.hold()) {
            assertThat(next.abandoned()).isTrue();
        }
        inServer.cancel(true);
    }

    // Limits.

    @Test
    void otherLimitsCountFromTheRestartOn() throws Exception {
        ManagerServer server = serve(durable(0));
        SyncManager manager = client(server);
        for (int i = 0; i < 20; i++) {
            manager.queue("queue " + i, Integer.class).put(i);
        }
        ManagerServer little = restarted(
                server, durable(server.port()).limit(ServerLimit.OBJECTS, 10).limit(ServerLimit.QUEUE_ELEMENTS, 1));
        for (int i = 0; i < 20; i++) {
            assertThat(manager.queue("queue " + i, Integer.class)).containsExactly(i);
        }
        assertThatThrownBy(() -> manager.list("another", Integer.class)).isInstanceOf(OverloadedException.class);
        assertThatThrownBy(() -> manager.queue("queue 0", Integer.class).put(1))
                .isInstanceOf(OverloadedException.class);
        restarted(little);
        manager.queue("queue 0", Integer.class).put(1);
        assertThat(manager.list("another", Integer.class)).isEmpty();
    }

    // Bad luck.

    private void written() {
        ManagerServer server = serve(durable(0).limit(ServerLimit.SNAPSHOT_BYTES, 1 << 10));
        SyncManager manager = client(server);
        SharedList<Integer> list = manager.list("list", Integer.class);
        for (int i = 0; i < 100; i++) {
            list.add(i);
        }
        await().until(() -> Files.exists(state.resolve("log/snapshot")));
        list.add(100);
        // The last snapshot may just have been taken: then nothing is behind it yet.
        ManagerServer next = restarted(server, durable(0));
        SharedList<Integer> more = connect(next.port()).list("more", Integer.class);
        for (int i = 0; i < 10; i++) {
            more.add(i);
        }
        next.close();
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(state.resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".entries"))
                    .sorted()
                    .toList();
        }
    }

    private void assertRefuses(String... words) {
        ManagerServer.Builder builder = durable(0);
        assertThatThrownBy(() -> serve(builder))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(refused -> assertThat(refused.getMessage()).contains(words));
    }

    @Test
    void aDirectoryThatIsInUseIsRefused() {
        serve(durable(0));
        assertRefuses(state.toString(), "is in use by another server", "give this one a directory of its own");
    }

    @Test
    void aServerThatIsNotDurableDoesNotTakeTheDirectoryOfOneThatIs() {
        written();
        ManagerServer.Builder builder =
                ManagerServer.builder().address("127.0.0.1", 0).stateDir(state);
        assertThatThrownBy(() -> serve(builder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has the log of a durable server")
                .hasMessageContaining("serve --durable");
    }

    @Test
    void whatIsThereCanBeLookedThrough() throws IOException {
        assertThatThrownBy(() -> DurableState.verify(state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no log of a durable server in " + state);
        written();
        DurableState found = DurableState.verify(state);
        assertThat(found.objects()).isEqualTo(2);
        assertThat(found.tornBytes()).isZero();
        assertThat(found.snapshotEntry()).isPositive().isLessThanOrEqualTo(found.lastEntry());
        Path segment = segments().get(segments().size() - 1);
        byte[] log = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(log, log.length - 1));
        DurableState torn = DurableState.verify(state);
        assertThat(torn.tornBytes()).isPositive();
        assertThat(torn.lastEntry()).isLessThan(found.lastEntry());
        assertThat(Files.readAllBytes(segment)).hasSize(log.length - 1);
        log[log.length / 2] ^= 1;
        Files.write(segment, log);
        assertThatThrownBy(() -> DurableState.verify(state))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void aSnapshotThatIsMissingIsNoticed() throws IOException {
        written();
        Files.delete(state.resolve("log/snapshot"));
        assertRefuses("the snapshot with what was before it is missing", "backup");
    }

    @Test
    void theOnlySegmentThatIsMissingIsNoticed() throws IOException {
        ManagerServer server = serve(durable(0));
        connect(server.port()).list("list", Integer.class).add(1);
        server.close();
        Path segment = segments().get(0);
        byte[] log = Files.readAllBytes(segment);
        Files.delete(segment);
        assertRefuses("of the log and all behind it are missing: there is no " + segment, "backup", "newest");
        assertThatThrownBy(() -> DurableState.verify(state)).hasMessageContaining(segment.toString());
        Files.write(segment, log);
        assertThat(connect(serve(durable(0)).port()).list("list", Integer.class))
                .containsExactly(1);
    }

    @Test
    void aFlippedBitInTheSnapshotOrInTheLogIsNoticed() throws IOException {
        written();
        Path snapshot = state.resolve("log/snapshot");
        byte[] whole = Files.readAllBytes(snapshot);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        Files.write(snapshot, flipped);
        assertRefuses(snapshot.toString(), "piece 1 of the snapshot is damaged", "backup");
        Files.write(snapshot, whole);
        Path segment = segments().get(segments().size() - 1);
        byte[] log = Files.readAllBytes(segment);
        log[log.length / 2] ^= 1;
        Files.write(segment, log);
        assertRefuses("of the log, at byte", "is damaged", segment.toString(), "truncate -s");
    }

    @Test
    void anotherVersionIsRefusedByItsNumber() throws IOException {
        written();
        Path segment = segments().get(0);
        byte[] log = Files.readAllBytes(segment);
        log[11]++;
        Files.write(segment, log);
        assertRefuses(segment.toString(), "is of version 2, and this server reads version 1");
    }

    @Test
    void theLogOfAnotherServerIsRefused() throws IOException {
        written();
        Path epoch = state.resolve("epoch");
        String words = Files.readString(epoch);
        Files.writeString(epoch, "00000000-0000-0001-0000-000000000002" + words.substring(words.indexOf(' ')));
        assertRefuses("and its epoch file of server 00000000-0000-0001-0000-000000000002", "one backup");
        Files.writeString(epoch, words.replace(" 1", " 2"));
        assertRefuses("is of epoch 1, and a server was started there in epoch 2");
        Files.delete(epoch);
        serve(durable(0)).close();
        assertThat(Files.readString(epoch)).isEqualTo(words);
    }

    @Test
    void aTornEndIsCutOffAndNothingElseIsLost() throws IOException {
        written();
        Path segment = segments().get(segments().size() - 1);
        byte[] log = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(log, log.length - 1));
        assertThat(connect(serve(durable(0)).port()).list("list", Integer.class))
                .hasSizeGreaterThanOrEqualTo(100);
    }
}
