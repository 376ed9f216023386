package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;

/**
 * T20, the server: two queues, a condition, a flag, and a function that doubles a number. {@link Producer} and
 * {@link Consumer} meet here. Arguments: host and port, by default 127.0.0.1 and 8080; port 0 picks a free one. Runs until
 * Ctrl-C.
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

        try (ManagerServer server = ManagerServer.builder()
                .address(host, port)
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
