package dev.steward.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.protocol.transport.LoopThread;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopsTest {

    @Test
    void loopThatEndsBeforeTheLoopsAreClosedIsTold() throws InterruptedException {
        CountDownLatch died = new CountDownLatch(1);
        Loops loops = Loops.of(1, false, died::countDown);
        loops.execute(() -> {});
        loops.group().next().shutdownGracefully(0, 0, TimeUnit.SECONDS);
        assertThat(died.await(10, TimeUnit.SECONDS)).isTrue();
        loops.close();
    }

    @Test
    void loopsThatAreClosedDidNotDie() {
        AtomicInteger died = new AtomicInteger();
        Loops loops = Loops.of(2, false, died::incrementAndGet);
        loops.execute(() -> {});
        loops.close();
        assertThat(died).hasValue(0);
    }

    @Test
    void closingWaitsForThreadsThatHaveMoreToDoThanTheirLoop() throws InterruptedException {
        CountDownLatch mayGo = new CountDownLatch(1);
        Loops loops = Loops.of(1, false, () -> block(mayGo));
        AtomicReference<Thread> loop = new AtomicReference<>();
        loops.execute(() -> loop.set(Thread.currentThread()));
        loops.group().next().shutdownGracefully(0, 0, TimeUnit.SECONDS);
        await().until(loops.group()::isTerminated);
        Thread closing = new Thread(loops::close);
        closing.start();
        await().untilAsserted(() -> assertThat(closing.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(LoopThread.class.getName())));
        mayGo.countDown();
        closing.join();
        assertThat(loop.get().isAlive()).isFalse();
    }

    private static void block(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        }
    }
}
