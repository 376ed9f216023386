package dev.steward.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of Python that begin large requests, and more of them than a server has memory for. */
@Timeout(120)
@Tag("one-jdk")
class BegunRequestsTest {

    private static final int MIB = 1 << 20;
    private static final String RETURNED = "#RETURN";

    private static ServerWithSmallHeap start() throws IOException {
        return ServerWithSmallHeap.start(
                "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");
    }

    /** Returns a connection that serves a thread. */
    private static RawClient served(ServerWithSmallHeap server) throws Exception {
        RawClient client = new RawClient(server.port()).enter(TestServer.KEY);
        client.send(RawClient.ascii("\u0080\u0004(N\u008c\u0011accept_connection\u008c\u0001t\u0085}t."));
        assertThat(answer(client)).contains(RETURNED);
        return client;
    }

    private static String answer(RawClient client) throws IOException {
        return new String(client.receive(), StandardCharsets.ISO_8859_1);
    }

    private static String newList(ServerWithSmallHeap server) throws Exception {
        try (RawClient client = new RawClient(server.port()).enter(TestServer.KEY)) {
            return client.create("list");
        }
    }

    /** Returns what appends bytes to a list, and what is behind them. */
    private static List<byte[]> appending(String list, int bytes) {
        return List.of(
                RawClient.ascii("\u0080\u0004(\u008c" + (char) list.length() + list + "\u008c\u0006appendB"
                        + (char) (bytes & 0xff)
                        + (char) (bytes >> 8 & 0xff) + (char) (bytes >> 16 & 0xff) + (char) (bytes >> 24)),
                RawClient.ascii("\u0085}t."));
    }

    private static void append(RawClient client, String list, int bytes) throws IOException {
        List<byte[]> around = appending(list, bytes);
        client.begin(around.get(0).length + bytes + around.get(1).length, 0);
        client.sendBytes(around.get(0));
        client.sendZeros(bytes);
        client.sendBytes(around.get(1));
    }

    private static void assertUnhurt(ServerWithSmallHeap server) {
        assertThat(server.isAlive()).isTrue();
        assertThat(server.lines())
                .noneMatch(
                        line -> line.contains("OutOfMemory") || line.contains("Java heap") || line.contains("\tat "));
    }

    /** Begins a request, waits for the server as long as it does not read, and returns its last word; null if it has none. */
    private static @Nullable String beginAndListen(RawClient client) {
        try {
            client.begin(30 * MIB, 20 * MIB);
            return answer(client);
        } catch (IOException cut) {
            return null;
        }
    }

    @Test
    void thoseThatAreNotContinuedGiveWayToThoseOfOthers() throws Exception {
        List<RawClient> greedy = new ArrayList<>();
        try (ServerWithSmallHeap server = start();
                RawClient innocent = served(server);
                RawClient honest = served(server)) {
            String list = newList(server);
            List<CompletableFuture<@Nullable String>> lastWords = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                RawClient one = served(server);
                greedy.add(one);
                lastWords.add(
                        CompletableFuture.supplyAsync(() -> beginAndListen(one), task -> new Thread(task).start()));
            }
            for (int i = 0; i < 5; i++) {
                append(innocent, list, 1);
                assertThat(answer(innocent)).contains(RETURNED);
                append(honest, list, 2 * MIB);
                assertThat(answer(honest)).contains(RETURNED);
            }
            List<String> words = new ArrayList<>();
            for (CompletableFuture<@Nullable String> each : lastWords.subList(0, 2)) {
                String word = each.get();
                words.add(word == null ? "" : word);
            }
            assertThat(words)
                    .anySatisfy(word -> assertThat(word).contains("MemoryError", "was begun and not continued"));
            for (RawClient one : greedy) {
                one.close();
            }
            lastWords.forEach(CompletableFuture::join);
            append(innocent, list, 2 * MIB);
            assertThat(answer(innocent)).contains(RETURNED);
            assertUnhurt(server);
        } finally {
            for (RawClient one : greedy) {
                one.close();
            }
        }
    }

    @Test
    void oneForWhichThereIsNoMemoryIsRefusedInWordsAndTheNextIsServed() throws Exception {
        try (ServerWithSmallHeap server = start();
                RawClient client = served(server)) {
            String list = newList(server);
            append(client, list, 64 * MIB - 1_000);
            assertThat(answer(client)).contains("MemoryError", "HEAP_PERCENT");
            append(client, list, MIB);
            assertThat(answer(client)).contains(RETURNED);
            append(client, list, 1);
            assertThat(answer(client)).contains(RETURNED);
            assertUnhurt(server);
        }
    }
}
