package dev.steward.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientWarmUpTest {

    @Test
    void itsServerAnswersAndItsClientIsGoneAfterwardsWithAllThreadsThatKeepAJvm() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        assertThat(ClientWarmUp.run()).isPositive();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread)
                        && (thread.getName().startsWith("manager-client-reader") || !thread.isDaemon()))
                .isEmpty();
    }

    @Test
    void anInterruptEndsItAndStays() {
        Thread.currentThread().interrupt();
        assertThat(ClientWarmUp.run()).isZero();
        assertThat(Thread.interrupted()).isTrue();
    }
}
