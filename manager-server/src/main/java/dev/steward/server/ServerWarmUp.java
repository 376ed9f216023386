package dev.steward.server;

import dev.steward.api.AuthKey;
import dev.steward.api.ManagerException;
import dev.steward.server.warmup.LoopbackClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
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
            run(null);
        }
    }

    /**
     * Returns how many rounds of calls it came to.
     *
     * @param gateway is called too, for as long; null if there is none
     */
    static int run(@Nullable Gateway gateway) {
        AuthKey key = AuthKey.random();
        ManagerServer.Builder builder =
                ManagerServer.builder().authKey(key).drainAtExit(false).unlogged();
        if (gateway != null) {
            builder.gateway(gateway);
        }
        Duration longest = Duration.ofMillis(MOST_MILLIS);
        try (ManagerServer server = builder.build()) {
            server.start();
            int rounds;
            try (LoopbackClient client = LoopbackClient.open(server.port(), key)) {
                rounds = client.exercise(longest, MOST_ROUNDS);
            }
            if (gateway != null) {
                gateway.exercise(key, longest);
            }
            return rounds;
        } catch (IOException | ManagerException | IllegalStateException cannot) {
            LOG.debug("cannot warm up", cannot);
            return 0;
        }
    }
}
