package dev.steward.systemtests.parity;

import dev.steward.api.SyncManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** What the tests beside the JDK's own classes have in common: one server for all facts of a class, and a client. */
@Timeout(60)
abstract class ParityTest {

    static Loopback loopback;
    static SyncManager manager;

    @BeforeAll
    static void start() {
        loopback = new Loopback();
        manager = loopback.client();
    }

    @AfterAll
    static void stop() {
        loopback.close();
    }
}
