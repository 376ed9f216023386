package dev.steward.systemtests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.examples.ManagerTypes;
import dev.steward.examples.ResilientConsumer;
import dev.steward.examples.ResilientProducer;
import dev.steward.examples.RunExample;
import dev.steward.examples.TaskServer;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import dev.steward.systemtests.process.Remains;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs of the examples that are killed, and what becomes of the others. */
@Timeout(180)
@Tag("one-jdk")
class KilledExamplesTest {

    @RegisterExtension
    private final Programs programs = new Programs();

    @Test
    void killedConsumerThatHadTheTurnAndATaskLosesNothing() throws Exception {
        String port = programs.run(TaskServer.class, "127.0.0.1", "0").awaitPort();
        Jvm victim = programs.run(StuckConsumer.class, "127.0.0.1", port);
        Jvm producer = programs.run(ResilientProducer.class, "127.0.0.1", port);
        victim.awaitLine("has the turn and task 1");
        Jvm consumer = programs.run(ResilientConsumer.class, "127.0.0.1", port);
        victim.kill();

        assertThat(producer.awaitEnd()).as("%s", producer.lines()).isZero();
        assertThat(consumer.awaitEnd()).as("%s", consumer.lines()).isZero();
        assertThat(consumer.linesOf("result is")).containsExactlyInAnyOrderElementsOf(TaskExamplesTest.ALL_RESULTS);
    }

    @Test
    void killedProducerLeavesNoConsumerWaiting() throws Exception {
        String port = programs.run(TaskServer.class, "127.0.0.1", "0").awaitPort();
        Jvm producer = programs.run(ResilientProducer.class, "127.0.0.1", port);
        producer.awaitLine("deliver one, now tasks: 10");
        producer.kill();
        Jvm consumer = programs.run(ResilientConsumer.class, "127.0.0.1", port);
        assertThat(consumer.awaitEnd()).as("%s", consumer.lines()).isZero();
        assertThat(consumer.linesOf("Consumer: no more tasks come")).hasSize(1);
        assertThat(consumer.linesOf("result is")).isEqualTo(TaskExamplesTest.ALL_RESULTS.subList(0, 10));
    }

    @Test
    void killedConsumerLeavesNoProducerWaiting() throws Exception {
        String port = programs.run(TaskServer.class, "127.0.0.1", "0").awaitPort();
        Jvm producer = programs.run(ResilientProducer.class, "127.0.0.1", port);
        producer.awaitLine("deliver one, now tasks: 10");
        Jvm victim = programs.run(StuckConsumer.class, "127.0.0.1", port, "5");
        victim.awaitLine("has the turn and task 6");
        victim.kill();
        assertThat(producer.awaitEnd()).as("%s", producer.lines()).isZero();
        assertThat(producer.linesOf("Producer: nobody takes tasks")).hasSize(1);
    }

    @Test
    void killedServerEndsWhoeverWaits() throws Exception {
        Jvm server = programs.run(TaskServer.class, "127.0.0.1", "0");
        String port = server.awaitPort();
        Jvm producer = programs.run(ResilientProducer.class, "127.0.0.1", port);
        producer.awaitLine("deliver one, now tasks: 10");
        server.kill();
        long killedAt = System.nanoTime();
        assertThat(producer.awaitEnd()).isOne();
        assertThat(producer.lines())
                .as("%s", producer.lines())
                .anyMatch(line -> line.contains("the session could not be resumed within 2000 ms"));
        assertThat(Duration.ofNanos(System.nanoTime() - killedAt)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void killedDemoTakesItsProgramsWithIt() {
        Jvm demo = programs.run(RunExample.class, "T20");
        demo.awaitLine("server   | Server: listening on ");
        Remains remains = Remains.of(demo.pid());
        assertThat(remains.processes()).isPositive();
        demo.kill();
        remains.awaitNone(Duration.ofSeconds(5));
    }

    @Test
    void killedParentTakesItsManagerWithIt() {
        Jvm parent = programs.run(ManagerTypes.class);
        parent.awaitLine("before old_name");
        Remains remains = Remains.of(parent.pid());
        assertThat(remains.processes()).isPositive();
        parent.kill();
        remains.awaitNone(Duration.ofSeconds(5));
    }
}
