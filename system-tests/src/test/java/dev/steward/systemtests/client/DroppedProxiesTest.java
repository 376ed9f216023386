package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.SharedList;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A crowd that gives something back at once: nobody else notices, with client and server in one JVM. */
class DroppedProxiesTest extends ServedTest {

    /** A sixteenth of what a server keeps of replies by default: so fewer proxies make as much of a crowd as 100,000 then. */
    private static final long KEPT_BYTES = 1 << 20;

    private static final int CROWD = 20_000;

    private final ManagerServer server = serve(onLoopback().limit(ServerLimit.KEPT_BYTES, KEPT_BYTES));
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final SyncManager manager =
            connect(server.port(), ClientOptions.builder().listener((event, detail) -> events.add(event)));

    private List<SharedList<Integer>> some() {
        return Stream.generate(() -> manager.<Integer>list()).limit(CROWD / 4).toList();
    }

    private List<SharedList<Integer>> crowd() throws Exception {
        List<Future<List<SharedList<Integer>>>> making =
                Stream.generate(() -> meanwhile(this::some)).limit(4).toList();
        List<SharedList<Integer>> all = new ArrayList<>();
        for (Future<List<SharedList<Integer>>> part : making) {
            all.addAll(get(part, Duration.ofSeconds(40)));
        }
        return all;
    }

    @Test
    void proxiesThatAreDroppedAtOnceDisturbNoCall() throws Exception {
        SharedList<Integer> other = manager.list();
        List<SharedList<Integer>> crowd = crowd();
        assertThat(manager.objectCount()).isEqualTo(CROWD + 1);
        crowd.clear();
        await().pollInSameThread().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            // A thread that made some may have them on its stack for a moment after it said so.
            System.gc();
            other.add(1);
            assertThat(manager.objectCount()).isEqualTo(1);
        });
        assertThat(other).isNotEmpty();
        assertThat(events).containsExactly(Event.CONNECTED);
    }

    @Test
    void anyNumberOfCallsThatGiveBackMayBeMadeWithoutWaitingForTheirAnswers() throws Exception {
        SharedSemaphore semaphore = manager.semaphore(0);
        List<CompletableFuture<?>> releases = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            releases.add(semaphore.async().release());
        }
        get(CompletableFuture.allOf(releases.toArray(CompletableFuture<?>[]::new)), Duration.ofSeconds(40));
        assertThat(semaphore.availablePermits()).isEqualTo(50_000);
        assertThat(events).containsExactly(Event.CONNECTED);
    }
}
