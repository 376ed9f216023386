package dev.steward.server.machine;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The machine's time: nanoseconds that never go back and advance at most half a second per tick, so that a server that was
 * stopped for a minute expires nobody: the shortest lease is a second, and of two heartbeats in it one lies unread in the
 * server's buffers. {@link #tick} is called by one timer; reading takes no lock.
 */
public final class ServerClock {

    /** How often {@link #tick} has to be called. */
    public static final Duration TICK = Duration.ofMillis(250);

    private static final long MOST_PER_TICK = Duration.ofMillis(500).toNanos();

    private static final ServerClock OF_THIS_PROCESS = new ServerClock(System::nanoTime);

    private final LongSupplier nanoTime;
    private volatile Tick last;

    /** Returns the clock of all servers of this process: a shared object keeps its deadlines when a server takes it in. */
    public static ServerClock ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /**
     * A clock at 0.
     *
     * @param nanoTime the time that it follows, in nanoseconds
     */
    public ServerClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = new Tick(0, nanoTime.getAsLong());
    }

    /** Returns the machine's time in nanoseconds. */
    public long now() {
        Tick tick = last;
        return tick.machine + Math.min(nanoTime.getAsLong() - tick.real, MOST_PER_TICK);
    }

    /** Lets the clock go on for another half a second at most. */
    public synchronized void tick() {
        Tick tick = last;
        long real = nanoTime.getAsLong();
        last = new Tick(tick.machine + Math.min(real - tick.real, MOST_PER_TICK), real);
    }

    private record Tick(long machine, long real) {}
}
