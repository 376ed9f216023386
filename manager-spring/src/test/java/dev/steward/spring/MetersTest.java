package dev.steward.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.SyncManager;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The registry of an application has the meters of its server, with and without an admin endpoint. */
@Timeout(60)
@Tag("one-jdk")
class MetersTest {

    @ParameterizedTest
    @ValueSource(strings = {"steward.server.polling=true", "steward.server.admin.port=0"})
    void theRegistryOfTheApplicationHasThemUntilItEnds(String setting) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        StewardClientAutoConfiguration.class, StewardServerAutoConfiguration.class))
                .withPropertyValues(
                        "steward.server.enabled=true", "steward.server.auth-key=the key of all clients here")
                .withPropertyValues(setting)
                .withBean(MeterRegistry.class, () -> registry, definition -> definition.setDestroyMethodName(""))
                .run(context -> {
                    context.getBean(SyncManager.class)
                            .queue("jobs", String.class)
                            .addAll(List.of("1", "2"));
                    await().ignoreException(MeterNotFoundException.class)
                            .untilAsserted(() -> assertThat(registry.get("steward.object.elements")
                                            .tag("name", "jobs")
                                            .gauge()
                                            .value())
                                    .isEqualTo(2));
                });
        assertThat(registry.getMeters()).isEmpty();
    }
}
