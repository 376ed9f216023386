package dev.steward.systemtests.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The short way to an order of calls: replies carry the object's sequence number, so the order is told and only has to be
 * right. For objects all of whose calls returned, with the sequence number as mark.
 */
public final class Witness {

    private Witness() {}

    /**
     * Returns what is wrong with the order of the sequence numbers, in sentences.
     *
     * @param reads the names of the methods that change nothing
     */
    public static <S> List<String> check(
            SequentialModel<S, Operation> model, List<Operation> history, List<String> reads) {
        List<String> faults = new ArrayList<>();
        List<Operation> inOrder = history.stream()
                .filter(Operation::isOk)
                .sorted(Comparator.comparingLong(Operation::mark).thenComparing(call -> reads.contains(call.name())))
                .toList();
        S state = model.initial();
        Operation last = null;
        for (Operation call : inOrder) {
            boolean reading = reads.contains(call.name());
            if (last != null && last.mark() == call.mark() && !reading && !reads.contains(last.name())) {
                faults.add("two changes have one number: " + last + ", " + call);
            }
            S after = model.after(state, call);
            if (after == null) {
                faults.add("in the order of the numbers the state is " + state + " at " + call);
            } else {
                state = after;
            }
            last = reading ? last : call;
        }
        faults.addAll(realTime(inOrder));
        return faults;
    }

    /** A call that returned before another was made comes before it. */
    private static List<String> realTime(List<Operation> inOrder) {
        List<String> faults = new ArrayList<>();
        long earliestReturnAfter = Long.MAX_VALUE;
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            Operation call = inOrder.get(i);
            // Reads of one number have no order among each other.
            boolean alone = i + 1 == inOrder.size() || inOrder.get(i + 1).mark() != call.mark();
            if (alone && earliestReturnAfter < call.invokedAt()) {
                faults.add("a call with a greater number returned before this one was made: " + call);
            }
            earliestReturnAfter = Math.min(earliestReturnAfter, call.returnedAt());
        }
        return faults;
    }
}
