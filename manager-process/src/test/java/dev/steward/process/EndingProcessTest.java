package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SharedQueue;
import dev.steward.process.child.ParentLink;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a process does of its own while it ends. */
@Tag("one-jdk")
@Timeout(120)
class EndingProcessTest extends HeardChildrenTest {

    private static final long MILLIS_OF_PATIENCE = 30_000;

    private static void askWhileEnding() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("reader " + stateOf("process-parent-link"));
            System.out.println("told " + !ParentLink.current().treeMemory().isBlank());
            System.out.println("then " + stateOf("process-parent-link"));
        }));
    }

    private static void putWhileEnding(SharedQueue<String> queue, Connection pipe) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("client " + stateOf("manager-client-reader"));
            queue.add("last");
            System.out.println("pipes " + stateOf("manager-process-loop"));
            send(pipe);
        }));
    }

    private static void send(Connection pipe) {
        try {
            pipe.send("words");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the state of a thread, as soon as it rests. */
    private static Thread.State stateOf(String name) {
        Thread reader = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .findAny()
                .orElseThrow();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS_OF_PATIENCE);
        Thread.State state = reader.getState();
        // On its way there it may have to wait for a monitor.
        while ((state == Thread.State.RUNNABLE || state == Thread.State.BLOCKED) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            state = reader.getState();
        }
        return state;
    }

    /** A JVM waits for threads that stand in a read; and the parent is heard all the same. */
    @Test
    void whatReadsTheParentsMessagesRestsAndStillHearsAnAnswer() throws Exception {
        JavaProcess process = children.watched(JavaProcess.start(EndingProcessTest::askWhileEnding));
        assertThat(children.codeOf(process)).isZero();
        assertThat(printed.lines()).contains("reader TIMED_WAITING", "told true", "then TIMED_WAITING");
    }

    /** A JVM waits for threads that stand in a selector too. */
    @Test
    void loopsRestAndStillSend() throws Exception {
        SharedQueue<String> queue = Multiprocessing.queue();
        try (Pipe pipe = Pipe.open()) {
            JavaProcess process =
                    children.watched(JavaProcess.start(EndingProcessTest::putWhileEnding, queue, pipe.first()));
            assertThat(children.codeOf(process)).isZero();
            assertThat(printed.lines()).contains("client TIMED_WAITING", "pipes TIMED_WAITING");
            assertThat(queue.take()).isEqualTo("last");
            assertThat(pipe.second().recv()).isEqualTo("words");
        }
    }
}
