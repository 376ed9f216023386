package dev.steward.api;

/**
 * Nothing more will come on a connection: everybody who could send on it has closed it or died, and all that was sent has
 * been received. Unchecked, as every error of this library.
 *
 * <p>Python twin: {@code EOFError}.
 */
public class EndOfFileException extends ManagerException {
    private static final long serialVersionUID = 1L;

    /**
     * The end of a connection.
     *
     * @param message which connection, and what ended it
     */
    public EndOfFileException(String message) {
        super(message, Outcome.NOT_EXECUTED);
    }
}
