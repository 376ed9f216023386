package dev.steward.server.admission;

import dev.steward.objects.Status;
import dev.steward.protocol.message.OperationCode;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which key gives which right. With one key everybody may do all, as in Python; once there is an admin key, ending the
 * server and describing its objects need it. Immutable.
 */
public final class Permission {

    private static final Set<OperationCode> ADMINISTRATION =
            EnumSet.of(OperationCode.SHUTDOWN, OperationCode.DESCRIBE, OperationCode.OBJECT_DESCRIBE);

    private final boolean adminKeySet;

    /** The rights of a server that has an admin key, or has none. */
    public Permission(boolean adminKeySet) {
        this.adminKeySet = adminKeySet;
    }

    /** Returns why a client may not ask for an operation, or null if it may. */
    @Nullable
    Denial check(boolean admin, OperationCode operation) {
        return !admin && adminKeySet && ADMINISTRATION.contains(operation)
                ? new Denial(Status.FORBIDDEN, operation + " needs the admin key of this server: connect with that one")
                : null;
    }
}
