package dev.steward.python;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedQueue;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs in Python and in Java on the same queues: the producer and the consumer of tasks, each in either language. */
@Timeout(120)
@Tag("one-jdk")
class TogetherTest {

    private static final int TASKS = 20;
    private static final int SUM = 2_470;

    private final SharedQueue<Object> tasks = SharedObjects.queue();
    private final SharedQueue<Object> results = SharedObjects.queue();
    private Path python;
    private PythonGateway gateway;
    private ManagerServer server;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Map<String, Path> installed = Interpreters.installed();
        assumeTrue(!installed.isEmpty(), "no Python is installed here");
        python = installed.values().iterator().next();
        gateway = PythonGateway.builder().allowMd5(true).build();
        server = ManagerServer.builder()
                .authKey(AuthKey.of(TestServer.KEY))
                .gateway(gateway)
                .register("get_task_queue", () -> tasks)
                .register("get_result_queue", () -> results)
                .build();
        server.start();
    }

    @AfterEach
    void end() {
        server.close();
    }

    private PythonProgram program(String does) throws IOException {
        return PythonProgram.start(
                python, "tasks.py", does, Integer.toString(gateway.port()), TestServer.KEY, Integer.toString(TASKS));
    }

    @Test
    void bothInPython() throws Exception {
        try (PythonProgram consumer = program("consume");
                PythonProgram producer = program("produce")) {
            assertThat(producer.lines()).containsExactly(Integer.toString(SUM));
            assertThat(consumer.lines()).isEmpty();
        }
    }

    @Test
    void pythonProducesAndJavaConsumes() throws Exception {
        try (PythonProgram producer = program("produce")) {
            for (int i = 0; i < TASKS; i++) {
                Long n = (Long) tasks.poll(60, TimeUnit.SECONDS);
                results.put(Map.of("task", n, "square", n * n));
            }
            assertThat(producer.lines()).containsExactly(Integer.toString(SUM));
        }
    }

    @Test
    void javaProducesAndPythonConsumes() throws Exception {
        try (PythonProgram consumer = program("consume")) {
            for (int n = 0; n < TASKS; n++) {
                tasks.put(n);
            }
            long sum = 0;
            for (int i = 0; i < TASKS; i++) {
                Map<?, ?> result = (Map<?, ?>) results.poll(60, TimeUnit.SECONDS);
                assertThat(result.keySet()).hasToString("[task, square]");
                sum += (Long) requireNonNull(result.get("square"));
            }
            assertThat(sum).isEqualTo(SUM);
            assertThat(consumer.lines()).isEmpty();
        }
    }
}
