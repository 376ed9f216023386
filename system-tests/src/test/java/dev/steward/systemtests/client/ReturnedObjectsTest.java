package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SyncManager;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Shared objects that a server's own process makes and returns: they live as long as somebody can use them. */
class ReturnedObjectsTest extends ServedTest {

    private static final int MANY = 200;

    private SharedList<Integer> kept = SharedObjects.list();
    private final AtomicReference<SharedLock> lock = new AtomicReference<>();

    private final ManagerServer server = serve(onLoopback()
            .registerFunction("fresh", SharedObjects::list)
            .registerFunction("inside", () -> List.of(SharedObjects.list()))
            .registerFunction("kept", () -> kept)
            .registerFunction("condition", ReturnedObjectsTest::conditionOnly)
            .registerFunction("lock", lock::get));
    private final SyncManager manager = connect(server.port());

    /** The lock goes into the server with its condition, and nobody in this process can use it any more. */
    private static SharedCondition conditionOnly() {
        SharedCondition condition = SharedObjects.lock().newCondition();
        System.gc();
        return condition;
    }

    private void awaitObjects(int expected) {
        await().pollInSameThread().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            System.gc();
            assertThat(manager.objectCount()).isEqualTo(expected);
        });
    }

    @Test
    void whatNobodyHasAnyMoreIsFreed() {
        Stream.generate(() -> manager.call("fresh", SharedList.class))
                .limit(MANY)
                .forEach(list -> RemoteProxy.forget(list));
        for (int i = 0; i < MANY; i++) {
            assertThat((List<?>) manager.call("inside", List.class)).hasSize(1);
        }
        awaitObjects(0);
    }

    @Test
    void whatAClientHasStaysThoughTheServersProcessHasForgottenIt() {
        List<?> lists = Stream.generate(() -> manager.call("fresh", SharedList.class))
                .limit(MANY)
                .toList();
        System.gc();
        for (Object list : lists) {
            assertThat((SharedList<?>) list).isEmpty();
        }
        assertThat(manager.objectCount()).isEqualTo(MANY);
    }

    @Test
    void whatTheServersProcessHasStaysThoughEveryClientHasForgottenIt() {
        SharedList<?> first = manager.call("kept", SharedList.class);
        kept.add(1);
        RemoteProxy.forget(first);
        System.gc();
        assertThat((SharedList<?>) manager.call("kept", SharedList.class)).hasSize(1);
        awaitObjects(1);
    }

    @Test
    void membersOfAFamilyAreFreedOneByOne() throws InterruptedException {
        SharedCondition condition = manager.call("condition", SharedCondition.class);
        RemoteProxy.forget(condition);
        awaitObjects(0);
    }

    @Test
    void whatWasForgottenCannotBeReturned() {
        lock.set(SharedObjects.lock());
        RemoteProxy.forget(lock.get());
        assertThatThrownBy(() -> manager.call("lock", SharedLock.class))
                .hasMessageContaining("this proxy was forgotten: get the object again");
    }
}
