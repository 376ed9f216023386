package dev.steward.systemtests;

import dev.steward.api.AuthKey;
import dev.steward.server.ManagerServer;
import java.nio.file.Path;

/** A server in a process of its own. Arguments: the port, or 0, and if it is to have one the state directory. */
public final class ServerProgram {

    private ServerProgram() {}

    public static void main(String[] args) throws InterruptedException {
        ManagerServer.Builder builder = ManagerServer.builder()
                .address("127.0.0.1", Integer.parseInt(args[0]))
                .authKey(AuthKey.of("0123456789abcdef"));
        if (args.length > 1) {
            builder.stateDir(Path.of(args[1]));
        }
        try (ManagerServer server = builder.build()) {
            server.start();
            System.out.println("listening on 127.0.0.1:" + server.port());
            server.awaitShutdown();
        }
    }
}
