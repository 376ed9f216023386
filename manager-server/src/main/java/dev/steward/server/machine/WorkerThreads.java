package dev.steward.server.machine;

import dev.steward.objects.SessionId;
import dev.steward.objects.SessionTurns;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads {@code manager-server-worker-<n>} that relieve event loops of long work in the machine; there only while
 * there is some. As the loops they never block and never run users' code. The monitor is held for a few instructions, or while
 * a thread is started.
 */
public final class WorkerThreads implements Workers, AutoCloseable {

    private final ThreadPoolExecutor threads;
    private final SessionTurns<Runnable> ofSessions = new SessionTurns<>();
    private final Queue<Runnable> ofAnybody = new ArrayDeque<>();
    private boolean isAnybodysTurn;

    /** At most so many threads. */
    public WorkerThreads(int most) {
        AtomicInteger made = new AtomicInteger();
        threads = new ThreadPoolExecutor(most, most, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), body -> {
            Thread thread = new Thread(body, "manager-server-worker-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Returns whether something that was given waits for a thread. */
    public boolean othersWait() {
        // What is given to them after their end would be refused.
        return !threads.isShutdown() && !threads.getQueue().isEmpty();
    }

    @Override
    public synchronized void execute(SessionId session, Runnable task) {
        // As many threads come by as there are tasks; which of them one does is seen when it comes. Refused, nothing is
        // left.
        threads.execute(this::runNext);
        if (session.equals(SessionId.LOCAL)) {
            ofAnybody.add(task);
        } else {
            ofSessions.add(session, task);
        }
    }

    private void runNext() {
        Objects.requireNonNull(next(), "more threads than tasks").run();
    }

    private synchronized @Nullable Runnable next() {
        isAnybodysTurn = !isAnybodysTurn;
        boolean takesAnybodys = ofSessions.isEmpty() || (isAnybodysTurn && !ofAnybody.isEmpty());
        return takesAnybodys ? ofAnybody.poll() : ofSessions.next();
    }

    /** Ends the threads after what they were given. To be called after the loops have ended, which hand work over. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
