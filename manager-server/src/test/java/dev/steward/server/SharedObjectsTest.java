package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.QueueOptions;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedArray;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedIterator;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSet;
import dev.steward.api.SharedValue;
import dev.steward.api.TypeCode;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.secret.KeyId;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shared objects in the server's own process: before a server has them, after, and on lanes. */
@Timeout(30)
class SharedObjectsTest {

    @Test
    void everyTypeWorksWithoutAServer() throws Exception {
        SharedList<String> list = SharedObjects.listOf(List.of("b", "a"));
        list.sort(null);
        assertThat(list).containsExactly("a", "b");
        SharedSet<Integer> set = SharedObjects.setOf(List.of(1, 2, 1));
        set.removeAll(SharedObjects.setOf(List.of(2L)));
        assertThat(set).containsExactly(1);
        assertThat(SharedObjects.<Integer>set()).isEmpty();
        SharedDict<String, Integer> dict = SharedObjects.dict();
        dict.merge("one", 1, Integer::sum);
        assertThat(dict).containsEntry("one", 1);
        SharedNamespace namespace = SharedObjects.namespace();
        namespace.set("name", "value");
        assertThat(namespace.get("name", String.class)).isEqualTo("value");
        SharedValue<Integer> value = SharedObjects.value(TypeCode.INT, 41);
        assertThat(value.getAndAdd(1)).isEqualTo(41);
        SharedArray<Integer> array = SharedObjects.array(TypeCode.INT, 2);
        array.setRange(0, 5, 6);
        assertThat(array.toIntArray()).containsExactly(5, 6);
        assertThat(SharedObjects.array(String.class, List.of("a"))).containsExactly("a");
        SharedIterator<Integer> each = SharedObjects.iterator(List.of(3, 4));
        assertThat(each.next()).isEqualTo(3);
        assertThat(each.next()).isEqualTo(4);
        assertThat(each.hasNext()).isFalse();
        SharedQueue<Integer> queue = SharedObjects.queue(1);
        assertThat(queue.offer(1)).isTrue();
        assertThat(queue.offer(2)).isFalse();
        assertThat(queue.take()).isEqualTo(1);
        SharedJoinableQueue<Integer> jobs = SharedObjects.joinableQueue(1);
        assertThat(jobs.offer(1)).isTrue();
        assertThat(jobs.take()).isEqualTo(1);
        assertThat(jobs.join(Duration.ZERO)).isFalse();
        jobs.taskDone();
        jobs.join();
        SharedCondition condition = SharedObjects.condition();
        condition.lock();
        assertThat(condition.isHeldByMe()).isTrue();
        condition.unlock();
    }

    @Test
    void firstValueThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> SharedObjects.value(TypeCode.UNSIGNED_BYTE, (short) 256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256");
    }

    @Test
    void joinableQueueWithoutAServerGivesElementsUpButKnowsNoOtherQueue() throws Exception {
        SharedJoinableQueue<Integer> once =
                SharedObjects.joinableQueue(QueueOptions.unbounded().maxDeliveries(1));
        once.put(1);
        once.take();
        once.nack();
        assertThat(once.poll()).isNull();
        QueueOptions letters = QueueOptions.unbounded().deadLetters(SharedObjects.queue(), 1);
        assertThatThrownBy(() -> SharedObjects.joinableQueue(letters))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("belongs to no server yet");
    }

    @Test
    void takeWaitsForAPutOfAnotherThread() throws Exception {
        SharedQueue<String> queue = SharedObjects.queue();
        CompletableFuture<String> taken = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take();
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        queue.put("parcel");
        assertThat(taken.join()).isEqualTo("parcel");
    }

    @Test
    void waitWithoutAServerEndsInTime() throws Exception {
        SharedQueue<String> queue = SharedObjects.queue();
        assertThat(queue.poll(Duration.ofMillis(50))).isNull();
    }

    @Test
    void interruptedWaitLosesNothing() throws Exception {
        SharedQueue<String> queue = SharedObjects.queue();
        Thread.currentThread().interrupt();
        assertThatThrownBy(queue::take).isInstanceOf(InterruptedException.class);
        queue.put("kept");
        assertThat(queue.take()).isEqualTo("kept");
    }

    @Test
    void sharedObjectInsideOneWithoutServerIsRefusedWithTheCure() {
        SharedList<Object> outer = SharedObjects.list();
        SharedList<Object> inner = SharedObjects.list();
        assertThatThrownBy(() -> outer.add(inner))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("belongs to no server yet");
    }

    @Test
    void clientAndServerShareWhatACallableReturns() throws Exception {
        SharedQueue<Integer> tasks = SharedObjects.queue(10);
        tasks.put(1);
        try (ManagerServer server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .register("get_tasks", () -> tasks)
                .build()) {
            server.start();
            try (RawClient client = RawClient.open(server)) {
                ObjectId id = client.get("get_tasks");
                assertThat(client.get("get_tasks")).isEqualTo(id);
                assertThat(client.call(Operation.QUEUE_TAKE, id, 0L)).isEqualTo(1);
                tasks.put(2);
                assertThat(client.call(Operation.QUEUE_TAKE, id, 0L)).isEqualTo(2);
                client.call(Operation.QUEUE_PUT, id, 3, 0L);
                assertThat(tasks.take()).isEqualTo(3);
                assertThat(tasks.objectToken().objectId()).isEqualTo(id);
                assertThat(tasks.objectToken().addresses()).containsExactly(server.address());
            }
        }
    }

    @Test
    void serverThreadThatWaitsSinceBeforeIsServedByAClient() throws Exception {
        SharedQueue<String> queue = SharedObjects.queue();
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<String> taken = CompletableFuture.supplyAsync(() -> {
            waits.countDown();
            try {
                return queue.take();
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        waits.await();
        try (ManagerServer server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .register("get_queue", () -> queue)
                .build()) {
            server.start();
            try (RawClient client = RawClient.open(server)) {
                client.call(Operation.QUEUE_PUT, client.get("get_queue"), "late", 0L);
                assertThat(taken.join()).isEqualTo("late");
            }
        }
    }

    @Test
    void lockTakenOnALaneBelongsToTheClientAndPassesOnWhenItDies() throws Exception {
        SharedCondition lock = SharedObjects.condition();
        AtomicReference<Boolean> mine = new AtomicReference<>();
        try (ManagerServer server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .register("get_lock", () -> lock)
                .registerFunction("lock", () -> {
                    lock.lock();
                    mine.set(lock.isHeldByMe());
                    return true;
                })
                .build()) {
            server.start();
            RawClient dying = RawClient.open(server, RawClient.KEY, KeyId.AUTH, Duration.ofSeconds(9), Duration.ZERO);
            ObjectId id = dying.get("get_lock");
            dying.ask(Operation.CALL, ObjectId.DIRECTORY, "lock");
            assertThat(mine.get()).isTrue();
            assertThat(dying.call(Operation.LOCK_IS_HELD, id)).isEqualTo(true);
            assertThat(lock.isHeldByMe()).isFalse();
            try (RawClient waiter = RawClient.open(server)) {
                Reply free = waiter.ask(Operation.LOCK_ACQUIRE, waiter.get("get_lock"), 0L);
                assertThat(free.status()).isEqualTo(Status.TIMED_OUT);
                dying.close();
                waiter.call(Operation.LOCK_ACQUIRE, id, -1L);
            }
        }
    }

    @Test
    void lockAndItsConditionsWorkWithoutAServerAndGoIntoOneTogether() throws Exception {
        SharedLock lock = SharedObjects.lock();
        SharedCondition condition = SharedObjects.condition(lock);
        SharedCondition other = lock.newCondition();
        assertThat(condition).isNotEqualTo(other);
        assertThatThrownBy(condition::signal).isInstanceOf(IllegalMonitorStateException.class);
        CountDownLatch holds = new CountDownLatch(1);
        CompletableFuture<Boolean> signalled = CompletableFuture.supplyAsync(() -> {
            lock.lock();
            holds.countDown();
            try {
                return condition.await(Duration.ofSeconds(20));
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            } finally {
                lock.unlock();
            }
        });
        holds.await();
        other.lock();
        other.signalAll();
        try (ManagerServer server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .register("get_condition", () -> condition)
                .register("get_lock", () -> lock)
                .build()) {
            server.start();
            try (RawClient client = RawClient.open(server)) {
                ObjectId id = client.get("get_condition");
                assertThat(client.get("get_lock")).isEqualTo(lock.objectToken().objectId());
                assertThat(condition.objectToken().objectId()).isEqualTo(id);
                assertThat(client.call(Operation.COUNT, ObjectId.DIRECTORY)).isEqualTo(3L);
                assertThat(client.call(Operation.LOCK_IS_LOCKED, id)).isEqualTo(true);
                lock.unlock();
                client.call(Operation.LOCK_ACQUIRE, lock.objectToken().objectId(), -1L);
                client.call(Operation.CONDITION_SIGNAL, id, 1);
                client.call(Operation.LOCK_RELEASE, id);
                assertThat(signalled.join()).isTrue();
                SharedCondition third = lock.newCondition();
                third.lock();
                third.signalAll();
                third.unlock();
            }
        }
    }

    @Test
    void objectBelongsToOneServerForGood() {
        SharedList<String> list = SharedObjects.list();
        try (ManagerServer first = serving(list);
                ManagerServer second = serving(list)) {
            try (RawClient one = RawClient.open(first);
                    RawClient two = RawClient.open(second)) {
                one.get("get_list");
                Reply reply = two.ask(Operation.GET, ObjectId.DIRECTORY, "get_list");
                assertThat(reply.status()).isEqualTo(Status.USER_EXCEPTION);
                assertThat(String.valueOf(RawClient.CODEC.decode(reply.value())))
                        .contains("belongs to another server of this process");
            }
        }
    }

    @Test
    void sharedObjectThatAUsersObjectKeepsOutlivesTheClientThatPassedIt() {
        AtomicReference<SharedList<?>> kept = new AtomicReference<>();
        try (ManagerServer server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .registerFunction("keep", SharedList.class, list -> {
                    kept.set(list);
                    return null;
                })
                .build()) {
            server.start();
            try (RawClient client = RawClient.open(server)) {
                Reply made = client.ask(Operation.CREATE, ObjectId.DIRECTORY, "list", null, List.of());
                ObjectId list = RawClient.referenceOf(made);
                client.call(Operation.LIST_ADD, list, "precious");
                RawClient.resultOf(client.ask(Operation.CALL, ObjectId.DIRECTORY, "keep", made.value()));
                client.call(Operation.RELEASE, ObjectId.DIRECTORY, list.value(), 1);
            }
            assertThat(kept.get()).singleElement().isEqualTo("precious");
            try (RawClient other = RawClient.open(server)) {
                assertThat(other.call(Operation.COUNT, ObjectId.DIRECTORY)).isEqualTo(1L);
                RemoteProxy.forget(kept.get());
                assertThat(other.call(Operation.COUNT, ObjectId.DIRECTORY)).isEqualTo(0L);
            }
        }
    }

    private static ManagerServer serving(SharedList<String> list) {
        ManagerServer server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .register("get_list", () -> list)
                .build();
        server.start();
        return server;
    }
}
