package dev.steward.server.machine;

import dev.steward.objects.SessionId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one thread has to run: the groups that it claimed because it brought them an input while they were idle. A group
 * that forwards to another only adds here, so groups never run inside each other, however long the chain.
 *
 * <p>Turns are taken by time: an event loop that has run groups for 4 ms hands over what is left and reads again, a worker
 * leaves it to the next turn of whoever waits for it.
 */
final class Turn {

    /** After so long others come first. */
    static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** So many groups of one input each do not take that long; the clock is looked at after that. */
    private static final int MOST_UNTIMED = 64;

    private static final ThreadLocal<Turn> OF_THIS_THREAD = ThreadLocal.withInitial(Turn::new);

    private Deque<GroupRunner> claimed = new ArrayDeque<>();
    private @Nullable GroupRunner running;

    private Turn() {}

    /** Returns the turn of the calling thread. */
    static Turn current() {
        return OF_THIS_THREAD.get();
    }

    /** Returns the group that this thread runs now. */
    GroupRunner runner() {
        return Objects.requireNonNull(running, "no group runs on this thread");
    }

    /** Adds a group that this thread has claimed. */
    void add(GroupRunner runner) {
        claimed.add(runner);
    }

    /** Runs what is claimed until nothing is left, or others take over, unless this thread is inside a group already. */
    void run() {
        if (running != null) {
            return;
        }
        try {
            long until = 0;
            int untimed = 0;
            for (GroupRunner runner = claimed.poll(); runner != null; runner = claimed.poll()) {
                running = runner;
                boolean more = runner.drain();
                if (more) {
                    claimed.add(runner);
                }
                if (more || ++untimed == MOST_UNTIMED) {
                    untimed = 0;
                    long now = System.nanoTime();
                    if (until == 0) {
                        until = now + LONGEST_NANOS;
                    } else if (now - until > 0 && runner.relief().isDue()) {
                        handOver(runner.relief().workers());
                        return;
                    }
                }
            }
        } finally {
            running = null;
        }
    }

    /**
     * Lets workers go on with all that is claimed, which stays so: with an object when it is the turn of a session that has a
     * call there, with the others, which everybody needs, together.
     */
    private void handOver(Workers workers) {
        Deque<GroupRunner> left = claimed;
        claimed = new ArrayDeque<>();
        Deque<GroupRunner> anybodys = new ArrayDeque<>();
        for (GroupRunner runner : left) {
            if (runner.nextCaller().equals(SessionId.LOCAL) && !runner.isNextLong()) {
                anybodys.add(runner);
            } else {
                runner.leaveToWorkers();
            }
        }
        if (!anybodys.isEmpty()) {
            workers.execute(SessionId.LOCAL, () -> run(anybodys));
        }
    }

    /** Runs groups that somebody has claimed for the calling thread. */
    static void run(Collection<GroupRunner> runners) {
        Turn turn = current();
        turn.claimed.addAll(runners);
        turn.run();
    }
}
