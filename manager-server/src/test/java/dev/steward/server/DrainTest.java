package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.ObjectId;
import dev.steward.protocol.message.Draining;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.secret.KeyId;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ending: clients are told, waits are answered, what runs may finish. */
@Timeout(30)
class DrainTest {

    private static final AuthKey ADMIN = AuthKey.of("the admin's key of many bytes");

    @Test
    void closeTellsClientsAnswersWaitsAndLetsRunningCallsFinish() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        ManagerServer server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .registerFunction("slow", () -> {
                    runs.countDown();
                    mayFinish.await();
                    return "finished";
                })
                .build();
        server.start();
        try (RawClient waiting = RawClient.open(server);
                RawClient running = RawClient.open(server)) {
            ObjectId queue = waiting.create("queue");
            waiting.send(Operation.QUEUE_TAKE.code(), queue, -1L);
            running.send(Operation.CALL.code(), ObjectId.DIRECTORY, "slow");
            runs.await();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);

            waiting.peer.receive(Draining.class);
            RawClient.sentenceOf(waiting.peer.receive(Reply.class), Status.DRAINING);
            Reply late = waiting.ask(Operation.LIST_SIZE, new ObjectId(1));
            RawClient.sentenceOf(late, Status.DRAINING);
            running.peer.receive(Draining.class);
            mayFinish.countDown();
            assertThat(RawClient.resultOf(running.peer.receive(Reply.class))).isEqualTo("finished");
            running.peer.receive(SessionClosed.class);
            waiting.peer.receive(SessionClosed.class);
            closed.join();
        }
        ServerThreads.awaitNone();
    }

    @Test
    void callThatDoesNotEndIsInterrupted() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ManagerServer server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .limit(ServerLimit.DRAIN_MILLIS, 50)
                .registerFunction("endless", () -> {
                    runs.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return "never";
                    } finally {
                        interrupted.countDown();
                    }
                })
                .build();
        server.start();
        try (RawClient client = RawClient.open(server)) {
            client.send(Operation.CALL.code(), ObjectId.DIRECTORY, "endless");
            runs.await();
            server.close();
            interrupted.await();
        }
        ServerThreads.awaitNone();
    }

    @Test
    void clientMayShutTheServerDown() throws Exception {
        ManagerServer server = ManagerServer.builder().authKey(RawClient.KEY).build();
        server.start();
        try (RawClient client = RawClient.open(server)) {
            client.call(Operation.SHUTDOWN, ObjectId.DIRECTORY);
            server.awaitShutdown();
        }
        ServerThreads.awaitNone();
    }

    @Test
    void onceThereIsAnAdminKeyShutdownAndDescribeNeedIt() throws Exception {
        ManagerServer server =
                ManagerServer.builder().authKey(RawClient.KEY).adminKey(ADMIN).build();
        server.start();
        try (RawClient client = RawClient.open(server);
                RawClient admin =
                        RawClient.open(server, ADMIN, KeyId.ADMIN, Duration.ofSeconds(9), Duration.ofSeconds(3))) {
            Reply refused = client.ask(Operation.SHUTDOWN, ObjectId.DIRECTORY);
            assertThat(RawClient.sentenceOf(refused, Status.FORBIDDEN)).contains("shutdown", "admin key");
            RawClient.sentenceOf(client.ask(Operation.DESCRIBE, ObjectId.DIRECTORY), Status.FORBIDDEN);
            ObjectId list = RawClient.referenceOf(
                    client.ask(Operation.CREATE, ObjectId.DIRECTORY, "list", "scores", List.of()));
            List<?> rows = (List<?>) admin.call(Operation.DESCRIBE, ObjectId.DIRECTORY);
            assertThat(rows).hasSize(1);
            assertThat((List<?>) rows.get(0)).map(String::valueOf).startsWith(list.toString(), "list", "scores");
            admin.call(Operation.SHUTDOWN, ObjectId.DIRECTORY);
            server.awaitShutdown();
        }
    }

    @Test
    void registeredCallableMayCloseItsOwnServer() throws Exception {
        ManagerServer[] own = new ManagerServer[1];
        own[0] = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .registerFunction("stop", () -> {
                    own[0].close();
                    return "closing";
                })
                .build();
        own[0].start();
        try (RawClient client = RawClient.open(own[0])) {
            client.send(Operation.CALL.code(), ObjectId.DIRECTORY, "stop");
            own[0].awaitShutdown();
        }
    }
}
