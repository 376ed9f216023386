package dev.steward.systemtests.history;

/**
 * One call of one client, from its invocation to its return. Times are {@link System#nanoTime}, which all processes of a
 * machine share.
 *
 * @param client the thread that called: calls of one client come one after the other
 * @param object what was called
 * @param name the method
 * @param argument its argument, or 0
 * @param invokedAt when it was called
 * @param returnedAt when it returned; {@link Long#MAX_VALUE} if it never did
 * @param ending how it ended
 * @param result what it returned, or 0
 * @param mark what came with the result: 1 for an element that was redelivered, a count, or 0
 */
public record Operation(
        String client,
        String object,
        String name,
        long argument,
        long invokedAt,
        long returnedAt,
        Ending ending,
        long result,
        long mark)
        implements Timed {

    /** How a call can end. */
    public enum Ending {
        /** It returned. */
        OK,
        /** It returned that there was nothing: no element, no permit, not in time. */
        NOTHING,
        /** It threw, and the exception says that it changed nothing. */
        NOT_EXECUTED,
        /** It threw and may have taken effect, or its process died before it returned. */
        UNKNOWN
    }

    /** Returns whether it is of a method. */
    public boolean is(String method) {
        return name.equals(method);
    }

    /** Returns whether it returned a result. */
    public boolean isOk() {
        return ending == Ending.OK;
    }

    /** Returns whether it took effect or may have. */
    public boolean mayHaveHappened() {
        return ending == Ending.OK || ending == Ending.UNKNOWN;
    }
}
