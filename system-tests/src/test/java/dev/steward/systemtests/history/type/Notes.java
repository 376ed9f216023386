package dev.steward.systemtests.history.type;

import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.systemtests.history.Operation.Ending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The history of one object in the making. Any thread. */
final class Notes {

    private final AtomicInteger lastNumber = new AtomicInteger();
    private final List<TypedCall> calls = new ArrayList<>();

    /** Makes a call and notes it. Returns what it returned, or the name of the exception that it threw. */
    @Nullable
    Object noted(String client, String name, List<Long> arguments, Callable<? extends @Nullable Object> body)
            throws InterruptedException {
        int number = lastNumber.incrementAndGet();
        Ending ending = Ending.OK;
        Object result = null;
        long invokedAt = System.nanoTime();
        try {
            result = told(body);
        } catch (ManagerException why) {
            ending = why.outcome() == Outcome.NOT_EXECUTED ? Ending.NOT_EXECUTED : Ending.UNKNOWN;
        }
        long returnedAt = System.nanoTime();
        synchronized (calls) {
            calls.add(new TypedCall(number, client, name, arguments, invokedAt, returnedAt, ending, result));
        }
        return result;
    }

    /** Returns what a call on an object tells: its result, or the name of what it throws by contract of the object. */
    static @Nullable Object told(Callable<? extends @Nullable Object> body) throws InterruptedException {
        try {
            return body.call();
        } catch (ManagerException | InterruptedException concernsNoObject) {
            throw concernsNoObject;
        } catch (Exception ofTheObject) {
            return ofTheObject.getClass().getSimpleName();
        }
    }

    /** Returns all calls, in the order in which they were made. */
    List<TypedCall> calls() {
        synchronized (calls) {
            return calls.stream()
                    .sorted(Comparator.comparingLong(TypedCall::invokedAt))
                    .toList();
        }
    }
}
