package dev.steward.client.session;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerException;
import dev.steward.api.ObjectId;
import dev.steward.client.session.HeldReferences.Held;
import dev.steward.client.transport.ClientTransport;
import dev.steward.client.transport.Entered;
import dev.steward.client.transport.ServerLink;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.CallMessage;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.message.ThreadsEnded;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One session with one incarnation of one server, over as many {@link ServerLink}s as it takes. Callers begin calls and wait on
 * their own threads; connections ({@link Stays}), heartbeats ({@link Lifeline}) and the state ({@link Standing}) change on
 * the loop only, so that no lock is needed for them.
 *
 * <p>The rules: a call that has a number is sent, on this link or the next, until it is answered or the session has ended;
 * a number is never skipped and never used again; what was received is told to the server only when nothing has to be
 * given back any more.
 */
public final class ClientSession {

    private final ScheduledExecutorService loop;
    private final Welcome server;
    private final Stays stays = new Stays();
    private final PendingCalls calls;
    private final Lifeline lifeline;
    private final Lookout lookout;
    private final Unwanted unwanted;
    private final Transfers transfers;
    private final Standing standing;
    private final Incoming incoming;
    private final Releaser releaser;

    /** A session that the server has opened; {@link #enter} begins its first stay. */
    ClientSession(Opening opening, SessionListener listener, Welcome server, Entered entered) {
        SessionTerms terms = entered.terms();
        ClientTransport transport = opening.transport();
        SessionSettings settings = opening.settings();
        this.loop = transport.loop();
        this.server = server;
        this.calls = new PendingCalls(terms, settings.maxValue(), loop, stays::send);
        Duration heartbeat = heartbeat(settings.heartbeat(), terms.heartbeat());
        this.lifeline =
                new Lifeline(loop, terms, heartbeat, entered.askedAt(), stays::send, this::beforeBeat, this::suspend);
        this.unwanted = new Unwanted(loop, calls, lifeline);
        this.transfers = new Transfers(stays, calls, unwanted, terms.maxFrame());
        Reconnected reconnected = new Reconnected();
        Reconnector reconnector = new Reconnector(
                transport, opening.joining(), server, terms.resumeWindow(), settings.giveUp(), reconnected);
        this.lookout = new Lookout(transport, opening.joining(), server, Lookout.PATIENCE, stays, reconnected);
        Duration fifth = Duration.ofMillis(terms.lease().toMillis() / 5);
        Duration silence = heartbeat.compareTo(fifth) < 0 ? fifth : heartbeat;
        this.standing = new Standing(loop, listener, stays, calls, transfers, lifeline, reconnector, silence);
        this.incoming = new Incoming(loop, stays, calls, unwanted, transfers, standing, lookout);
        this.releaser = new Releaser(loop, this::releaseUnused);
    }

    /** As often as both sides want; a server that says nothing takes what the client does. */
    private static Duration heartbeat(Duration wanted, Duration granted) {
        return granted.isZero() || wanted.compareTo(granted) < 0 ? wanted : granted;
    }

    /**
     * Opens a session. Does not block.
     *
     * @return completed with the session, or with a {@link ManagerException}
     */
    public static CompletableFuture<ClientSession> open(
            ClientTransport transport, SessionSettings settings, SessionListener listener) {
        return new Opening(transport, settings).open(listener);
    }

    /** Returns how large a value may be, in encoded bytes, that both sides take. Does not block; from any thread. */
    public long mostValueBytes() {
        return calls.mostValueBytes();
    }

    // ---- callers ----------------------------------------------------------------------------------------------------

    /**
     * Calls and waits for the one answer.
     *
     * @param interruptible whether an interrupt cancels the call; otherwise the flag is set again at the end
     * @throws CallInterruptedException if an interrupt ended the call; the flag is set
     * @throws ManagerException if the call could not be made or its answer is lost
     */
    public Reply call(Request request, boolean interruptible) {
        return call(request, interruptible, Function.identity());
    }

    /**
     * As {@link #call(Request, boolean)}; the answer counts as received only when it has been read. If reading fails, what
     * the call took is given back: an element that this client cannot open is not lost with it.
     *
     * @param reading makes the result of the answer
     */
    public <T extends @Nullable Object> T call(Request request, boolean interruptible, Function<Reply, T> reading) {
        PendingCall call = begin(request, interruptible, null);
        Stay on = stays.now();
        CallMessage message = on == null ? null : call.thread().messageFor(call, on.number());
        if (on != null && message instanceof Call usual) {
            on.link().call(usual, call);
        } else if (on != null && message != null) {
            on.link().send(message);
        }
        Reply reply = await(call, interruptible);
        if (!call.takes(reply)) {
            return reading.apply(reply);
        }
        T result;
        try {
            result = reading.apply(reply);
        } catch (Throwable unread) {
            unwanted.addRead(call, reply, unread);
            throw unread;
        }
        calls.received(call, reply);
        return result;
    }

    private Reply await(PendingCall call, boolean interruptible) {
        try {
            return new CallWait(call, interruptible, this::cancel).await();
        } finally {
            if (call.isUnread()) {
                unwanted.add(call, Status.OK);
            } else if (call.state() == CallState.TIMED_OUT) {
                call.thread().left(call);
            }
        }
    }

    /**
     * Calls without waiting for the answer, though maybe for credit. Whoever is told must say whether it is {@link
     * #received} or to be {@link #giveBack given back}.
     *
     * @param whenDone told when the call has ended, on the thread that brought the answer: must hand on and return
     * @throws ManagerException if the call could not be made
     */
    public PendingCall submit(Request request, Consumer<PendingCall> whenDone) {
        if (request.timeout() == Long.MAX_VALUE) {
            return send(begin(request, true, whenDone));
        }
        Expiry expiry = new Expiry(loop, this::cancel, whenDone);
        PendingCall call = send(begin(request, true, expiry));
        expiry.start(call, request.timeout());
        return call;
    }

    /** The answer to a submitted call has reached who wanted it: the server may forget it. Any thread. */
    public void received(PendingCall call) {
        Reply reply = call.answer();
        if (call.takes(reply)) {
            calls.received(call, reply);
        }
    }

    /** Nobody wants the answer to a submitted call any more: what it took is given back. Any thread. */
    public void giveBack(PendingCall call) {
        unwanted.add(call);
    }

    /** The answer to a submitted call could not be read, for that reason: what it took is given back. Any thread. */
    public void giveBack(PendingCall call, Throwable unread) {
        Reply reply = call.answer();
        if (call.takes(reply)) {
            unwanted.addRead(call, reply, unread);
        }
    }

    private PendingCall send(PendingCall call) {
        Stay on = stays.now();
        CallMessage message = on == null ? null : call.thread().messageFor(call, on.number());
        if (on != null && message != null) {
            on.link().send(message);
        }
        return call;
    }

    /**
     * Gives up waiting for a submitted call: it is cancelled, and what comes all the same is given back.
     *
     * @return false if it was answered already
     */
    public boolean abandon(PendingCall call) {
        if (!call.leave()) {
            return false;
        }
        cancel(call);
        return true;
    }

    private PendingCall begin(Request request, boolean interruptible, @Nullable Consumer<PendingCall> whenDone) {
        standing.requireCallable(request);
        long deadline = request.timeout() == Long.MAX_VALUE ? Long.MAX_VALUE : System.nanoTime() + request.timeout();
        calls.takeCredit(request, interruptible);
        PendingCall call;
        try {
            standing.requireCallable(request);
            call = calls.begin(request, deadline, whenDone);
        } catch (RuntimeException | Error refused) {
            calls.returnCredit(request);
            throw refused;
        }
        SessionEnd over = standing.end();
        if (over != null) {
            // Whoever ended the session may have gone through the calls just before this one got its number.
            calls.lose(call, over);
        }
        return call;
    }

    /** Asks the server to end a call. Returns true if the call never got there and never will. */
    private boolean cancel(PendingCall call) {
        if (call.thread().retract(call)) {
            return true;
        }
        Stay on = stays.now();
        boolean unanswered = call.thread().cancel(call);
        call.stopSending();
        if (call.isPulled()) {
            LoopTasks.execute(loop, () -> transfers.giveUpIfLeft(call));
        } else if (unanswered && on != null) {
            on.link().send(new Cancel(call.thread().id(), call.number()));
        }
        return false;
    }

    // ---- the loop ---------------------------------------------------------------------------------------------------

    /** The stay on a link begins. On the loop. */
    void enter(Entered entered, Ears ears) {
        Stay begun = stays.begin(entered.link());
        ears.open(incoming, begun);
        ServerLink link = begun.link();
        lifeline.unconfirmed().forEach(link::send);
        if (begun.number() > 1) {
            calls.acknowledgeAgain();
            calls.unsent(begun.number()).forEach(link::send);
        }
        lifeline.entered(entered.terms(), entered.askedAt());
    }

    /** What comes of trying to enter the session again. */
    private final class Reconnected implements Reconnector.Outcomes {
        @Override
        public boolean isOver() {
            return standing.state().isLast();
        }

        @Override
        public void entered(Entered entered, Ears ears) {
            enter(entered, ears);
            standing.resume();
        }

        @Override
        public void lost(SessionEnd why) {
            standing.lost(why);
        }
    }

    private void suspend() {
        standing.suspend();
    }

    private void beforeBeat() {
        lookout.beat();
        List<Integer> ended = calls.takeEndedThreads();
        for (int from = 0; from < ended.size(); from += ThreadsEnded.MAX_THREADS) {
            List<Integer> batch =
                    List.copyOf(ended.subList(from, Math.min(ended.size(), from + ThreadsEnded.MAX_THREADS)));
            lifeline.sendConfirmed(new ThreadsEnded(batch), () -> calls.forgetThreads(batch));
        }
        releaseUnused();
    }

    private void releaseUnused() {
        if (standing.isOpen()) {
            releaser.release(request -> submit(request, call -> releaser.answered()));
        }
    }

    // ---- what proxies ask -------------------------------------------------------------------------------------------

    /** Returns which server and which start of it the session is with. */
    public Welcome server() {
        return server;
    }

    /** Returns how it stands. */
    public ClientSessionState state() {
        return standing.state();
    }

    /** Returns whether what this process holds is still its own, as far as it knows. */
    public boolean holdsStand() {
        return standing.holdsStand();
    }

    /**
     * Returns whether a call of the calling thread may have taken something of an object without its knowledge: it did not wait
     * for the answer to the end, and that has not been undone yet. Does not call the server.
     */
    public boolean hasLeft(ObjectId target, Operation operation) {
        return calls.hasLeft(target, operation);
    }

    /** Takes over a reference that the server has counted for this session. */
    public Held hold(ObjectId object) {
        return releaser.hold(object);
    }

    /** Gives a reference back before the garbage collector does. Returns at once. */
    public void forget(Held held) {
        releaser.forget(held);
    }

    /**
     * Says that this process is about to end: the session goes on, and ends in order when its connections break. Does not
     * block.
     *
     * @return completed when the server has heard of it, or the session has ended
     * @throws java.util.concurrent.RejectedExecutionException if the client was closed
     */
    public CompletableFuture<@Nullable Void> leave() {
        return standing.leave();
    }

    /**
     * Breaks the connections without a word to the server, which learns of it as of the end of a killed process. Calls that
     * wait end as when the session is lost. Does not wait for the server. Idempotent. Not on the loop.
     */
    public void cutOff() {
        standing.cutOff();
    }

    /**
     * Ends the session: the last acknowledgements, then the farewell. Waits for the server's, 2 s at most. Idempotent. Not
     * on the loop.
     */
    public void close() {
        standing.close();
    }
}
