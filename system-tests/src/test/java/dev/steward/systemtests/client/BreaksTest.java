package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SessionLostException;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.StaleProxyException;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.chaos.ChaosProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network between client and server breaks. */
class BreaksTest extends ServedTest {

    private final List<Event> events = new CopyOnWriteArrayList<>();

    private ClientOptions.Builder options(int connections) {
        return ClientOptions.builder().connections(connections).listener((event, detail) -> events.add(event));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aWaitOutlastsABreakAndItsElementComesOnce(int connections) throws Exception {
        ManagerServer server = serve();
        ChaosProxy chaos = chaos(server);
        SyncManager far = connect(chaos.port(), options(connections));
        SyncManager near = connect(server.port());
        SharedQueue<Integer> queue = far.queue("jobs", Integer.class);
        Future<Integer> taking = meanwhile(queue::take);
        awaitWaiting(near, "jobs", 1);
        chaos.breakAll();
        near.queue("jobs", Integer.class).put(42);
        assertThat(get(taking)).isEqualTo(42);
        assertThat(queue.poll()).isNull();
        assertThat(events).doesNotContain(Event.LOST);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void everyCallTakesEffectOnceHoweverOftenTheNetworkBreaks(int connections) throws Exception {
        ManagerServer server = serve();
        ChaosProxy chaos = chaos(server);
        SyncManager far = connect(chaos.port(), options(connections));
        SharedValue<Long> counter = far.value("counter", TypeCode.LONG, 0L);
        SharedList<Integer> list = far.list("list", Integer.class);
        int threads = 4;
        int calls = 200;
        List<Future<Integer>> users = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            users.add(meanwhile(() -> {
                for (int call = 0; call < calls; call++) {
                    counter.getAndAdd(1L);
                    list.add(call);
                }
                return calls;
            }));
        }
        for (int i = 0; i < 8; i++) {
            long before = chaos.accepted();
            long progress =
                    connect(server.port()).value("counter", TypeCode.LONG, 0L).get();
            chaos.breakAll();
            await().until(() ->
                    chaos.accepted() > before || users.stream().allMatch(Future::isDone) || counter.get() > progress);
        }
        for (Future<Integer> user : users) {
            assertThat(get(user)).isEqualTo(calls);
        }
        assertThat(counter.get()).isEqualTo(threads * calls);
        assertThat(list).hasSize(threads * calls);
        assertThat(events).doesNotContain(Event.LOST);
    }

    @Test
    void aLockIsStillHeldAfterABreak() throws Exception {
        ManagerServer server = serve();
        ChaosProxy chaos = chaos(server);
        SharedCondition lock = connect(chaos.port(), options(4)).condition("lock");
        SharedCondition other = connect(server.port()).condition("lock");
        lock.lock();
        chaos.breakAll();
        assertThat(lock.isHeldByMe()).isTrue();
        assertThat(other.tryLock()).isFalse();
        lock.unlock();
        assertThat(other.tryLock()).isTrue();
        other.unlock();
    }

    @Test
    void aBreakThatLastsSuspendsAndThenTheServerHasLetGo() throws Exception {
        ManagerServer server = serve();
        ChaosProxy chaos = chaos(server);
        SyncManager far = connect(
                chaos.port(), options(4).resumeWindow(Duration.ofSeconds(1)).giveUp(Duration.ofSeconds(20)));
        SharedQueue<Integer> queue = far.queue("jobs", Integer.class);
        SharedCondition lock = far.condition("lock");
        SharedCondition other = connect(server.port()).condition("lock");
        lock.lock();
        Future<Integer> taking = meanwhile(queue::take);
        awaitWaiting(connect(server.port()), "jobs", 1);
        chaos.refuse(true);
        chaos.breakAll();
        await().until(() -> events.contains(Event.SUSPENDED));
        assertThatThrownBy(queue::size)
                .isInstanceOf(ConnectionLostException.class)
                .extracting(why -> ((ManagerException) why).outcome())
                .isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(taking).isNotDone();
        // The lock of the dead passes on.
        assertThat(get(meanwhile(() -> {
                    other.lock();
                    other.unlock();
                    return true;
                })))
                .isTrue();
        chaos.refuse(false);
        assertThatThrownBy(() -> get(taking))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SessionLostException.class);
        await().until(() -> events.contains(Event.LOST));
        assertThatThrownBy(lock::unlock).isInstanceOf(SessionLostException.class);
        // The manager itself goes on in another session.
        far.queue("jobs", Integer.class).put(7);
        assertThat(connect(server.port()).queue("jobs", Integer.class).take()).isEqualTo(7);
    }

    @Test
    void aSilentNetworkSuspendsAndAVoiceResumes() throws Exception {
        ManagerServer server = serve();
        ChaosProxy chaos = chaos(server);
        SyncManager far =
                connect(chaos.port(), options(4).lease(Duration.ofSeconds(3)).heartbeat(Duration.ofMillis(300)));
        SharedValue<Long> value = far.value("value", TypeCode.LONG, 1L);
        chaos.swallowReplies(true);
        await().until(() -> events.contains(Event.SUSPENDED));
        chaos.swallowReplies(false);
        await().until(() -> events.contains(Event.RESUMED));
        assertThat(value.get()).isEqualTo(1L);
        assertThat(events)
                .startsWith(Event.CONNECTED, Event.SUSPENDED, Event.RESUMED)
                .doesNotContain(Event.LOST);
    }

    @Test
    void anElementWhoseReplyWasSwallowedComesWithTheNextConnection() throws Exception {
        ManagerServer server = serve();
        ChaosProxy chaos = chaos(server);
        SharedQueue<Integer> queue = connect(chaos.port(), options(4)).queue("jobs", Integer.class);
        SyncManager near = connect(server.port());
        near.queue("jobs", Integer.class).put(42);
        chaos.swallowReplies(true);
        Future<Integer> taking = meanwhile(queue::take);
        await().until(() -> near.queue("jobs", Integer.class).isEmpty());
        chaos.swallowReplies(false);
        chaos.breakAll();
        assertThat(get(taking)).isEqualTo(42);
        assertThat(near.queue("jobs", Integer.class).size()).isZero();
    }

    @Test
    void aServerThatIsStartedAnewMakesProxiesStaleAndTheManagerGoesOn() throws Exception {
        ManagerServer first = serve();
        int port = first.port();
        SyncManager manager = connect(port, options(4));
        SharedList<Integer> list = manager.list("list", Integer.class);
        list.add(1);
        first.close();
        serve(ManagerServer.builder().address("127.0.0.1", port));
        await().until(() -> events.contains(Event.LOST));
        assertThatThrownBy(list::size).isInstanceOfAny(StaleProxyException.class, SessionLostException.class);
        assertThat(manager.list("list", Integer.class)).isEmpty();
        await().until(() -> events.get(events.size() - 1) == Event.CONNECTED);
        assertThat(events).containsSubsequence(Event.CONNECTED, Event.LOST, Event.CONNECTED);
    }

    @Test
    void aServerThatGoesAwayInTheMiddleOfACallEndsItWithItsAddress() throws Exception {
        ManagerServer server = serve();
        SyncManager manager = connect(server.port(), options(4).giveUp(Duration.ofMillis(500)));
        SharedQueue<Integer> queue = manager.queue("jobs", Integer.class);
        Future<Integer> taking = meanwhile(queue::take);
        awaitWaiting(manager, "jobs", 1);
        String address = "127.0.0.1:" + server.port();
        server.close();
        assertThatThrownBy(() -> get(taking))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ManagerException.class);
        await().until(() -> events.contains(Event.LOST));
        assertThatThrownBy(() -> manager.list())
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining(address);
    }
}
