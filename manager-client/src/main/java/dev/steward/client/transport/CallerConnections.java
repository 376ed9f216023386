package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The caller connections of one stay in a session. Opened by the callers that find none idle, up to a limit; the one used
 * last is lent first. Any thread; only opening blocks.
 */
final class CallerConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallerConnections.class);

    /** After a refusal callers share for this long before one tries to open a connection again. */
    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(1);

    /** Opens a connection; blocks. */
    @FunctionalInterface
    interface Opener {
        CallerConnection open() throws IOException;
    }

    private final Opener opener;
    private final int most;
    private final Deque<CallerConnection> idle = new ConcurrentLinkedDeque<>();
    private final Set<CallerConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger lingering = new AtomicInteger();
    private final CompletableFuture<@Nullable Void> allClosed = new CompletableFuture<>();
    private volatile boolean closed;
    private volatile long notBefore = System.nanoTime();

    CallerConnections(Opener opener, int most) {
        this.opener = opener;
        this.most = most;
    }

    /** Lends a connection, or returns null if all are lent and no other can be had. */
    @Nullable
    CallerConnection borrow() {
        CallerConnection lent = idle.pollFirst();
        if (lent != null || closed || count.get() >= most) {
            return lent;
        }
        boolean mayOpen =
                System.nanoTime() - notBefore >= 0 && !Thread.currentThread().isInterrupted();
        return mayOpen ? openOne() : null;
    }

    private @Nullable CallerConnection openOne() {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            return null;
        }
        try {
            CallerConnection opened = opener.open();
            open.add(opened);
            if (closed) {
                discard(opened);
                return null;
            }
            return opened;
        } catch (IOException | ManagerException refused) {
            count.decrementAndGet();
            notBefore = System.nanoTime() + PAUSE_AFTER_REFUSAL.toNanos();
            LOG.debug("no further caller connection: {}", refused.toString());
            return null;
        }
    }

    /**
     * Takes the right to keep a connection for a call that may wait long. Half of the connections may be kept so: the
     * others are for calls that are answered soon.
     *
     * @return whether the right was taken; it is given back with {@link #lingered}
     */
    boolean tryLinger() {
        if (lingering.incrementAndGet() <= most / 2) {
            return true;
        }
        lingering.decrementAndGet();
        return false;
    }

    /** Gives back the right to keep a connection for a call that waits. */
    void lingered() {
        lingering.decrementAndGet();
    }

    /** Takes a connection back that can be lent again. */
    void giveBack(CallerConnection connection) {
        if (closed) {
            discard(connection);
        } else {
            idle.addFirst(connection);
            if (closed) {
                closeIdle();
            }
        }
    }

    /** Closes a connection that its borrower found broken. */
    void discard(CallerConnection connection) {
        if (open.remove(connection)) {
            count.decrementAndGet();
            connection.close();
            tellIfAllClosed();
        }
    }

    private void tellIfAllClosed() {
        if (closed && open.isEmpty()) {
            allClosed.complete(null);
        }
    }

    /**
     * Closes what is idle, lends nothing more, and leaves what is lent to its borrowers until the server has closed it. Never
     * blocks.
     *
     * @return completed when all are closed, on the thread of the last borrower
     */
    CompletableFuture<@Nullable Void> readOut() {
        closed = true;
        closeIdle();
        tellIfAllClosed();
        return allClosed;
    }

    private void closeIdle() {
        CallerConnection unused = idle.pollFirst();
        while (unused != null) {
            discard(unused);
            unused = idle.pollFirst();
        }
    }

    /** Closes what is idle and ends what is lent; its borrowers discard it. Never blocks. */
    @Override
    public void close() {
        CompletableFuture<?> unused = readOut();
        open.forEach(CallerConnection::abort);
    }
}
