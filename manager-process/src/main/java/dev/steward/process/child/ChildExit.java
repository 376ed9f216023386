package dev.steward.process.child;

/**
 * How a child ended.
 *
 * @param code its exit code; 128 and the number of the signal if one ended it
 * @param began whether its JVM came as far as to read what to do
 * @param signalled whether its JVM says that a signal came while it was initialised, which gives it an exit code of its own
 */
public record ChildExit(int code, boolean began, boolean signalled) {

    private static final int SIGNALS = 128;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    /** Returns whether a signal ended it. */
    public boolean isBySignal() {
        return code > SIGNALS;
    }

    /** Returns whether a signal ended it by which one asks a process to end. */
    public boolean isAskedTo() {
        return signalled || signal() == SIGINT || signal() == SIGTERM;
    }

    /** Returns the number of the signal that ended it, or a negative number or 0 if none did. */
    public int signal() {
        return code - SIGNALS;
    }
}
