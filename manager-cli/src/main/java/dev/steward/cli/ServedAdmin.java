package dev.steward.cli;

import dev.steward.admin.AdminEndpoint;
import dev.steward.server.ManagerServer;
import java.util.List;

/** The admin endpoint of {@code serve}. Whatever names it here is only loaded with it. */
final class ServedAdmin {

    private final AdminEndpoint endpoint;

    ServedAdmin(String host, int port, List<String> names) {
        this.endpoint = AdminEndpoint.at(host, port);
        names.forEach(endpoint::name);
    }

    /** Has a server open it. */
    void addTo(ManagerServer.Builder builder) {
        builder.gateway(endpoint);
    }

    /** Returns where it listens. */
    @Override
    public String toString() {
        return endpoint.url();
    }
}
