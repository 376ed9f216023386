package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.protocol.message.Reply;
import dev.steward.vocabulary.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class EndToEndTest {

    private ManagerServer server;

    @BeforeEach
    void start() {
        server = ManagerServer.builder().authKey(RawClient.KEY).build();
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void pingIsAnswered() {
        try (RawClient client = RawClient.open(server)) {
            assertThat(client.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
        }
    }

    @Test
    void listThatOneClientMadeIsSeenByAnother() {
        try (RawClient one = RawClient.open(server);
                RawClient other = RawClient.open(server)) {
            ObjectId list =
                    RawClient.referenceOf(one.ask(Operation.CREATE, ObjectId.DIRECTORY, "list", "scores", List.of()));
            one.call(Operation.LIST_ADD, list, "first");
            one.call(Operation.LIST_ADD, list, 2);
            ObjectId found = RawClient.referenceOf(other.ask(Operation.FIND, ObjectId.DIRECTORY, "scores", null));
            assertThat(found).isEqualTo(list);
            assertThat(other.call(Operation.LIST_SNAPSHOT, found)).isEqualTo(List.of("first", 2));
        }
    }

    @Test
    void unixSocketServesAsTcpDoes(@TempDir Path directory) {
        try (ManagerServer local = ManagerServer.builder()
                .address(directory.resolve("steward.sock"))
                .authKey(RawClient.KEY)
                .build()) {
            local.start();
            assertThat(local.address()).startsWith("unix:");
            try (RawClient client = RawClient.open(local)) {
                assertThat(client.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
            }
        }
        assertThat(directory.resolve("steward.sock")).doesNotExist();
    }

    @Test
    void operationsOnManyElementsAreDoneByAWorkerInTheirOrder() {
        try (RawClient client = RawClient.open(server)) {
            ObjectId list = client.create("list");
            List<Integer> descending =
                    IntStream.range(0, 20_000).mapToObj(i -> 20_000 - i).toList();
            client.call(Operation.LIST_ADD_ALL, list, descending);
            client.send(Operation.LIST_SORT.code(), list, false);
            long get = client.send(Operation.LIST_GET.code(), list, 0);
            // Their replies may overtake each other: one comes from a worker, the other from the loop.
            Reply first = client.peer.receive(Reply.class);
            Reply second = client.peer.receive(Reply.class);
            assertThat(RawClient.resultOf(first.number() == get ? first : second))
                    .isEqualTo(1);
            assertThat((List<?>) client.call(Operation.LIST_SNAPSHOT, list)).hasSize(20_000);
            assertThat(ServerThreads.living()).anyMatch(name -> name.startsWith("manager-server-worker-"));
        }
    }
}
