package dev.steward.systemtests.parity;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.util.ArrayDeque;
import java.util.Deque;

/** A server in this process, and clients of it over loopback. Closing it ends all. Used by one thread. */
final class Loopback implements AutoCloseable {

    private final AuthKey key = AuthKey.random();
    private final ManagerServer server;
    private final Deque<SyncManager> clients = new ArrayDeque<>();

    Loopback() {
        server = ManagerServer.builder().address("127.0.0.1", 0).authKey(key).build();
        server.start();
    }

    /** Connects another client, a session of its own. */
    SyncManager client() {
        SyncManager client = ManagerClient.connect("127.0.0.1", server.port(), key);
        clients.push(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(SyncManager::close);
        server.close();
    }
}
