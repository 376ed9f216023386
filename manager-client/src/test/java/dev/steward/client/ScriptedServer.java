package dev.steward.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.SyncManager;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.handshake.Capabilities;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.message.SessionJoined;
import dev.steward.protocol.message.SessionOpened;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.peer.ScriptedListener;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server that does what a test says. The test is the server; what uses the client runs on {@link #meanwhile} threads.
 * Messages that are not what a test is about, heartbeats and acknowledgements, are passed over unless asked for.
 */
final class ScriptedServer implements AutoCloseable {

    static final AuthKey KEY = AuthKey.of("0123456789abcdef");
    static final UUID ID = new UUID(1, 2);

    private final ScriptedListener listener = new ScriptedListener();
    private final ExecutorService users = Executors.newCachedThreadPool();
    private long incarnation = 1;
    private Capabilities capabilities = Capabilities.CURRENT;

    /** The terms of a session with that lease, which no test waits for unless it is about it. */
    static SessionTerms terms(Duration lease, Duration heartbeat, int maxCalls) {
        return new SessionTerms(lease, Duration.ofSeconds(60), heartbeat, maxCalls, maxCalls, 1 << 24, 1 << 26);
    }

    static SessionTerms calm() {
        return terms(Duration.ofMinutes(10), Duration.ofMinutes(1), 100);
    }

    ClientOptions.Builder options() {
        return ClientOptions.builder().name("scripted").connections(0).lease(Duration.ofMinutes(10));
    }

    /** Lets a client connect. Its first connection is {@link #open}ed by the test. */
    Future<SyncManager> connect(ClientOptions options) {
        return meanwhile(
                () -> ManagerClient.connect("127.0.0.1", listener.address().getPort(), KEY, options));
    }

    <T> Future<T> meanwhile(java.util.concurrent.Callable<T> use) {
        return users.submit(use);
    }

    static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("it did not end", late);
        }
    }

    /** Speaks something else from now on. */
    void speak(Capabilities others) {
        capabilities = others;
    }

    void startAnew() {
        incarnation++;
    }

    ScriptedPeer acceptAuthenticated() {
        return acceptAuthenticated(Duration.ZERO);
    }

    private ScriptedPeer acceptAuthenticated(Duration later) {
        ScriptedPeer peer = listener.accept();
        try {
            Thread.sleep(later.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        peer.welcome(ServerKeys.of(KEY), ID, incarnation, capabilities);
        return peer;
    }

    /** Accepts a connection that opens a session. */
    ScriptedPeer open(SessionTerms terms) {
        return openAfter(Duration.ZERO, terms);
    }

    /** Accepts a connection that opens a session, and says nothing to it for so long. */
    ScriptedPeer openAfter(Duration later, SessionTerms terms) {
        ScriptedPeer peer = acceptAuthenticated(later);
        peer.receive(OpenSession.class);
        peer.enter(Phase.IN_SESSION);
        peer.send(new SessionOpened(terms));
        return peer;
    }

    /** Accepts a connection that resumes a session. */
    ScriptedPeer resume(SessionTerms terms) {
        ScriptedPeer peer = acceptAuthenticated();
        peer.receive(JoinSession.class);
        peer.enter(Phase.IN_SESSION);
        peer.send(new SessionJoined(terms));
        return peer;
    }

    /** Returns the next message of that kind; answers heartbeats and passes over acknowledgements that come before it. */
    static <T extends Message> T next(ScriptedPeer peer, Class<T> kind) {
        while (true) {
            Message message = peer.receive();
            if (kind.isInstance(message)) {
                return kind.cast(message);
            }
            if (message instanceof Heartbeat heartbeat) {
                peer.send(new HeartbeatAnswer(heartbeat.tick()));
            } else {
                assertThat(message).as("instead of %s", kind.getSimpleName()).isInstanceOf(Acknowledge.class);
            }
        }
    }

    static void answer(ScriptedPeer peer, Call call, EncodedValue value) {
        answer(peer, call, Status.OK, value);
    }

    static void answer(ScriptedPeer peer, Call call, Status status, EncodedValue value) {
        peer.send(new Reply(call.thread(), call.number(), status, false, false, 1, value));
    }

    /** Answers the next call, which must be one that makes or gets an object, with a reference. */
    void answerWithObject(ScriptedPeer peer, String typeId, long id) {
        answer(peer, next(peer, Call.class), EncodedValue.of(token(typeId, id)));
    }

    ObjectToken token(String typeId, long id) {
        return new ObjectToken(ID, incarnation, typeId, new ObjectId(id), List.of());
    }

    /** Closes a manager while the test plays the server's part in it. */
    void closeWith(ScriptedPeer peer, SyncManager manager) throws Exception {
        Future<?> closing = CompletableFuture.runAsync(manager::close, users);
        next(peer, dev.steward.protocol.message.CloseSession.class);
        peer.send(new SessionClosed("as asked"));
        get(closing);
    }

    @Override
    public void close() {
        listener.close();
        users.shutdownNow();
    }
}
