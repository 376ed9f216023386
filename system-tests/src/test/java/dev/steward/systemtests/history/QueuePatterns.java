package dev.steward.systemtests.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What no queue that keeps its promise shows: an element from nowhere, twice without the flag, lost, out of order or back out of place. For
 * histories of "offer" with an element as argument, "receive" with one as result and the flag as mark, and "done" and
 * "nack" with one as argument; every element is offered once. A "death" of a client, known to have ended its session, gives
 * back what it has as argument.
 */
public final class QueuePatterns {

    private final List<Operation> history;
    private final Map<Long, Operation> offers = new LinkedHashMap<>();
    private final Map<Long, List<Operation>> receipts = new HashMap<>();
    private final Map<Long, Operation> settled = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private QueuePatterns(List<Operation> history) {
        this.history = history;
    }

    /**
     * Returns what is wrong, in sentences.
     *
     * @param drained whether the queue was empty at the end, and nothing was received and not done
     */
    public static List<String> check(List<Operation> history, boolean drained) {
        QueuePatterns patterns = new QueuePatterns(history);
        patterns.sort();
        patterns.fromNowhereOrTwice();
        patterns.outOfOrder();
        patterns.outOfPlace();
        if (drained) {
            patterns.lost();
        }
        return patterns.faults;
    }

    private void sort() {
        for (Operation call : history) {
            if (call.is("offer") && call.mayHaveHappened()) {
                offers.put(call.argument(), call);
            } else if (call.is("receive") && call.isOk()) {
                receipts.computeIfAbsent(call.result(), element -> new ArrayList<>())
                        .add(call);
            } else if (call.is("done") && call.mayHaveHappened()) {
                settled.put(call.argument(), call);
            }
        }
    }

    private void fromNowhereOrTwice() {
        receipts.forEach((element, received) -> {
            Operation offer = offers.get(element);
            if (offer == null) {
                faults.add("element " + element + " came from nowhere: " + received);
                return;
            }
            received.sort(Comparator.comparingLong(Operation::returnedAt));
            if (received.stream().filter(call -> call.mark() == 0).count() > 1) {
                faults.add("element " + element + " came twice without the flag: " + received);
            }
            Operation done = settled.get(element);
            for (Operation call : received) {
                if (call.returnedAt() < offer.invokedAt()) {
                    faults.add("element " + element + " came before it was offered: " + call);
                }
                if (done != null && done.isOk() && call.invokedAt() > done.returnedAt()) {
                    faults.add("element " + element + " came after it was done: " + call + " after " + done);
                }
            }
        });
    }

    /** What is given back is at its old place: nobody takes a later element before it is taken again. */
    private void outOfPlace() {
        List<Operation> receives = history.stream()
                .filter(call -> call.is("receive") && call.isOk())
                .sorted(Comparator.comparingLong(Operation::invokedAt))
                .toList();
        List<Operation> untold = history.stream()
                .filter(call -> call.is("receive") && call.ending() == Operation.Ending.UNKNOWN)
                .toList();
        for (Operation nack : history) {
            boolean givesBack = (nack.is("nack") || nack.is("death")) && nack.isOk();
            Operation offer = givesBack ? offers.get(nack.argument()) : null;
            if (offer == null) {
                continue;
            }
            // Who never told what it received may have had it, until its session ended.
            long until = Stream.concat(receipts.getOrDefault(nack.argument(), List.of()).stream(), untold.stream())
                    .filter(receipt -> receipt.returnedAt() > nack.invokedAt())
                    .mapToLong(Operation::invokedAt)
                    .min()
                    .orElse(Long.MAX_VALUE);
            for (int i = firstAfter(receives, nack.returnedAt());
                    i < receives.size() && receives.get(i).invokedAt() < until;
                    i++) {
                Operation receive = receives.get(i);
                Operation other = offers.get(receive.result());
                if (receive.returnedAt() < until && other != null && other.invokedAt() > offer.returnedAt()) {
                    faults.add("element " + nack.argument() + " came back out of place: after " + nack + " came "
                            + receive + " first, which was offered later: " + other);
                }
            }
        }
    }

    private static int firstAfter(List<Operation> sorted, long instant) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).invokedAt() > instant) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void lost() {
        offers.forEach((element, offer) -> {
            if (offer.isOk() && !settled.containsKey(element)) {
                faults.add("element " + element + " was lost: " + offer + ", received "
                        + receipts.getOrDefault(element, List.of()));
            }
        });
    }

    /** Elements of one client that were never back in the queue come to each client in the order in which they went. */
    private void outOfOrder() {
        Map<String, Map<String, Operation>> lastOfferByClients = new HashMap<>();
        history.stream()
                .filter(call -> call.is("receive") && call.isOk() && call.mark() == 0)
                .sorted(Comparator.comparingLong(Operation::invokedAt))
                .forEach(call -> {
                    Operation offer = offers.get(call.result());
                    if (offer == null) {
                        return;
                    }
                    Operation former = lastOfferByClients
                            .computeIfAbsent(call.client(), client -> new HashMap<>())
                            .put(offer.client(), offer);
                    if (former != null && former.invokedAt() > offer.invokedAt()) {
                        faults.add("element " + offer.argument() + " came out of order: " + call + " brought " + offer
                                + " after " + former);
                    }
                });
    }
}
