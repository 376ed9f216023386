package dev.steward.systemtests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.cli.Steward;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked over HTTP what it does, and one that is not. */
@Timeout(180)
@Tag("one-jdk")
class AdminPortTest {

    private static final String KEY = "a key that is long enough";

    @TempDir
    private Path folder;

    @RegisterExtension
    private final Programs programs = new Programs();

    private Jvm steward(Map<String, String> more, String... arguments) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("STEWARD_AUTHKEY", KEY);
        return programs.started(Jvm.run(environment, Steward.class, arguments));
    }

    private static HttpResponse<String> get(String address, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aTokenOfTheCommandLineIsWhatTheServerTakes() throws Exception {
        Jvm server = steward(Map.of(), "serve", "--port", "0", "--admin-port", "0");
        String url = server.awaitLine("  admin port ").replaceFirst(" .*", "");
        Jvm token = steward(Map.of(), "token");
        assertThat(token.awaitEnd()).as("%s", token.lines()).isZero();
        String text = token.lines().get(0);
        assertThat(text).startsWith("look-");
        assertThat(get(url + "ready", text).statusCode()).isEqualTo(200);
        HttpResponse<String> objects = get(url + "api/v1/objects", text);
        assertThat(objects.statusCode()).isEqualTo(200);
        assertThat(objects.body()).isEqualTo("[]\n");
        assertThat(get(url + "api/v1/objects", "look-nothing").statusCode()).isEqualTo(401);
        assertThat(server.lines()).noneMatch(line -> line.contains(text));
        server.terminate();
        assertThat(server.awaitEnd()).as("%s", server.lines()).isZero();
    }

    @Test
    void optionsThatNeedThePortSaySo() throws Exception {
        Jvm serve = steward(Map.of(), "serve", "--admin-name", "steward.example");
        assertThat(serve.awaitEnd()).isEqualTo(2);
        assertThat(serve.lines()).anyMatch(line -> line.contains("add --admin-port PORT"));
    }

    @Test
    void aServerThatIsNotAskedLoadsNothingOfIt() throws Exception {
        assertThat(loaded("--admin-port", "0"))
                .contains(
                        "dev.steward.admin.AdminEndpoint ", "dev.steward.admin.transport.HttpAcceptor ", "LoopWatch ");
        assertThat(loaded())
                .contains("dev.steward.server.ManagerServer ")
                .doesNotContain(
                        "dev.steward.admin.AdminEndpoint",
                        "dev.steward.admin.http.",
                        "dev.steward.admin.resource.",
                        "dev.steward.admin.transport.",
                        "io.netty.handler.codec.http.",
                        "LoopWatch");
    }

    /** Returns what a server has loaded from its start to its end. */
    private String loaded(String... more) throws Exception {
        Path log = folder.resolve("classes-" + more.length);
        String[] arguments = Stream.concat(Stream.of("serve", "--port", "0"), Stream.of(more))
                .toArray(String[]::new);
        Jvm server = steward(Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log), arguments);
        server.awaitLine("  end it ");
        server.terminate();
        assertThat(server.awaitEnd()).as("%s", server.lines()).isZero();
        return Files.readString(log);
    }
}
