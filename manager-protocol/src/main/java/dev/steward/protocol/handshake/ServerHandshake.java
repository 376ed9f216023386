package dev.steward.protocol.handshake;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AuthKey;
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
import dev.steward.protocol.secret.Nonce;
import dev.steward.protocol.secret.Proof;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of the handshake of one connection. Feed in what comes, send what {@link #onMessage} returns; nothing
 * is proved to a client that has not proved itself. One thread at a time; an exception ends it for good: send
 * {@link Failure#of} it and close.
 */
public final class ServerHandshake {

    /** How far it has come. */
    private enum State {
        /** Nothing has come. Next: AWAITING_PROOF or FAILED. */
        AWAITING_HELLO,
        /** The hello of this side is out. Next: COMPLETE or FAILED. */
        AWAITING_PROOF,
        /** The client proved that it holds a key; the proof of this side is out. */
        COMPLETE,
        /** Came to nothing. */
        FAILED
    }

    private final ServerKeys keys;
    private final UUID serverId;
    private final long incarnation;
    private final Nonce nonce;
    private final byte[] channelBinding;
    private final Capabilities capabilities;
    private State state = State.AWAITING_HELLO;
    private @Nullable ClientHello clientHello;
    private @Nullable ServerHello serverHello;

    /** A handshake with what this code speaks. */
    public ServerHandshake(ServerKeys keys, UUID serverId, long incarnation, Nonce nonce, byte[] channelBinding) {
        this(keys, serverId, incarnation, nonce, channelBinding, Capabilities.CURRENT);
    }

    /**
     * A handshake.
     *
     * @param keys the live keys
     * @param serverId the random id of the server
     * @param incarnation which start of it
     * @param nonce drawn at random for this connection alone
     * @param channelBinding what identifies the TLS channel (tls-server-end-point), empty without TLS
     * @param capabilities what the server speaks
     */
    public ServerHandshake(
            ServerKeys keys,
            UUID serverId,
            long incarnation,
            Nonce nonce,
            byte[] channelBinding,
            Capabilities capabilities) {
        this.keys = requireNonNull(keys, "keys");
        this.serverId = requireNonNull(serverId, "serverId");
        this.incarnation = incarnation;
        this.nonce = requireNonNull(nonce, "nonce");
        this.channelBinding = channelBinding.clone();
        this.capabilities = requireNonNull(capabilities, "capabilities");
    }

    /**
     * Takes what the client said.
     *
     * @return what to send, in order
     * @throws AuthenticationException if the client does not hold the key it names
     * @throws ProtocolException if it said what it must not say now, or shares no version
     * @throws ManagerException if it closed the connection for another reason
     */
    public List<Message> onMessage(Message message) {
        State was = state;
        state = State.FAILED;
        if (message instanceof Failure failure && was != State.COMPLETE) {
            throw failure.toException(Outcome.NOT_EXECUTED);
        } else if (message instanceof ClientHello hello && was == State.AWAITING_HELLO) {
            return answer(hello);
        } else if (message instanceof ClientProof client && was == State.AWAITING_PROOF) {
            return verify(client.proof());
        }
        throw new ProtocolException(message.type() + " does not fit a handshake that is " + was, Outcome.NOT_EXECUTED);
    }

    /** Returns whether the client has proved that it holds a key. */
    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    /**
     * Returns what came of it.
     *
     * @throws IllegalStateException if it is not complete
     */
    public AuthenticatedClient result() {
        if (state != State.COMPLETE) {
            throw new IllegalStateException("the handshake is " + state);
        }
        ServerHello chosen = requireNonNull(serverHello);
        return new AuthenticatedClient(
                Role.of(requireNonNull(clientHello).keyId()), chosen.version(), chosen.features());
    }

    private List<Message> answer(ClientHello hello) {
        int version = Math.min(hello.highestVersion(), capabilities.highestVersion());
        if (version < hello.lowestVersion() || version < capabilities.lowestVersion()) {
            throw new ProtocolException(
                    "no version in common: the server speaks " + capabilities.versions() + ", the client "
                            + new Capabilities(hello.lowestVersion(), hello.highestVersion(), 0).versions()
                            + "; use releases that match",
                    Outcome.NOT_EXECUTED);
        }
        clientHello = hello;
        serverHello =
                new ServerHello(version, hello.features() & capabilities.features(), nonce, serverId, incarnation);
        state = State.AWAITING_PROOF;
        return List.of(serverHello);
    }

    private List<Message> verify(Proof proof) {
        ClientHello hello = requireNonNull(clientHello);
        byte[] transcript = Transcript.of(hello, requireNonNull(serverHello), channelBinding);
        ProofKeys proved = null;
        // Both live keys are tried, also after one fits: the time does not tell which.
        for (AuthKey key : keys.live(hello.keyId())) {
            ProofKeys candidate = new ProofKeys(key);
            if (candidate.ofClient(transcript).equals(proof)) {
                proved = candidate;
            }
        }
        if (proved == null) {
            // The same words whether the key is wrong or there is none of that id.
            throw new AuthenticationException(
                    "the client does not hold the key that it names: check that both sides were given the same key, and that"
                            + " ClientOptions.adminKey() goes with the admin key and with no other",
                    Outcome.NOT_EXECUTED);
        }
        state = State.COMPLETE;
        return List.of(new ServerProof(proved.ofServer(transcript, proof)));
    }
}
