package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.admin.AdminEndpoint;
import dev.steward.api.AuthKey;
import dev.steward.api.ManagerException;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedLock;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each of an operator's twelve questions is answered on the page, over HTTP or by the meters, and by a command. */
@Timeout(60)
@Tag("one-jdk")
class OperatorsQuestionsTest {

    private static final String TEXT = "a key that is long enough";
    private static final AuthKey KEY = AuthKey.of(TEXT);

    private final AdminEndpoint admin = AdminEndpoint.at("127.0.0.1", 0);
    private final List<SyncManager> clients = new ArrayList<>();
    private final List<Thread> waiters = new ArrayList<>();
    private ManagerServer server;
    private String keyFile = "";

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        keyFile = Files.writeString(folder.resolve("key.txt"), TEXT + "\n").toString();
        server = ManagerServer.builder()
                .authKey(KEY)
                .limit(ServerLimit.QUEUE_ELEMENTS, 10)
                .gateway(admin)
                .build();
        server.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        clients.forEach(SyncManager::close);
        server.close();
        for (Thread waiter : waiters) {
            waiter.join();
        }
    }

    private SyncManager client(String name) {
        SyncManager client = ManagerClient.connect(
                "127.0.0.1",
                server.port(),
                KEY,
                ClientOptions.builder().name(name).build());
        clients.add(client);
        return client;
    }

    private String steward(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--connect", "127.0.0.1:" + server.port(), "--authkey-file", keyFile));
        Printed printed = Printed.by(arguments.toArray(String[]::new));
        assertThat(printed.exitCode()).as("%s", printed.lines()).isZero();
        return String.join("\n", printed.lines());
    }

    private String http(String path) {
        return OverHttp.get(admin, KEY, path).body();
    }

    /** One thing of each kind that an operator asks about. */
    private void somethingOfEachKind() throws Exception {
        SyncManager maker = client("the maker");
        maker.queue("old", String.class).put("1");
        // Ages are known to a tenth of a second.
        await().until(() -> !http("api/v1/objects/old").matches("(?s).*\"oldest\":0\\.[012].*"));
        maker.queue("full", String.class).addAll(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"));
        client("the holder").lock("guard").lock();
        waiters.add(waiting(client("the waiter").lock("guard")));
        SharedJoinableQueue<String> lazy = client("the sleeper").joinableQueue("lazy", String.class);
        lazy.addAll(List.of("taken", "left"));
        assertThat(lazy.receive().value()).isEqualTo("taken");
        SyncManager victim = client("the victim");
        SharedJoinableQueue<String> jobs = victim.joinableQueue("jobs", String.class);
        jobs.put("work");
        assertThat(jobs.receive().value()).isEqualTo("work");
        victim.lock("left behind").lock();
        waiters.add(waiting(client("the heir").lock("left behind")));
        await().until(() -> steward("who", "left behind").contains("1 call waits"));
        String session = http("api/v1/sessions?text=the%20victim")
                .replaceFirst("(?s).*\"session\":\"", "")
                .substring(0, 32);
        steward("kick", session);
        assertThat(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(admin.url() + "api/v1/objects"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
    }

    private static Thread waiting(SharedLock wanted) {
        Thread waiting = new Thread(() -> {
            try {
                wanted.lock();
            } catch (ManagerException closed) {
                // The test has ended.
            }
        });
        waiting.start();
        return waiting;
    }

    @Test
    void eachIsAnsweredOnThePageOverHttpAndByACommand() throws Exception {
        somethingOfEachKind();
        String script = http("");
        for (OperatorsQuestion question : OperatorsQuestion.values()) {
            awaitAnswer(question, question.command(), () -> steward(inTheTest(question.command())));
            awaitAnswer(
                    question,
                    question.http(),
                    () -> http(question.http().words().substring(1).concat(patience(question))));
            OperatorsQuestion.Asked meter = question.meter();
            if (meter != null) {
                awaitAnswer(
                        question,
                        new OperatorsQuestion.Asked(meter.words(), "(?m)^" + meter.words() + meter.answer()),
                        () -> http("metrics"));
            }
            assertShown(question.view(), script);
        }
    }

    /** A minute would be long for a test. */
    private static String patience(OperatorsQuestion question) {
        return question == OperatorsQuestion.WHO_IS_NOT_TAKING ? "?patience=0" : "";
    }

    private static String[] inTheTest(OperatorsQuestion.Asked command) {
        String words = command.words() + (command.words().equals("warnings") ? " --patience 0" : "");
        return words.split(" ");
    }

    private static void awaitAnswer(
            OperatorsQuestion question, OperatorsQuestion.Asked asked, Supplier<String> answer) {
        Pattern expected = Pattern.compile(asked.answer());
        await().untilAsserted(() ->
                assertThat(answer.get()).as("%s: %s", question, asked.words()).containsPattern(expected));
    }

    /**
     * What the script of the page asks for and draws. Whether it is to be seen then is for {@code PageInBrowserTest}, where there
     * is a browser.
     */
    private void assertShown(OperatorsQuestion.View view, String script) {
        int begin = script.indexOf("function " + view.function() + "(");
        assertThat(begin).as(view.function()).isPositive();
        String function = script.substring(begin, script.indexOf("\nfunction ", begin + 1));
        assertThat(function).as(view.function()).contains(view.drawn());
        String asked = view.source().replaceFirst("ID.*", "").replaceFirst("[?].*", "");
        if (view.function().equals("overview")) {
            // It draws what comes by itself, which has what these addresses have.
            assertThat(script).contains("fetch(\"/events\"");
        } else {
            assertThat(function).as(view.function()).contains("ask(\"" + asked);
        }
        String id = http("api/v1/objects/guard").replaceFirst("(?s).*\"id\":(\\d+).*", "$1");
        String answer = http(
                view.source().substring(1).replace("ID", id) + (view.source().endsWith("=") ? "20" : ""));
        for (String drawn : view.drawn()) {
            assertThat(answer).as(view.source()).contains("\"" + member(drawn) + "\":");
        }
    }

    /** Returns the member of the answer that is drawn there. */
    private static String member(String drawn) {
        return drawn.equals("sample.worst.map")
                ? "text"
                : drawn.replaceAll(".*(?:row|told)\\.", "").replaceAll("\\W.*", "");
    }

    @Test
    void theTableInTheDocumentsHasEach() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "operating.md")).lines())
                .containsSubsequence(Stream.concat(
                                Stream.of(
                                        "| question | on the page | command | over HTTP | meter |",
                                        "|---|---|---|---|---|"),
                                Stream.of(OperatorsQuestion.values()).map(OperatorsQuestion::row))
                        .toList());
    }
}
