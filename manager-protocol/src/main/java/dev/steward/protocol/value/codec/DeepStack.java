package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.KryoException;
import dev.steward.protocol.value.Refusal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks values that nest deeper than the stack of a user's thread has room for: on a thread of its own, for which the system
 * reserves addresses and gives memory only as far as the stack gets. Stateless.
 */
final class DeepStack {

    /** Room for {@link EnvelopeKryo#MOST_DEEP_LEVELS}, also where nothing is compiled yet. */
    private static final long BYTES = 1L << 30;

    private DeepStack() {}

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

    /**
     * Returns what the work gives, and throws what it throws. An interrupt of the caller is handed on to it.
     *
     * @param references carries over what the caller's thread has for them
     */
    static <T> @Nullable T call(References references, Supplier<T> work) {
        Walk<T> walk = new Walk<>(work);
        Thread thread = new Thread(null, references.carried(walk), "manager-deep-value", BYTES);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError noRoom) {
            throw new Refusal(
                    "it nests so deep that it takes a stack of its own, for which there are no addresses left",
                    "flatten it, or allow the process more memory",
                    noRoom);
        }
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return walk.end();
    }
}
