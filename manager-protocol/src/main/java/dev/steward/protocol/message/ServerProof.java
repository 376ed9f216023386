package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import dev.steward.protocol.secret.Proof;

/**
 * Shows the client that the server holds the key, and is the welcome. Sent only to a client that proved itself.
 *
 * @param proof for both hellos, the channel and the client's proof
 */
public record ServerProof(Proof proof) implements Message {

    /** Checks that there is one. */
    public ServerProof {
        requireNonNull(proof, "proof");
    }

    @Override
    public MessageType type() {
        return MessageType.SERVER_PROOF;
    }
}
