package dev.steward.server.local;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * That this process uses an object: what all callers of one proxy share. Dropped when the proxy is forgotten, or when the
 * garbage collector finds that nobody has it any more, whichever comes first. Safe for any number of threads.
 */
final class LocalReference {

    private static final Cleaner CLEANER = Cleaner.create();

    private final Drop drop;

    /** Holds an object until it is dropped. */
    LocalReference(LocalTarget target) {
        this.drop = new Drop(target, new AtomicBoolean());
        CLEANER.register(this, drop);
    }

    boolean isDropped() {
        return drop.dropped.get();
    }

    void drop() {
        drop.run();
    }

    /** Must not refer to the reference, or that would never be unreachable. */
    private record Drop(LocalTarget target, AtomicBoolean dropped) implements Runnable {
        @Override
        public void run() {
            if (dropped.compareAndSet(false, true)) {
                target.release();
            }
        }
    }
}
