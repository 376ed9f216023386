package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.Reply;
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
            assertThat(client.call(OperationCode.PING, ObjectId.DIRECTORY)).isNull();
        }
    }

    @Test
    void listThatOneClientMadeIsSeenByAnother() {
        try (RawClient one = RawClient.open(server);
                RawClient other = RawClient.open(server)) {
            ObjectId list = RawClient.referenceOf(
                    one.ask(OperationCode.CREATE, ObjectId.DIRECTORY, "list", "scores", List.of()));
            one.call(OperationCode.LIST_ADD, list, "first");
            one.call(OperationCode.LIST_ADD, list, 2);
            ObjectId found = RawClient.referenceOf(other.ask(OperationCode.FIND, ObjectId.DIRECTORY, "scores", null));
            assertThat(found).isEqualTo(list);
            assertThat(other.call(OperationCode.LIST_SNAPSHOT, found)).isEqualTo(List.of("first", 2));
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
                assertThat(client.call(OperationCode.PING, ObjectId.DIRECTORY)).isNull();
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
            client.call(OperationCode.LIST_ADD_ALL, list, descending);
            client.send(OperationCode.LIST_SORT.code(), list, false);
            long get = client.send(OperationCode.LIST_GET.code(), list, 0);
            // Their replies may overtake each other: one comes from a worker, the other from the loop.
            Reply first = client.peer.receive(Reply.class);
            Reply second = client.peer.receive(Reply.class);
            assertThat(RawClient.resultOf(first.number() == get ? first : second))
                    .isEqualTo(1);
            assertThat((List<?>) client.call(OperationCode.LIST_SNAPSHOT, list)).hasSize(20_000);
            assertThat(ServerThreads.living()).anyMatch(name -> name.startsWith("manager-server-worker-"));
        }
    }
}
