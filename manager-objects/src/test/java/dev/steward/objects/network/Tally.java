package dev.steward.objects.network;

import dev.steward.objects.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What clients were told of elements and sums, and what that must add up to. */
final class Tally {

    private final Set<Long> put = new LinkedHashSet<>();
    private final Set<Long> maybePut = new HashSet<>();
    private final Map<Long, List<Receipt>> receipts = new HashMap<>();
    private final Set<Long> done = new HashSet<>();
    private final Set<Long> maybeDone = new HashSet<>();
    private final Set<Long> remaining = new HashSet<>();
    private final Set<SessionId> closed = new HashSet<>();
    private final Set<Long> sumsFound = new HashSet<>();
    private long sums;
    private long maybeSums;

    /**
     * An element came to a client.
     *
     * @param reserved whether it stays reserved to the client until it says done
     */
    private record Receipt(SessionId session, boolean flagged, boolean reserved) {}

    void put(long element) {
        put.add(element);
    }

    void maybePut(long element) {
        maybePut.add(element);
    }

    void received(SessionId session, long element, boolean flagged, boolean reserved) {
        receipts.computeIfAbsent(element, key -> new ArrayList<>()).add(new Receipt(session, flagged, reserved));
    }

    void done(long element) {
        done.add(element);
    }

    void maybeDone(long element) {
        maybeDone.add(element);
    }

    /** The session ended as its client wished, which had received and told everything. */
    void closed(SessionId session) {
        closed.add(session);
    }

    void remains(long element, boolean flagged) {
        check(remaining.add(element), "element " + element + " was in the queue twice");
        check(flagged || !receipts.containsKey(element), "element " + element + " is back without the flag");
    }

    void added(long found) {
        sums++;
        check(sumsFound.add(found), "two increments found " + found);
    }

    void maybeAdded() {
        maybeSums++;
    }

    /** Adds up when nothing is on its way any more and the queue was emptied. */
    void addUp(long counter) {
        check(
                counter >= sums && counter <= sums + maybeSums,
                "the counter is " + counter + ", not " + sums + " to " + (sums + maybeSums));
        for (long element : put) {
            boolean gone = remaining.contains(element) || done.contains(element) || maybeDone.contains(element);
            check(gone || isTaken(element), "element " + element + " was lost: " + receipts.get(element));
        }
        for (Map.Entry<Long, List<Receipt>> one : receipts.entrySet()) {
            long element = one.getKey();
            check(put.contains(element) || maybePut.contains(element), "element " + element + " came from nowhere");
            long unflagged =
                    one.getValue().stream().filter(receipt -> !receipt.flagged).count();
            check(unflagged <= 1, "element " + element + " came twice without the flag: " + one.getValue());
            long kept = one.getValue().stream()
                    .filter(receipt -> !receipt.reserved && closed.contains(receipt.session))
                    .count();
            long last = kept + (done.contains(element) ? 1 : 0) + (remaining.contains(element) ? 1 : 0);
            check(last <= 1, "element " + element + " was given for good more than once: " + one.getValue());
        }
        for (long element : remaining) {
            check(put.contains(element) || maybePut.contains(element), "element " + element + " came from nowhere");
        }
    }

    private boolean isTaken(long element) {
        return receipts.getOrDefault(element, List.of()).stream().anyMatch(receipt -> !receipt.reserved);
    }

    static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
