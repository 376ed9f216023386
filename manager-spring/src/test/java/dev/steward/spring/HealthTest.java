package dev.steward.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener;
import dev.steward.server.ManagerServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** The health of an application tells of its client and its server. */
@Timeout(60)
@Tag("one-jdk")
class HealthTest {

    private static final String KEY = "the key of all clients here";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    StewardClientAutoConfiguration.class,
                    StewardServerAutoConfiguration.class,
                    StewardHealthAutoConfiguration.class));

    private static ManagerServer server(int port) {
        ManagerServer server = ManagerServer.builder()
                .address("127.0.0.1", port)
                .authKey(AuthKey.of(KEY))
                .build();
        server.start();
        return server;
    }

    private static Health health(ApplicationContext context, String of) {
        Health health = context.getBean("steward" + of + "HealthIndicator", HealthIndicator.class)
                .health();
        assertThat(health).isNotNull();
        return health;
    }

    @Test
    void ofAClientThatLosesItsServerAndFindsAnother() {
        ManagerServer first = server(0);
        int port = first.port();
        runner.withPropertyValues("steward.client.address=127.0.0.1:" + port, "steward.client.auth-key=" + KEY)
                .run(context -> {
                    assertThat(health(context, "Client").getStatus()).isEqualTo(Status.UNKNOWN);
                    context.getBean(SyncManager.class).ping();
                    assertThat(health(context, "Client"))
                            .isEqualTo(Health.up()
                                    .withDetail("state", "connected")
                                    .withDetail("detail", "127.0.0.1:" + port)
                                    .withDetail("lostSessions", 0)
                                    .build());
                    first.close();
                    await().untilAsserted(() ->
                            assertThat(health(context, "Client").getStatus()).isEqualTo(Status.DOWN));
                    try (ManagerServer second = server(port)) {
                        assertThat(second.port()).isEqualTo(port);
                        await().untilAsserted(() -> assertThat(
                                        health(context, "Client").getStatus())
                                .isEqualTo(Status.UP));
                        assertThat(health(context, "Client").getDetails()).containsEntry("lostSessions", 1);
                        context.stop();
                        assertThat(health(context, "Client").getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
                    }
                });
    }

    @Test
    void ofAClientThatIsSuspended() {
        runner.run(context -> {
            ConnectedClient client = context.getBean(ConnectedClient.class);
            client.happened(ClientListener.Event.CONNECTED, "somewhere");
            client.happened(ClientListener.Event.SUSPENDED, "no answer");
            assertThat(health(context, "Client").getStatus()).isEqualTo(Status.DOWN);
            assertThat(health(context, "Client").getDetails())
                    .containsEntry("state", "suspended")
                    .containsEntry("detail", "no answer");
            client.happened(ClientListener.Event.RESUMED, "somewhere");
            assertThat(health(context, "Client").getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void ofAServerThatAClientShutsDown() {
        runner.withPropertyValues("steward.server.enabled=true", "steward.server.auth-key=" + KEY)
                .run(context -> {
                    Health up = health(context, "Server");
                    assertThat(up.getStatus()).isEqualTo(Status.UP);
                    assertThat(up.getDetails())
                            .containsEntry(
                                    "address",
                                    context.getBean(ManagerServer.class).address());
                    context.getBean(SyncManager.class).shutdownServer();
                    await().untilAsserted(() -> assertThat(health(context, "Server"))
                            .isEqualTo(Health.outOfService()
                                    .withDetail("why", List.of("ended"))
                                    .build()));
                });
    }

    @Test
    void notOfWhatIsSwitchedOff() {
        runner.withPropertyValues("steward.server.enabled=true", "steward.server.auth-key=" + KEY)
                .withPropertyValues(
                        "management.health.steward-client.enabled=false",
                        "management.health.steward-server.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
    }
}
