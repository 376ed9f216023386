package dev.steward.systemtests.process;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedEvent;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import dev.steward.server.SharedObjects;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A program with a server in it, which says nothing of its end, and which a client can stop. Its shutdown hook lets a call
 * finish that runs, and waits for an event that a client sets.
 */
public final class EmbeddedServer {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private EmbeddedServer() {}

    public static void main(String[] args) throws Exception {
        SharedEvent heard = SharedObjects.event();
        CountDownLatch ending = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending.countDown();
            try {
                System.out.println("heard: " + heard.await(PATIENCE));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }));
        ManagerServer server = ManagerServer.builder()
                .address("127.0.0.1", 0)
                .authKey(AuthKey.of("0123456789abcdef"))
                .register("heard", () -> heard)
                .registerFunction("slow", () -> {
                    System.out.println("slow runs");
                    ending.await();
                    return "finished";
                })
                .registerFunction("stop", () -> {
                    System.exit(4);
                    return null;
                })
                .limit(ServerLimit.DRAIN_MILLIS, 3_600_000)
                .build();
        server.start();
        System.out.println("listening on 127.0.0.1:" + server.port());
        new CountDownLatch(1).await();
    }
}
