package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.ManagerException;
import dev.steward.api.SessionLostException;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.chaos.ChaosProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which order asynchronous calls take effect, how many may be under way, and what ends them. */
class AsyncOrderTest extends ServedTest {

    private final List<Event> events = new CopyOnWriteArrayList<>();

    private ClientOptions.Builder options(int connections) {
        return ClientOptions.builder().connections(connections).listener((event, detail) -> events.add(event));
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static void getAll(List<? extends CompletableFuture<?>> calls) throws Exception {
        get(CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])));
    }

    /** Adds the next number, every third time without waiting for the answer twice, and hands what is under way over. */
    private static void addInTurns(SharedList<Integer> list, int number, List<CompletableFuture<?>> under) {
        if (number % 3 == 0) {
            list.add(number);
        } else {
            under.add(list.async().add(number));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void callsOfAThreadTakeEffectInTheirOrderAsynchronousOrNot(int connections) throws Exception {
        SharedList<Integer> list = connect(serve().port(), options(connections)).list(Integer.class);
        List<CompletableFuture<?>> under = new ArrayList<>();
        for (int number = 0; number < 600; number++) {
            addInTurns(list, number, under);
        }
        getAll(under);
        assertThat(list).isEqualTo(upTo(600));
    }

    @Test
    void aSynchronousCallSeesWhatTheAsynchronousOnesBeforeItDidToOtherObjects() throws Exception {
        SyncManager manager = connect(serve().port());
        SharedValue<Long> value = manager.value(TypeCode.LONG, 0L);
        SharedList<Long> list = manager.list(Long.class);
        for (long number = 1; number <= 100; number++) {
            CompletableFuture<?> added = list.async().add(number);
            CompletableFuture<?> set = value.async().set(number);
            assertThat(value.get()).isEqualTo(number);
            assertThat(list.size()).isEqualTo((int) number);
            assertThat(added).isNotCancelled();
            assertThat(set).isNotCancelled();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void theOrderHoldsHoweverOftenTheNetworkBreaks(int connections) throws Exception {
        ManagerServer server = serve();
        ChaosProxy chaos = chaos(server);
        SharedList<Integer> list = connect(chaos.port(), options(connections)).list("list", Integer.class);
        SharedList<Integer> near = connect(server.port()).list("list", Integer.class);
        int numbers = 3_000;
        Future<List<CompletableFuture<?>>> adding = meanwhile(() -> {
            List<CompletableFuture<?>> under = new ArrayList<>();
            for (int number = 0; number < numbers; number++) {
                addInTurns(list, number, under);
            }
            return under;
        });
        for (int i = 0; i < 5; i++) {
            int before = near.size();
            chaos.breakAll();
            await().until(() -> near.size() > before || adding.isDone());
        }
        getAll(get(adding));
        assertThat(near).isEqualTo(upTo(numbers));
        assertThat(events).doesNotContain(Event.LOST);
    }

    @Test
    void whoOutrunsTheCreditWaitsAndAllCallsAreMade() throws Exception {
        ManagerServer server = serve();
        ChaosProxy chaos = chaos(server);
        SharedList<Integer> list = connect(chaos.port(), options(0)).list("list", Integer.class);
        int granted = 1_024;
        AtomicInteger made = new AtomicInteger();
        AtomicReference<Thread> caller = new AtomicReference<>();
        chaos.swallowReplies(true);
        Future<List<CompletableFuture<Boolean>>> adding = meanwhile(() -> {
            caller.set(Thread.currentThread());
            List<CompletableFuture<Boolean>> under = new ArrayList<>();
            for (int number = 0; number < 2 * granted; number++) {
                under.add(list.async().add(number));
                made.incrementAndGet();
            }
            return under;
        });
        await().until(() -> made.get() == granted && caller.get().getState() != Thread.State.RUNNABLE);
        chaos.swallowReplies(false);
        chaos.breakAll();
        getAll(get(adding));
        assertThat(list).isEqualTo(upTo(2 * granted));
    }

    @Test
    void aWaitOutlastsABreakWithoutAThread() throws Exception {
        ManagerServer server = serve();
        ChaosProxy chaos = chaos(server);
        SyncManager near = connect(server.port());
        SharedQueue<Integer> queue = connect(chaos.port(), options(4)).queue("jobs", Integer.class);
        CompletableFuture<Integer> taking = queue.async().take();
        awaitWaiting(near, "jobs", 1);
        chaos.breakAll();
        near.queue("jobs", Integer.class).put(42);
        assertThat(get(taking)).isEqualTo(42);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void theEndOfTheSessionFailsEveryFuture() throws Exception {
        ManagerServer server = serve();
        SyncManager manager = connect(server.port(), options(4).giveUp(Duration.ofMillis(300)));
        SharedQueue<Integer> queue = manager.queue("jobs", Integer.class);
        CompletableFuture<Integer> taking = queue.async().take();
        awaitWaiting(manager, "jobs", 1);
        server.close();
        await().until(() -> events.contains(Event.LOST));
        assertThatThrownBy(() -> get(taking))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ManagerException.class);
        assertThatThrownBy(() -> get(queue.async().size()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SessionLostException.class);
    }
}
