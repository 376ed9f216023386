package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.StaleProxyException;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ClientOptions;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.ServerProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server process is killed by {@code kill -9}, and another one is started in its place. */
@Tag("one-jdk")
class KilledServerTest extends DeathTest {

    @TempDir
    private Path state;

    private final List<Event> events = new CopyOnWriteArrayList<>();

    private Jvm start(String port, boolean remembers) {
        return closing(
                remembers ? Jvm.run(ServerProgram.class, port, state.toString()) : Jvm.run(ServerProgram.class, port));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oldProxiesAreStaleCallsSayTheirOutcomeAndTokensGrow(boolean remembers) throws Exception {
        Jvm first = start("0", remembers);
        String port = first.awaitPort();
        SyncManager manager =
                connect(Integer.parseInt(port), ClientOptions.builder().listener((event, detail) -> events.add(event)));
        SharedList<Integer> list = manager.list("list", Integer.class);
        list.add(1);
        SharedQueue<Integer> queue = manager.queue("jobs", Integer.class);
        SharedLock lock = manager.lock("lock");
        // Not closed: it is the one thing of the first server that a client might believe it still has.
        Hold hold = lock.hold();
        Future<Integer> taking = meanwhile(queue::take);
        awaitWaiting(manager, "jobs", 1);
        first.kill();
        start(port, remembers).awaitPort();
        assertThatThrownBy(() -> get(taking))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ManagerException.class, why -> assertThat(why.outcome()).isEqualTo(Outcome.UNKNOWN));
        await().until(() -> events.contains(Event.LOST));
        assertThat(hold.valid()).isFalse();
        assertThatThrownBy(() -> list.add(2))
                .isInstanceOfSatisfying(
                        StaleProxyException.class,
                        why -> assertThat(why.outcome()).isEqualTo(Outcome.NOT_EXECUTED));
        // No old proxy has met the new object of the same name, and what is new begins empty.
        assertThat(manager.list("list", Integer.class)).isEmpty();
        try (Hold next = manager.lock("lock").hold()) {
            assertThat(next.fencingToken()).isGreaterThan(hold.fencingToken());
        }
        assertThatThrownBy(lock::isLocked).isInstanceOf(StaleProxyException.class);
        assertThatThrownBy(hold::close).isInstanceOf(StaleProxyException.class);
    }
}
