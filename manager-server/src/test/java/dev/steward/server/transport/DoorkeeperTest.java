package dev.steward.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {

    private final List<String> accepting = new ArrayList<>();
    private final Doorkeeper doorkeeper = new Doorkeeper(
            new AcceptorLimits(6, 2, 4, 2, Duration.ofSeconds(5), 1 << 20),
            () -> accepting.add("paused"),
            () -> accepting.add("resumed"));

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    }

    @Test
    void acceptingPausesWhileTooManyHaveNotAuthenticated() {
        for (int count = 0; count < 4; count++) {
            assertThat(doorkeeper.enter(null)).isNull();
        }
        assertThat(accepting).containsExactly("paused");
        doorkeeper.leave(null, false);
        assertThat(accepting).containsExactly("paused", "resumed");
    }

    @Test
    void oneAddressMayNotCrowdOutTheOthers() throws UnknownHostException {
        assertThat(doorkeeper.enter(address(1))).isNull();
        assertThat(doorkeeper.enter(address(1))).isNull();
        assertThat(doorkeeper.enter(address(1))).contains("this address", "UNAUTHENTICATED_PER_ADDRESS");
        doorkeeper.leave(address(1), false);
        assertThat(doorkeeper.enter(address(2))).isNull();
        assertThat(doorkeeper.authenticated(address(1), false)).isNull();
        assertThat(doorkeeper.enter(address(1))).isNull();
    }

    @Test
    void lastConnectionsAreKeptForTheAdminKey() {
        for (int count = 0; count < 4; count++) {
            doorkeeper.enter(null);
            assertThat(doorkeeper.authenticated(null, false)).isNull();
        }
        doorkeeper.enter(null);
        assertThat(doorkeeper.authenticated(null, false)).contains("CONNECTIONS");
        doorkeeper.leave(null, true);
        doorkeeper.enter(null);
        assertThat(doorkeeper.authenticated(null, true)).isNull();
        doorkeeper.enter(null);
        assertThat(doorkeeper.authenticated(null, true)).isNull();
        assertThat(doorkeeper.enter(null)).contains("CONNECTIONS");
    }
}
