package dev.steward.systemtests.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.examples.Consumer;
import dev.steward.examples.ListClient;
import dev.steward.examples.Producer;
import dev.steward.python.PythonGateway;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tutorial's programs of several processes in Python, on a server in Java, beside those that are the same in Java. */
@Timeout(120)
@Tag("one-jdk")
class PythonListingsTest {

    private static final String HOST = "127.0.0.1";
    private static final String PYTHON = "python3";
    private static final Path LISTINGS =
            Path.of("src/test/resources/dev/steward/systemtests/examples").toAbsolutePath();
    private static final List<String> ALL_RESULTS =
            IntStream.rangeClosed(1, 20).mapToObj(n -> "result is: " + 2 * n).toList();

    @RegisterExtension
    private final Programs programs = new Programs();

    private final List<Process> listings = new ArrayList<>();
    private PythonGateway gateway;
    private ManagerServer server;

    @BeforeAll
    static void pythonIsThere() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder(PYTHON, "-c", "import multiprocessing.managers")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            there = false;
        }
        assumeTrue(there, "no python3 is on the path");
    }

    @BeforeEach
    void start() {
        SharedList<String> list = SharedObjects.list();
        SharedQueue<Integer> tasks = SharedObjects.queue(10);
        SharedQueue<Integer> results = SharedObjects.queue(20);
        SharedCondition condition = SharedObjects.condition();
        SharedValue<Boolean> done = SharedObjects.value(Boolean.class, false);
        gateway = PythonGateway.builder().allowMd5(true).build();
        server = ManagerServer.builder()
                .authKey(AuthKey.of("python"))
                .gateway(gateway)
                .register("get_list", () -> list)
                .register("get_task_queue", () -> tasks)
                .register("get_result_queue", () -> results)
                .register("get_cond", () -> condition)
                .register("get_done", () -> done)
                .registerFunction("get_double", Integer.class, n -> n * 2)
                .build();
        server.start();
    }

    @AfterEach
    void end() {
        listings.forEach(Process::destroyForcibly);
        server.close();
    }

    private Process python(String listing) throws IOException {
        Process process = new ProcessBuilder(
                        PYTHON,
                        "-W",
                        "ignore",
                        LISTINGS.resolve(listing).toString(),
                        HOST,
                        Integer.toString(gateway.port()))
                .redirectErrorStream(true)
                .start();
        listings.add(process);
        return process;
    }

    private Jvm java(Class<?> program) {
        return programs.run(program, HOST, Integer.toString(server.port()));
    }

    private static List<String> lines(Process process) throws IOException, InterruptedException {
        List<String> lines;
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            lines = reader.lines().toList();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s", lines).isZero();
        return lines;
    }

    private static List<String> lines(Jvm program) throws InterruptedException {
        assertThat(program.awaitEnd()).as("%s", program.lines()).isZero();
        return program.lines();
    }

    private static void requireAllDelivered(List<String> producer, List<String> consumer) {
        assertThat(producer).hasSize(20).allMatch(line -> line.matches("Producer: deliver one, now tasks: ([1-9]|10)"));
        assertThat(consumer).hasSize(40);
        assertThat(consumer.subList(0, 20)).allMatch(line -> line.matches("Consumer: consume one, now tasks: \\d"));
        assertThat(consumer.subList(20, 40)).isEqualTo(ALL_RESULTS);
    }

    @Test
    void listGrowsWithEachRunInEitherLanguage() throws Exception {
        Process first = python("list_client.py");
        assertThat(lines(first)).containsExactly("Client: before []", "Client: after ['pid " + first.pid() + "']");
        Jvm second = java(ListClient.class);
        assertThat(lines(second))
                .containsExactly(
                        "Client: before [pid " + first.pid() + "]",
                        "Client: after [pid " + first.pid() + ", pid " + second.pid() + "]");
        Process third = python("list_client.py");
        assertThat(lines(third).get(0))
                .isEqualTo("Client: before ['pid " + first.pid() + "', 'pid " + second.pid() + "']");
    }

    @Test
    void producerAndConsumerInPython() throws Exception {
        Process producer = python("task_producer.py");
        Process consumer = python("task_consumer.py");
        requireAllDelivered(lines(producer), lines(consumer));
    }

    @Test
    void producerInPythonAndConsumerInJava() throws Exception {
        Process producer = python("task_producer.py");
        Jvm consumer = java(Consumer.class);
        requireAllDelivered(lines(producer), lines(consumer));
    }

    @Test
    void producerInJavaAndConsumerInPython() throws Exception {
        Jvm producer = java(Producer.class);
        Process consumer = python("task_consumer.py");
        requireAllDelivered(lines(producer), lines(consumer));
    }
}
