package dev.steward.systemtests.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.examples.EveryType;
import dev.steward.examples.ListClient;
import dev.steward.examples.ListServer;
import dev.steward.examples.ManagerTypes;
import dev.steward.examples.RunExample;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import dev.steward.vocabulary.BuiltInType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples as a reader runs them: each main in a JVM of its own, judged by what it prints. */
@Timeout(180)
@Tag("one-jdk")
class ExamplesTest {

    @RegisterExtension
    private final Programs programs = new Programs();

    @Test
    void childChangesTheTypesOfTheManager() throws Exception {
        assertThat(programs.linesOf(ManagerTypes.class))
                .containsExactly(
                        "parent: before old_name [first] {key=value}",
                        "parent: after new_name [first, appended] {key=value, new_key=new_value}");
    }

    @Test
    void twoProcessesUseEachType() throws Exception {
        List<String> lines = programs.linesOf(EveryType.class);
        assertThat(lines)
                .containsExactly(
                        "list              [parent, child]",
                        "dict              rounds of both 100",
                        "set               [red, blue], with black [red, blue, black]",
                        "namespace         {x=1, y=child saw x 1}",
                        "value             100, both added 1 50 times",
                        "array             [0.5, 1.5, 2.5, 3.5]",
                        "queue             answer to the question",
                        "joinableQueue     joined, 0 left",
                        "iterator          1 + 2 + 3 + 4 = 10, each number taken by one of two",
                        "lock              100 counted under it",
                        "rlock             100 counted under it, entered twice",
                        "condition         signalled",
                        "event             set",
                        "semaphore         a permit came, 0 left",
                        "boundedSemaphore  2 of 2, a third release is refused",
                        "barrier           both met, 0 wait",
                        "pool              4 tasks were done by a worker",
                        "asyncResult       HELLO! read by both",
                        "poolIterator      1 + 4 + 9 = 14, each square taken by one of two");
        assertThat(lines.stream().map(line -> line.split(" ", 2)[0]))
                .as("what EveryType shows: each row of BuiltInType")
                .containsAll(Arrays.stream(BuiltInType.values())
                        .map(BuiltInType::typeId)
                        .toList());
    }

    @Test
    void listGrowsWithEachRunOfTheClient() throws Exception {
        String port = programs.run(ListServer.class, "127.0.0.1", "0").awaitPort();
        Jvm first = programs.run(ListClient.class, "127.0.0.1", port);
        assertThat(first.awaitEnd()).as("%s", first.lines()).isZero();
        Jvm second = programs.run(ListClient.class, "127.0.0.1", port);
        assertThat(second.awaitEnd()).as("%s", second.lines()).isZero();

        assertThat(first.lines()).containsExactly("Client: before []", "Client: after [pid " + first.pid() + "]");
        assertThat(second.lines())
                .containsExactly(
                        "Client: before [pid " + first.pid() + "]",
                        "Client: after [pid " + first.pid() + ", pid " + second.pid() + "]");
    }

    @Test
    void unknownExampleIsExplained() throws Exception {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        assertThat(RunExample.run(new PrintStream(errors, true, UTF_8), "T99")).isEqualTo(2);
        assertThat(errors.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("There is no example 'T99': there are T1 T2 T3 ")
                .endsWith(" T20 T21 and their classes, which ./steward example lists");

        errors.reset();
        assertThat(RunExample.run(new PrintStream(errors, true, UTF_8))).isEqualTo(2);
        assertThat(errors.toString(UTF_8).lines())
                .contains("Which example?")
                .anyMatch(line -> line.matches(" +T20 +TaskServer, Producer and Consumer together"))
                .anyMatch(line -> line.matches(" +FibPool +T5, T6 \\[N]"));
    }

    /** Runs an example by its name in this JVM, which ends with one line. */
    private static void assertEnds(int exitCode, String line, String... arguments) throws Exception {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        assertThat(RunExample.run(new PrintStream(errors, true, UTF_8), arguments))
                .isEqualTo(exitCode);
        assertThat(errors.toString(UTF_8).lines()).containsExactly(line);
    }

    @Test
    void aWrongArgumentIsNamedWithWhatToWrite() throws Exception {
        String client = "; write ./steward example ListClient [HOST PORT]";
        assertEnds(2, "ListClient: PORT is a number from 1 to 65535, not 'abc'" + client, "ListClient", "::1", "abc");
        assertEnds(
                2, "ListClient: PORT is a number from 1 to 65535, not '99999'" + client, "ListClient", "::1", "99999");
        assertEnds(
                2,
                "TaskServer: it takes at most 2 arguments, and '9' is one too many; write ./steward example TaskServer"
                        + " [HOST PORT]",
                "TaskServer",
                "127.0.0.1",
                "0",
                "9");
        assertEnds(
                2,
                "T17: it takes no arguments, and '8080' is one too many; write ./steward example T17",
                "T17",
                "8080");
        assertEnds(2, "T1: N is a number from 1 to 92, not 'many'; write ./steward example T1 [N]", "T1", "many");
    }

    @Test
    void aClientWithoutItsServerSaysWhereNobodyListens() throws Exception {
        String port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = Integer.toString(closed.getLocalPort());
        }
        Jvm client = programs.run(RunExample.class, "Producer", "127.0.0.1", port);
        assertThat(client.awaitEnd()).as("%s", client.lines()).isEqualTo(3);
        assertThat(client.lines())
                .singleElement()
                .asString()
                .startsWith("Producer: nobody listens at 127.0.0.1:" + port)
                .endsWith("start the server there, or correct the address");
    }

    @Test
    void aServerWhosePortIsTakenSaysSo() throws Exception {
        String port = programs.run(ListServer.class, "127.0.0.1", "0").awaitPort();
        Jvm second = programs.run(RunExample.class, "ListServer", "127.0.0.1", port);
        assertThat(second.awaitEnd()).as("%s", second.lines()).isOne();
        assertThat(second.lines())
                .last()
                .asString()
                .startsWith("ListServer: cannot listen on 127.0.0.1:" + port)
                .endsWith("choose another address (port 0 picks a free one)");
    }
}
