package dev.steward.client.transport;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that a {@link SelectorLoop} does at its time, once or again and again. Any thread asks and cancels; the loop runs it. */
final class Timed<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {

    private static final Logger LOG = LoggerFactory.getLogger(Timed.class);

    private final long period;
    private final Keeper keeper;
    // Once it was entered, on the loop only.
    private volatile long due;
    private long number;

    /** The loop that keeps it. */
    interface Keeper {
        /** It is not due any more, or is again. */
        void moved(Timed<?> timed, boolean goesOn);
    }

    /**
     * A timer that was not entered.
     *
     * @param due when, as {@link System#nanoTime} tells
     * @param period nanoseconds after which it is due again; 0 for never
     */
    Timed(Callable<V> task, long due, long period, Keeper keeper) {
        super(task);
        this.due = due;
        this.period = period;
        this.keeper = keeper;
    }

    long due() {
        return due;
    }

    /** Says how many came before: of those that are due at the same time the first comes first. */
    void number(long before) {
        number = before;
    }

    // The loop alone changes when it is due.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    public void run() {
        if (period == 0) {
            super.run();
        } else if (runAndReset()) {
            due += period;
            keeper.moved(this, true);
        }
    }

    @Override
    protected void setException(Throwable failed) {
        // Nobody looks at what a timer comes to.
        LOG.error("a timer of a client's loop failed", failed);
        super.setException(failed);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        // The loop is nobody's to interrupt.
        boolean isCancelled = super.cancel(false);
        if (isCancelled) {
            keeper.moved(this, false);
        }
        return isCancelled;
    }

    @Override
    public boolean isPeriodic() {
        return period != 0;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        Timed<?> that = (Timed<?>) other;
        int order = Long.signum(due - that.due);
        return order != 0 ? order : Long.compare(number, that.number);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
