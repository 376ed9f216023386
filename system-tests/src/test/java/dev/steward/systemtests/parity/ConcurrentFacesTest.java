package dev.steward.systemtests.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.UnsupportedValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several clients at once: what docs/semantics.md calls one step is one. */
@Timeout(60)
class ConcurrentFacesTest {

    private static final int CLIENTS = 3;
    private static final int ROUNDS = 60;

    private final Loopback loopback = new Loopback();
    private final List<SyncManager> clients = new ArrayList<>();

    @BeforeEach
    void connect() {
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(loopback.client());
        }
    }

    @AfterEach
    void disconnect() {
        loopback.close();
    }

    private interface Work {
        void run(SyncManager client, int number) throws Exception;
    }

    private void all(Work work) throws Exception {
        List<Background<Boolean>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            Callable<Boolean> call = () -> {
                work.run(clients.get(number), number);
                return true;
            };
            running.add(Background.run(call));
        }
        for (Background<Boolean> one : running) {
            one.result();
            one.close();
        }
    }

    @Test
    void everyMergeCounts() throws Exception {
        all((client, number) -> {
            SharedDict<String, Integer> counts = client.dict("counts", String.class, Integer.class);
            for (int i = 0; i < ROUNDS; i++) {
                counts.merge("merged", 1, Integer::sum);
                counts.compute("computed", (key, old) -> old == null ? 1 : old + 1);
                counts.computeIfAbsent("once", key -> number);
            }
        });
        SharedDict<String, Integer> counts = clients.get(0).dict("counts", String.class, Integer.class);
        assertThat(counts).containsEntry("merged", CLIENTS * ROUNDS).containsEntry("computed", CLIENTS * ROUNDS);
        assertThat(counts.get("once")).isBetween(0, CLIENTS - 1);
    }

    @Test
    void replaceAllOfADictLosesNoUpdate() throws Exception {
        SharedDict<String, Integer> mine = clients.get(0).dict("all", String.class, Integer.class);
        mine.put("a", 0);
        mine.put("b", 0);
        all((client, number) -> {
            SharedDict<String, Integer> dict = client.dict("all", String.class, Integer.class);
            for (int i = 0; i < ROUNDS / 3; i++) {
                dict.replaceAll((key, value) -> value + 1);
            }
        });
        assertThat(mine).containsEntry("a", CLIENTS * (ROUNDS / 3)).containsEntry("b", CLIENTS * (ROUNDS / 3));
    }

    @Test
    void removeIfAndSortLoseNoElementThatOthersAdd() throws Exception {
        all((client, number) -> {
            SharedList<Integer> list = client.list("mixed", Integer.class);
            for (int i = 0; i < ROUNDS; i++) {
                if (number == 0) {
                    list.removeIf(one -> one < 0);
                    list.sort(Collections.reverseOrder());
                } else {
                    list.add(number * 1_000 + i);
                    list.add(-1);
                }
            }
        });
        SharedList<Integer> list = clients.get(0).list("mixed", Integer.class);
        list.removeIf(one -> one < 0);
        List<Integer> expected = IntStream.rangeClosed(1, CLIENTS - 1)
                .boxed()
                .flatMap(number -> IntStream.range(0, ROUNDS).mapToObj(i -> number * 1_000 + i))
                .toList();
        assertThat(list).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyElementOfAQueueIsTakenOnce() throws Exception {
        List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
        all((client, number) -> {
            SharedQueue<Integer> queue = client.queue("work", 4, Integer.class);
            if (number == 0) {
                for (int i = 0; i < ROUNDS; i++) {
                    queue.put(i);
                }
                queue.shutdown();
            } else {
                for (Integer next = queue.takeOrNull(); next != null; next = queue.takeOrNull()) {
                    taken.add(next);
                }
            }
        });
        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, ROUNDS).boxed().toList());
    }

    private record Order(String item) {}

    @Test
    void elementThatOneClientMayNotOpenIsThereForTheNext() throws Exception {
        SharedQueue<Order> orders = clients.get(0).queue("orders", Order.class);
        orders.put(new Order("bread"));
        SharedQueue<Object> blind = clients.get(1).queue("orders", Object.class);
        assertThatThrownBy(blind::take)
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining(Order.class.getName());
        SharedQueue<Integer> mistaken = clients.get(2).queue("orders", Integer.class);
        assertThatThrownBy(mistaken::take).isInstanceOf(UnsupportedValueException.class);
        assertThat(orders.take()).isEqualTo(new Order("bread"));
    }
}
