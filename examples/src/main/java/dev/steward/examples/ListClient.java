package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.client.ManagerClient;

/**
 * T19, the client: prints the list, appends to it, prints it again. The list lives in {@link ListServer}, so each run
 * finds what the runs before it appended. Arguments: host and port, by default 127.0.0.1 and 8080.
 */
public final class ListClient {

    private ListClient() {}

    /** Runs once and ends. */
    public static void main(String[] args) {
        String host = Arguments.host(args);
        int port = Arguments.port(args);

        try (SyncManager manager = ManagerClient.connect(host, port, AuthKey.of("python"))) {
            SharedList<String> list = manager.get("get_list", Type.list(String.class));
            System.out.println("Client: before " + list.snapshot());
            list.add("pid " + ProcessHandle.current().pid());
            System.out.println("Client: after " + list.snapshot());
        }
    }
}
