package dev.steward.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.spring.example.Order;
import dev.steward.spring.example.Shop;
import dev.steward.spring.example.ShopApplication;
import dev.steward.spring.example.Till;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;

/** The application of docs/spring.md runs, by nothing but its settings, and the page shows what is in it. */
@Timeout(60)
class ShopApplicationTest {

    private static final String KEY = "the key of all clients here";
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    private static ConfigurableApplicationContext run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--steward.server.enabled=true", "--steward.server.auth-key=" + KEY, "--spring.main.banner-mode=off"));
        arguments.addAll(List.of(more));
        return SpringApplication.run(ShopApplication.class, arguments.toArray(String[]::new));
    }

    @Test
    void itServesItselfAndOthers() {
        try (ConfigurableApplicationContext application = run("--spring.application.name=shop")) {
            assertThat(application.getBean(Till.class).sell(3)).isEqualTo(7);
            ManagerServer server = application.getBean(ManagerServer.class);
            try (SyncManager other = ManagerClient.connect("127.0.0.1", server.port(), AuthKey.of(KEY))) {
                assertThat(other.get("shop", Type.of(Shop.class)).stock("pen")).isEqualTo(7);
                assertThat(other.get("news", Type.queue(Order.class)).poll()).isEqualTo(new Order("pen", 3));
                assertThat(other.call("price", Integer.class, new Order("pen", 2)))
                        .isEqualTo(6);
            }
            assertThat(server.inspection().sessions())
                    .extracting(session -> session.client().name())
                    .containsExactly("shop");
            assertThat(application.getBeansOfType(HealthIndicator.class))
                    .containsKeys("stewardClientHealthIndicator", "stewardServerHealthIndicator");
        }
    }

    @Test
    void whyItDoesNotStartIsToldByAnAnalysis() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() ->
                            run("--steward.server.port=" + taken.getLocalPort()).close())
                    .hasStackTraceContaining("does not start");
        }
        assertThat(ReportedFailures.told()).singleElement().satisfies(told -> {
            assertThat(told.getDescription()).contains("the server inside of the application does not start");
            assertThat(told.getAction()).contains("Correct the settings steward.server.*");
        });
    }

    @Test
    void thePageShowsNothingThatIsNotInIt() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src", "test", "java", "dev", "steward", "spring", "example"))) {
            for (Path file : files.toList()) {
                sources.append(Files.readString(file));
            }
        }
        List<String> blocks = new ArrayList<>();
        Matcher shown = BLOCK.matcher(Files.readString(Path.of("..", "docs", "spring.md")));
        while (shown.find()) {
            blocks.add(shown.group(1));
        }
        assertThat(blocks)
                .hasSizeGreaterThan(2)
                .allSatisfy(block -> assertThat(sources.toString()).contains(block));
    }
}
