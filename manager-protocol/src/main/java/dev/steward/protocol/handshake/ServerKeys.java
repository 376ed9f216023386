package dev.steward.protocol.handshake;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AuthKey;
import dev.steward.protocol.secret.KeyId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The live keys of a server. While keys are being changed each role has two, and a client may hold either: set the next
 * key, give it to the clients one by one, then make it the current one. Immutable; a server swaps the whole.
 *
 * @param auth the key of every client
 * @param nextAuth the one that is going to replace it, or null
 * @param admin the key for administration, or null if there is none apart
 * @param nextAdmin the one that is going to replace it, or null
 */
public record ServerKeys(
        AuthKey auth,
        @Nullable AuthKey nextAuth,
        @Nullable AuthKey admin,
        @Nullable AuthKey nextAdmin) {

    /** Checks that there is a key for every client. */
    public ServerKeys {
        requireNonNull(auth, "auth");
    }

    /** Returns a single key that every client holds. */
    public static ServerKeys of(AuthKey auth) {
        return new ServerKeys(auth, null, null, null);
    }

    /** Returns the keys that a client with that key id may hold; none if there is no such key. */
    List<AuthKey> live(KeyId keyId) {
        return switch (keyId) {
            case AUTH -> present(auth, nextAuth);
            case NEXT_AUTH -> present(nextAuth);
            case ADMIN -> present(admin, nextAdmin);
            case NEXT_ADMIN -> present(nextAdmin);
        };
    }

    private static List<AuthKey> present(@Nullable AuthKey... keys) {
        return Stream.of(keys)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
