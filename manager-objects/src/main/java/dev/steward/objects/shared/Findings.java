package dev.steward.objects.shared;

import dev.steward.objects.CallId;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import java.util.ArrayList;
import java.util.List;

/**
 * What one object tells of who holds it and who waits in it, for whoever inspects it: of each so many at most, so that it takes
 * no longer where there are many.
 */
public final class Findings {

    /** So many holders, and as many waiters, are told of at most, whatever is asked for: telling of more takes long. */
    public static final int MOST = 2_000;

    private final Values values;
    private final long now;
    private final int most;
    private final List<Value> holders = new ArrayList<>();
    private final List<Value> waiters = new ArrayList<>();
    private long holding;
    private long elements = -1;
    private long oldest = -1;

    /** Nothing found yet, at that time of the machine. */
    Findings(Values values, long now, int most) {
        this.values = values;
        this.now = now;
        this.most = Math.min(most, MOST);
    }

    /** Returns how many holders and how many waiters are told of at most. */
    public int most() {
        return most;
    }

    /** Says how many there are that hold something. */
    public void count(long holdings) {
        holding = holdings;
    }

    /**
     * Tells of one that holds something.
     *
     * @param thread the logical thread that it came to
     * @param since the time of the machine since when
     * @param count how much of it
     * @param what what it is, if that is not clear from the type
     */
    public void holder(SessionId session, int thread, long since, long count, String what) {
        holders.add(row(session, thread, since, count, what));
    }

    /** Tells of a call that waits, since that time of the machine, for that. */
    public void waiter(CallId call, long since, String what) {
        waiters.add(row(call.session(), call.thread(), since, 1, what));
    }

    private Value row(SessionId session, int thread, long since, long count, String what) {
        return values.listOf(
                List.of(
                        values.of(session.toHex()),
                        values.of(thread),
                        values.of(Math.max(0, now - since)),
                        values.of(count),
                        values.of(what)),
                List.of());
    }

    /** Says how many elements there are, and for how many nanoseconds the one that comes next has been there; -1 if that is not known. */
    public void elements(long size, long ageOfOldest) {
        elements = size;
        oldest = ageOfOldest;
    }

    /** Returns the time of the machine at which is asked. */
    public long now() {
        return now;
    }

    /** Returns the answer. */
    Value answer(int waiting, String summary) {
        return values.listOf(
                List.of(
                        values.of(waiting),
                        values.of(summary),
                        values.of(elements),
                        values.of(oldest),
                        values.of(holding),
                        values.listOf(holders, List.of()),
                        values.listOf(waiters, List.of())),
                List.of());
    }
}
