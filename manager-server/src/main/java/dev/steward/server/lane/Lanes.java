package dev.steward.server.lane;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All lanes of a server. Any thread may submit; the lanes' threads are named {@code manager-server-lane-<session>-<caller>}.
 *
 * <p>Where threads are scarce there are at most so many: a new lane takes the place of the one that is idle longest, and
 * if none is idle its call is refused. So it is if its session has half of those that are not busy for others. Its monitor guards making and ending lanes; the order is lanes, then lane.
 */
public final class Lanes {

    private final Map<LaneKey, Lane> lanes = new ConcurrentHashMap<>();
    private final LaneThreads threads;
    private final int mostThreads;
    private int living;
    private boolean draining;

    /** Lanes on the best threads that this JDK has; at most so many if they are platform threads. */
    public Lanes(int mostThreads) {
        this(LaneThreads.ofThisJdk(), mostThreads);
    }

    Lanes(LaneThreads threads, int mostThreads) {
        this.threads = threads;
        this.mostThreads = mostThreads;
    }

    /** Hands a call to the lane of its caller. Refused at once if the server drains or has no thread left for it. */
    public void submit(LaneKey key, LaneTask task) {
        Lane lane = lanes.get(key);
        if (lane != null && lane.offer(task)) {
            return;
        }
        LaneTask.Refusal refusal = submitToNewLane(key, task);
        if (refusal != null) {
            task.refuse(refusal);
        }
    }

    private synchronized LaneTask.@Nullable Refusal submitToNewLane(LaneKey key, LaneTask task) {
        if (draining) {
            return LaneTask.Refusal.DRAINING;
        }
        Lane present = lanes.get(key);
        if (present != null && present.offer(task)) {
            return null;
        }
        if (threads.scarce() && (!hasShareLeft(key.session()) || (living >= mostThreads && !endIdlest()))) {
            return LaneTask.Refusal.OVERLOADED;
        }
        Lane lane = new Lane(this, key);
        lane.offer(task);
        lanes.put(key, lane);
        living++;
        lane.start(threads.unstarted("manager-server-lane-" + key.session() + "-" + key.thread(), lane::run));
        return null;
    }

    private boolean hasShareLeft(Object session) {
        int own = 0;
        int others = 0;
        for (Lane lane : lanes.values()) {
            if (lane.idleSince() == Long.MAX_VALUE) {
                if (lane.key().session().equals(session)) {
                    own++;
                } else {
                    others++;
                }
            }
        }
        return own < (mostThreads - others + 1) / 2;
    }

    private boolean endIdlest() {
        List<Lane> byIdleness = lanes.values().stream()
                .filter(lane -> lane.idleSince() != Long.MAX_VALUE)
                .sorted(Comparator.comparingLong(Lane::idleSince))
                .toList();
        for (Lane lane : byIdleness) {
            if (lane.endIfIdle()) {
                lanes.remove(lane.key(), lane);
                return true;
            }
        }
        return false;
    }

    /** Cancels a call: one that waits is refused, one that runs is interrupted and still answers. */
    public void cancel(LaneKey key, long number) {
        Lane lane = lanes.get(key);
        if (lane != null) {
            lane.cancel(number);
        }
    }

    /** Ends the lane of a logical thread that ended, after the calls that it left behind. */
    public void finish(LaneKey key) {
        Lane lane = lanes.get(key);
        if (lane != null) {
            lane.finish();
        }
    }

    private void end(LaneKey key) {
        Lane lane = lanes.remove(key);
        if (lane != null) {
            lane.end(LaneTask.Refusal.SESSION_ENDED, true);
        }
    }

    /** Ends all lanes of a session; calls that still run are interrupted. */
    public void endSession(Object session) {
        lanes.keySet().stream().filter(key -> key.session().equals(session)).forEach(this::end);
    }

    /** Refuses what waits and takes no more; what runs goes on. */
    public void drain() {
        synchronized (this) {
            draining = true;
        }
        lanes.values().forEach(lane -> lane.end(LaneTask.Refusal.DRAINING, false));
    }

    /** Waits until every lane's thread has ended; returns whether they did in time. */
    public boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        return awaitEndBut(0, timeout, unit);
    }

    /** As {@link #awaitEnd}, but for the lanes whose calls have had the JVM exit: they end with it. */
    public boolean awaitEndBeforeExit(long timeout, TimeUnit unit) throws InterruptedException {
        return awaitEndBut(lanes.values().stream().filter(Lane::isExiting).count(), timeout, unit);
    }

    private synchronized boolean awaitEndBut(long exiting, long timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        for (long left = deadline - System.nanoTime(); living > exiting; left = deadline - System.nanoTime()) {
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Interrupts what still runs. */
    public void interruptAll() {
        lanes.values().forEach(lane -> lane.end(LaneTask.Refusal.DRAINING, true));
    }

    /** Returns how many lanes have a thread. */
    public synchronized int living() {
        return living;
    }

    synchronized void ended(Lane lane) {
        lanes.remove(lane.key(), lane);
        living--;
        notifyAll();
    }
}
