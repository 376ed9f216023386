package dev.steward.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client that is connected, or may come back.
 *
 * @param client who it is; while it is away, where it was connected from last
 * @param isAdmin whether it proved the admin key
 * @param since how long ago it was opened
 * @param away for how long it has had no connection; null while it has one
 * @param connections how many it has
 * @param calls how many calls it has made so far
 * @param unanswered how many of them have no answer yet
 * @param holding how many things it holds, of those that were looked at
 * @param holds what it holds, the first ones
 * @param waiting how many of its calls wait
 * @param waits where they wait, the first ones
 */
public record SessionInspection(
        ObjectInspection.Client client,
        boolean isAdmin,
        Duration since,
        @Nullable Duration away,
        int connections,
        long calls,
        int unanswered,
        int holding,
        List<Held> holds,
        int waiting,
        List<Held> waits) {

    /** Keeps copies of the lists. */
    public SessionInspection {
        holds = List.copyOf(holds);
        waits = List.copyOf(waits);
    }

    /**
     * What a session has of an object, or waits for there.
     *
     * @param object the number of the object
     * @param typeId the typeid that it was made by
     * @param name its name, or null
     * @param thread the logical thread, counted from 1
     * @param since how long ago
     * @param count how much, as in {@link ObjectInspection.Holder#count}; 1 for a wait
     * @param what what it is or waits for, as in {@link ObjectInspection}
     */
    public record Held(
            ObjectId object,
            String typeId,
            @Nullable String name,
            int thread,
            Duration since,
            long count,
            String what) {}
}
