package dev.steward.server.machine;

import dev.steward.objects.SessionId;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Who does what takes longer than an event loop may linger. Any thread; does not block. */
@FunctionalInterface
public interface Workers {

    /**
     * Has a task done soon, on another thread. Of one session they begin in the order in which they came, and sessions take turns.
     *
     * @param session who waits for it; {@link SessionId#LOCAL} if it may be anybody: every other turn is theirs
     * @throws RejectedExecutionException if the server has ended
     */
    void execute(SessionId session, Runnable task);

    /** Returns the turns of one session. */
    default Executor of(SessionId session) {
        return task -> execute(session, task);
    }
}
