package dev.steward.objects.type;

import dev.steward.api.ObjectId;
import dev.steward.objects.SessionId;
import java.util.ArrayList;
import java.util.List;

/**
 * What one session has in one group: calls that wait, elements in delivery, locks. Made when the first comes, dropped
 * with the last, so that the end of a session costs what it held and nothing else.
 */
final class Presence {

    final SessionId session;
    /** All waiting calls, in the order in which they began their present wait. */
    final Chain<Waiter> waiters = new Chain<>();
    /** All elements in delivery, oldest first. */
    final Chain<Delivered> deliveries = new Chain<>();
    /** How many locks it holds here: 0 or 1. */
    int locks;
    /** Its waiting calls are skipped while it is suspended. */
    boolean suspended;
    /** Objects of the group whose references it has dropped: it hears when nothing of it is left. */
    final List<ObjectId> letGo = new ArrayList<>(0);

    Presence(SessionId session) {
        this.session = session;
    }

    boolean isEmpty() {
        return waiters.isEmpty() && deliveries.isEmpty() && locks == 0;
    }
}
