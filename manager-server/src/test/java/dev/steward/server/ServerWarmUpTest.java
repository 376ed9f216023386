package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerWarmUpTest {

    @Test
    void itsServerIsCalledAndGoneAfterwards() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        assertThat(ServerWarmUp.run(null)).isPositive();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(
                        thread -> !before.contains(thread) && thread.getName().startsWith("manager-server-loop"))
                .isEmpty();
    }

    @Test
    void gatewayIsCalledWhileItIsOpen() {
        List<String> told = new ArrayList<>();
        ManagerServer.warmUp(new Gateway() {
            @Override
            public void open(GatewayHost host) {
                told.add("opened for " + host.keys().get(0));
            }

            @Override
            public void exercise(AuthKey key, Duration longest) {
                told.add("called with " + key + " for " + longest);
            }

            @Override
            public void close() {
                told.add("closed");
            }
        });
        assertThat(told)
                .containsExactly("opened for AuthKey(32 bytes)", "called with AuthKey(32 bytes) for PT1S", "closed");
    }

    @Test
    void anInterruptEndsItAndStays() {
        Thread.currentThread().interrupt();
        assertThat(ServerWarmUp.run(null)).isZero();
        assertThat(Thread.interrupted()).isTrue();
    }
}
