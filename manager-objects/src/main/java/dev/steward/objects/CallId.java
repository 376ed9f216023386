package dev.steward.objects;

/**
 * One call, for as long as anyone could repeat it.
 *
 * @param session who calls
 * @param thread which logical thread there, counted from 1; 0 is the client itself
 * @param number which call of that thread, counted from 1; negative if a lane of the server calls on the thread's behalf
 */
public record CallId(SessionId session, int thread, long number) {

    /** Returns whether the answer belongs to the driver and not to a session's group. */
    public boolean isDriven() {
        return number < 0 || session.equals(SessionId.LOCAL);
    }

    /** Returns who holds the references that the answer carries: for a driven call the server's own process. */
    public SessionId holder() {
        return isDriven() ? SessionId.LOCAL : session;
    }
}
