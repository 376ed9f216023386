package dev.steward.client.session;

import dev.steward.client.transport.ClientTransport;
import dev.steward.client.transport.Entered;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.JoinSession;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the other servers while the one that the session is with answers nothing, and goes to the one that lets it in: a server
 * that leads may be stopped, its connections open, and another one lead. While none of them does, nothing changes, however long
 * an answer takes. On the loop only.
 */
final class Lookout {

    /** After how long without an answer to a heartbeat the others are asked: more than an answer takes, and little enough. */
    static final Duration PATIENCE = Duration.ofMillis(1_500);

    /** How long until they are asked again. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    private final ClientTransport transport;
    private final JoinSession joining;
    private final Welcome server;
    private final Duration patience;
    private final Stays stays;
    private final Reconnector.Outcomes outcomes;
    /** When to look, or the look that goes on; null while no heartbeat waits for its answer. */
    private @Nullable ScheduledFuture<?> due;

    Lookout(
            ClientTransport transport,
            JoinSession joining,
            Welcome server,
            Duration patience,
            Stays stays,
            Reconnector.Outcomes outcomes) {
        this.transport = transport;
        this.joining = joining;
        this.server = server;
        this.patience = patience;
        this.stays = stays;
        this.outcomes = outcomes;
    }

    /** A heartbeat goes out. */
    void beat() {
        if (due == null) {
            lookIn(patience);
        }
    }

    /** A heartbeat was answered. */
    void answered() {
        ScheduledFuture<?> needless = due;
        if (needless != null) {
            needless.cancel(false);
            due = null;
        }
    }

    private void lookIn(Duration wait) {
        due = transport.loop().schedule(this::look, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        Stay silent = stays.now();
        Ears ears = new Ears(server);
        CompletableFuture<Entered> entering =
                silent == null || outcomes.isOver() ? null : transport.enterElsewhere(joining, ears);
        if (silent == null || entering == null) {
            due = null;
            return;
        }
        ScheduledFuture<?> own = due;
        CompletableFuture<?> unused = entering.handle((entered, nobody) -> {
            if (entered != null) {
                move(silent, entered, ears);
            } else if (due == own) {
                lookIn(PAUSE);
            }
            return null;
        });
    }

    private void move(Stay silent, Entered entered, Ears ears) {
        if (outcomes.isOver() || !stays.isNow(silent)) {
            entered.link().close();
            return;
        }
        LOG.info("the server answers nothing, and another one leads: the session goes on there");
        answered();
        stays.end();
        silent.link().close();
        outcomes.entered(entered, ears);
    }
}
