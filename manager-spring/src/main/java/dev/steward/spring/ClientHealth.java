package dev.steward.spring;

import java.util.Locale;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether the application's client can call. Blocks only where the session was lost, and no longer than connecting may take. */
final class ClientHealth extends AbstractHealthIndicator {

    private final ConnectedClient client;

    ClientHealth(ConnectedClient client) {
        this.client = client;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        ConnectedClient.Standing standing = client.look();
        switch (standing.state()) {
            case CONNECTED -> health.up();
            case NOT_USED -> health.unknown();
            case SUSPENDED, LOST -> health.down();
            case CLOSED -> health.outOfService();
        }
        health.withDetail(
                        "state",
                        standing.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .withDetail("detail", standing.detail())
                .withDetail("lostSessions", standing.lost());
    }
}
