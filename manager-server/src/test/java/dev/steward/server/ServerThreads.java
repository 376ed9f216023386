package dev.steward.server;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/** The threads of servers in this JVM, by name as in a dump. */
final class ServerThreads {

    private ServerThreads() {}

    static List<String> living() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("manager-server-"))
                .sorted()
                .toList();
    }

    /** Waits until no thread of any server is left. */
    static void awaitNone() {
        await().atMost(Duration.ofSeconds(5)).until(() -> living().isEmpty());
    }
}
