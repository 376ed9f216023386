package dev.steward.protocol.handshake;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AuthenticationException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.message.ClientHello;
import dev.steward.protocol.message.ClientProof;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.ServerHello;
import dev.steward.protocol.message.ServerProof;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Nonce;
import dev.steward.protocol.secret.Proof;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of the handshake of one connection. Send what {@link #start} and {@link #onMessage} return, feed in
 * what comes; no request may be sent before {@link #isComplete()}. One thread at a time; an exception ends it for good.
 */
public final class ClientHandshake {

    /** How far it has come. */
    private enum State {
        /** Nothing was said. Next: AWAITING_HELLO. */
        NEW,
        /** The hello is out. Next: AWAITING_PROOF or FAILED. */
        AWAITING_HELLO,
        /** The proof of this side is out. Next: COMPLETE or FAILED. */
        AWAITING_PROOF,
        /** Both sides have proved that they hold the key. */
        COMPLETE,
        /** Came to nothing. */
        FAILED
    }

    private final ProofKeys keys;
    private final ClientHello hello;
    private final byte[] channelBinding;
    private State state = State.NEW;
    private @Nullable Proof expected;
    private @Nullable Welcome welcome;

    /** A handshake with what this code speaks. */
    public ClientHandshake(ProofKeys keys, KeyId keyId, Nonce nonce, byte[] channelBinding) {
        this(keys, keyId, nonce, channelBinding, Capabilities.CURRENT);
    }

    /**
     * A handshake.
     *
     * @param keys of the key to prove
     * @param keyId which of the server's keys that is
     * @param nonce drawn at random for this connection alone
     * @param channelBinding what identifies the TLS channel (tls-server-end-point), empty without TLS
     * @param capabilities what the client speaks
     */
    public ClientHandshake(ProofKeys keys, KeyId keyId, Nonce nonce, byte[] channelBinding, Capabilities capabilities) {
        this.keys = keys;
        this.hello = new ClientHello(
                capabilities.lowestVersion(), capabilities.highestVersion(), capabilities.features(), nonce, keyId);
        this.channelBinding = channelBinding.clone();
    }

    /** Returns what to send first. */
    public List<Message> start() {
        if (state != State.NEW) {
            throw new IllegalStateException("a handshake starts once; this one is " + state);
        }
        state = State.AWAITING_HELLO;
        return List.of(hello);
    }

    /**
     * Takes what the server said.
     *
     * @return what to send, in order; may be empty
     * @throws AuthenticationException if the server could not prove that it holds the key, or refused this side's proof
     * @throws ProtocolException if it said what it must not say now
     * @throws ManagerException if it closed the connection for another reason
     */
    public List<Message> onMessage(Message message) {
        State was = state;
        state = State.FAILED;
        if (message instanceof Failure failure && was != State.COMPLETE) {
            throw failure.toException(Outcome.NOT_EXECUTED);
        } else if (message instanceof ServerHello server && was == State.AWAITING_HELLO) {
            return prove(server);
        } else if (message instanceof ServerProof server && was == State.AWAITING_PROOF) {
            verify(server.proof());
            return List.of();
        }
        throw new ProtocolException(message.type() + " does not fit a handshake that is " + was, Outcome.NOT_EXECUTED);
    }

    /** Returns whether both sides have proved that they hold the key. */
    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    /**
     * Returns what came of it.
     *
     * @throws IllegalStateException if it is not complete
     */
    public Welcome result() {
        if (state != State.COMPLETE) {
            throw new IllegalStateException("the handshake is " + state);
        }
        return requireNonNull(welcome);
    }

    private List<Message> prove(ServerHello server) {
        if (server.version() < hello.lowestVersion() || server.version() > hello.highestVersion()) {
            throw new ProtocolException(
                    "the server chose version " + server.version() + ", which was not offered", Outcome.NOT_EXECUTED);
        }
        if ((server.features() & ~hello.features()) != 0) {
            throw new ProtocolException("the server chose features that were not offered", Outcome.NOT_EXECUTED);
        }
        if (server.nonce().equals(hello.nonce())) {
            throw new AuthenticationException(
                    "the other side only sends back what it is sent: it is no Steward server", Outcome.NOT_EXECUTED);
        }
        byte[] transcript = Transcript.of(hello, server, channelBinding);
        Proof own = keys.ofClient(transcript);
        expected = keys.ofServer(transcript, own);
        welcome = new Welcome(server.version(), server.features(), server.serverId(), server.incarnation());
        state = State.AWAITING_PROOF;
        return List.of(new ClientProof(own));
    }

    private void verify(Proof proof) {
        if (!proof.equals(expected)) {
            throw new AuthenticationException(
                    "the server could not prove that it holds this key: it is another server than you think,"
                            + " or somebody sits between; check that both sides were given the same key",
                    Outcome.NOT_EXECUTED);
        }
        state = State.COMPLETE;
    }
}
