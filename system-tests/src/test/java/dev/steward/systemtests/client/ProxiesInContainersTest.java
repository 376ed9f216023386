package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.Delivery;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedArray;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.server.ManagerServer;
import dev.steward.test.ConfigureServer;
import dev.steward.test.ManagerServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A proxy of a user's own object comes out of a container as the interface that is declared for its elements. */
@Timeout(60)
@ManagerServerTest(perMethod = true)
class ProxiesInContainersTest {

    /** What a user's object can do. */
    interface Counter {
        int next();
    }

    /** Another interface, which the object does not have. */
    interface Other {
        int other();
    }

    /** Something that a user stores with a proxy inside. */
    record Job(String name, Counter counter, List<Counter> more) {}

    static final class CounterOfServer implements Counter {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public int next() {
            return count.incrementAndGet();
        }
    }

    private SyncManager manager;
    private Counter counter;

    @ConfigureServer
    static void register(ManagerServer.Builder builder) {
        builder.register("counter", Counter.class, CounterOfServer::new);
    }

    @BeforeEach
    void connect(SyncManager client) {
        manager = client;
        counter = manager.get("counter", Counter.class);
    }

    @Test
    void itComesOutOfADict() {
        SharedDict<String, Counter> dict = manager.dict("d", String.class, Counter.class);
        dict.put("a", counter);

        assertThat(dict.get("a").next()).isEqualTo(1);
        assertThat(dict.values().iterator().next().next()).isEqualTo(2);
        assertThat(dict.snapshot().get("a").next()).isEqualTo(3);
        assertThat(dict.entrySet().iterator().next().getValue().next()).isEqualTo(4);
        assertThat(dict.remove("a").next()).isEqualTo(5);
    }

    @Test
    void itComesOutOfAListAQueueAndAnIterator() throws Exception {
        SharedList<Counter> list = manager.list("l", Counter.class);
        list.add(counter);
        list.add(counter);
        SharedQueue<Counter> queue = manager.queue("q", Counter.class);
        queue.addAll(List.of(counter, counter, counter));

        assertThat(list.get(0).next()).isEqualTo(1);
        for (Counter each : list) {
            assertThat(each.next()).isPositive();
        }
        assertThat(list.snapshot().get(1).next()).isEqualTo(4);
        assertThat(list.contains(list.get(0))).isTrue();
        assertThat(queue.take().next()).isEqualTo(5);
        try (Delivery<Counter> delivery = queue.receive()) {
            assertThat(delivery.value().next()).isEqualTo(6);
            delivery.done();
        }
        List<Counter> drained = new ArrayList<>();
        queue.drainTo(drained);
        assertThat(drained.get(0).next()).isEqualTo(7);
        assertThat(manager.iterator(list).next().next()).isEqualTo(8);
    }

    @Test
    void itComesOutOfCellsAndANamespace() {
        SharedValue<Counter> value = manager.value("v", Counter.class, counter);
        SharedArray<Counter> array = manager.array("a", Counter.class, List.of(counter, counter));
        SharedNamespace namespace = manager.namespace("n");
        namespace.set("counter", counter);

        assertThat(value.get().next()).isEqualTo(1);
        assertThat(array.get(1).next()).isEqualTo(2);
        assertThat(array.toList().get(0).next()).isEqualTo(3);
        assertThat(namespace.get("counter", Counter.class).next()).isEqualTo(4);
    }

    @Test
    void itComesOutOfCollectionsInsideAndOfFieldsOfRecords() {
        SharedDict<String, List<Counter>> lists =
                manager.dict("lists", Type.of(String.class), Type.listOf(Counter.class));
        lists.put("a", List.of(counter));
        SharedList<Job> jobs = manager.list("jobs", Job.class);
        jobs.add(new Job("one", counter, List.of(counter)));

        assertThat(lists.get("a").get(0).next()).isEqualTo(1);
        Job job = jobs.get(0);
        assertThat(job.counter().next()).isEqualTo(2);
        assertThat(RemoteProxy.isProxy(job.more().get(0))).isTrue();
        assertThat(jobs.contains(job)).isTrue();
    }

    @Test
    void whatIsNoInterfaceOfAUserIsRefusedAsBefore() {
        SharedList<Object> list = manager.list("l", Object.class);
        list.add(counter);

        assertThat(RemoteProxy.isProxy(list.get(0))).isTrue();
        assertThatThrownBy(() -> manager.attach(list.objectToken(), Type.list(String.class))
                        .get(0))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("String");
        assertThatThrownBy(() -> manager.attach(list.objectToken(), Type.list(Map.class))
                        .get(0)
                        .size())
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> manager.attach(list.objectToken(), Type.list(Other.class))
                        .get(0)
                        .other())
                .hasMessageContaining("does not expose");
    }
}
