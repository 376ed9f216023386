package dev.steward.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopTasksTest {

    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();

    @Test
    void aLoopRunsThem() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(2);
        assertThat(LoopTasks.execute(loop, ran::countDown)).isTrue();
        assertThat(LoopTasks.schedule(loop, ran::countDown, 1)).isTrue();
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        loop.shutdown();
    }

    @Test
    void aLoopThatHasEndedDoesNotAndNobodyIsToldByAnException() {
        loop.shutdown();
        CountDownLatch ran = new CountDownLatch(1);
        assertThat(LoopTasks.execute(loop, ran::countDown)).isFalse();
        assertThat(LoopTasks.schedule(loop, ran::countDown, 1)).isFalse();
        assertThat(ran.getCount()).isOne();
    }
}
