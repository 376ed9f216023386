package dev.steward.admin;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.util.ArrayList;
import java.util.List;

/** A server with an endpoint, and clients of both. */
final class RunningAdmin implements AutoCloseable {

    static final AuthKey KEY = AuthKey.of("the key of all clients here");

    private final AdminEndpoint admin;
    private final ManagerServer server;
    private final List<SyncManager> clients = new ArrayList<>();

    RunningAdmin() {
        this(AdminEndpoint.at("127.0.0.1", 0), ManagerServer.builder());
    }

    RunningAdmin(AdminEndpoint admin, ManagerServer.Builder builder) {
        this.admin = admin;
        this.server = builder.authKey(KEY).gateway(admin).build();
        server.start();
    }

    int port() {
        return Integer.parseInt(admin.address().replaceAll(".*:", ""));
    }

    ManagerServer server() {
        return server;
    }

    /** Requests with the token with which one may do all. */
    Http acting() {
        return new Http(port()).token(AdminEndpoint.actToken(KEY));
    }

    /** Requests with the token with which one may look. */
    Http looking() {
        return new Http(port()).token(AdminEndpoint.lookToken(KEY));
    }

    SyncManager client(String name) {
        SyncManager client = ManagerClient.connect(
                "127.0.0.1",
                server.port(),
                KEY,
                ClientOptions.builder().name(name).build());
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(SyncManager::close);
        server.close();
    }
}
