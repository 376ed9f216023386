package dev.steward.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.admin.AdminEndpoint;
import dev.steward.api.AuthKey;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application gets a manager by its settings, or is told in two sentences why not. */
@Timeout(60)
@Tag("one-jdk")
class ClientSetupTest {

    private static final String KEY = "the key of all clients here";
    private static final String FREE_PORT = "FREE";
    private static final AdminEndpoint HTTP = AdminEndpoint.at("127.0.0.1", 0);
    private static final ManagerServer SERVER =
            ManagerServer.builder().authKey(AuthKey.of(KEY)).gateway(HTTP).build();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    StewardClientAutoConfiguration.class,
                    StewardServerAutoConfiguration.class,
                    StewardHealthAutoConfiguration.class));

    /** An application that uses the manager. */
    @Configuration(proxyBeanMethods = false)
    static class Wanting {
        @Bean
        Object wanting(SyncManager manager) {
            return List.of(manager);
        }
    }

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void end() {
        SERVER.close();
    }

    private static String address() {
        return "steward.client.address=" + SERVER.address();
    }

    private static List<String> clients() {
        return SERVER.inspection().sessions().stream()
                .map(SessionInspection::client)
                .map(ObjectInspection.Client::name)
                .toList();
    }

    @Test
    void aBeanThatWantsTheManagerHasItConnectedUnderTheNameOfTheApplication() {
        runner.withPropertyValues(address(), "steward.client.auth-key=" + KEY, "spring.application.name=till")
                .run(context -> {
                    context.getBean(SyncManager.class)
                            .list("list", String.class)
                            .add("x");
                    assertThat(clients()).containsExactly("till");
                });
        assertThat(clients()).isEmpty();
    }

    @Test
    void aNameThatIsSetCountsMoreAndOneThatCannotBeTakenIsNot() {
        runner.withPropertyValues(address(), "steward.client.auth-key=" + KEY, "spring.application.name=Übung")
                .run(context -> {
                    context.getBean(SyncManager.class).ping();
                    assertThat(clients()).singleElement().asString().startsWith("pid-");
                });
        runner.withPropertyValues(address(), "steward.client.auth-key=" + KEY)
                .withPropertyValues("steward.client.name=seven", "spring.application.name=till")
                .run(context -> {
                    context.getBean(SyncManager.class).ping();
                    assertThat(clients()).containsExactly("seven");
                });
    }

    @Test
    void nothingIsConnectedThatNobodyWants() {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBeanFactory().containsSingleton("stewardManager"))
                    .isFalse();
        });
    }

    @Test
    void anApplicationsOwnManagerIsLeftAlone() {
        SyncManager own = (SyncManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SyncManager.class}, (proxy, method, arguments) -> null);
        runner.withBean("own", SyncManager.class, () -> own)
                .run(context -> assertThat(context)
                        .hasSingleBean(SyncManager.class)
                        .doesNotHaveBean(ConnectedClient.class)
                        .doesNotHaveBean("stewardClientHealthIndicator"));
    }

    @Test
    void listenersAndCustomizersOfTheApplicationTakePart() {
        List<String> heard = new CopyOnWriteArrayList<>();
        runner.withPropertyValues(address(), "steward.client.auth-key=" + KEY)
                .withBean("one", ClientListener.class, () -> (event, detail) -> {
                    heard.add("one " + event);
                    throw new IllegalStateException("on purpose");
                })
                .withBean("two", ClientListener.class, () -> (event, detail) -> heard.add("two " + event))
                .withBean(ClientOptionsCustomizer.class, () -> options -> options.name("customized"))
                .run(context -> {
                    context.getBean(SyncManager.class).ping();
                    assertThat(clients()).containsExactly("customized");
                    await().untilAsserted(() -> assertThat(heard).containsExactly("one CONNECTED", "two CONNECTED"));
                });
    }

    @Test
    void aQueueThatIsABeanIsNotShutDownWithAnApplicationThatDoesNotStart() {
        runner.withPropertyValues(address(), "steward.client.auth-key=" + KEY)
                .withUserConfiguration(Queues.class)
                .run(context -> assertThat(context).getFailure().hasMessageContaining("on purpose"));
        try (SyncManager manager = ManagerClient.connect("127.0.0.1", SERVER.port(), AuthKey.of(KEY))) {
            assertThat(manager.queue("news", String.class).offer("still open")).isTrue();
        }
    }

    /** As an application would have a queue, and something that does not start. */
    @Configuration(proxyBeanMethods = false)
    static class Queues {
        @Bean
        SharedQueue<String> news(SyncManager manager) {
            return manager.queue("news", String.class);
        }

        @Bean
        SmartInitializingSingleton failing(SharedQueue<String> news) {
            return () -> {
                throw new IllegalStateException("on purpose, with " + news.size() + " elements");
            };
        }
    }

    static Stream<Arguments> wrong() {
        String key = "auth-key=" + KEY;
        String here = "address=HERE";
        return Stream.of(
                Arguments.of(
                        List.of(),
                        "steward.client.address is not set, and there is no server",
                        "steward.client.address to where"),
                Arguments.of(
                        List.of(here),
                        "neither steward.client.auth-key-file nor steward.client.auth-key is set",
                        "auth-key-file"),
                Arguments.of(List.of(here, key, "auth-key-file=key.txt"), "are both set", "Set one of them"),
                Arguments.of(List.of(here, "auth-key-file=no/such/file"), "cannot read the key file", "a file with"),
                Arguments.of(List.of(here, "auth-key="), "steward.client.auth-key: ", "to the key itself"),
                Arguments.of(List.of("address=localhost", key), "the port is missing", "Correct steward.client.addr"),
                Arguments.of(List.of(here, "auth-key=another"), "cannot be connected: ", "was started with"),
                Arguments.of(
                        List.of("address=" + FREE_PORT, key),
                        "cannot be connected: nobody listens at",
                        "Start the server"),
                Arguments.of(List.of("address=HTTP", key), "cannot be connected: ", "Correct steward.client.address"),
                Arguments.of(List.of(here, key, "lease=100ms"), "lease is from PT1S", "the setting that the message"),
                Arguments.of(List.of(here, key, "heartbeat=9s"), "keeps no lease", "the setting that the message"),
                Arguments.of(List.of(here, key, "name=Übung"), "printable ASCII", "the setting that the message"),
                Arguments.of(
                        List.of(here, key, "allow-packages=com.acme.*"), "com.acme.*", "the setting that the message"),
                Arguments.of(List.of(here, key, "trust=no/such.pem"), "no/such.pem", "docs/troubleshooting.md"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsToldWithTheCure(List<String> settings, String what, String cure) throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        runner.withUserConfiguration(Wanting.class)
                .withPropertyValues(settings.stream()
                        .map(setting -> "steward.client."
                                + setting.replace("HERE", SERVER.address())
                                        .replace("HTTP", HTTP.address())
                                        .replace(FREE_PORT, "127.0.0.1:" + free))
                        .toArray(String[]::new))
                .run(context -> {
                    assertThat(context).hasFailed();
                    FailureAnalysis told = new SetupFailureAnalyzer().analyze(context.getStartupFailure());
                    assertThat(told).isNotNull();
                    assertThat(told.getDescription()).contains(what).doesNotContain(KEY);
                    assertThat(told.getAction()).contains(cure);
                });
    }

    @Test
    void eachSettingIsAnOption() {
        Map<String, String> settings = Map.ofEntries(
                Map.entry("name", "till"),
                Map.entry("call-timeout", "7s"),
                Map.entry("connect-timeout", "2s"),
                Map.entry("lease", "12s"),
                Map.entry("resume-window", "4s"),
                Map.entry("heartbeat", "1s"),
                Map.entry("give-up", "2m"),
                Map.entry("polling", "false"),
                Map.entry("connections", "3"),
                Map.entry("max-value", "1MB"),
                Map.entry("admin", "true"),
                Map.entry("trust", "/etc/trusted.pem"),
                Map.entry("allow-packages", "com.acme,com.acme.tasks"));
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put("steward.client." + name, value));
        StewardClientProperties bound = new Binder(source)
                .bind("steward.client", StewardClientProperties.class)
                .get();
        ClientListener nobody = (event, detail) -> {};
        assertThat(bound.options().listener(nobody).build())
                .isEqualTo(ClientOptions.builder()
                        .name("till")
                        .callTimeout(Duration.ofSeconds(7))
                        .connectTimeout(Duration.ofSeconds(2))
                        .lease(Duration.ofSeconds(12))
                        .resumeWindow(Duration.ofSeconds(4))
                        .heartbeat(Duration.ofSeconds(1))
                        .giveUp(Duration.ofMinutes(2))
                        .polling(false)
                        .connections(3)
                        .maxValue(1 << 20)
                        .adminKey()
                        .trust(Path.of("/etc/trusted.pem"))
                        .allowPackage("com.acme")
                        .allowPackage("com.acme.tasks")
                        .listener(nobody)
                        .build());
        assertThat(bound.allowPackages()).isEqualTo(Set.of("com.acme", "com.acme.tasks"));
        assertThat(bound.toString()).doesNotContain("till");
    }

    @Test
    void aContextThatWasStoppedDoesNotGoOnWithAClosedManager() {
        runner.withPropertyValues(address(), "steward.client.auth-key=" + KEY).run(context -> {
            context.getBean(SyncManager.class).ping();
            context.stop();
            assertThat(clients()).isEmpty();
            assertThat(context.getBean(ConnectedClient.class).isRunning()).isFalse();
            assertThatThrownBy(context::start).hasStackTraceContaining("start another context");
        });
    }
}
