package dev.steward.server.admission;

import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Right;
import dev.steward.vocabulary.Status;
import org.jspecify.annotations.Nullable;

/**
 * Which key gives which right. With one key everybody may do all, as in Python; once there is an admin key, ending the
 * server, looking into it and putting right what others hold need it. Immutable.
 */
public final class Permission {

    private final boolean adminKeySet;

    /** The rights of a server that has an admin key, or has none. */
    public Permission(boolean adminKeySet) {
        this.adminKeySet = adminKeySet;
    }

    /** Returns why a client may not ask for an operation, or null if it may. */
    @Nullable
    Denial check(boolean admin, Operation operation) {
        return !admin && adminKeySet && operation.right() == Right.ADMIN
                ? new Denial(
                        Status.FORBIDDEN,
                        operation
                                + " needs the admin key of this server: connect with that key and with ClientOptions.adminKey()")
                : null;
    }
}
