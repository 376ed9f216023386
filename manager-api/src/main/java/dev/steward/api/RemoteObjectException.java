package dev.steward.api;

/**
 * A method of a registered object threw an exception whose class this client does not allow to be opened: its class
 * name, message and stack arrive as text.
 */
public class RemoteObjectException extends ManagerException {
    private static final long serialVersionUID = 1L;

    private final String remoteClassName;
    private final String remoteStack;

    /**
     * An exception of a registered object. The call was executed.
     *
     * @param message what was thrown, by which object and method
     * @param remoteClassName the binary name of the class that was thrown
     * @param remoteStack its stack trace with causes, as text
     */
    public RemoteObjectException(String message, String remoteClassName, String remoteStack) {
        super(message, Outcome.EXECUTED);
        this.remoteClassName = remoteClassName;
        this.remoteStack = remoteStack;
    }

    /** Returns the binary name of the class that was thrown on the server. */
    public String remoteClassName() {
        return remoteClassName;
    }

    /** Returns the stack trace on the server, with causes, as text. */
    public String remoteStack() {
        return remoteStack;
    }
}
