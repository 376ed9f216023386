package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.Delivery;
import dev.steward.api.Hold;
import dev.steward.api.Inspection;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.ObjectId;
import dev.steward.api.ObjectInspection;
import dev.steward.api.QueueOptions;
import dev.steward.api.Requeued;
import dev.steward.api.ServerInspection;
import dev.steward.api.SessionInspection;
import dev.steward.api.SessionLostException;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.UnopenedValue;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import dev.steward.server.SharedObjects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who holds what, who waits and who is connected: asked by a client, and by the program that the server is in. */
class InspectionTest extends ServedTest {

    /** A value of a class that not every client allows. */
    record Order(String item, int count) {}

    private final ManagerServer server = serve();

    private Inspection inspection(String from) {
        return from.equals("client") ? connect(server.port()).inspection() : server.inspection();
    }

    private SyncManager client(String name) {
        return connect(server.port(), ClientOptions.builder().name(name).allow(Order.class));
    }

    private static ObjectInspection only(Inspection inspection, String word) {
        List<ObjectInspection> found = inspection.objects(word);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static SessionInspection session(Inspection inspection, String name) {
        return inspection.sessions().stream()
                .filter(session -> session.client().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "server"})
    void tellsWhoHoldsALockAndWhoWaitsForItSinceWhenAndFromWhere(String from) throws Exception {
        SharedLock held = client("holder").lock("lock");
        held.lock();
        SyncManager other = client("waiter");
        Future<Boolean> waiting = meanwhile(() -> {
            other.lock("lock").lock();
            return true;
        });
        awaitWaiting(other, "lock", 1);
        Inspection inspection = inspection(from);
        ObjectInspection lock = only(inspection, "lock");
        long pid = ProcessHandle.current().pid();
        assertThat(lock.holding()).isEqualTo(1);
        assertThat(lock.holders()).hasSize(1).allSatisfy(holder -> {
            assertThat(holder.client().name()).isEqualTo("holder");
            assertThat(holder.client().process()).isEqualTo(pid);
            assertThat(holder.client().address()).contains("127.0.0.1");
            assertThat(holder.since()).isGreaterThanOrEqualTo(Duration.ZERO);
        });
        assertThat(lock.waiters()).hasSize(1).allSatisfy(waiter -> {
            assertThat(waiter.client().name()).isEqualTo("waiter");
            assertThat(waiter.what()).isEqualTo("acquire");
            assertThat(waiter.since())
                    .isGreaterThanOrEqualTo(Duration.ZERO)
                    .isLessThanOrEqualTo(lock.holders().get(0).since());
        });
        SessionInspection holder = session(inspection, "holder");
        assertThat(holder.calls()).isPositive();
        assertThat(holder.away()).isNull();
        assertThat(holder.holds()).hasSize(1).allMatch(what -> "lock".equals(what.name()));
        assertThat(holder.waits()).isEmpty();
        assertThat(session(inspection, "waiter").waits())
                .hasSize(1)
                .allMatch(what -> "lock".equals(what.name()) && what.what().equals("acquire"));
        held.unlock();
        assertThat(get(waiting)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "server"})
    void tellsHowManyElementsAQueueHasAndWhoHasWhichInDelivery(String from) throws InterruptedException {
        SharedQueue<Order> queue = client("producer").queue("orders", Order.class);
        queue.add(new Order("pen", 3));
        queue.add(new Order("ink", 1));
        SharedQueue<Order> taken = client("consumer").queue("orders", Order.class);
        Delivery<Order> delivery = taken.receive();
        Inspection inspection = inspection(from);
        ObjectInspection found = only(inspection, "orders");
        assertThat(found.elements()).isEqualTo(1);
        assertThat(found.oldest()).isNotNull();
        assertThat(found.holders()).hasSize(1).allSatisfy(holder -> {
            assertThat(holder.client().name()).isEqualTo("consumer");
            assertThat(holder.what()).contains(Order.class.getName());
        });
        assertThat(inspection.peek(found.object().objectId(), 5))
                .hasSize(1)
                .first()
                .isInstanceOf(UnopenedValue.class)
                .asString()
                .contains(Order.class.getName(), " bytes");
        delivery.done();
        assertThat(only(inspection, "orders").holders()).isEmpty();
    }

    @Test
    void peekShowsValuesWhoseClassIsAllowedAndTakesNothing() {
        SyncManager manager = client("producer");
        SharedQueue<Order> queue = manager.queue("orders", Order.class);
        queue.add(new Order("pen", 3));
        SharedDict<String, Integer> dict = manager.dict("scores", String.class, Integer.class);
        dict.put("alice", 7);
        Inspection inspection = manager.inspection();
        assertThat(inspection.peek(queue.objectToken().objectId(), 5)).containsExactly(new Order("pen", 3));
        assertThat(inspection.peek(dict.objectToken().objectId(), 5)).containsExactly(Map.entry("alice", 7));
        assertThat(inspection.peek(manager.lock("lock").objectToken().objectId(), 5))
                .isEmpty();
        assertThat(queue).hasSize(1);
    }

    @Test
    void objectsAreMeantByNameThenNumberThenTypeId() {
        SyncManager manager = client("user");
        ObjectId seven = manager.list("list", Integer.class).objectToken().objectId();
        manager.list("other", Integer.class);
        Inspection inspection = manager.inspection();
        assertThat(only(inspection, seven.toString()).object().name()).isEqualTo("list");
        assertThat(inspection.objects("list")).as("the name, not the type").hasSize(1);
        manager.delete("list");
        assertThat(inspection.objects("list")).as("all of the type").hasSize(2);
        assertThatThrownBy(() -> inspection.objects("nothing"))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("'nothing'");
    }

    @Test
    void whatTheServerRegisteredIsFoundByItsTypeId() {
        SharedQueue<Integer> tasks = SharedObjects.queue();
        ManagerServer registering =
                serve(onLoopback().register("tasks", () -> tasks).register("orders", ArrayList::new));
        Inspection inspection = registering.inspection();
        assertThatThrownBy(() -> inspection.objects("tasks"))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("registered", "nobody has asked");
        SyncManager manager = connect(registering.port());
        manager.get("tasks", Type.queue(Integer.class)).add(1);
        manager.get("orders", Type.of(List.class));
        assertThat(only(inspection, "orders").object().summary()).contains("server's own process");
        assertThat(only(inspection, "tasks").elements())
                .as("a shared object by what it is registered under")
                .isEqualTo(1);
        assertThat(inspection.objects("queue")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "server"})
    void aKickedSessionIsGoneAndWhatItHeldPassesOn(String from) throws InterruptedException {
        SyncManager victim = client("victim");
        SharedLock held = victim.lock("lock");
        held.lock();
        Inspection inspection = inspection(from);
        String whole = session(inspection, "victim").client().session();
        assertThat(inspection.kick(session(inspection, "victim").client().shortSession()))
                .isEqualTo(whole);
        try (Hold next = client("next").lock("lock").hold()) {
            assertThat(next.abandoned()).isTrue();
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(held::unlock).isInstanceOf(SessionLostException.class));
        assertThatThrownBy(() -> inspection.kick("zz"))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("'zz'");
    }

    @Test
    void nobodyKicksHimself() {
        SyncManager manager = client("self");
        Inspection inspection = manager.inspection();
        String own = session(inspection, "self").client().session();
        assertThatThrownBy(() -> inspection.kick(own))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the one that asks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "server"})
    void whatIsReleasedPassesOnAndWhatIsPurgedIsGone(String from) {
        SyncManager manager = client("user");
        SharedLock lock = manager.rlock("lock");
        lock.lock();
        SharedSemaphore semaphore = manager.semaphore("semaphore", 2);
        assertThat(semaphore.tryAcquire()).isTrue();
        SharedQueue<Integer> queue = manager.queue("queue", Integer.class);
        queue.addAll(List.of(1, 2, 3));
        Inspection inspection = inspection(from);
        assertThat(inspection.release(lock.objectToken().objectId())).isEqualTo(1);
        assertThat(lock.isLocked()).isFalse();
        assertThat(inspection.release(semaphore.objectToken().objectId())).isEqualTo(1);
        assertThat(semaphore.availablePermits()).isEqualTo(2);
        assertThat(inspection.purge(queue.objectToken().objectId())).isEqualTo(3);
        assertThat(queue).isEmpty();
        ObjectId list = manager.list("list", Integer.class).objectToken().objectId();
        assertThatThrownBy(() -> inspection.release(list))
                .isInstanceOf(MethodNotExposedException.class)
                .hasMessageContaining("nobody holds a list");
        assertThatThrownBy(() -> inspection.purge(lock.objectToken().objectId()))
                .isInstanceOf(MethodNotExposedException.class);
        assertThatThrownBy(() -> inspection.purge(new ObjectId(99_999))).isInstanceOf(NoSuchObjectException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "server"})
    void deadLettersGoBackToTheQueuesThatGaveThemUp(String from) throws InterruptedException {
        SyncManager manager = client("user");
        SharedQueue<Integer> failed = manager.queue("failed", Integer.class);
        SharedJoinableQueue<Integer> jobs = manager.joinableQueue(
                "jobs", Integer.class, QueueOptions.bounded(2).deadLetters(failed, 1));
        for (int job = 1; job <= 3; job++) {
            jobs.put(job);
            jobs.receive().nack();
        }
        Inspection inspection = inspection(from);
        ObjectId letters = failed.objectToken().objectId();
        assertThat(inspection.requeue(letters, 1)).isEqualTo(new Requeued(1, 0, 0));
        assertThat(jobs.snapshot()).containsExactly(1);
        assertThat(inspection.requeue(letters, Integer.MAX_VALUE)).isEqualTo(new Requeued(1, 1, 0));
        assertThat(jobs.snapshot()).containsExactly(1, 2);
        assertThat(failed.snapshot()).containsExactly(3);
        jobs.shutdown();
        assertThat(inspection.requeue(letters, Integer.MAX_VALUE)).isEqualTo(new Requeued(0, 0, 1));
        assertThat(failed.snapshot()).containsExactly(3);
        assertThatThrownBy(() -> inspection.requeue(letters, -1)).isInstanceOf(IllegalArgumentException.class);
        ObjectId list = manager.list("list", Integer.class).objectToken().objectId();
        assertThatThrownBy(() -> inspection.requeue(list, 1))
                .isInstanceOf(MethodNotExposedException.class)
                .hasMessageContaining("a list has no dead letters");
        assertThatThrownBy(() -> inspection.requeue(new ObjectId(99_999), 1)).isInstanceOf(NoSuchObjectException.class);
    }

    /** Whoever takes at the same time from the dead letters has each of them, or the queue has it again, and never both. */
    @Test
    void deadLettersThatAreTakenAndRequeuedAtOnceAreInOnePlace() throws Exception {
        SyncManager manager = client("user");
        SharedQueue<Integer> failed = manager.queue("failed", Integer.class);
        SharedJoinableQueue<Integer> jobs = manager.joinableQueue(
                "jobs", Integer.class, QueueOptions.unbounded().deadLetters(failed, 1));
        List<Integer> all = IntStream.range(0, 500).boxed().toList();
        jobs.addAll(all);
        for (int i = 0; i < all.size(); i++) {
            jobs.receive().nack();
        }
        SharedQueue<Integer> other = client("taker").queue("failed", Integer.class);
        Future<List<Integer>> taken = meanwhile(() -> {
            List<Integer> had = new ArrayList<>();
            for (Integer next = other.poll(); next != null; next = other.poll()) {
                had.add(next);
            }
            return had;
        });
        long requeued = 0;
        ObjectId letters = failed.objectToken().objectId();
        while (!failed.isEmpty()) {
            requeued += manager.inspection().requeue(letters, 7).requeued();
        }
        List<Integer> both = new ArrayList<>(get(taken));
        assertThat(jobs.snapshot()).hasSize((int) requeued);
        both.addAll(jobs.snapshot());
        assertThat(both).containsExactlyInAnyOrderElementsOf(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "server"})
    void tellsOfTheServerAsAWhole(String from) {
        ServerInspection server = inspection(from).server();
        assertThat(server.address()).contains("127.0.0.1:");
        assertThat(server.isDraining()).isFalse();
        assertThat(server.heapBytes()).isBetween(1L, server.mostHeapBytes());
        assertThat(server.limits()).containsEntry("SESSIONS", 20_000L).hasSize(ServerLimit.values().length);
    }

    @Test
    void whereThereIsAnAdminKeyOnlyItsHolderLooksButAnyonePeeks() {
        AuthKey admin = AuthKey.of("an admin key 16+");
        ManagerServer guarded = serve(onLoopback().adminKey(admin));
        SyncManager user = connect(guarded.port());
        ObjectId list = user.list("list", Integer.class).objectToken().objectId();
        Inspection inspection = user.inspection();
        assertThatThrownBy(() -> inspection.objects(1)).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(inspection::sessions).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> inspection.kick("1")).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> inspection.release(list)).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> inspection.purge(list)).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> inspection.requeue(list, 1)).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(inspection::server).isInstanceOf(AuthenticationException.class);
        assertThat(inspection.peek(list, 1)).isEmpty();
        try (SyncManager boss = ManagerClient.connect(
                "127.0.0.1",
                guarded.port(),
                admin,
                ClientOptions.builder().adminKey().build())) {
            assertThat(boss.inspection().sessions())
                    .hasSize(2)
                    .anyMatch(SessionInspection::isAdmin)
                    .anyMatch(session -> !session.isAdmin());
            assertThat(boss.inspection().purge(list)).isZero();
        }
    }
}
