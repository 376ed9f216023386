package dev.steward.systemtests.house;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;

/** A program in which a client takes one element of a queue of a server, while {@link PassedClasses} looks on. */
final class OneTake {

    private OneTake() {}

    /** Runs the server and its client in this process. */
    public static void main(String[] args) throws InterruptedException {
        AuthKey key = AuthKey.of("0123456789abcdef");
        try (ManagerServer server =
                ManagerServer.builder().address("127.0.0.1", 0).authKey(key).build()) {
            server.start();
            try (SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), key)) {
                SharedQueue<String> tasks = manager.queue();
                tasks.put("one");
                tasks.put("two");
                // The first call opens a connection of this thread.
                Begins before = new Begins(tasks.take());
                Ends after = new Ends(tasks.take());
                System.out.println(before + ", " + after);
            }
        }
    }

    /** Loaded when the call comes. */
    private record Begins(String taken) {}

    /** Loaded when the call is over. */
    private record Ends(String taken) {}
}
