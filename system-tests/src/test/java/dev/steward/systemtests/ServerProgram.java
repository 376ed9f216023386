package dev.steward.systemtests;

import dev.steward.admin.AdminEndpoint;
import dev.steward.api.AuthKey;
import dev.steward.server.Fsync;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.nio.file.Path;

/**
 * A server in a process of its own. Arguments: the port, or 0; if it is to have one the state directory; and if it is to be
 * durable when it syncs, and how many bytes of log it writes before it takes a snapshot. What comes behind that says that
 * it tells over HTTP how it does.
 */
public final class ServerProgram {

    private ServerProgram() {}

    public static void main(String[] args) throws InterruptedException {
        ManagerServer.Builder builder = ManagerServer.builder()
                .address("127.0.0.1", Integer.parseInt(args[0]))
                .authKey(AuthKey.of("0123456789abcdef"));
        AdminEndpoint admin = args.length > 4 ? AdminEndpoint.at("127.0.0.1", 0) : null;
        if (admin != null) {
            builder.gateway(admin);
        }
        if (args.length > 2) {
            builder.durable(Path.of(args[1]), Fsync.valueOf(args[2]))
                    .limit(ServerLimit.SNAPSHOT_BYTES, Long.parseLong(args[3]));
        } else if (args.length > 1) {
            builder.stateDir(Path.of(args[1]));
        }
        try (ManagerServer server = builder.build()) {
            server.start();
            if (admin != null) {
                System.out.println("admin " + admin.url());
            }
            System.out.println("listening on 127.0.0.1:" + server.port());
            server.awaitShutdown();
        }
    }
}
