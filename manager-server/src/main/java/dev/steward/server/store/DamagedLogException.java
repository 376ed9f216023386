package dev.steward.server.store;

/** What a log has on its disk cannot be what a server wrote there: says which file, which entry and what to do. */
public final class DamagedLogException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    DamagedLogException(String message) {
        super(message);
    }

    DamagedLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
