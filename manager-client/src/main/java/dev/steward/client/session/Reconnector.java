package dev.steward.client.session;

import dev.steward.api.ManagerException;
import dev.steward.api.SessionLostException;
import dev.steward.api.StaleProxyException;
import dev.steward.client.transport.ClientTransport;
import dev.steward.client.transport.Entered;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.JoinSession;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tries to enter a session again after its link broke: until it succeeds, the server refuses for good, or the time to give
 * up has come. On the loop only.
 */
final class Reconnector {

    /** What comes of it. */
    interface Outcomes {
        /** Returns whether nobody wants the session any more. */
        boolean isOver();

        /** A stay begins. */
        void entered(Entered entered, Ears ears);

        /** The session is lost. */
        void lost(SessionEnd why);
    }

    private final ClientTransport transport;
    private final JoinSession joining;
    private final Welcome server;
    private final Duration giveUp;
    private final Outcomes outcomes;
    private final Backoff backoff;
    private long brokenAt;
    private @Nullable Throwable lastProblem;

    Reconnector(
            ClientTransport transport,
            JoinSession joining,
            Welcome server,
            Duration resumeWindow,
            Duration giveUp,
            Outcomes outcomes) {
        this.transport = transport;
        this.joining = joining;
        this.server = server;
        this.backoff = new Backoff(new SecureRandom(), resumeWindow);
        this.giveUp = giveUp;
        this.outcomes = outcomes;
    }

    /** Begins to try; the link broke at that {@link System#nanoTime}, for that reason. */
    void begin(long at, ManagerException why) {
        brokenAt = at;
        lastProblem = why;
        backoff.reset();
        tryLater();
    }

    private void tryLater() {
        long left = brokenAt + giveUp.toNanos() - System.nanoTime();
        if (left <= 0) {
            giveUp();
            return;
        }
        long wait = Math.min(backoff.next().toNanos(), left);
        ScheduledFuture<?> unused = transport.loop().schedule(this::tryNow, wait, TimeUnit.NANOSECONDS);
    }

    private void tryNow() {
        if (outcomes.isOver()) {
            return;
        }
        Ears ears = new Ears(server);
        CompletableFuture<?> unused = transport.enter(joining, ears).handle((entered, failed) -> {
            if (entered == null) {
                failed(failed instanceof CompletionException wrapped ? wrapped.getCause() : failed);
            } else if (outcomes.isOver()) {
                entered.link().close();
            } else {
                outcomes.entered(entered, ears);
            }
            return null;
        });
    }

    private void failed(@Nullable Throwable why) {
        if (outcomes.isOver()) {
            return;
        }
        if (why instanceof StaleProxyException) {
            outcomes.lost(new SessionEnd(SessionEnd.Kind.STALE, String.valueOf(why.getMessage()), why));
        } else if (why instanceof SessionLostException) {
            outcomes.lost(new SessionEnd(
                    SessionEnd.Kind.LOST,
                    "the server does not know this session any more, because it was away for too long: what it held is"
                            + " released; ask the manager for the objects again",
                    why));
        } else {
            lastProblem = why;
            tryLater();
        }
    }

    private void giveUp() {
        Throwable last = lastProblem;
        outcomes.lost(new SessionEnd(
                SessionEnd.Kind.LOST,
                "the session could not be resumed within " + giveUp.toMillis() + " ms: "
                        + (last == null ? "no connection" : last.getMessage())
                        + "; what it held is released; connect again when there is a server",
                last));
    }
}
