package dev.steward.cli;

import dev.steward.api.ManagerException;

/** There is no session with the server, for whatever reason; the message is that of the reason. */
final class CannotConnectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotConnectException(ManagerException why) {
        super(why.getMessage(), why);
    }
}
