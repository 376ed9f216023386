package dev.steward.server;

import dev.steward.api.AuthKey;
import dev.steward.api.ManagerException;
import dev.steward.server.warmup.LoopbackClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a server that was started for it; see {@link ManagerServer#warmUp}. */
final class ServerWarmUp {

    /** How long it is called at most. */
    static final int MOST_MILLIS = 1_000;

    /** So many calls of each kind: all is loaded after the first, and compiled once where most time goes. */
    private static final int MOST_ROUNDS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(ServerWarmUp.class);

    private static final AtomicBoolean DONE = new AtomicBoolean();

    private ServerWarmUp() {}

    /** Does so the first time; what it is for is done then. */
    static void once() {
        if (DONE.compareAndSet(false, true)) {
            run();
        }
    }

    /** Returns how many rounds of calls it came to. */
    static int run() {
        AuthKey key = AuthKey.random();
        try (ManagerServer server = ManagerServer.builder()
                .authKey(key)
                .drainAtExit(false)
                .unlogged()
                .build()) {
            server.start();
            try (LoopbackClient client = LoopbackClient.open(server.port(), key)) {
                return client.exercise(Duration.ofMillis(MOST_MILLIS), MOST_ROUNDS);
            }
        } catch (IOException | ManagerException | IllegalStateException cannot) {
            LOG.debug("cannot warm up", cannot);
            return 0;
        }
    }
}
