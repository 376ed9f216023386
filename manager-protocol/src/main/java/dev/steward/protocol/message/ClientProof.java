package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import dev.steward.protocol.secret.Proof;

/**
 * Shows the server that the client holds the key. The client proves first.
 *
 * @param proof for both hellos and the channel
 */
public record ClientProof(Proof proof) implements Message {

    /** Checks that there is one. */
    public ClientProof {
        requireNonNull(proof, "proof");
    }

    @Override
    public MessageType type() {
        return MessageType.CLIENT_PROOF;
    }
}
