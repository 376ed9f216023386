package dev.steward.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
}
