package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import java.nio.file.Path;

/**
 * T20, the server: two queues, a condition, a flag, and a function that doubles a number. {@link Producer} and
 * {@link Consumer} meet here. Arguments: host and port, by default 127.0.0.1 and 8080; port 0 picks a free one; and for a
 * durable server the folder in which it keeps all of it. Runs until Ctrl-C.
 */
public final class TaskServer {

    private TaskServer() {}

    /** Serves until it is told to end. */
    public static void main(String[] args) throws InterruptedException {
        String host = Arguments.host(args);
        int port = Arguments.portToListenOn(args);

        SharedQueue<Integer> tasks = SharedObjects.queue(10);
        SharedQueue<Integer> results = SharedObjects.queue(20);
        SharedCondition condition = SharedObjects.condition();
        SharedValue<Boolean> done = SharedObjects.value(Boolean.class, false);

        ManagerServer.Builder builder = ManagerServer.builder();
        if (args.length > 2) {
            builder.durable(Path.of(args[2]));
        }
        try (ManagerServer server = builder.address(host, port)
                .authKey(AuthKey.of("python"))
                .register("get_task_queue", () -> tasks)
                .register("get_result_queue", () -> results)
                .register("get_cond", () -> condition)
                .register("get_done", () -> done)
                .registerFunction("get_double", Integer.class, n -> n * 2)
                .build()) {
            server.start();
            System.out.println("Server: listening on " + server.address());
            server.awaitShutdown();
        }
    }
}
