package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.Inspection;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * T20 in one go: {@link TaskServer}, {@link Producer} and {@link Consumer} in three JVMs, which end by themselves. The
 * consumer starts when the producer waits, so that the queue is seen to fill and to empty. With {@code --durable} the server
 * is killed at that moment, and another one goes on with the queue and with the producer's wait.
 */
public final class TaskDemo {

    private static final String HOST = "127.0.0.1";
    private static final String DURABLE = "--durable";
    private static final int MILLIS_BETWEEN_LOOKS = 10;

    private TaskDemo() {}

    /** Runs the three programs. */
    public static void main(String[] args) throws InterruptedException, IOException {
        if (args.length > 1 || (args.length == 1 && !args[0].equals(DURABLE))) {
            throw new Arguments.WrongArgumentException(
                    "the demo takes " + DURABLE + " or nothing, not '" + String.join(" ", args) + "'");
        }
        if (args.length == 0) {
            run();
            return;
        }
        Path folder = Files.createTempDirectory("steward-demo");
        try {
            run(folder.toString());
        } finally {
            remove(folder);
        }
    }

    /** Runs them with a server that is told so beside host and port: in which folder it is durable, if it is. */
    private static void run(String... folder) throws InterruptedException {
        try (JvmGroup programs = new JvmGroup()) {
            JvmGroup.Program server = startServer(programs, "0", folder);
            String address = server.awaitAddress();
            String port = address.substring(address.lastIndexOf(':') + 1);

            JvmGroup.Program producer = programs.start("producer", Producer.class, HOST, port);
            producer.awaitLine("now tasks: 10");
            if (folder.length > 0) {
                awaitWaiting(producer, port);
                System.out.println("demo     | the queue is full, and the producer waits: now the server is killed");
                server.kill();
                System.out.println("demo     | and another one is started in its place");
                server = startServer(programs, port, folder);
                server.awaitAddress();
                System.out.println(
                        "demo     | it has the ten tasks, and the producer still waits: now a consumer comes");
            } else {
                System.out.println("demo     | the queue is full, and the producer waits: now a consumer comes");
            }
            JvmGroup.Program consumer = programs.start("consumer", Consumer.class, HOST, port);
            producer.awaitSuccess();
            consumer.awaitSuccess();

            try (SyncManager manager = connect(port)) {
                manager.shutdownServer();
            }
            server.awaitSuccess();
            System.out.println("demo     | all three programs ended by themselves");
        }
    }

    private static SyncManager connect(String port) {
        return ManagerClient.connect(HOST, Integer.parseInt(port), AuthKey.of("python"));
    }

    /** Looks into the server until the producer waits for the condition: what that one called before has its answer then. */
    private static void awaitWaiting(JvmGroup.Program producer, String port) throws InterruptedException {
        try (SyncManager manager = connect(port)) {
            Inspection server = manager.inspection();
            while (server.objects("get_cond").stream()
                    .noneMatch(condition -> !condition.waiters().isEmpty())) {
                producer.requireRunning();
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
            }
        }
    }

    private static JvmGroup.Program startServer(JvmGroup programs, String port, String... folder) {
        String[] arguments =
                Stream.concat(Stream.of(HOST, port), Stream.of(folder)).toArray(String[]::new);
        return programs.start("server", TaskServer.class, arguments);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
