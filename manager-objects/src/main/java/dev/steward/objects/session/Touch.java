package dev.steward.objects.session;

/** That a session may have left traces in an object. */
final class Touch {

    /** Calls under way there that may leave some. */
    int underWay;

    /** Whether lanes call there too, whose answers the session does not see: it is told of the session's end for ever. */
    boolean byLane;
}
