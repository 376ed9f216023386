package dev.steward.systemtests.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SharedDict;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSet;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.client.ClientOptions;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.client.ServedTest;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;

/** Proxies in the fields of a record arrive as proxies, also where the field is declared as a collection. */
class ProxiesInRecordsTest extends ServedTest {

    record Desk(
            SharedQueue<String> queue,
            SharedJoinableQueue<String> joinable,
            BlockingQueue<String> asQueue,
            SharedList<String> list,
            SharedDict<String, Integer> dict,
            SharedSet<String> set,
            List<SharedQueue<String>> queues,
            SharedQueue<?>[] array) {

        static Desk of(SyncManager manager) {
            SharedQueue<String> queue = manager.queue(10, String.class);
            return new Desk(
                    queue,
                    manager.joinableQueue(10, String.class),
                    manager.queue(10, String.class),
                    manager.list(String.class),
                    manager.dict(String.class, Integer.class),
                    manager.set(String.class),
                    List.of(manager.queue(10, String.class)),
                    new SharedQueue<?>[] {queue});
        }

        void use() {
            queue.add("queue");
            joinable.add("joinable");
            asQueue.add("as queue");
            list.add("list");
            dict.put("dict", 1);
            set.add("set");
            queues.get(0).add("in a list");
        }

        void assertUsed() {
            assertThat(queue.poll()).isEqualTo("queue");
            assertThat(joinable.poll()).isEqualTo("joinable");
            assertThat(asQueue.poll()).isEqualTo("as queue");
            assertThat(list).containsExactly("list");
            assertThat(dict).containsEntry("dict", 1);
            assertThat(set).containsExactly("set");
            assertThat(queues.get(0).poll()).isEqualTo("in a list");
            assertThat(array[0].sameObject(queue)).isTrue();
        }
    }

    @Test
    void theyAreStoredAndReadByAnotherClient() {
        ManagerServer server = serve();
        ClientOptions.Builder allowing = ClientOptions.builder().allow(Desk.class);
        SyncManager one = connect(server.port(), allowing);
        SyncManager two = connect(server.port(), allowing);
        Desk desk = Desk.of(one);
        one.value("desk", Desk.class, desk);
        SharedValue<Desk> found = two.find("desk", Type.value(Desk.class));
        Desk theirs = found.get();
        theirs.use();
        desk.assertUsed();
        assertThat(theirs.array()[0].sameObject(desk.queue())).isTrue();
    }

    @Test
    void theyAreArgumentsOfAProcess() throws Exception {
        try (SyncManager manager = Multiprocessing.manager()) {
            Desk desk = Desk.of(manager);
            JavaProcess child = JavaProcess.start(Desk::use, desk);
            child.join();
            assertThat(child.exitCode()).hasValue(0);
            desk.assertUsed();
        }
    }
}
