package dev.steward.client.transport;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.handshake.ClientHandshake;
import dev.steward.protocol.message.ClusterMessage.ClusterState;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.SessionJoined;
import dev.steward.protocol.message.SessionOpened;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.secret.Nonce;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one connection into its session: handshake, then {@code OpenSession} or {@code JoinSession}; or to the answer to
 * {@code AskCluster}, and into no session. Takes messages and gives messages; used by the loop for shared connections and by callers for their own, one thread at a time.
 */
final class SessionEntry {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final TransportSettings settings;
    private final ConnectFailures failures;
    private final Message request;
    private final Receiver receiver;
    private @Nullable ClientHandshake handshake;
    private Phase phase = Phase.HANDSHAKE;
    private boolean greeted;
    private long askedAt;
    private @Nullable SessionTerms terms;
    private @Nullable ClusterState told;

    SessionEntry(TransportSettings settings, ConnectFailures failures, Message request, Receiver receiver) {
        this.settings = settings;
        this.failures = failures;
        this.request = request;
        this.receiver = receiver;
    }

    /** Returns what to send first. */
    List<Message> start(byte[] channelBinding) {
        byte[] nonce = new byte[Nonce.SIZE];
        RANDOM.nextBytes(nonce);
        ClientHandshake started =
                new ClientHandshake(settings.keys(), settings.keyId(), new Nonce(nonce), channelBinding);
        handshake = started;
        return started.start();
    }

    /**
     * Takes what the server said.
     *
     * @return what to send, in order
     * @throws dev.steward.api.ManagerException if the session will not be entered on this connection
     */
    List<Message> onMessage(Message message) {
        greeted = true;
        if (message instanceof Failure failure && failure.code() == FailureCode.ELSEWHERE) {
            throw failures.elsewhere("");
        }
        ClientHandshake started = handshake;
        if (started == null) {
            throw new ProtocolException(message.type() + " came before anything was said", Outcome.NOT_EXECUTED);
        }
        if (phase == Phase.HANDSHAKE) {
            List<Message> answer = started.onMessage(message);
            if (!started.isComplete()) {
                return answer;
            }
            receiver.onWelcome(started.result());
            phase = Phase.AUTHENTICATED;
            askedAt = System.nanoTime();
            return List.of(request);
        }
        if (message instanceof SessionOpened opened) {
            terms = opened.terms();
            phase = Phase.IN_SESSION;
        } else if (message instanceof SessionJoined joined) {
            terms = joined.terms();
            phase = Phase.IN_SESSION;
        } else if (message instanceof ClusterState state) {
            told = state;
        } else if (message instanceof SessionRefused refusal) {
            throw failures.refused(refusal);
        } else if (message instanceof Failure failure) {
            throw failure.toException(Outcome.NOT_EXECUTED);
        } else {
            throw new ProtocolException(message.type() + " came before the session stood", Outcome.NOT_EXECUTED);
        }
        return List.of();
    }

    /** Returns how far it has come. */
    Phase phase() {
        return phase;
    }

    /** Returns whether the other side has said anything that a Steward server says. */
    boolean greeted() {
        return greeted;
    }

    /** Returns the {@link System#nanoTime} of the request to enter the session; 0 before. */
    long askedAt() {
        return askedAt;
    }

    /** Returns what one of several servers told once it was asked, null before. */
    @Nullable
    ClusterState told() {
        return told;
    }

    /** Returns the terms of the session once it was entered, null before. */
    @Nullable
    SessionTerms terms() {
        return terms;
    }
}
