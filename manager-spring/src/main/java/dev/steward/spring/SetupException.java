package dev.steward.spring;

import org.jspecify.annotations.Nullable;

/** The application cannot have the client or the server that its settings ask for. */
final class SetupException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String cure;

    /**
     * What is wrong.
     *
     * @param message what, and which setting
     * @param cure what to do
     */
    SetupException(String message, String cure, @Nullable Throwable cause) {
        super(message, cause);
        this.cure = cure;
    }

    String cure() {
        return cure;
    }
}
