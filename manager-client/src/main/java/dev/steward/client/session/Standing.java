package dev.steward.client.session;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SessionLostException;
import dev.steward.protocol.message.CloseSession;
import dev.steward.protocol.message.Leave;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Printable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one session stands: open, broken, suspended or at its end, and what follows from each change for its calls, its
 * timers and whoever listens. Changes on the loop only; any thread asks.
 */
final class Standing {

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    /** How long answers that have come may take to be read. */
    private static final Duration READ_PATIENCE = Duration.ofSeconds(1);

    private final ScheduledExecutorService loop;
    private final SessionListener listener;
    private final Stays stays;
    private final PendingCalls calls;
    private final Transfers transfers;
    private final Lifeline lifeline;
    private final Reconnector reconnector;
    private final Duration silence;
    private final AtomicBoolean closing = new AtomicBoolean();
    /** Whether the server has said that it is about to end. On the loop. */
    private boolean draining;
    /** Whether the session has ended on the server, and callers still read. On the loop. */
    private boolean leaving;

    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    // Changed on the loop, read anywhere.
    private volatile ClientSessionState state = ClientSessionState.OPEN;
    private volatile @Nullable SessionEnd end;

    /**
     * The standing of a session that opens.
     *
     * @param silence how long a suspended session waits for a sign of the server before it tries another connection
     */
    Standing(
            ScheduledExecutorService loop,
            SessionListener listener,
            Stays stays,
            PendingCalls calls,
            Transfers transfers,
            Lifeline lifeline,
            Reconnector reconnector,
            Duration silence) {
        this.loop = loop;
        this.listener = listener;
        this.stays = stays;
        this.calls = calls;
        this.transfers = transfers;
        this.lifeline = lifeline;
        this.reconnector = reconnector;
        this.silence = silence;
    }

    // ---- asked by any thread ----------------------------------------------------------------------------------------

    ClientSessionState state() {
        return state;
    }

    /** Returns why the session has ended, or null if it has not. */
    @Nullable
    SessionEnd end() {
        return end;
    }

    /** Returns whether calls go through, as far as this process knows, and go on to. */
    boolean isOpen() {
        return state == ClientSessionState.OPEN && !closing.get() && !lifeline.isFenced();
    }

    /** Returns whether what this process holds is still its own, as far as it knows. */
    boolean holdsStand() {
        return !state.isLast() && state != ClientSessionState.SUSPENDED && !lifeline.isFenced();
    }

    /**
     * Lets a call through, or not.
     *
     * @throws ManagerException if a call must not begin now
     */
    void requireCallable(Request request) {
        SessionEnd over = end;
        if (over != null) {
            throw SessionEnd.rethrown(over.exception(Outcome.NOT_EXECUTED), request.name());
        }
        if (closing.get()) {
            throw new SessionLostException(
                    request.name().text() + ": this manager is being closed", Outcome.NOT_EXECUTED);
        }
        // What gives back is never refused: a lock whose release was would stay held when the session is resumed.
        boolean givesBack = request.manner() == Manner.GIVES_BACK;
        if (!givesBack && (state == ClientSessionState.SUSPENDED || lifeline.isFenced())) {
            throw new ConnectionLostException(
                    request.name().text()
                            + ": the session is suspended, because the server has not answered for a while:"
                            + " try again when ClientListener says RESUMED",
                    Outcome.NOT_EXECUTED);
        }
    }

    // ---- changed on the loop ----------------------------------------------------------------------------------------

    /** The server answered the heartbeat of that tick. */
    void answered(long tick) {
        lifeline.answered(tick);
        if (state == ClientSessionState.SUSPENDED && !lifeline.isFenced()) {
            resume();
            lifeline.watch();
        }
    }

    /** The server may have taken this process for dead. */
    void suspend() {
        if (state == ClientSessionState.SUSPENDED || state.isLast()) {
            return;
        }
        state = state.enter(ClientSessionState.SUSPENDED);
        listener.suspended();
        Stay silent = stays.now();
        if (silent != null) {
            // Whoever was away is this process or the server. One more heartbeat tells; else another connection must.
            lifeline.ask();
            ScheduledFuture<?> unused = loop.schedule(
                    () -> {
                        if (stays.isNow(silent) && state == ClientSessionState.SUSPENDED) {
                            silent.link().close();
                        }
                    },
                    silence.toNanos(),
                    TimeUnit.NANOSECONDS);
        }
    }

    /** The server has the session as alive. */
    void resume() {
        boolean wasSuspended = state == ClientSessionState.SUSPENDED;
        if (state != ClientSessionState.OPEN) {
            state = state.enter(ClientSessionState.OPEN);
        }
        if (wasSuspended) {
            listener.resumed();
        }
    }

    /** The link of a stay broke. */
    void broken(Stay on, ManagerException why) {
        if (!stays.isNow(on) || state.isLast()) {
            return;
        }
        stays.end();
        if (leaving) {
            return;
        }
        long now = System.nanoTime();
        LOG.info("{}", Printable.of(why.getMessage()));
        if (closing.get()) {
            finish(ClientSessionState.CLOSED, closedHere());
            return;
        }
        if (draining) {
            leave(
                    on,
                    new SessionEnd(
                            SessionEnd.Kind.SERVER_ENDED,
                            "the server has ended, as it had said, and what it held is gone; connect again when there is a"
                                    + " server",
                            why));
            return;
        }
        if (state == ClientSessionState.OPEN) {
            state = state.enter(ClientSessionState.BROKEN);
        }
        lifeline.broken(now);
        reconnector.begin(now, why);
    }

    /**
     * The server is about to end: there will be nothing to come back to when the connection breaks.
     *
     * @return whether that is news: it says so on each connection
     */
    boolean draining() {
        boolean first = !draining;
        draining = true;
        return first;
    }

    /** The server has ended the session, or confirms that it is closed. */
    void ended(SessionClosed over) {
        if (closing.get()) {
            finish(ClientSessionState.CLOSED, closedHere());
        } else {
            leave(
                    stays.now(),
                    new SessionEnd(
                            draining ? SessionEnd.Kind.SERVER_ENDED : SessionEnd.Kind.LOST,
                            "the server has ended this session (" + over.reason()
                                    + "): what it held is released; ask the manager for the objects again",
                            null));
        }
    }

    /** The session ends on the server: callers first read what that has answered them before, on connections of their own. */
    private void leave(@Nullable Stay on, SessionEnd why) {
        CompletableFuture<?> read =
                on == null ? CompletableFuture.completedFuture(null) : on.link().readOut();
        if (read.isDone()) {
            lost(why);
        } else if (!leaving) {
            leaving = true;
            ScheduledFuture<?> atTheLatest =
                    loop.schedule(() -> lost(why), READ_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            CompletableFuture<?> unused = read.thenRun(() -> {
                atTheLatest.cancel(false);
                LoopTasks.execute(loop, () -> lost(why));
            });
        }
    }

    /** The session ends, and not by this process. */
    void lost(SessionEnd why) {
        finish(ClientSessionState.LOST, why);
    }

    /** The session ends: nobody waits any longer. */
    private void finish(ClientSessionState last, SessionEnd why) {
        if (state.isLast()) {
            return;
        }
        end = why;
        state = state.enter(last);
        Stay on = stays.end();
        lifeline.stop();
        transfers.clear();
        calls.lose(why);
        if (on != null) {
            on.link().close();
        }
        closed.complete(null);
        if (last == ClientSessionState.LOST) {
            listener.lost(why.exception(Outcome.UNKNOWN));
        }
    }

    private static SessionEnd closedHere() {
        return new SessionEnd(SessionEnd.Kind.CLOSED, "this manager was closed; connect again to go on", null);
    }

    /** As {@link ClientSession#leave}. */
    CompletableFuture<@Nullable Void> leave() {
        CompletableFuture<@Nullable Void> told = new CompletableFuture<>();
        loop.execute(() -> {
            if (state.isLast() || closing.get()) {
                told.complete(null);
            } else {
                lifeline.sendConfirmed(new Leave(), () -> told.complete(null));
                lifeline.ask();
            }
        });
        return told;
    }

    /** As {@link ClientSession#cutOff}. */
    void cutOff() {
        if (closing.compareAndSet(false, true)) {
            loop.execute(() -> finish(
                    ClientSessionState.CLOSED,
                    new SessionEnd(
                            SessionEnd.Kind.CLOSED,
                            "this manager was cut off from its server, as if its process had been killed",
                            null)));
        }
        closed.join();
    }

    /** As {@link ClientSession#close}. */
    void close() {
        if (closing.compareAndSet(false, true)) {
            loop.execute(() -> {
                if (stays.now() == null) {
                    finish(ClientSessionState.CLOSED, closedHere());
                    return;
                }
                calls.acknowledge();
                stays.send(new CloseSession());
                ScheduledFuture<?> unused = loop.schedule(
                        () -> finish(ClientSessionState.CLOSED, closedHere()),
                        CLOSE_PATIENCE.toNanos(),
                        TimeUnit.NANOSECONDS);
            });
        }
        closed.join();
    }
}
