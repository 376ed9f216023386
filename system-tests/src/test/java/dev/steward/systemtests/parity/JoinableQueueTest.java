package dev.steward.systemtests.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.Delivery;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.QueueOptions;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** A joinable queue as its clients see it, over loopback. */
class JoinableQueueTest extends ParityTest {

    @Test
    void joinWaitsForAConsumerOfAnotherProcess() throws Exception {
        SharedJoinableQueue<Integer> queue = manager.joinableQueue("consumed", Integer.class);
        queue.addAll(List.of(1, 2, 3));
        try (SyncManager other = loopback.client();
                Background<Boolean> joiner = Background.run(() -> queue.join(Duration.ofSeconds(30)))) {
            SharedJoinableQueue<Integer> theirs = other.joinableQueue("consumed", Integer.class);
            for (int i = 1; i <= 3; i++) {
                assertThat(joiner.isDone()).isFalse();
                assertThat(theirs.take()).isEqualTo(i);
                theirs.taskDone();
            }
            assertThat(joiner.result()).isTrue();
        }
    }

    @Test
    void elementsOfAClientThatClosesComeBackAndJoinStillEnds() throws Exception {
        SharedJoinableQueue<String> queue = manager.joinableQueue("returned", String.class);
        queue.put("work");
        try (SyncManager other = loopback.client()) {
            assertThat(other.joinableQueue("returned", String.class).take()).isEqualTo("work");
            assertThat(queue.join(Duration.ofMillis(20))).isFalse();
        }
        try (Delivery<String> again = queue.receive()) {
            assertThat(again.value()).isEqualTo("work");
            assertThat(again.count()).isEqualTo(2);
            again.done();
        }
        queue.join();
    }

    @Test
    void eachThreadSettlesWhatItTook() throws Exception {
        SharedJoinableQueue<Integer> queue = manager.joinableQueue(10, Integer.class);
        queue.addAll(List.of(1, 2));
        assertThat(queue.take()).isEqualTo(1);
        try (Background<Integer> worker = Background.run(() -> {
            int taken = queue.take();
            queue.nack();
            return taken;
        })) {
            assertThat(worker.result()).isEqualTo(2);
        }
        assertThat(queue).containsExactly(2);
        queue.taskDone();
        assertThat(queue.join(Duration.ZERO)).isFalse();
        queue.clear();
        assertThat(queue.join(Duration.ZERO)).isTrue();
    }

    @Test
    void settlingTooOftenIsAnIllegalStateAndChangesNothing() throws Exception {
        SharedJoinableQueue<Integer> queue = manager.joinableQueue();
        queue.add(1);
        assertThatThrownBy(queue::taskDone)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("taskDone");
        queue.take();
        queue.taskDone();
        assertThatThrownBy(queue::nack).isExactlyInstanceOf(IllegalStateException.class);
        queue.join();
    }

    @Test
    void drainedElementsAreSettledEach() {
        SharedJoinableQueue<Integer> queue = manager.joinableQueue(3);
        queue.addAll(List.of(1, 2));
        List<Integer> drained = new ArrayList<>();
        assertThat(queue.drainTo(drained)).isEqualTo(2);
        queue.nack();
        assertThat(queue).containsExactly(1);
        queue.taskDone();
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void interruptedJoinEndsWithThat() throws Exception {
        SharedJoinableQueue<Integer> queue = manager.joinableQueue();
        queue.add(1);
        try (Background<Boolean> joiner = Background.run(() -> {
            queue.join();
            return true;
        })) {
            joiner.awaitWaiting();
            joiner.interrupt();
            assertThatThrownBy(joiner::result)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void elementThatComesBackTooOftenIsADeadLetter() throws Exception {
        SharedQueue<String> failed = manager.queue("failed", String.class);
        QueueOptions options = QueueOptions.bounded(5).deadLetters(failed, 2);
        SharedJoinableQueue<String> jobs = manager.joinableQueue("jobs", String.class, options);
        jobs.add("poison");
        for (int i = 0; i < 2; i++) {
            assertThat(jobs.take()).isEqualTo("poison");
            jobs.nack();
        }
        assertThat(failed.take()).isEqualTo("poison");
        jobs.join();
        assertThat(manager.joinableQueue("jobs", String.class)).isEqualTo(jobs);
        assertThat(manager.joinableQueue("jobs", 5, String.class)).isEqualTo(jobs);
        assertThatThrownBy(() -> manager.joinableQueue(
                        "jobs", String.class, QueueOptions.unbounded().maxDeliveries(3)))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("at most 2 deliveries");
    }

    @Test
    void elementThatCannotBeOpenedIsADeadLetterInTheEnd() throws InterruptedException {
        SharedQueue<Object> failed = manager.queue();
        SharedJoinableQueue<Integer> jobs =
                manager.joinableQueue(Integer.class, QueueOptions.unbounded().deadLetters(failed, 2));
        manager.attach(jobs.objectToken(), Type.joinableQueue(String.class)).add("text");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> jobs.poll(Duration.ofSeconds(30))).hasMessageContaining("Integer");
        }
        assertThat(failed.poll(Duration.ofSeconds(30))).isEqualTo("text");
    }

    @Test
    void joinableQueueIsFoundAsTheQueueThatItIs() throws Exception {
        SharedJoinableQueue<Integer> queue = manager.joinableQueue("also a queue", Integer.class);
        SharedQueue<Integer> found = manager.find("also a queue", Type.queue(Integer.class));
        found.put(1);
        assertThat(queue.take()).isEqualTo(1);
        assertThat(found).isEqualTo(queue).isInstanceOf(SharedJoinableQueue.class);
        assertThatThrownBy(() -> manager.queue("also a queue", Integer.class))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("belongs to a joinableQueue, not to a queue");
        manager.queue("only a queue", Integer.class);
        assertThatThrownBy(() -> manager.find("only a queue", Type.joinableQueue(Integer.class)))
                .isInstanceOf(NoSuchObjectException.class);
    }
}
