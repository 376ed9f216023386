package dev.steward.server.machine;

import dev.steward.objects.Group;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.TimePassed;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A group with its inbox. Any thread may give it an input; the one that finds it idle claims it and drains the inbox,
 * the others go on. So a group is never run by two threads at once and nobody waits for it.
 *
 * <p>Everything but the inbox, the claim and the number of ids belongs to whoever holds the claim.
 */
final class GroupRunner {

    /** No wish to be woken. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(GroupRunner.class);

    /** So many inputs at a time, and no more for so long; then the other groups of the same turn come first. */
    private static final int BATCH = 128;

    private final Group group;
    private final Queue<Object> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean claimed = new AtomicBoolean();
    private GroupHost host;
    /** What comes before everything in the inbox. */
    private @Nullable Object first;

    private long wish = NEVER;
    private long armed = NEVER;
    /** Added to by whoever runs the directory, taken from by whoever runs the group. */
    private final AtomicInteger ids = new AtomicInteger();

    private volatile boolean gone;

    GroupRunner(Group group, GroupHost host) {
        this.group = group;
        this.host = host;
    }

    Group group() {
        return group;
    }

    /** Gives the group an input and runs it, unless another thread does; from inside a group only the first. */
    void submit(Object input) {
        Turn turn = Turn.current();
        offer(input, turn);
        turn.run();
    }

    /** Gives the group an input; if it was idle the turn runs it. */
    void offer(Object input, Turn turn) {
        if (claim()) {
            // Whoever claims an idle group brings its input along; the inbox is for those who find it claimed.
            if (inbox.isEmpty()) {
                first = input;
            } else {
                inbox.add(input);
            }
            turn.add(this);
            return;
        }
        inbox.add(input);
        // An input that was added when the claim was being given up may not have been seen.
        if (claim()) {
            turn.add(this);
        }
    }

    private boolean claim() {
        return !claimed.get() && claimed.compareAndSet(false, true);
    }

    /**
     * Runs a batch of inputs. The claim is still held afterwards if there may be more. The first input may take as long as
     * it takes: what may be long is not run by an event loop.
     *
     * @return whether the caller is to go on with this group
     */
    boolean drain() {
        long until = 0;
        for (int done = 0; done < BATCH; done++) {
            Object input = first == null ? inbox.poll() : first;
            first = null;
            // Most often there is but one, for which nobody looks at the clock.
            if (done == 1) {
                until = System.nanoTime() + Turn.LONGEST_NANOS;
            } else if (done > 1 && input != null && System.nanoTime() - until > 0) {
                first = input;
                return true;
            }
            if (input instanceof Invoke invoke
                    && LongWalks.isLong(invoke, group)
                    && host.relief().onLoop().getAsBoolean()) {
                first = input;
                handOver();
                return false;
            }
            if (input == null) {
                claimed.set(false);
                // An input that was added before the claim was given up found it taken: nobody else runs it.
                if (inbox.isEmpty() || !claim()) {
                    return false;
                }
            } else {
                apply(input);
            }
        }
        return true;
    }

    /** Returns who takes over from the thread that runs the group. */
    Relief relief() {
        return host.relief();
    }

    private void handOver() {
        host.relief().workers().execute(() -> {
            Turn turn = Turn.current();
            turn.add(this);
            turn.run();
        });
    }

    private void apply(Object input) {
        if (input instanceof Input forGroup) {
            apply(forGroup);
            return;
        }
        try {
            ((Runnable) input).run();
        } catch (Throwable broken) {
            LOG.error("a task of the driver failed", broken);
        }
    }

    private void apply(Input input) {
        if (gone) {
            host.missing(input);
            return;
        }
        try {
            group.apply(input, host);
        } catch (Throwable broken) {
            // Whatever it is, the claim must not be lost with it, and its caller must not wait for ever.
            LOG.error("a group failed on {}", input.getClass().getSimpleName(), broken);
            host.failed(group, input);
        }
    }

    /** The timer that was armed for that time has come, by the machine's time or a little before. */
    void timerCame(long armedFor, long now) {
        if (armedFor != armed) {
            return;
        }
        armed = NEVER;
        if (wish <= now) {
            wish = NEVER;
            apply(new TimePassed(now));
        } else if (wish != NEVER) {
            wakeAt(wish);
        }
    }

    /** Wakes the group at that time of the machine; replaces an earlier wish. */
    void wakeAt(long nanos) {
        wish = nanos;
        // A timer that is armed for earlier comes and finds the new wish; a lease that is renewed again and again arms
        // one.
        if (nanos < armed) {
            armed = nanos;
            host.arm(this, nanos);
        }
    }

    /** Moves the group to another host, between two inputs. */
    void moveTo(GroupHost next) {
        host = next;
    }

    /** One more id leads here. Called by whoever runs the directory. */
    void idAdded() {
        ids.incrementAndGet();
    }

    /** One id less leads here; after the last one the group is gone. Called by whoever runs the group. */
    void idRemoved() {
        gone = ids.decrementAndGet() == 0;
    }
}
