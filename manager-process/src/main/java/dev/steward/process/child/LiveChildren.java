package dev.steward.process.child;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The children of this process that run. When this process ends in order, it ends them first and waits a moment, so that
 * nothing of it is left when it is gone; when it does not, they notice by themselves. Those that end last do so in either
 * case: shutdown hooks, which run all at the same time, here and in the other children, may need them.
 */
final class LiveChildren {

    private static final Logger LOG = LoggerFactory.getLogger(LiveChildren.class);

    private static final long MILLIS_TO_END = 2_000;

    private static final Set<ChildJvm> LIVE = ConcurrentHashMap.newKeySet();

    private static final CountDownLatch ENDING = new CountDownLatch(1);

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(LiveChildren::endAll, "process-end-children"));
        } catch (IllegalStateException ending) {
            // This process ends already: a child that it still starts notices by itself that it has.
            ENDING.countDown();
            LOG.debug("the first child was started while this process ends", ending);
        }
    }

    private LiveChildren() {}

    static void add(ChildJvm child) {
        LIVE.add(child);
        if (!child.isAlive()) {
            // It may have ended before it was added.
            LIVE.remove(child);
        }
    }

    static void remove(ChildJvm child) {
        LIVE.remove(child);
    }

    /** Returns what is down when this process has begun to end. */
    static CountDownLatch ending() {
        return ENDING;
    }

    private static void endAll() {
        ENDING.countDown();
        List<ChildJvm> ending =
                LIVE.stream().filter(child -> !child.options().endsLast()).toList();
        ending.forEach(ChildJvm::terminate);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS_TO_END);
        for (ChildJvm child : ending) {
            awaitEnd(child, deadline);
        }
    }

    private static void awaitEnd(ChildJvm child, long deadline) {
        try {
            child.onExit().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException late) {
            child.kill();
        } catch (InterruptedException interrupted) {
            child.kill();
            Thread.currentThread().interrupt();
        }
    }
}
