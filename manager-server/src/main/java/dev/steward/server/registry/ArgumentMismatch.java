package dev.steward.server.registry;

/** The number or the types of the arguments do not fit what is called. Nothing ran. */
public final class ArgumentMismatch extends Exception {
    private static final long serialVersionUID = 1L;

    ArgumentMismatch(String message) {
        super(message);
    }
}
