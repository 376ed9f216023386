package dev.steward.process.pipe;

import dev.steward.api.EndOfFileException;
import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import dev.steward.process.link.Packet;
import dev.steward.process.link.PacketKind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One end of something that carries messages. Waiting is here, and the same for all: a receiver and a sender wait at locks
 * of their own, so neither holds up the other. Safe for use by any number of threads; each message goes to one.
 */
public abstract class End implements AutoCloseable {

    /** A sender waits while so many bytes of its own have not been received. */
    static final int WINDOW_BYTES = 64 << 10;

    /** For a wait that only an event ends. */
    public static final long FOREVER = Long.MAX_VALUE;

    static final Runnable NOTHING = () -> {};

    /** A lock with what to wait for. */
    static final class Gate {
        final ReentrantLock lock = new ReentrantLock();
        final Condition changed = lock.newCondition();
        /** Whoever waits for several ends at once. */
        final List<Runnable> watchers = new CopyOnWriteArrayList<>();

        /** Wakes all that wait. Not while the lock is held: watchers are others' code. */
        void wake() {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            watchers.forEach(Runnable::run);
        }
    }

    final Gate in;
    final Gate out;
    final boolean receives;
    final boolean sends;
    volatile boolean closed;
    /** Guarded by {@code in.lock}: a message that its receiver could not open and left here. */
    private @Nullable Packet left;

    End(Gate in, Gate out, boolean receives, boolean sends) {
        this.in = in;
        this.out = out;
        this.receives = receives;
        this.sends = sends;
    }

    /** Returns the message that comes next, or null if none is here; asks for one if need be. {@code in} is locked. */
    abstract @Nullable Packet first();

    /** Removes the message that comes next. {@code in} is locked. Returns what to do about it when no lock is held. */
    abstract Runnable removeFirst();

    /** Returns why no message will come any more, or null. {@code in} is locked, and no message is here. */
    abstract @Nullable RuntimeException endOfInput();

    /** Returns why nothing can be sent, or null. {@code out} is locked. */
    abstract @Nullable RuntimeException endOfOutput();

    /** Returns whether a message may be sent now. {@code out} is locked. */
    abstract boolean hasRoom();

    /** Sends it; does not block. {@code out} is locked. */
    abstract void write(Packet message);

    /** Blocks until what was written is on its way far enough. No lock is held. */
    abstract void awaitWritten() throws InterruptedException;

    /** Lets go of it. Called once. */
    abstract void release();

    /** Returns whether messages can come here. */
    public final boolean isReadable() {
        return receives;
    }

    /** Returns whether messages can be sent here. */
    public final boolean isWritable() {
        return sends;
    }

    /** Returns whether it was closed here. */
    public final boolean isClosed() {
        return closed;
    }

    /**
     * Takes the next message.
     *
     * @param kind what it must be; another one stays where it is
     * @param deadline when to give up, by {@link System#nanoTime}, or {@link #FOREVER}
     * @return null if none came in time
     * @throws EndOfFileException if none can come any more
     * @throws IllegalStateException if the next message is of another kind, or this end is closed, or sends only
     */
    public final @Nullable Packet take(@Nullable PacketKind kind, long deadline) throws InterruptedException {
        Packet message;
        Runnable taken;
        in.lock.lockInterruptibly();
        try {
            message = awaitFirst(deadline);
            if (message == null) {
                return null;
            }
            if (kind != null && message.kind() != kind) {
                throw new IllegalStateException(
                        kind == PacketKind.VALUE
                                ? "the next message was sent with sendBytes: take it with recvBytes()"
                                : "the next message was sent with send: take it with recv()");
            }
            taken = left != null ? NOTHING : removeFirst();
            left = null;
        } finally {
            in.lock.unlock();
        }
        taken.run();
        return message;
    }

    /**
     * Returns whether {@link #take} would not wait: a message is here, or the end.
     *
     * @param deadline how long to wait for that
     */
    public final boolean await(long deadline) throws InterruptedException {
        in.lock.lockInterruptibly();
        try {
            return awaitFirst(deadline) != null;
        } catch (EndOfFileException end) {
            return true;
        } finally {
            in.lock.unlock();
        }
    }

    /** Returns whether {@link #take} would not wait; does not wait either. */
    public final boolean isReady() {
        in.lock.lock();
        try {
            checkReceives();
            return left != null || first() != null || endOfInput() != null;
        } finally {
            in.lock.unlock();
        }
    }

    /** Leaves a message that was taken where it was, for somebody who can open it. */
    public final void leave(Packet message) {
        in.lock.lock();
        try {
            left = message;
        } finally {
            in.lock.unlock();
        }
        in.wake();
    }

    private @Nullable Packet awaitFirst(long deadline) throws InterruptedException {
        while (true) {
            checkReceives();
            Packet message = left != null ? left : first();
            if (message != null) {
                return message;
            }
            RuntimeException end = endOfInput();
            if (end != null) {
                throw end;
            }
            if (deadline == FOREVER) {
                in.changed.await();
            } else {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return null;
                }
                in.changed.awaitNanos(left);
            }
        }
    }

    /**
     * Sends a message. Blocks while too much has not been received.
     *
     * @throws dev.steward.api.ConnectionLostException if nobody can receive it
     * @throws IllegalStateException if this end is closed, or receives only
     * @throws UnsupportedValueException if it is too long
     */
    public final void send(Packet message) throws InterruptedException {
        if (message.size() > Packet.MAX_BODY) {
            throw new UnsupportedValueException(
                    "the message takes " + message.size() + " bytes and a connection carries at most " + Packet.MAX_BODY
                            + ": send it in parts",
                    Outcome.NOT_EXECUTED);
        }
        out.lock.lockInterruptibly();
        try {
            checkSends();
            RuntimeException end = endOfOutput();
            while (end == null && !hasRoom()) {
                out.changed.await();
                checkSends();
                end = endOfOutput();
            }
            if (end != null) {
                throw end;
            }
            write(message);
        } finally {
            out.lock.unlock();
        }
        awaitWritten();
    }

    private void checkReceives() {
        checkOpen();
        if (!receives) {
            throw new IllegalStateException("this end only sends: receive at the other one");
        }
    }

    private void checkSends() {
        checkOpen();
        if (!sends) {
            throw new IllegalStateException("this end only receives: send at the other one");
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "this connection was closed here: use it before close(), or make a new one");
        }
    }

    /** Has something run whenever something changes on the receiving side; to be quick, on any thread. */
    public final void watch(Runnable watcher) {
        in.watchers.add(watcher);
    }

    /** Ends {@link #watch}. */
    public final void unwatch(Runnable watcher) {
        in.watchers.remove(watcher);
    }

    /** Lets go of it; whoever waits at it gets an error. */
    @Override
    public final void close() {
        in.lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            in.lock.unlock();
        }
        release();
        in.wake();
        out.wake();
    }
}
