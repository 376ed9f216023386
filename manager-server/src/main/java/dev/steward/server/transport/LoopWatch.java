package dev.steward.server.transport;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gives each event loop a task every second and sees how long it takes until the loop comes to it. Any thread. */
public final class LoopWatch {

    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

    private final List<Probe> probes = new ArrayList<>();

    /** One loop, and the task that it was given last. */
    private static final class Probe {
        private final EventExecutor loop;
        private final AtomicBoolean given = new AtomicBoolean();
        private volatile long since;
        private volatile long took;

        Probe(EventExecutor loop) {
            this.loop = loop;
        }

        void give() {
            if (given.compareAndSet(false, true)) {
                since = System.nanoTime();
                try {
                    loop.execute(() -> {
                        took = System.nanoTime() - since;
                        given.set(false);
                    });
                } catch (RejectedExecutionException serverHasEnded) {
                    given.set(false);
                }
            }
        }

        Duration delay() {
            long begun = since;
            return Duration.ofNanos(given.get() ? Math.max(took, System.nanoTime() - begun) : took);
        }
    }

    /** Begins to watch. */
    public LoopWatch(Loops loops) {
        for (EventExecutor loop : loops.group()) {
            probes.add(new Probe(loop));
        }
        give();
        // A loop that is held gives itself no task: each is given its task by the next one.
        for (int i = 0; i < probes.size(); i++) {
            Probe next = probes.get((i + 1) % probes.size());
            var ignored = probes.get(i).loop.scheduleAtFixedRate(next::give, EVERY, EVERY, TimeUnit.NANOSECONDS);
        }
    }

    private void give() {
        probes.forEach(Probe::give);
    }

    /** Returns for how long each loop has not come to its task, or needed for the last one. */
    public List<Duration> delays() {
        give();
        return probes.stream().map(Probe::delay).toList();
    }
}
