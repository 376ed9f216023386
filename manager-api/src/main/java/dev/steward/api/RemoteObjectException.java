package dev.steward.api;

/**
 * Stands for an exception whose class cannot be opened here, and none of its superclasses that says more than that it is
 * one: its class name, message and stack are text; its cause and its suppressed exceptions are there. A checked exception
 * that the called method does not declare is the cause of one. It also stands for exceptions among values.
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

    /** Returns the binary name of the class that was thrown there. */
    public String remoteClassName() {
        return remoteClassName;
    }

    /** Returns the stack trace there, with causes, as text. */
    public String remoteStack() {
        return remoteStack;
    }
}
