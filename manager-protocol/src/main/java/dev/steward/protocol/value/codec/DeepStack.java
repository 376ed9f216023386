package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.KryoException;
import dev.steward.protocol.value.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks values that nest deeper than the stack of a user's thread has room for: on a thread of its own, for which the system
 * reserves addresses and gives memory only as far as the stack gets. A few at once; others wait for them. Thread-safe.
 */
final class DeepStack {

    /** Room for {@link EnvelopeKryo#MOST_DEEP_LEVELS}, also where nothing is compiled yet. */
    private static final long BYTES = 1L << 30;

    private static final int MOST_AT_ONCE = 2;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final DeepStack OF_THIS_PROCESS = new DeepStack(MOST_AT_ONCE, LONGEST_WAIT);

    /** First come, first served. */
    private final Semaphore places;

    private final Duration longestWait;

    /**
     * For so many values at once.
     *
     * @param longestWait after so long what waits for a place is refused
     */
    DeepStack(int places, Duration longestWait) {
        this.places = new Semaphore(places, true);
        this.longestWait = longestWait;
    }

    /** Returns the one that all codecs of this process share. */
    static DeepStack ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /** A value nests deeper than is walked on the stack of any thread: it is begun anew on such a one. Has no trace. */
    static final class TooDeep extends KryoException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super("too deep");
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    /** No stack can be had: nothing was begun. */
    static final class Unavailable extends KryoException {
        private static final long serialVersionUID = 1L;

        private final String cure;

        Unavailable(String what, String cure, @Nullable Throwable cause) {
            super(what, cause);
            this.cure = cure;
        }

        /** Returns what users are told. */
        Refusal refusal() {
            return new Refusal(String.valueOf(getMessage()), cure, this);
        }
    }

    /** What came of it: a result, or what was thrown. */
    private static final class Walk<T> implements Runnable {
        private final Supplier<T> work;
        private @Nullable T result;
        private @Nullable Throwable thrown;

        Walk(Supplier<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                result = work.get();
            } catch (RuntimeException | Error e) {
                thrown = e;
            }
        }

        private @Nullable T end() {
            if (thrown instanceof RuntimeException failure) {
                throw failure;
            }
            if (thrown instanceof Error failure) {
                throw failure;
            }
            return result;
        }
    }

    /** Has the stack. */
    private static final class Walker extends Thread {
        Walker(Runnable walk) {
            super(null, walk, "manager-deep-value", BYTES);
            setDaemon(true);
        }
    }

    /**
     * Returns what the work gives, and throws what it throws. Blocks while others walk, and while it does. An interrupt of the
     * caller is handed on to it.
     *
     * @param references carries over what the caller's thread has for them
     * @throws Unavailable if the work could not be begun
     */
    <T> @Nullable T call(References references, Supplier<T> work) {
        if (Thread.currentThread() instanceof Walker) {
            // Users' code that is run by a walk has values of its own: who waited here would wait for itself.
            return work.get();
        }
        boolean interrupted = awaitPlace();
        try {
            Walk<T> walk = new Walk<>(work);
            Walker walker = new Walker(references.carried(walk));
            try {
                walker.start();
            } catch (OutOfMemoryError noRoom) {
                throw new Unavailable(
                        "it nests so deep that it takes a stack of its own, for which there are no addresses left",
                        "flatten it, or allow the process more memory",
                        noRoom);
            }
            if (interrupted) {
                walker.interrupt();
            }
            while (true) {
                try {
                    walker.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    walker.interrupt();
                }
            }
            return walk.end();
        } finally {
            places.release();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns whether it was interrupted meanwhile. */
    private boolean awaitPlace() {
        long deadline = System.nanoTime() + longestWait.toNanos();
        boolean interrupted = false;
        while (true) {
            try {
                if (places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return interrupted;
                }
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new Unavailable(
                "it nests so deep that it takes a stack of its own, of which a process has " + MOST_AT_ONCE
                        + ", and none was free for " + longestWait.toSeconds() + " s",
                "try again, or flatten it",
                null);
    }
}
