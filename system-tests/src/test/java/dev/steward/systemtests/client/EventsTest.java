package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.SharedEvent;
import dev.steward.api.SyncManager;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Events between threads and processes. */
class EventsTest extends ServedTest {

    private final SharedEvent registered = SharedObjects.event();
    private final ManagerServer server = serve(onLoopback().register("get_event", () -> registered));
    private final SyncManager one = connect(server.port());
    private final SyncManager two = connect(server.port());

    @Test
    void allThatWaitAreWokenAndAClearAtOnceTakesNothingBack() throws Exception {
        SharedEvent mine = one.event("event");
        SharedEvent yours = two.event("event");
        assertThat(yours.isSet()).isFalse();
        assertThat(yours.await(Duration.ofMillis(10))).isFalse();
        assertThat(yours.await(Duration.ZERO)).isFalse();
        List<Future<Boolean>> waiting = new ArrayList<>();
        for (SharedEvent event : List.of(mine, yours, yours)) {
            waiting.add(meanwhile(() -> event.await(Duration.ofSeconds(20))));
        }
        awaitWaiting(one, "event", 3);
        mine.set();
        mine.clear();
        for (Future<Boolean> each : waiting) {
            assertThat(get(each)).isTrue();
        }
        assertThat(yours.isSet()).isFalse();
        mine.set();
        yours.await();
        assertThat(mine).isEqualTo(yours).asString().endsWith("(set)");
    }

    @Test
    void interruptedWaitChangesNothing() throws Exception {
        SharedEvent event = one.event("event");
        AtomicReference<Thread> waiter = new AtomicReference<>();
        Future<Boolean> waiting = meanwhile(() -> {
            waiter.set(Thread.currentThread());
            event.await();
            return true;
        });
        awaitWaiting(one, "event", 1);
        waiter.get().interrupt();
        assertThatThrownBy(() -> get(waiting))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(event.isSet()).isFalse();
        awaitWaiting(one, "event", 0);
    }

    @Test
    void eventOfTheServersOwnProcessIsHeardByItsClients() throws Exception {
        SharedEvent shared = one.get("get_event", SharedEvent.class);
        Future<Boolean> waiting = meanwhile(() -> shared.await(Duration.ofSeconds(20)));
        registered.set();
        assertThat(get(waiting)).isTrue();
        shared.clear();
        assertThat(registered.isSet()).isFalse();
        assertThat(registered.await(Duration.ofMillis(10))).isFalse();
    }

    @Test
    void eventWithoutAServerIsWaitedForInThisProcess() throws Exception {
        SharedEvent own = SharedObjects.event();
        Future<Boolean> waiting = meanwhile(() -> own.await(Duration.ofSeconds(20)));
        own.set();
        assertThat(get(waiting)).isTrue();
    }

    @Test
    void aNameOfAnotherTypeIsRefused() {
        one.lock("event");
        assertThatThrownBy(() -> two.event("event"))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("belongs to a lock, not to an event");
    }

    @Test
    void waitAndNotifyOfAProxyAreObjectsOwn() {
        SharedEvent event = one.event();
        assertThatThrownBy(event::notifyAll).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(event.isSet()).isFalse();
    }
}
