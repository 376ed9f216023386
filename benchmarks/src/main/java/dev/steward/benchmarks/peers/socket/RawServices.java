package dev.steward.benchmarks.peers.socket;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/** What a raw server does beside echoing and relaying: a lock for all, and bytes that a connection keeps. */
public final class RawServices {

    /** Takes the lock; the same byte comes back. */
    public static final int LOCK = 'l';
    /** Releases the lock; the same byte comes back. */
    public static final int UNLOCK = 'u';
    /** Keeps what follows, length first; the same byte comes back. */
    static final int PUT = 'p';
    /** Asks for what is kept, length first. */
    static final int GET = 'g';

    private final ReentrantLock lock = new ReentrantLock(true);

    /** Locks and unlocks for one connection until it ends. */
    void lock(InputStream in, OutputStream out) throws IOException {
        try {
            for (int asked = in.read(); asked >= 0; asked = in.read()) {
                if (asked == LOCK) {
                    lock.lock();
                } else {
                    lock.unlock();
                }
                out.write(asked);
            }
        } finally {
            if (lock.isHeldByCurrentThread()) {
                lock.unlock();
            }
        }
    }

    /** Keeps bytes of one connection until it ends. */
    static void store(InputStream in, OutputStream out) throws IOException {
        DataInputStream from = new DataInputStream(in);
        DataOutputStream to = new DataOutputStream(out);
        byte[] kept = new byte[0];
        for (int asked = from.read(); asked >= 0; asked = from.read()) {
            if (asked == PUT) {
                kept = new byte[from.readInt()];
                from.readFully(kept);
                to.write(PUT);
            } else {
                to.writeInt(kept.length);
                to.write(kept);
            }
        }
    }
}
