package dev.steward.systemtests.pool;

import dev.steward.api.AuthKey;
import dev.steward.server.ManagerServer;

/** A server on a free port of the loopback interface, which it prints. */
public final class PoolServerProgram {

    private PoolServerProgram() {}

    public static void main(String[] args) throws InterruptedException {
        try (ManagerServer server = ManagerServer.builder()
                .address("127.0.0.1", 0)
                .authKey(AuthKey.of("0123456789abcdef"))
                .build()) {
            server.start();
            System.out.println("listening on " + server.address());
            server.awaitShutdown();
        }
    }
}
