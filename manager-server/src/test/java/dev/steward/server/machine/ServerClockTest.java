package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ServerClockTest {

    private final AtomicLong real = new AtomicLong(-5_000);
    private final ServerClock clock = new ServerClock(real::get);

    private void pass(long millis) {
        real.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(clock.now());
    }

    @Test
    void followsRealTimeBetweenTicks() {
        pass(200);
        assertThat(millis()).isEqualTo(200);
        clock.tick();
        pass(300);
        assertThat(millis()).isEqualTo(500);
    }

    @Test
    void serverThatWasStoppedForAMinuteLosesHalfASecond() {
        pass(100);
        clock.tick();
        pass(60_000);
        assertThat(millis()).isEqualTo(600);
        clock.tick();
        assertThat(millis()).isEqualTo(600);
        pass(250);
        assertThat(millis()).isEqualTo(850);
    }
}
