package dev.steward.server.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds a log: takes a snapshot on a thread of its own whenever so much was written since the last one that reading it again
 * would take longer than reading a snapshot, and drops what is in that.
 */
final class SnapshotKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
    private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final DurableLog log;
    private final SnapshotFile file;
    private final LogIdentity identity;
    private final SnapshotFile.Saver saver;
    private final long leastBytes;
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "manager-server-snapshots");
    private volatile long nextAt;
    private volatile boolean closed;

    /**
     * Takes none before it is started.
     *
     * @param leastBytes how much is written at least from one to the next
     */
    SnapshotKeeper(DurableLog log, SnapshotFile file, LogIdentity identity, SnapshotFile.Saver saver, long leastBytes) {
        this.log = log;
        this.file = file;
        this.identity = identity;
        this.saver = saver;
        this.leastBytes = leastBytes;
        this.nextAt = leastBytes;
        thread.setDaemon(true);
    }

    void start() throws IOException {
        nextAt = Math.max(leastBytes, file.bytes());
        thread.start();
    }

    /** The log has so many bytes now. Does not block. */
    void written(long bytes) {
        if (bytes >= nextAt && wanted.availablePermits() == 0) {
            wanted.release();
        }
    }

    private void run() {
        try {
            wanted.acquire();
            while (!closed) {
                save();
                wanted.drainPermits();
                wanted.acquire();
            }
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
    }

    private void save() {
        long bytes = log.bytes();
        try {
            // What was written until now is in segments that can be dropped as a whole.
            log.roll();
            long lastEntry = file.write(identity, out -> saver.save(new UntilClosed(out)));
            log.dropUntil(lastEntry);
            nextAt = log.bytes() + Math.max(leastBytes, file.bytes());
            LOG.debug("a snapshot of {} bytes ends with entry {}", file.bytes(), lastEntry);
        } catch (IOException failed) {
            // It is a matter of space and time only: the log has everything.
            nextAt = bytes + leastBytes;
            if (!closed) {
                LOG.warn("no snapshot could be written to {}: {}", file.file(), failed.getMessage());
            }
        } catch (RuntimeException | Error fault) {
            nextAt = bytes + leastBytes;
            LOG.error("no snapshot could be taken; the log goes on without", fault);
        }
    }

    /** Ends a snapshot that is written while its server ends. */
    private final class UntilClosed extends FilterOutputStream {

        UntilClosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException("the server ends");
            }
            out.write(bytes, offset, length);
        }
    }

    /** Takes no more; waits for the end of one that is taken, of which nothing is kept. */
    @Override
    public void close() {
        closed = true;
        wanted.release();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
