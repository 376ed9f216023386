package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerWarmUpTest {

    @Test
    void itsServerIsCalledAndGoneAfterwards() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        assertThat(ServerWarmUp.run()).isPositive();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(
                        thread -> !before.contains(thread) && thread.getName().startsWith("manager-server-loop"))
                .isEmpty();
    }

    @Test
    void anInterruptEndsItAndStays() {
        Thread.currentThread().interrupt();
        assertThat(ServerWarmUp.run()).isZero();
        assertThat(Thread.interrupted()).isTrue();
    }
}
