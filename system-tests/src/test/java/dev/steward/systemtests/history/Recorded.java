package dev.steward.systemtests.history;

import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.systemtests.history.Operation.Ending;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** A history in the making: calls of clients of this process, noted as they are made. Any thread. */
final class Recorded {

    private final List<Operation> calls = Collections.synchronizedList(new ArrayList<>());

    /** What a call told. */
    record Told(Ending ending, long result, long mark) {
        static Told ok(long result) {
            return new Told(Ending.OK, result, 0);
        }
    }

    /** A call. */
    interface Body {
        Told call() throws InterruptedException;
    }

    /** Makes a call and notes it; one that throws told its outcome. */
    Told noted(String client, String object, String name, long argument, Body body) throws InterruptedException {
        long invokedAt = System.nanoTime();
        Told told = new Told(Ending.UNKNOWN, 0, 0);
        try {
            told = body.call();
        } catch (ManagerException why) {
            if (why.outcome() == Outcome.NOT_EXECUTED) {
                told = new Told(Ending.NOT_EXECUTED, 0, 0);
            }
        }
        calls.add(new Operation(
                client,
                object,
                name,
                argument,
                invokedAt,
                System.nanoTime(),
                told.ending(),
                told.result(),
                told.mark()));
        return told;
    }

    /** Returns how many calls were made. */
    int size() {
        return calls.size();
    }

    /** Returns the calls of one object, in the order in which they were made. */
    List<Operation> of(String object) {
        synchronized (calls) {
            return calls.stream()
                    .filter(call -> call.object().equals(object))
                    .sorted(Comparator.comparingLong(Operation::invokedAt))
                    .toList();
        }
    }
}
