package dev.steward.process.child;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log, once, that a line of a child could not be shown. Safe for use by any number of threads. */
final class LostLines {

    private static final Logger LOG = LoggerFactory.getLogger(LostLines.class);

    private final AtomicBoolean told = new AtomicBoolean();

    /** A line was lost; throws nothing. */
    void add(Throwable why) {
        if (!told.compareAndSet(false, true)) {
            return;
        }
        try {
            LOG.warn("a line of a child process was lost; further ones are not told", why);
        } catch (RuntimeException | Error cannotSay) {
            // The log prints to what has just failed.
            return;
        }
    }
}
