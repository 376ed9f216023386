package dev.steward.client.session;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.ObjectId;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.SessionLostException;
import dev.steward.client.session.HeldReferences.Held;
import dev.steward.client.transport.ClientTransport;
import dev.steward.client.transport.Entered;
import dev.steward.client.transport.Link;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.CallMessage;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.CloseSession;
import dev.steward.protocol.message.ConnectionRole;
import dev.steward.protocol.message.Draining;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.GiveBack;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.message.SessionSecret;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.message.StatusCode;
import dev.steward.protocol.message.ThreadsEnded;
import dev.steward.protocol.transfer.Sending;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session with one incarnation of one server, over as many {@link Link}s as it takes. Callers begin calls and wait on
 * their own threads; connections, heartbeats and the state change on the loop only, so that no lock is needed for them.
 *
 * <p>The rules: a call that has a number is sent, on this link or the next, until it is answered or the session has ended;
 * a number is never skipped and never used again; what was received is told to the server only when nothing has to be
 * given back any more.
 */
public final class ClientSession {

    private static final Logger LOG = LoggerFactory.getLogger(ClientSession.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final ScheduledExecutorService loop;
    private final SessionListener listener;
    private final Welcome server;
    private final SessionTerms terms;
    private final Releaser releaser;
    private final Reconnector reconnector;
    private final PendingCalls calls;
    private final ArrivingReplies arriving = new ArrivingReplies();
    private final Lifeline lifeline;
    private final Duration heartbeatInterval;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    // Changed on the loop, read anywhere.
    private volatile ClientSessionState state = ClientSessionState.OPEN;
    private volatile @Nullable Stay stay;
    private volatile @Nullable SessionEnd end;
    // On the loop only.
    private int stays;

    private ClientSession(
            ClientTransport transport,
            SessionSettings settings,
            SessionListener listener,
            OpenSession opening,
            Welcome server,
            Entered entered) {
        this.loop = transport.loop();
        this.listener = listener;
        this.server = server;
        this.terms = entered.terms();
        this.calls = new PendingCalls(terms, settings.maxValue(), loop, this::sendNow);
        Duration granted = terms.heartbeat();
        this.heartbeatInterval =
                granted.isZero() || settings.heartbeat().compareTo(granted) < 0 ? settings.heartbeat() : granted;
        this.releaser = new Releaser(loop, this::releaseUnused);
        JoinSession joining = new JoinSession(opening.sessionId(), opening.secret(), ConnectionRole.SHARED);
        this.reconnector =
                new Reconnector(transport, joining, server, terms.resumeWindow(), settings.giveUp(), new Reconnected());
        this.lifeline = new Lifeline(
                loop, terms, heartbeatInterval, entered.askedAt(), this::sendNow, this::beforeBeat, this::suspend);
    }

    /**
     * Opens a session. Does not block.
     *
     * @return completed with the session, or with a {@link ManagerException}
     */
    public static CompletableFuture<ClientSession> open(
            ClientTransport transport, SessionSettings settings, SessionListener listener) {
        byte[] secret = new byte[SessionSecret.SIZE];
        RANDOM.nextBytes(secret);
        OpenSession opening = new OpenSession(
                new UUID(RANDOM.nextLong(), RANDOM.nextLong()),
                new SessionSecret(secret),
                settings.lease(),
                settings.resumeWindow(),
                settings.clientName());
        Ears ears = new Ears(null);
        CompletableFuture<ClientSession> opened = new CompletableFuture<>();
        // Asked for on the loop, so that what hangs on the answer runs there too, before anything else can come.
        transport.loop().execute(() -> {
            CompletableFuture<?> unused = transport
                    .enter(opening, ears)
                    .thenApply(entered -> {
                        ClientSession session =
                                new ClientSession(transport, settings, listener, opening, ears.welcome(), entered);
                        session.enter(entered, ears);
                        return session;
                    })
                    .whenComplete((session, failed) -> {
                        if (failed == null) {
                            opened.complete(session);
                        } else {
                            opened.completeExceptionally(failed);
                        }
                    });
        });
        return opened;
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
        Stay on = stay;
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
        boolean read = false;
        try {
            T result = reading.apply(reply);
            read = true;
            return result;
        } finally {
            if (read) {
                calls.received(call, reply);
            } else {
                loop.execute(() -> giveBack(call, reply));
            }
        }
    }

    private Reply await(PendingCall call, boolean interruptible) {
        try {
            return new CallWait(call, interruptible, this::cancel).await();
        } finally {
            if (call.isUnread()) {
                loop.execute(() -> giveBack(call, StatusCode.OK));
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

    /** Nobody wants the answer to a submitted call any more, or can read it: what it took is given back. Any thread. */
    public void giveBack(PendingCall call) {
        if (call.isRefused()) {
            // Given back already, when it was refused.
            return;
        }
        if (call.isUnread()) {
            loop.execute(() -> giveBack(call, StatusCode.OK));
            return;
        }
        Reply reply = call.answer();
        if (call.takes(reply)) {
            loop.execute(() -> giveBack(call, reply));
        }
    }

    private PendingCall send(PendingCall call) {
        Stay on = stay;
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
        requireCallable(request);
        long deadline = request.timeout() == Long.MAX_VALUE ? Long.MAX_VALUE : System.nanoTime() + request.timeout();
        calls.takeCredit(request, interruptible);
        PendingCall call;
        try {
            requireCallable(request);
            call = calls.begin(request, deadline, whenDone);
        } catch (RuntimeException | Error refused) {
            calls.returnCredit(request);
            throw refused;
        }
        SessionEnd over = end;
        if (over != null) {
            // Whoever ended the session may have gone through the calls just before this one got its number.
            calls.lose(call, over);
        }
        return call;
    }

    private void requireCallable(Request request) {
        SessionEnd over = end;
        if (over != null) {
            throw SessionEnd.rethrown(over.exception(Outcome.NOT_EXECUTED), request.name());
        }
        if (closing.get()) {
            throw new SessionLostException(
                    request.name().text() + ": this manager is being closed", Outcome.NOT_EXECUTED);
        }
        // What gives back is never refused: a lock whose release was would stay held when the session is resumed.
        boolean givesBack = request.manner() == OperationCode.Manner.GIVES_BACK;
        if (!givesBack && (state == ClientSessionState.SUSPENDED || lifeline.isFenced())) {
            throw new ConnectionLostException(
                    request.name().text()
                            + ": the session is suspended, because the server has not answered for a while:"
                            + " try again when ClientListener says RESUMED",
                    Outcome.NOT_EXECUTED);
        }
    }

    /** Asks the server to end a call. Returns true if the call never got there and never will. */
    private boolean cancel(PendingCall call) {
        if (call.thread().retract(call)) {
            return true;
        }
        Stay on = stay;
        boolean unanswered = call.thread().cancel(call);
        call.stopSending();
        if (call.isPulled()) {
            loop.execute(() -> giveUpIfLeft(call));
        } else if (unanswered && on != null) {
            on.link().send(new Cancel(call.thread().id(), call.number()));
        }
        return false;
    }

    // ---- what comes in ----------------------------------------------------------------------------------------------

    /** A message came, on the loop or on the thread of the caller whose connection it came on. */
    void onMessage(Stay on, Message message) {
        onMessage(on, message, PendingCall::wake);
    }

    /** Messages came that were read at once. Whoever waits for one is told when all have been taken. On the loop. */
    void onMessages(Stay on, List<Message> messages) {
        List<PendingCall> answered = new ArrayList<>(messages.size());
        try {
            for (int i = 0; i < messages.size(); i++) {
                onMessage(on, messages.get(i), answered::add);
            }
        } finally {
            for (int i = 0; i < answered.size(); i++) {
                answered.get(i).wake();
            }
        }
    }

    private void onMessage(Stay on, Message message, Consumer<PendingCall> answered) {
        if (message instanceof Reply reply) {
            calls.onReply(reply, answered, call -> loop.execute(() -> giveBack(call, reply)));
        } else if (message instanceof LargeReply large) {
            PendingCall wanted = calls.onLargeReply(large, call -> loop.execute(() -> giveBack(call, large)));
            if (wanted != null) {
                loop.execute(() -> pull(on, wanted, large));
            }
        } else {
            loop.execute(() -> onControl(on, message));
        }
    }

    /** Nobody waits for this answer any more. On the loop. */
    private void giveBack(PendingCall call, Reply reply) {
        if (reply.status() == StatusCode.OK && PendingCalls.isKept(call, reply)) {
            // It counts as received only when the server has undone it: told before, it would be gone for good.
            lifeline.sendConfirmed(new GiveBack(reply.thread(), reply.number()), () -> calls.received(call, reply));
        } else {
            calls.received(call, reply);
        }
    }

    private void giveBack(PendingCall call, LargeReply reply) {
        giveBack(call, reply.status());
    }

    /** Nobody waits for this answer any more, which the server keeps. On the loop. */
    private void giveBack(PendingCall call, StatusCode status) {
        if (status == StatusCode.OK) {
            lifeline.sendConfirmed(
                    new GiveBack(call.thread().id(), call.number()), () -> calls.received(call, true, 0));
        } else {
            calls.received(call, true, 0);
        }
    }

    private void pull(Stay on, PendingCall call, LargeReply reply) {
        // In the next stay the server says so again.
        if (isNow(on)) {
            arriving.begin(call, reply, on.link());
            giveUpIfLeft(call);
        }
    }

    /** Pulls no more of an answer whose caller has left. On the loop. */
    private void giveUpIfLeft(PendingCall call) {
        if (call.isDone() && calls.giveUp(call)) {
            arriving.forget(call);
            giveBack(call, StatusCode.OK);
        }
    }

    private void onChunk(Chunk chunk) {
        PendingCall call = calls.find(chunk.thread(), chunk.number());
        if (call == null) {
            return;
        }
        LargeAnswer answer = arriving.add(call, chunk);
        if (answer != null) {
            calls.onPulled(call, answer, unwanted -> giveBack(unwanted, answer.reply()));
        } else {
            giveUpIfLeft(call);
        }
    }

    private void onPull(Stay on, Pull pull) {
        PendingCall call = calls.find(pull.thread(), pull.number());
        Sending sending = call == null ? null : call.sending(terms.maxFrame());
        if (sending != null) {
            sending.pulled(pull, on.link());
        }
    }

    private void onControl(Stay on, Message message) {
        if (!isNow(on)) {
            return;
        }
        try {
            handleControl(on, message);
        } catch (ProtocolException wrong) {
            LOG.warn("the server broke the rules of a transfer, the connection is closed: {}", wrong.getMessage());
            on.link().close();
        }
    }

    private void handleControl(Stay on, Message message) {
        if (message instanceof Chunk chunk) {
            onChunk(chunk);
        } else if (message instanceof Pull pull) {
            onPull(on, pull);
        } else if (message instanceof HeartbeatAnswer answer) {
            lifeline.answered(answer.tick());
            if (state == ClientSessionState.SUSPENDED && !lifeline.isFenced()) {
                resume();
                lifeline.watch();
            }
        } else if (message instanceof SessionClosed over) {
            onSessionClosed(over);
        } else if (message instanceof Draining draining) {
            LOG.info("the server is about to end: {}", draining.reason());
        } else if (message instanceof Failure failure) {
            LOG.warn("the server closes the connection: {}", failure.text());
            on.link().close();
        } else {
            LOG.warn("{} came, which a client does not expect; the connection is closed", message.type());
            on.link().close();
        }
    }

    private void onSessionClosed(SessionClosed over) {
        if (closing.get()) {
            finish(ClientSessionState.CLOSED, closedHere());
        } else {
            finish(
                    ClientSessionState.LOST,
                    new SessionEnd(
                            SessionEnd.Kind.LOST,
                            "the server has ended this session (" + over.reason()
                                    + "): what it held is released; ask the manager for the objects again",
                            null));
        }
    }

    private boolean isNow(Stay on) {
        Stay now = stay;
        return now != null && now.number() == on.number();
    }

    // ---- the link ---------------------------------------------------------------------------------------------------

    /** The stay on a link begins. On the loop. */
    private void enter(Entered entered, Ears ears) {
        Stay begun = new Stay(++stays, entered.link());
        stay = begun;
        ears.open(this, begun);
        Link link = begun.link();
        lifeline.unconfirmed().forEach(link::send);
        if (begun.number() > 1) {
            calls.acknowledgeAgain();
            calls.unsent(begun.number()).forEach(link::send);
        }
        lifeline.entered(entered.terms(), entered.askedAt());
    }

    private void beforeBeat() {
        List<Integer> ended = calls.takeEndedThreads();
        for (int from = 0; from < ended.size(); from += ThreadsEnded.MAX_THREADS) {
            List<Integer> batch =
                    List.copyOf(ended.subList(from, Math.min(ended.size(), from + ThreadsEnded.MAX_THREADS)));
            lifeline.sendConfirmed(new ThreadsEnded(batch), () -> calls.forgetThreads(batch));
        }
        releaseUnused();
    }

    private void sendNow(Message message) {
        Stay on = stay;
        if (on != null) {
            on.link().send(message);
        }
    }

    /** The link of a stay broke. On the loop. */
    void onBroken(Stay on, ManagerException why) {
        if (!isNow(on) || state.isLast()) {
            return;
        }
        stay = null;
        long now = System.nanoTime();
        LOG.info("{}", why.getMessage());
        if (closing.get()) {
            finish(ClientSessionState.CLOSED, closedHere());
            return;
        }
        if (state == ClientSessionState.OPEN) {
            state = state.enter(ClientSessionState.BROKEN);
        }
        lifeline.broken(now);
        reconnector.begin(now, why);
    }

    /** What comes of trying to reconnect. */
    private final class Reconnected implements Reconnector.Outcomes {
        @Override
        public boolean isOver() {
            return state.isLast();
        }

        @Override
        public void entered(Entered entered, Ears ears) {
            enter(entered, ears);
            resume();
        }

        @Override
        public void lost(SessionEnd why) {
            finish(ClientSessionState.LOST, why);
        }
    }

    // ---- the state --------------------------------------------------------------------------------------------------

    private void suspend() {
        if (state == ClientSessionState.SUSPENDED || state.isLast()) {
            return;
        }
        state = state.enter(ClientSessionState.SUSPENDED);
        listener.suspended();
        Stay silent = stay;
        if (silent != null) {
            // Whoever was away is this process or the server. One more heartbeat tells; else another connection must.
            lifeline.ask();
            ScheduledFuture<?> unused = loop.schedule(
                    () -> {
                        if (isNow(silent) && state == ClientSessionState.SUSPENDED) {
                            silent.link().close();
                        }
                    },
                    Math.max(heartbeatInterval.toNanos(), terms.lease().toNanos() / 5),
                    TimeUnit.NANOSECONDS);
        }
    }

    private void resume() {
        boolean wasSuspended = state == ClientSessionState.SUSPENDED;
        if (state != ClientSessionState.OPEN) {
            state = state.enter(ClientSessionState.OPEN);
        }
        if (wasSuspended) {
            listener.resumed();
        }
    }

    /** The session ends: nobody waits any longer. On the loop. */
    private void finish(ClientSessionState last, SessionEnd why) {
        if (state.isLast()) {
            return;
        }
        end = why;
        state = state.enter(last);
        Stay on = stay;
        stay = null;
        lifeline.stop();
        arriving.clear();
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

    /**
     * Ends the session: the last acknowledgements, then the farewell. Waits for the server's, 2 s at most. Idempotent. Not
     * on the loop.
     */
    public void close() {
        if (closing.compareAndSet(false, true)) {
            loop.execute(() -> {
                if (stay == null) {
                    finish(ClientSessionState.CLOSED, closedHere());
                    return;
                }
                calls.acknowledge();
                sendNow(new CloseSession());
                ScheduledFuture<?> unused = loop.schedule(
                        () -> finish(ClientSessionState.CLOSED, closedHere()),
                        CLOSE_PATIENCE.toNanos(),
                        TimeUnit.NANOSECONDS);
            });
        }
        closed.join();
    }

    // ---- what proxies ask -------------------------------------------------------------------------------------------

    /** Returns which server and which start of it the session is with. */
    public Welcome server() {
        return server;
    }

    /** Returns how it stands. */
    public ClientSessionState state() {
        return state;
    }

    /** Returns whether what this process holds is still its own, as far as it knows. */
    public boolean holdsStand() {
        return !state.isLast() && state != ClientSessionState.SUSPENDED && !lifeline.isFenced();
    }

    /** Takes over a reference that the server has counted for this session. */
    public Held hold(ObjectId object) {
        return releaser.hold(object);
    }

    /** Gives a reference back before the garbage collector does. Returns at once. */
    public void forget(Held held) {
        releaser.forget(held);
    }

    private void releaseUnused() {
        if (state == ClientSessionState.OPEN && !closing.get() && !lifeline.isFenced()) {
            releaser.release(request -> submit(request, answered -> {}));
        }
    }
}
