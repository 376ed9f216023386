package dev.steward.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.steward.admin.metrics.Metric;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the meters say is so, their number has a bound, and what is written about them is true. */
@Timeout(60)
class MetricsTest {

    private static final Path DOCS = Path.of("..", "docs");

    private static double value(String scraped, String series) {
        return scraped.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in\n" + scraped));
    }

    /** Returns what is scraped once that is in it: it may be as old as a second. */
    private static String scraped(RunningAdmin running, String series) {
        return await().until(() -> running.looking().get("/metrics").body(), scraped -> scraped.contains(series));
    }

    @Test
    void whatIsThereIsCounted() {
        try (RunningAdmin running = new RunningAdmin()) {
            SyncManager manager = running.client("maker");
            manager.queue("jobs \"1\"\\\n<b>", String.class).addAll(List.of("1", "2"));
            manager.lock("guard").lock();
            Http.Answer answer = running.looking().get("/metrics");
            assertThat(answer.headers().get("content-type")).startsWith("text/plain; version=0.0.4");
            String scraped = scraped(running, "steward_holding{type=\"lock\"} 1.0");
            assertThat(value(scraped, "steward_sessions")).isEqualTo(1);
            assertThat(value(scraped, "steward_connections")).isPositive();
            assertThat(value(scraped, "steward_calls_total")).isPositive();
            assertThat(value(scraped, "steward_objects{type=\"queue\"}")).isEqualTo(1);
            assertThat(value(scraped, "steward_holding{type=\"lock\"}")).isEqualTo(1);
            assertThat(value(scraped, "steward_queue_elements")).isEqualTo(2);
            assertThat(value(
                            scraped, "steward_object_elements{name=\"jobs \\\"1\\\"\\\\\\\\u000A<b>\",type=\"queue\"}"))
                    .isEqualTo(2);
            assertThat(value(scraped, "steward_limit{limit=\"SESSIONS\"}")).isEqualTo(20_000);
            assertThat(value(scraped, "steward_events_total{event=\"authenticated\"}"))
                    .isPositive();
            assertThat(new Http(running.port()).get("/metrics").status()).isEqualTo(401);
        }
    }

    @Test
    void thereAreNoMoreSeriesThanABound() {
        try (RunningAdmin running = new RunningAdmin()) {
            SyncManager manager = running.client("maker");
            for (int i = 0; i < 150; i++) {
                manager.queue("queue " + i + " " + "x".repeat(150), String.class)
                        .add("1");
            }
            String scraped = scraped(running, "steward_objects{type=\"queue\"} 150.0");
            List<String> series = scraped.lines()
                    .filter(line -> line.startsWith("steward_object_elements{"))
                    .toList();
            assertThat(series).hasSize(101);
            assertThat(value(scraped, "steward_object_elements{name=\"(others)\",type=\"queue\"}"))
                    .isEqualTo(50);
            assertThat(series).allMatch(line -> line.length() < 200);
        }
    }

    @Test
    void aRegistryOfTheProgramHasThemUntilTheServerEnds() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        AdminEndpoint admin = AdminEndpoint.at("127.0.0.1", 0).registry(registry);
        try (RunningAdmin running = new RunningAdmin(admin, ManagerServer.builder())) {
            running.client("maker").queue("jobs", String.class);
            scraped(running, "steward_objects{type=\"queue\"} 1.0");
            assertThat(registry.get("steward.objects")
                            .tag("type", "queue")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(registry.get("steward.sessions").gauge().value()).isEqualTo(1);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void aRegistryHasThoseOfOneServerAtATime() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        try (ManagerServer first = metered(registry)) {
            first.start();
            try (ManagerServer second = metered(registry)) {
                assertThatIllegalStateException()
                        .isThrownBy(second::start)
                        .withMessageContainingAll("meters of a server already", "commonTags(\"server\", name)");
            }
            AdminEndpoint endpoint =
                    AdminEndpoint.at("127.0.0.1", 0).registry(other).registry(registry);
            assertThatIllegalStateException()
                    .isThrownBy(() -> new RunningAdmin(endpoint, ManagerServer.builder()))
                    .withMessageContaining("meters of a server already");
            assertThat(other.getMeters()).isEmpty();
            assertThat(registry.get("steward.sessions").gauge().value()).isZero();
        }
        AdminEndpoint twice =
                AdminEndpoint.at("127.0.0.1", 0).registry(registry).registry(registry);
        try (RunningAdmin later = new RunningAdmin(twice, ManagerServer.builder())) {
            later.client("maker");
            scraped(later, "steward_sessions 1.0");
            assertThat(registry.get("steward.sessions").gauge().value()).isEqualTo(1);
        }
    }

    @Test
    void severalServersAreToldApartByATagInARegistryBeforeThatOfTheProgram() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (ManagerServer orders = metered(tagged(registry, "orders"));
                ManagerServer tills = metered(tagged(registry, "tills"))) {
            orders.start();
            tills.start();
            try (SyncManager manager = ManagerClient.connect("127.0.0.1", tills.port(), RunningAdmin.KEY)) {
                manager.queue("jobs", String.class).add("1");
                await().ignoreException(MeterNotFoundException.class)
                        .untilAsserted(() -> assertThat(registry.get("steward.object.elements")
                                        .tags("server", "tills", "name", "jobs")
                                        .gauge()
                                        .value())
                                .isEqualTo(1));
                assertThat(registry.get("steward.sessions")
                                .tag("server", "tills")
                                .gauge()
                                .value())
                        .isEqualTo(1);
                assertThat(registry.get("steward.sessions")
                                .tag("server", "orders")
                                .gauge()
                                .value())
                        .isZero();
            }
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    private static ManagerServer metered(MeterRegistry registry) {
        return ManagerServer.builder()
                .authKey(RunningAdmin.KEY)
                .gateway(ServerMeters.in(registry))
                .build();
    }

    private static MeterRegistry tagged(MeterRegistry registry, String server) {
        CompositeMeterRegistry tagged = new CompositeMeterRegistry();
        tagged.config().commonTags("server", server);
        return tagged.add(registry);
    }

    @Test
    void aRegistryHasThemWithoutAnEndpointToo() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ServerMeters meters = ServerMeters.in(registry);
        try (ManagerServer server = ManagerServer.builder()
                .authKey(RunningAdmin.KEY)
                .gateway(meters)
                .build()) {
            server.start();
            try (SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), RunningAdmin.KEY)) {
                manager.queue("jobs", String.class).add("1");
                await().ignoreException(MeterNotFoundException.class)
                        .untilAsserted(() -> assertThat(registry.get("steward.object.elements")
                                        .tag("name", "jobs")
                                        .gauge()
                                        .value())
                                .isEqualTo(1));
            }
            ManagerServer second = ManagerServer.builder()
                    .authKey(RunningAdmin.KEY)
                    .gateway(meters)
                    .build();
            assertThatIllegalStateException().isThrownBy(second::start).withMessageContaining("of one server");
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void eachRowIsScrapedAndNothingElse() {
        try (RunningAdmin running = new RunningAdmin()) {
            SyncManager manager = running.client("maker");
            manager.queue("jobs", String.class).add("1");
            String scraped = scraped(running, "steward_objects{type=\"queue\"} 1.0");
            Set<String> there = new TreeSet<>();
            scraped.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> there.add(line.replaceFirst("[{ ].*", "")));
            assertThat(there)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(Metric.values()).map(Metric::prometheus).toList());
        }
    }

    @Test
    void theTableOfThePageHasTheSameRows() throws IOException {
        String page = Files.readString(DOCS.resolve("metrics.md"));
        List<String> rows = page.lines().filter(line -> line.startsWith("| `")).toList();
        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(Metric.values())
                        .map(metric -> "| `" + metric.prometheus() + "` | `" + metric.meter() + "` | "
                                + metric.kind().word() + " | "
                                + (metric.tags().isEmpty() ? "-" : "`" + String.join("`, `", metric.tags()) + "`")
                                + " | " + metric.says() + " |")
                        .toList());
    }

    @Test
    void theDashboardShowsEachAndNothingElse() throws IOException {
        JsonObject dashboard = JsonParser.parseString(
                        Files.readString(DOCS.resolve("operating").resolve("grafana-dashboard.json")))
                .getAsJsonObject();
        Set<String> shown = new TreeSet<>();
        Pattern name = Pattern.compile("steward_\\w+");
        for (JsonElement panel : dashboard.getAsJsonArray("panels")) {
            for (JsonElement target : panel.getAsJsonObject().getAsJsonArray("targets")) {
                Matcher found =
                        name.matcher(target.getAsJsonObject().get("expr").getAsString());
                while (found.find()) {
                    shown.add(found.group());
                }
            }
        }
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Metric.values()).map(Metric::prometheus).toList());
    }
}
