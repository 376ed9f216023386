package dev.steward.systemtests.chaos;

import dev.steward.systemtests.history.Operation;
import dev.steward.systemtests.history.QueuePatterns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the journals of one round say against the promise. Used by one thread. */
final class Audit {

    private final List<Operation> history;
    private final List<String> faults = new ArrayList<>();
    private long queueOperations;
    private long increments;
    private long unknown;

    Audit(List<Operation> history) {
        this.history = history;
    }

    private List<Operation> of(String object) {
        return history.stream()
                .filter(operation -> operation.object().equals(object))
                .toList();
    }

    /**
     * Looks at one incarnation of the server.
     *
     * @param settled whether all elements were received and done before it ended; an incarnation that was killed takes
     *     with it what it had
     */
    void incarnation(String suffix, boolean settled) {
        List<Operation> queue = of("jobs" + suffix);
        queueOperations += queue.stream().filter(Operation::isOk).count();
        faults.addAll(QueuePatterns.check(queue, settled));
        counter(of("counter" + suffix));
        locks(of("lock" + suffix));
        guarded(of("guarded" + suffix));
        unknown += history.stream()
                .filter(operation -> operation.ending() == Operation.Ending.UNKNOWN)
                .count();
    }

    /** Looks at the last value of the counter of an incarnation. */
    void counted(String suffix, long last) {
        List<Operation> adds = of("counter" + suffix);
        long sure = adds.stream().filter(Operation::isOk).count();
        long most = adds.stream().filter(Operation::mayHaveHappened).count();
        if (last < sure || last > most) {
            faults.add("the counter is " + last + " after " + sure + " acknowledged increments and " + (most - sure)
                    + " that may have happened");
        }
    }

    private void counter(List<Operation> adds) {
        Set<Long> seen = new HashSet<>();
        for (Operation add : adds) {
            if (add.isOk()) {
                increments++;
                if (!seen.add(add.result())) {
                    faults.add("two increments were told that they found " + add.result() + ", one is " + add);
                }
            }
        }
    }

    private void locks(List<Operation> calls) {
        Set<Long> released = new HashSet<>();
        List<Operation> releases =
                calls.stream().filter(call -> call.is("release") && call.isOk()).toList();
        releases.forEach(release -> released.add(release.argument()));
        List<Operation> holds = calls.stream()
                .filter(call -> call.is("hold") && call.isOk())
                .sorted(Comparator.comparingLong(Operation::result))
                .toList();
        for (int i = 1; i < holds.size(); i++) {
            Operation former = holds.get(i - 1);
            Operation next = holds.get(i);
            if (former.result() == next.result()) {
                faults.add("the fencing token " + next.result() + " was given twice: " + former + ", " + next);
            }
            if (next.returnedAt() < former.invokedAt()) {
                faults.add("fencing tokens went back: " + next + " returned before " + former + " began");
            }
        }
        TreeSet<Operation> byToken = new TreeSet<>(Comparator.comparingLong(Operation::argument));
        byToken.addAll(releases);
        for (int i = 1; i < holds.size(); i++) {
            Operation former = holds.get(i - 1);
            Operation next = holds.get(i);
            if (released.contains(former.result())) {
                long at = releases.stream()
                        .filter(release -> release.argument() == former.result())
                        .findFirst()
                        .orElseThrow()
                        .invokedAt();
                if (next.returnedAt() < at) {
                    faults.add("held by two: " + next + " returned before " + former + " was released");
                }
            }
        }
    }

    /** Each holder reads what the last one wrote, and nobody writes who is no longer one. */
    private void guarded(List<Operation> calls) {
        TreeSet<Long> written = new TreeSet<>();
        calls.stream().filter(call -> call.is("set") && call.isOk()).forEach(call -> written.add(call.argument()));
        for (Operation read : calls) {
            if (read.is("get") && read.isOk()) {
                Long last = written.lower(read.argument());
                if (read.result() >= read.argument() || (last != null && read.result() < last)) {
                    faults.add("the holder of token " + read.argument() + " read " + read.result() + ", where " + last
                            + " was written last: " + read);
                }
            }
        }
    }

    List<String> faults() {
        return faults;
    }

    long queueOperations() {
        return queueOperations;
    }

    long increments() {
        return increments;
    }

    long unknown() {
        return unknown;
    }
}
