package dev.steward.server.machine;

import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The calls that this process itself has under way, of all servers in it: a shared object may be called before it belongs
 * to one, and answered after. Numbers are never used twice.
 */
public final class LocalCalls {

    private static final Map<CallId, Consumer<Answer>> OPEN = new ConcurrentHashMap<>();
    private static final int BITS_OF_MILLISECOND = 20;
    /** No process had them before, if its clock does not go back: what it left in a log is not taken for a call of this one. */
    private static final AtomicLong NUMBERS = new AtomicLong(System.currentTimeMillis() << BITS_OF_MILLISECOND);

    private LocalCalls() {}

    /** Returns a number for a call; negative ones are for calls on behalf of a session. */
    public static long nextNumber() {
        return NUMBERS.incrementAndGet();
    }

    /**
     * Enters a call before it is submitted.
     *
     * @param waiter gets the answer inside the group that gives it: must not block
     */
    public static void enter(CallId call, Consumer<Answer> waiter) {
        OPEN.put(call, waiter);
    }

    /** Hands an answer to whoever waits for it; does nothing if nobody does. Called inside the group that gives it. */
    public static void complete(CallId call, Answer answer) {
        Consumer<Answer> waiter = OPEN.remove(call);
        if (waiter != null) {
            waiter.accept(answer);
        }
    }
}
