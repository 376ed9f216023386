package dev.steward.cli;

import dev.steward.api.AuthKey;
import dev.steward.api.Hold;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import dev.steward.process.JavaProcess;
import dev.steward.server.ManagerServer;

/**
 * Does once, in one process, what most programs do: a server, a client, a call of each of the usual kinds, a child. {@code
 * ./steward} runs it when the jar is new, and has the JVM archive the classes that it loaded: with the archive a command or an
 * example takes less than half of the processor time. Prints nothing; the exit code is 0 if all of it worked.
 */
final class TrainingRun {

    private TrainingRun() {}

    public static void main(String[] arguments) throws Exception {
        AuthKey key = AuthKey.random();
        try (ManagerServer server = ManagerServer.builder().authKey(key).build()) {
            server.start();
            try (SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), key)) {
                manager.list(String.class).add("an element");
                manager.dict(String.class, Integer.class).merge("a key", 1, Integer::sum);
                SharedQueue<String> queue = manager.queue(0, String.class);
                queue.put("an element");
                queue.take();
                manager.namespace().set("name", 1);
                manager.event().set();
                try (Hold held = manager.lock().hold()) {
                    held.valid();
                }
                manager.describeObjects();
                manager.inspection().sessions();
            }
        }
        JavaProcess.start(TrainingRun::child).join();
    }

    private static void child() {
        // To have been started is all that is asked of it.
    }
}
