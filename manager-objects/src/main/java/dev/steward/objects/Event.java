package dev.steward.objects;

import dev.steward.api.ObjectId;
import org.jspecify.annotations.Nullable;

/** What happened, for logs and listeners. Changes nothing. */
public sealed interface Event {

    /**
     * A session's last connection broke; it can resume until its window ends.
     *
     * @param isEmptyHanded whether it has left nothing in any object: no lock, no element in delivery, no call that waits
     */
    record Suspended(SessionId session, boolean isEmptyHanded) implements Event {}

    /**
     * A session is there that was opened by another process, which drove the machine before.
     *
     * @param lease as in {@link SessionInput.OpenSession}, and so are the others
     */
    record Standing(SessionId session, long lease, long resumeWindow, SessionLimits limits, SessionClient client)
            implements Event {}

    /** A suspended session is back. */
    record Resumed(SessionId session) implements Event {}

    /** A session has ended; its group stays until the last of its calls is answered. */
    record Ended(SessionId session, String reason) implements Event {}

    /** The holder of a lock died: its session was not closed, and its process did not say that it ends. */
    record Abandoned(ObjectId object, String typeId, SessionId holder, int thread) implements Event {}

    /** An element was not acknowledged and is back in its queue. */
    record Returned(ObjectId object, String typeId, SessionId receiver) implements Event {}

    /**
     * An element came back so often that its queue gave it up.
     *
     * @param deliveries how often it was delivered
     * @param deadLetters the queue that has it now, or null: it was dropped
     */
    record DeadLettered(
            ObjectId object,
            String typeId,
            SessionId receiver,
            int deliveries,
            @Nullable ObjectId deadLetters) implements Event {}
}
