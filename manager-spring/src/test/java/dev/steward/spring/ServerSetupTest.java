package dev.steward.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.steward.admin.AdminEndpoint;
import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.OverloadedException;
import dev.steward.api.SessionInspection;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerEvents;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application has a server in it by its settings, or is told in two sentences why not. */
@Timeout(60)
@Tag("one-jdk")
class ServerSetupTest {

    private static final Path TLS = Path.of("..", "manager-cli", "src", "test", "resources", "tls");
    private static final String KEY = "the key of all clients here";
    private static final String ENABLED = "steward.server.enabled=true";
    private static final String WITH_KEY = "steward.server.auth-key=" + KEY;

    @TempDir
    private Path folder;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    StewardClientAutoConfiguration.class,
                    StewardServerAutoConfiguration.class,
                    StewardHealthAutoConfiguration.class));

    private final ApplicationContextRunner serving = runner.withPropertyValues(ENABLED, WITH_KEY);

    @Test
    void withoutBeingAskedForThereIsNone() {
        runner.withPropertyValues(WITH_KEY)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ManagerServer.class));
        runner.withPropertyValues("steward.server.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ManagerServer.class));
    }

    @Test
    void theClientOfTheApplicationFindsItWithoutASetting() {
        serving.run(context -> {
            SyncManager manager = context.getBean(SyncManager.class);
            manager.list("list", String.class).add("x");
            assertThat(context.getBean(ManagerServer.class).inspection().sessions())
                    .hasSize(1);
        });
    }

    @Test
    void theClientIsAnAdministratorIfItIsToBe() {
        serving.withPropertyValues("steward.server.admin-key=the key of administrators", "steward.client.admin=true")
                .run(context -> assertThat(
                                context.getBean(SyncManager.class).inspection().sessions())
                        .singleElement()
                        .matches(SessionInspection::isAdmin));
    }

    @Test
    void theClientFindsItWithTlsAndAtAUnixSocketToo() {
        serving.withPropertyValues(
                        "steward.server.tls.certificate=" + TLS.resolve("server.pem"),
                        "steward.server.tls.key=" + TLS.resolve("server-key.pem"))
                .run(context -> {
                    context.getBean(SyncManager.class).ping();
                    int port = context.getBean(ManagerServer.class).port();
                    assertThatExceptionOfType(RuntimeException.class)
                            .isThrownBy(() -> ManagerClient.connect("127.0.0.1", port, AuthKey.of(KEY)));
                });
        serving.withPropertyValues("steward.server.unix=" + folder.resolve("s")).run(context -> {
            context.getBean(SyncManager.class).ping();
            assertThat(context.getBean(ManagerServer.class).address()).isEqualTo("unix:" + folder.resolve("s"));
        });
    }

    @Test
    void limitsAndCustomizersAndListenersTakePart() {
        List<String> heard = new CopyOnWriteArrayList<>();
        ServerEvents events = new ServerEvents() {
            @Override
            public void session(String session, String clientName, String change) {
                heard.add(clientName);
            }
        };
        serving.withPropertyValues("steward.server.limits.queue-elements=2", "steward.client.name=till")
                .withBean(ServerEvents.class, () -> events)
                .withBean(ManagerServerCustomizer.class, () -> server -> server.registerFunction("seven", () -> 7))
                .run(context -> {
                    SyncManager manager = context.getBean(SyncManager.class);
                    assertThat(manager.call("seven", Integer.class)).isEqualTo(7);
                    SharedQueue<String> queue = manager.queue("jobs", String.class);
                    queue.addAll(List.of("1", "2"));
                    assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> queue.offer("3"));
                    Awaitility.await().untilAsserted(() -> assertThat(heard).contains("till"));
                });
    }

    @Test
    void aDurableOneGoesOnWhereTheLastOneEnded() {
        ApplicationContextRunner durable =
                serving.withPropertyValues("steward.server.durable=true", "steward.server.state-dir=" + folder);
        durable.run(context ->
                context.getBean(SyncManager.class).list("list", String.class).add("kept"));
        durable.withPropertyValues("steward.server.fsync=interval")
                .run(context -> assertThat(context.getBean(SyncManager.class).list("list", String.class))
                        .containsExactly("kept"));
    }

    @Test
    void theAdminEndpointTellsWhatItDoes() {
        serving.withPropertyValues("steward.server.admin.port=0", "steward.server.admin.names=shop.example")
                .run(context -> {
                    AdminEndpoint endpoint = context.getBean(AdminEndpoint.class);
                    HttpRequest ready = HttpRequest.newBuilder(URI.create(endpoint.url() + "ready"))
                            .build();
                    assertThat(HttpClient.newHttpClient()
                                    .send(ready, BodyHandlers.ofString())
                                    .statusCode())
                            .isEqualTo(200);
                });
    }

    @Test
    void anApplicationsOwnServerIsLeftAlone() {
        ManagerServer own = ManagerServer.builder().authKey(AuthKey.of(KEY)).build();
        serving.withBean("own", ManagerServer.class, () -> own)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ManagerServer.class)
                        .doesNotHaveBean(EmbeddedServer.class)
                        .doesNotHaveBean("stewardServerHealthIndicator"));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(List.of(), "has no key", "16 random bytes"),
                Arguments.of(List.of("auth-key=a", "auth-key-file=b"), "are both set", "Set one of them"),
                Arguments.of(List.of(WITH_KEY, "auth-key-file=no/such"), "are both set", "Set one of them"),
                Arguments.of(List.of("auth-key-file=no/such"), "cannot read the key file", "a file with the key"),
                Arguments.of(List.of(WITH_KEY, "admin-key-file=no/such"), "admin-key-file: cannot read", "Set steward"),
                Arguments.of(List.of(WITH_KEY, "port=TAKEN"), "TAKEN", "Correct the settings steward.server."),
                Arguments.of(List.of(WITH_KEY, "port=65536"), "65536", "Correct the settings"),
                Arguments.of(List.of(WITH_KEY, "host=0.0.0.0"), "TLS", "Correct the settings"),
                Arguments.of(List.of(WITH_KEY, "unix=/tmp/s", "port=1"), "unix stands alone", "port out"),
                Arguments.of(List.of(WITH_KEY, "tls.certificate=a"), "go together", "Set both or neither"),
                Arguments.of(List.of(WITH_KEY, "tls.certificate=a", "tls.key=b"), "a", "Correct the settings"),
                Arguments.of(List.of(WITH_KEY, "durable=true"), "needs a folder", "steward.server.state-dir"),
                Arguments.of(
                        List.of(WITH_KEY, "state-dir=a", "fsync=interval"),
                        "steward.server.fsync is of no use without steward.server.durable",
                        "steward.server.durable=true"),
                Arguments.of(
                        List.of(WITH_KEY, "admin.host=127.0.0.1"),
                        "are of no use without a port",
                        "steward.server.admin.port"),
                Arguments.of(
                        List.of(WITH_KEY, "admin.names=a.example"),
                        "are of no use without a port",
                        "steward.server.admin.port"),
                Arguments.of(List.of(WITH_KEY, "limits.sessions=0"), "SESSIONS must be from 1", "Correct the settings"),
                Arguments.of(List.of(WITH_KEY, "admin.port=TAKEN"), "TAKEN", "Correct the settings"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsToldWithTheCure(List<String> settings, String what, String cure) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            runner.withPropertyValues(ENABLED)
                    .withPropertyValues(settings.stream()
                            .map(setting -> (setting.startsWith("steward") ? "" : "steward.server.")
                                    + setting.replace("TAKEN", port))
                            .toArray(String[]::new))
                    .run(context -> {
                        assertThat(context).hasFailed();
                        FailureAnalysis told = new SetupFailureAnalyzer().analyze(context.getStartupFailure());
                        assertThat(told).isNotNull();
                        assertThat(told.getDescription())
                                .contains(what.replace("TAKEN", port))
                                .doesNotContain(KEY);
                        assertThat(told.getAction()).contains(cure);
                    });
        }
    }

    @Test
    void aLimitThatIsNoneIsToldBySpring() {
        serving.withPropertyValues("steward.server.limits.size=0")
                .run(context -> assertThat(context).getFailure().hasMessageContaining("steward.server"));
    }

    @Test
    void whatIsNotOnTheClassPathIsNamed() {
        serving.withClassLoader(new FilteredClassLoader("dev.steward.server", "dev.steward.admin"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("manager-server is not on the class path"));
        serving.withClassLoader(new FilteredClassLoader("dev.steward.admin"))
                .withPropertyValues("steward.server.admin.port=0")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("manager-admin is not on the class path"));
        runner.withClassLoader(new FilteredClassLoader("dev.steward.server", "dev.steward.admin"))
                .run(context -> assertThat(context).hasNotFailed());
        runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void whoHasAnotherKeyStaysOutside() {
        serving.run(context -> assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> ManagerClient.connect(
                        "127.0.0.1",
                        context.getBean(ManagerServer.class).port(),
                        AuthKey.of("another"),
                        ClientOptions.defaults())));
    }
}
