package dev.steward.server.machine;

import dev.steward.api.ObjectId;
import dev.steward.objects.Group;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.SessionId;
import dev.steward.objects.TimePassed;
import dev.steward.protocol.report.LimitedLog;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Status;
import java.util.List;
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
    private static final LimitedLog NEED = LimitedLog.warnings(LOG);

    /** So many inputs at a time, and no more for so long; then the other groups of the same turn come first. */
    private static final int BATCH = 128;

    private final Group group;
    private final Queue<Object> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean claimed = new AtomicBoolean();
    private volatile GroupHost host;
    /** What comes before everything in the inbox. */
    private @Nullable Object first;
    /** Where the group waits for a worker, and has not yet begun; null while it does not. Set by whoever holds the claim. */
    private volatile @Nullable PlaceInLine place;

    private long wish = NEVER;
    private long armed = NEVER;
    /** Added to by whoever runs the directory, taken from by whoever runs the group. */
    private final AtomicInteger ids = new AtomicInteger();

    private volatile boolean gone;
    /** How much of what the group holds is in the account of its host. */
    private volatile long accounted;

    GroupRunner(Group group, GroupHost host) {
        this.group = group;
        this.host = host;
        count();
    }

    /** Has the account of the host say what the group holds now. */
    private void count() {
        long held = gone ? 0 : group.heldBytes();
        if (held != accounted) {
            host.account().add(held - accounted);
            accounted = held;
        }
    }

    /** Returns what the group held after its last input. Any thread. */
    long accounted() {
        return accounted;
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
                inbox.add(waiting(input));
            }
            turn.add(this);
            return;
        }
        inbox.add(waiting(input));
        // An input that was added when the claim was being given up may not have been seen.
        if (claim()) {
            turn.add(this);
            return;
        }
        PlaceInLine waiting = place;
        if (waiting != null) {
            waiting.waitForToo(callerOf(input));
        }
    }

    /**
     * Has a worker go on with the group, whose claim the caller holds, when it is the turn of anybody whose call waits in it:
     * those of now, and of whoever comes meanwhile.
     */
    void leaveToWorkers() {
        SessionId next = nextCaller();
        PlaceInLine waiting = new PlaceInLine(host.relief().workers(), this::takeTurn);
        // Whoever adds an input from now on sees the place; the others' are in the inbox.
        place = waiting;
        waiting.waitFor(next);
        for (Object each : inbox) {
            waiting.waitForToo(callerOf(each));
        }
    }

    private void takeTurn() {
        place = null;
        Turn.run(List.of(this));
    }

    /** An input whose arguments are counted while it waits in the inbox. */
    private record Counted(Object input, MemoryAccount account, long bytes) {}

    private Object waiting(Object input) {
        long bytes = input instanceof Input forGroup ? MemoryAccount.ofArguments(forGroup) : 0;
        if (bytes == 0) {
            return input;
        }
        MemoryAccount account = host.account();
        account.add(bytes);
        return new Counted(input, account, bytes);
    }

    private @Nullable Object polled() {
        Object next = inbox.poll();
        if (next instanceof Counted counted) {
            counted.account().add(-counted.bytes());
            return counted.input();
        }
        return next;
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
            Object input = first == null ? polled() : first;
            first = null;
            // Most often there is but one, for which nobody looks at the clock.
            if (done == 1) {
                until = System.nanoTime() + Turn.LONGEST_NANOS;
            } else if (done > 1 && input != null && System.nanoTime() - until > 0) {
                first = input;
                return true;
            }
            boolean isLong = input instanceof Input forGroup && LongSteps.isLong(forGroup, group);
            if (isLong && host.relief().onLoop().getAsBoolean()) {
                first = input;
                leaveToWorkers();
                return false;
            }
            if (isLong && input instanceof Invoke invoke && isForNobody(invoke)) {
                String sentence = "the session has ended, and nobody waits for what was to be read";
                host.failed(group, invoke, Status.SESSION_ENDED, sentence);
            } else if (input == null) {
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

    /** Returns whose call comes next; {@link SessionId#LOCAL} if it is none of an object, or nobody's in particular. */
    SessionId nextCaller() {
        return callerOf(next());
    }

    private @Nullable Object next() {
        return first == null ? inbox.peek() : first;
    }

    /** Returns whether what comes next is not for an event loop. */
    boolean isNextLong() {
        return inputOf(next()) instanceof Input forGroup && LongSteps.isLong(forGroup, group);
    }

    private static @Nullable Object inputOf(@Nullable Object waiting) {
        return waiting instanceof Counted counted ? counted.input() : waiting;
    }

    private static SessionId callerOf(@Nullable Object waiting) {
        Object input = inputOf(waiting);
        return input instanceof Invoke invoke && !invoke.target().equals(ObjectId.DIRECTORY)
                ? invoke.call().session()
                : SessionId.LOCAL;
    }

    /** Returns whether a call changes nothing, and its session has ended. */
    private boolean isForNobody(Invoke invoke) {
        return invoke.operation().manner() == Manner.READS
                && host.hasEnded(invoke.call().session());
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
            if (hasRoomFor(input)) {
                group.apply(input, host);
            } else {
                host.failed(group, input, Status.OVERLOADED, noMemoryFor(input));
            }
        } catch (OutOfMemoryError noMemory) {
            NEED.tell("no memory", () -> noMemoryFor(input));
            host.failed(group, input, Status.OVERLOADED, noMemoryFor(input));
        } catch (Throwable broken) {
            // Whatever it is, the claim must not be lost with it, and its caller must not wait for ever.
            LOG.error("a group failed on {}", input.getClass().getSimpleName(), broken);
            String sentence = "the server failed; its log has the stack and says what it was";
            host.failed(group, input, Status.INTERNAL, sentence);
        }
        count();
    }

    /** Many elements are copied, or ordered, in memory that the account does not know. */
    private boolean hasRoomFor(Input input) {
        if (!(input instanceof Invoke invoke) || !WorkingMemory.isTakenBy(invoke.operation())) {
            return true;
        }
        long working = WorkingMemory.with(group.weight());
        return working == 0 || host.account().hasRoomFor(working);
    }

    private String noMemoryFor(Input input) {
        String what = input instanceof Invoke invoke
                ? invoke.operation().toString()
                : input.getClass().getSimpleName();
        return WorkingMemory.refusal(what, group.weight());
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
        leaveAccount();
        host = next;
        count();
    }

    /** The group is run elsewhere from now on: what still comes here is missing it. Called between two inputs. */
    void giveAway(GroupHost forwarding) {
        gone = true;
        wish = NEVER;
        moveTo(forwarding);
    }

    /** What the group holds is not in the account of its host any more. */
    void leaveAccount() {
        host.account().add(-accounted);
        accounted = 0;
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
