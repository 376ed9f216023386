package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedList;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;

/**
 * T19, the server: one list for all clients, under the name {@code get_list}. Arguments: host and port, by default
 * 127.0.0.1 and 8080; port 0 picks a free one. Runs until Ctrl-C.
 */
public final class ListServer {

    private ListServer() {}

    /** Serves until it is told to end. */
    public static void main(String[] args) throws InterruptedException {
        String host = Arguments.host(args);
        int port = Arguments.portToListenOn(args);

        SharedList<String> list = SharedObjects.list();
        try (ManagerServer server = ManagerServer.builder()
                .address(host, port)
                .authKey(AuthKey.of("python"))
                .register("get_list", () -> list)
                .build()) {
            server.start();
            System.out.println("Server: listening on " + server.address());
            server.awaitShutdown();
        }
    }
}
