package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;

/**
 * T20 in one go: {@link TaskServer}, {@link Producer} and {@link Consumer} in three JVMs, which end by themselves. The
 * consumer starts when the producer waits, so that the queue is seen to fill and to empty.
 */
public final class TaskDemo {

    private static final String HOST = "127.0.0.1";

    private TaskDemo() {}

    /** Runs the three programs. */
    public static void main(String[] args) throws InterruptedException {
        try (JvmGroup programs = new JvmGroup()) {
            JvmGroup.Program server = programs.start("server", TaskServer.class, HOST, "0");
            String address = server.awaitAddress();
            String port = address.substring(address.lastIndexOf(':') + 1);

            JvmGroup.Program producer = programs.start("producer", Producer.class, HOST, port);
            producer.awaitLine("now tasks: 10");
            System.out.println("demo     | the queue is full, and the producer waits: now a consumer comes");
            JvmGroup.Program consumer = programs.start("consumer", Consumer.class, HOST, port);
            int failures = producer.awaitEnd() + consumer.awaitEnd();

            try (SyncManager manager = ManagerClient.connect(HOST, Integer.parseInt(port), AuthKey.of("python"))) {
                manager.shutdownServer();
            }
            failures += server.awaitEnd();
            if (failures > 0) {
                throw new IllegalStateException("a program failed; its lines above say why");
            }
            System.out.println("demo     | all three programs ended by themselves");
        }
    }
}
