package dev.steward.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.SessionLostException;
import dev.steward.api.SharedEvent;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import dev.steward.systemtests.client.ServedTest;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What shutdown hooks can use, and what others hear of a JVM that ends in order. */
@Timeout(120)
class LastWordsTest extends ServedTest {

    @RegisterExtension
    private final Programs programs = new Programs();

    private static void assertCleanedUp(Jvm program) {
        assertThat(program.lines())
                .contains("last: the child's, event true, abandoned false")
                .noneMatch(line -> line.contains("died with it"))
                .noneMatch(line -> line.contains("Exception"));
    }

    @Test
    void hooksUseSharedObjectsInEveryProcessWhenTheProgramReturns() throws Exception {
        Jvm program = programs.run(LastWords.class, "return");
        assertThat(program.awaitEnd()).as("%s", program.lines()).isZero();
        assertCleanedUp(program);
    }

    @Test
    void hooksUseSharedObjectsWhenAllProcessesGetTheSignalAtOnce() throws Exception {
        Jvm program = programs.run(LastWords.class, "wait");
        program.awaitLine("all are there");
        Remains remains = Remains.of(program.pid());
        ProcessHandle.of(program.pid()).orElseThrow().descendants().forEach(ProcessHandle::destroy);
        program.terminate();
        assertThat(program.awaitEnd()).as("%s", program.lines()).isEqualTo(143);
        assertCleanedUp(program);
        remains.awaitNone(Duration.ofSeconds(5));
    }

    @Test
    void serverInAProgramTellsItsClientsOfTheEndAndServesToTheLast() throws Exception {
        Jvm program = programs.run(EmbeddedServer.class);
        SyncManager manager = connect(Integer.parseInt(program.awaitPort()));
        SharedQueue<String> queue = manager.queue("never", String.class);
        SharedLock lock = manager.lock();
        SharedEvent heard = manager.get("heard", SharedEvent.class);
        lock.lock();
        Future<String> taking = meanwhile(queue::take);
        Future<String> slow = meanwhile(() -> manager.call("slow", String.class));
        awaitWaiting(manager, "never", 1);
        program.awaitLine("slow runs");
        Future<?> stopping = meanwhile(() -> manager.call("stop", Object.class));
        assertThatThrownBy(() -> get(taking)).hasMessageContaining("the server ends");
        assertThat(get(slow)).isEqualTo("finished");
        assertThatThrownBy(queue::take).as("it would wait").hasMessageContaining("the server ends");
        assertThat(queue.add("something")).as("it need not wait").isTrue();
        assertThat(queue.take()).isEqualTo("something");
        try {
            heard.set();
        } catch (SessionLostException endedBeforeTheAnswer) {
            // The JVM ends as soon as it was heard, which is what the program says below.
        }
        assertThat(program.awaitEnd()).isEqualTo(4);
        assertThatThrownBy(() -> get(stopping)).hasMessageContaining("the server has ended");
        assertThat(program.lines()).contains("heard: true").noneMatch(line -> line.contains("died with it"));
        assertThatThrownBy(heard::isSet)
                .isInstanceOf(SessionLostException.class)
                .hasMessageContaining("the server has ended");
    }
}
