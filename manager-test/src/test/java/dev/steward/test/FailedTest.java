package dev.steward.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.server.ManagerServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is printed of a test that fails, and what fails because something is left held. */
class FailedTest {

    @ManagerServerTest
    static class Fails {
        @Test
        void asItShould(SyncManager holder, SyncManager other) {
            holder.lock("the lock").lock();
            other.list("the list", Integer.class).add(42);
            throw new AssertionError("as it should");
        }

        @Test
        void isNotMeant() {
            assumeTrue(false);
        }

        @Test
        void succeeds(SyncManager manager) {
            manager.list("another", Integer.class);
        }

        @AfterEach
        void putInOrder(SyncManager manager) {
            manager.delete("the list");
        }
    }

    @Test
    void whatTheServerHasIsPrintedAsItWasWhenTheTestFailed() {
        Inner ran = Inner.run(Fails.class);
        assertThat(ran.failures()).containsExactly("as it should\n");
        assertThat(ran.succeeded()).isEqualTo(1);
        assertThat(ran.printed())
                .containsOnlyOnce("asItShould(SyncManager, SyncManager) of Fails failed; the server 127.0.0.1:")
                .containsOnlyOnce(" failed; ")
                .containsPattern("the list +list +\\d+ +2 +0 +- +1 element: \\[42]")
                .containsPattern(
                        "lock 'the lock' \\(\\d+\\): [^\\n]*\\nheld by\\n +SESSION .*\\n +\\p{XDigit}{8} +holder ")
                .containsPattern("\\p{XDigit}{8} +holder .* lock 'the lock' ");
    }

    @ManagerServerTest
    static class FailsBeforeAll {
        @BeforeAll
        static void before(SyncManager first) {
            throw new IllegalStateException("before all, " + first.ping().isNegative());
        }

        @Test
        void test() {}
    }

    @Test
    void itIsPrintedOfAClassThatFailsToo() {
        Inner ran = Inner.run(FailsBeforeAll.class);
        assertThat(ran.failures()).containsExactly("before all, false\n");
        assertThat(ran.printed()).contains("FailsBeforeAll failed; the server", "first");
    }

    @ManagerServerTest
    static class LeavesALock {
        @Test
        void held(SyncManager careless) {
            careless.lock("the lock").lock();
        }

        @Test
        void givenBack(SyncManager careful) throws Exception {
            SharedLock lock = careful.lock("the lock");
            lock.lock();
            lock.unlock();
            SharedQueue<String> queue = careful.queue("queue", String.class);
            queue.put("a");
            assertThat(queue.take()).isEqualTo("a");
        }
    }

    @Test
    void whatIsLeftHeldFailsTheTestAndIsNamed() {
        Inner ran = Inner.run(LeavesALock.class);
        assertThat(ran.failures())
                .singleElement()
                .asString()
                .contains(
                        "something is still held on the server 127.0.0.1:", ": client 'careless' has lock 'the lock'");
        assertThat(ran.failures().get(0)).contains("say @ManagerServerTest(leakCheck = false)");
        assertThat(ran.printed()).contains("held(SyncManager) of LeavesALock failed; the server");
        assertThat(ran.succeeded()).isEqualTo(1);
    }

    @ManagerServerTest(leakCheck = false, perMethod = true)
    static class MayLeaveALock {
        @Test
        void held(SyncManager careless) {
            careless.lock("the lock").lock();
        }

        @Test
        void anotherServer(SyncManager manager) {
            assertThat(manager.names("*")).isEmpty();
        }

        @Test
        void withoutItsServer(SyncManager manager, ManagerServer server) {
            server.close();
        }
    }

    @Test
    void whereThatIsMeantToBeItDoesNot() {
        Inner ran = Inner.run(MayLeaveALock.class);
        assertThat(ran.failures()).isEmpty();
        assertThat(ran.succeeded()).isEqualTo(3);
        assertThat(ran.printed()).isEmpty();
    }

    @ManagerServerTest
    static class ClosesTheServer {
        @Test
        void closed(ManagerServer server) {
            server.close();
        }

        @Test
        void failed(ManagerServer server) {
            server.close();
            throw new AssertionError("as it should");
        }
    }

    @Test
    void aServerThatTheTestHasClosedHoldsNothing() {
        Inner ran = Inner.run(ClosesTheServer.class);
        assertThat(ran.failures()).containsExactly("as it should\n");
        assertThat(ran.printed()).containsOnlyOnce(" failed; ");
    }
}
