package dev.steward.systemtests;

import dev.steward.api.AuthKey;
import dev.steward.cluster.ClusterOptions;
import dev.steward.server.ManagerServer;
import java.nio.file.Path;

/** One of several servers in a process of its own. Arguments: its port, its name, the members, its directory. */
public final class ClusterProgram {

    private ClusterProgram() {}

    public static void main(String[] args) throws InterruptedException {
        try (ManagerServer server = ManagerServer.builder()
                .address("127.0.0.1", Integer.parseInt(args[0]))
                .authKey(AuthKey.of("0123456789abcdef"))
                .cluster(ClusterOptions.parse(args[1], args[2], Path.of(args[3])))
                .build()) {
            server.start();
            System.out.println("listening on 127.0.0.1:" + server.port());
            server.awaitShutdown();
        }
    }
}
