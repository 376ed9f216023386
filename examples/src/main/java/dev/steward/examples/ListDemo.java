package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;

/** T19 in one go: {@link ListServer} and, one after the other, three runs of {@link ListClient}; all in JVMs of their own. */
public final class ListDemo {

    private static final String HOST = "127.0.0.1";
    private static final int RUNS = 3;

    private ListDemo() {}

    /** Runs the programs. */
    public static void main(String[] args) throws InterruptedException {
        try (JvmGroup programs = new JvmGroup()) {
            JvmGroup.Program server = programs.start("server", ListServer.class, HOST, "0");
            String address = server.awaitAddress();
            String port = address.substring(address.lastIndexOf(':') + 1);

            int failures = 0;
            for (int run = 1; run <= RUNS; run++) {
                failures += programs.start("client " + run, ListClient.class, HOST, port)
                        .awaitEnd();
            }

            try (SyncManager manager = ManagerClient.connect(HOST, Integer.parseInt(port), AuthKey.of("python"))) {
                manager.shutdownServer();
            }
            failures += server.awaitEnd();
            if (failures > 0) {
                throw new IllegalStateException("a program failed; its lines above say why");
            }
        }
    }
}
