package dev.steward.server;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/** The threads of servers in this JVM, by name as in a dump. */
final class ServerThreads {

    /** Belongs to the process: whichever test called something asynchronously before, it stays for five idle seconds. */
    private static final String OF_THE_PROCESS = "manager-server-callbacks";

    private ServerThreads() {}

    static List<String> living() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("manager-server-") && !name.equals(OF_THE_PROCESS))
                .sorted()
                .toList();
    }

    /** Waits until no thread of any server is left. */
    static void awaitNone() {
        await().atMost(Duration.ofSeconds(5)).until(() -> living().isEmpty());
    }
}
