package dev.steward.systemtests.examples;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.examples.Consumer;
import dev.steward.examples.Producer;
import dev.steward.examples.ResilientConsumer;
import dev.steward.examples.ResilientProducer;
import dev.steward.examples.RunExample;
import dev.steward.examples.TaskDemo;
import dev.steward.examples.TaskServer;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Producers and consumers of tasks as a reader runs them: each main in a JVM of its own, judged by what it prints. */
@Timeout(180)
@Tag("one-jdk")
class TaskExamplesTest {

    static final List<String> ALL_RESULTS =
            IntStream.rangeClosed(1, 20).mapToObj(n -> "result is: " + 2 * n).toList();

    @RegisterExtension
    private final Programs programs = new Programs();

    @Test
    void producerAndConsumerMoveTwentyTasks() throws Exception {
        String port = programs.run(TaskServer.class, "127.0.0.1", "0").awaitPort();
        Jvm producer = programs.run(Producer.class, "127.0.0.1", port);
        Jvm consumer = programs.run(Consumer.class, "127.0.0.1", port);
        assertThat(producer.awaitEnd()).as("%s", producer.lines()).isZero();
        assertThat(consumer.awaitEnd()).as("%s", consumer.lines()).isZero();

        assertThat(producer.lines())
                .hasSize(20)
                .allMatch(line -> line.matches("Producer: deliver one, now tasks: ([1-9]|10)"));
        assertThat(consumer.linesOf("Consumer:"))
                .hasSize(20)
                .allMatch(line -> line.matches("Consumer: consume one, now tasks: \\d"));
        assertThat(consumer.lines().subList(20, consumer.lines().size())).isEqualTo(ALL_RESULTS);
    }

    @Test
    void producerWaitsWhileTheQueueIsFull() throws Exception {
        String port = programs.run(TaskServer.class, "127.0.0.1", "0").awaitPort();
        Jvm producer = programs.run(Producer.class, "127.0.0.1", port);
        producer.awaitLine("deliver one, now tasks: 10");
        assertThat(producer.isAlive()).isTrue();
        Jvm consumer = programs.run(Consumer.class, "127.0.0.1", port);
        assertThat(producer.awaitEnd()).as("%s", producer.lines()).isZero();
        assertThat(consumer.awaitEnd()).as("%s", consumer.lines()).isZero();
        assertThat(consumer.linesOf("result is")).isEqualTo(ALL_RESULTS);
    }

    @Test
    void demoOfADurableServerEndsRightAlthoughTheServerIsKilledInTheMiddle() throws Exception {
        Jvm demo = programs.run(TaskDemo.class, "--durable");
        assertThat(demo.awaitEnd()).as("%s", demo.lines()).isZero();
        assertThat(demo.linesOf("server   | Server: listening on ")).hasSize(2);
        List<String> lines = demo.lines();
        assertThat(lines.indexOf("producer | Producer: deliver one, now tasks: 10"))
                .isLessThan(lines.indexOf("demo     | and another one is started in its place"));
        assertThat(demo.linesOf("producer | Producer: deliver one")).hasSize(20);
        assertThat(demo.linesOf("consumer | result is"))
                .isEqualTo(ALL_RESULTS.stream()
                        .map(result -> "consumer | " + result)
                        .toList());
    }

    @Test
    void severalConsumersThatCameFirstAllEnd() throws Exception {
        String port = programs.run(TaskServer.class, "127.0.0.1", "0").awaitPort();
        List<Jvm> consumers = Stream.generate(() -> programs.run(Consumer.class, "127.0.0.1", port))
                .limit(3)
                .collect(toList());
        Jvm producer = programs.run(Producer.class, "127.0.0.1", port);
        assertThat(producer.awaitEnd()).as("%s", producer.lines()).isZero();
        for (Jvm consumer : consumers) {
            assertThat(consumer.awaitEnd()).as("%s", consumer.lines()).isZero();
        }
        assertThat(consumers.stream().flatMap(consumer -> consumer.linesOf("Consumer: consume").stream()))
                .hasSize(20);
        assertThat(consumers.stream().flatMap(consumer -> consumer.linesOf("result is").stream()))
                .as("together they print each result")
                .containsExactlyInAnyOrderElementsOf(ALL_RESULTS);
    }

    @Test
    void aConsumerThatOutlivesOthersPrintsAllResults() throws Exception {
        String port = programs.run(TaskServer.class, "127.0.0.1", "0").awaitPort();
        List<Jvm> consumers = Stream.generate(() -> programs.run(ResilientConsumer.class, "127.0.0.1", port))
                .limit(3)
                .collect(toList());
        Jvm producer = programs.run(ResilientProducer.class, "127.0.0.1", port);
        assertThat(producer.awaitEnd()).as("%s", producer.lines()).isZero();
        for (Jvm consumer : consumers) {
            assertThat(consumer.awaitEnd()).as("%s", consumer.lines()).isZero();
        }
        assertThat(consumers.stream()
                        .map(consumer -> consumer.linesOf("result is"))
                        .filter(results -> !results.isEmpty()))
                .as("one consumer prints all results")
                .containsExactly(ALL_RESULTS);
    }

    @Test
    void listingWithSeveralProgramsEndsByItself() throws Exception {
        Jvm demo = programs.run(RunExample.class, "T20");
        assertThat(demo.awaitEnd()).as("%s", demo.lines()).isZero();
        assertThat(demo.linesOf("server   | Server: listening on 127.0.0.1:")).hasSize(1);
        assertThat(demo.linesOf("producer | Producer: deliver one, now tasks: "))
                .hasSize(20);
        assertThat(demo.linesOf("consumer | Consumer: consume one, now tasks: "))
                .hasSize(20);
        assertThat(demo.linesOf("consumer | result is: ")).hasSize(20);
        List<String> lines = demo.lines();
        assertThat(lines.indexOf("producer | Producer: deliver one, now tasks: 10"))
                .as("the queue is full before anyone takes: %s", lines)
                .isBetween(0, lines.indexOf(demo.linesOf("consumer |").get(0)));
        assertThat(demo.linesOf("consumer | Consumer:"))
                .as("and it empties")
                .last()
                .isEqualTo("consumer | Consumer: consume one, now tasks: 0");

        Jvm list = programs.run(RunExample.class, "T19");
        assertThat(list.awaitEnd()).as("%s", list.lines()).isZero();
        assertThat(list.linesOf("client 3 | Client: after [pid ")).hasSize(1);
    }
}
