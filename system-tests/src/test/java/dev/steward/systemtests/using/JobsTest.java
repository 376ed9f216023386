package dev.steward.systemtests.using;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steward.api.Hold;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.process.JavaProcess;
import dev.steward.server.ManagerServer;
import dev.steward.test.ConfigureServer;
import dev.steward.test.ManagerServerTest;
import dev.steward.test.TestClient;
import org.junit.jupiter.api.Test;

@ManagerServerTest
class JobsTest {

    @ConfigureServer
    static void register(ManagerServer.Builder builder) {
        builder.registerFunction("double", Integer.class, n -> n * 2);
    }

    @Test
    void whatOneProcessPutsAnotherTakes(SyncManager producer, SyncManager consumer) throws Exception {
        producer.queue("jobs", Integer.class).put(21);
        int job = consumer.queue("jobs", Integer.class).take();
        assertEquals(42, consumer.call("double", Integer.class, job));
    }

    @Test
    void whoComesAfterADeadOneIsTold(TestClient victim, SyncManager heir) throws Exception {
        victim.manager().lock("ledger").lock();
        SharedLock lock = heir.lock("ledger");
        victim.kill();
        try (Hold hold = lock.hold()) {
            assertTrue(hold.abandoned(), "what the lock protects may be half done");
        }
    }

    @Test
    void aChildWorksForIt(SyncManager manager) throws Exception {
        SharedQueue<String> answers = manager.queue("answers", String.class);
        JavaProcess.start(JobsTest::work, answers);
        assertEquals("a child of its own", answers.take());
    }

    static void work(SharedQueue<String> answers) {
        answers.add("a child of its own");
    }
}
