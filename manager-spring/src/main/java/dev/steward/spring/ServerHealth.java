package dev.steward.spring;

import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether the server inside of the application should be given work; as {@code /ready} of an admin endpoint. Does not block. */
final class ServerHealth extends AbstractHealthIndicator {

    private final EmbeddedServer server;

    ServerHealth(EmbeddedServer server) {
        this.server = server;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> faults = server.faults();
        if (faults.isEmpty()) {
            health.up().withDetail("address", server.address().toString());
        } else {
            health.outOfService().withDetail("why", faults);
        }
    }
}
