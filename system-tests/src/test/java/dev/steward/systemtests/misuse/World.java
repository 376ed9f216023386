package dev.steward.systemtests.misuse;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedArray;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedEvent;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SharedSet;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.util.List;
import java.util.Map;

/**
 * A server with one object of each type and something in each, who misuses them, a bystander who sees whether that changed
 * anything, and another server. Used by one thread.
 */
final class World implements AutoCloseable {

    private final AuthKey key = AuthKey.random();
    private final ManagerServer server = start();
    private final ManagerServer otherServer = start();

    /** Misuses the objects. */
    final SyncManager manager = connect();

    /** Holds the locks and a permit, and looks at all objects. */
    final SyncManager bystander = connect();

    /** A client of the other server. */
    final SyncManager elsewhere = ManagerClient.connect("127.0.0.1", otherServer.port(), key);

    final SharedList<Object> list = manager.list("list", Object.class);
    final SharedDict<Object, Object> dict = manager.dict("dict", Object.class, Object.class);
    final SharedSet<Object> set = manager.set("set", Object.class);
    final SharedNamespace namespace = manager.namespace("namespace");
    final SharedValue<Integer> value = manager.value("value", TypeCode.INT, 7);
    final SharedValue<String> text = manager.value("text", String.class, "seven");
    final SharedArray<Integer> array = manager.array("array", TypeCode.INT, List.of(1, 2, 3));
    final SharedQueue<Object> queue = manager.queue("queue", 3, Object.class);
    final SharedJoinableQueue<Object> joinable = manager.joinableQueue("joinable", Object.class);
    final SharedLock lock = manager.lock("lock");
    final SharedLock rlock = manager.rlock("rlock");
    final SharedCondition condition = manager.condition("condition");
    final SharedSemaphore semaphore = manager.semaphore("semaphore", 2);
    final SharedSemaphore bounded = manager.boundedSemaphore("bounded", 2);
    final SharedEvent event = manager.event("event");
    final SharedBarrier barrier = manager.barrier("barrier", 2);
    final SharedBarrier barrierWithAction = manager.barrier("barrier with action", 2, () -> {});

    World() throws InterruptedException {
        list.addAll(List.of(1, 2, 3));
        dict.putAll(Map.of("a", 1));
        set.addAll(List.of(1, 2));
        namespace.update(Map.of("host", "here"));
        queue.addAll(List.of(1, 2));
        joinable.addAll(List.of(1, 2));
        bystander.lock("lock").lock();
        bystander.rlock("rlock").lock();
        bystander.semaphore("semaphore", 2).acquire();
    }

    private ManagerServer start() {
        ManagerServer started =
                ManagerServer.builder().address("127.0.0.1", 0).authKey(key).build();
        started.start();
        return started;
    }

    /** Connects another client. */
    SyncManager connect() {
        return ManagerClient.connect("127.0.0.1", server.port(), key);
    }

    /** Returns all that the bystander can see. */
    List<Object> state() {
        List<String> described = bystander.describeObjects().stream()
                .filter(row -> row.name() != null)
                .map(row -> row.name() + " is a " + row.typeId() + ", " + row.waiting() + " wait, " + row.summary())
                .toList();
        return List.of(
                described,
                bystander.list("list", Object.class).snapshot(),
                bystander.dict("dict", Object.class, Object.class).snapshot(),
                bystander.set("set", Object.class).snapshot(),
                bystander.namespace("namespace").snapshot(),
                bystander.value("value", TypeCode.INT, 0).get(),
                bystander.value("text", String.class, "").get(),
                bystander.array("array", TypeCode.INT, 3).snapshot(),
                bystander.queue("queue", Object.class).snapshot(),
                bystander.joinableQueue("joinable", Object.class).snapshot(),
                bystander.lock("lock").isHeldByMe(),
                bystander.rlock("rlock").isHeldByMe(),
                bystander.condition("condition").isLocked(),
                bystander.semaphore("semaphore", 2).availablePermits(),
                bystander.boundedSemaphore("bounded", 2).availablePermits(),
                bystander.event("event").isSet(),
                bystander.barrier("barrier", 2).isBroken(),
                bystander.barrier("barrier", 2).getNumberWaiting(),
                bystander.barrier("barrier with action", 2, () -> {}).isBroken());
    }

    @Override
    public void close() {
        manager.close();
        bystander.close();
        elsewhere.close();
        server.close();
        otherServer.close();
    }
}
