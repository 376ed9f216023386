package dev.steward.systemtests.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What no condition shows that keeps its promise: a signal that wakes nobody though somebody waited, or somebody who wakes
 * without one. For histories of "await" without a time limit and "signal" of one, each with the fencing token under which
 * it was called as argument, which tells their order.
 */
public final class SignalPatterns {

    private SignalPatterns() {}

    /** Returns what is wrong, in sentences. The history ends when nothing happens any more and the lock is free. */
    public static List<String> check(List<Operation> history) {
        List<Operation> inOrder = history.stream()
                .filter(call -> call.is("await") || (call.is("signal") && call.isOk()))
                .sorted(Comparator.comparingLong(Operation::argument).thenComparingLong(Operation::invokedAt))
                .toList();
        ArrayDeque<Operation> waiting = new ArrayDeque<>();
        Set<Operation> woken = new HashSet<>();
        for (Operation call : inOrder) {
            if (call.is("await")) {
                waiting.add(call);
            } else if (!waiting.isEmpty()) {
                woken.add(waiting.remove());
            }
        }
        List<String> faults = new ArrayList<>();
        for (Operation call : inOrder) {
            if (call.is("await") && woken.contains(call) != call.isOk()) {
                faults.add(call.isOk() ? "nobody signalled " + call : "the signal was lost for " + call);
            }
        }
        return faults;
    }
}
