package dev.steward.process.cell;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The words of a lock in shared memory, eight bytes each.
 *
 * @param memory in native order, with zeros for a new lock
 * @param at where they begin; a multiple of eight
 */
record LockWords(ByteBuffer memory, int at) {

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** The {@link ProcessWord} of who holds it, or zero. */
    private static final int OWNER = 0;
    /** One if somebody who has waited for long asks those who come to let him go first. */
    private static final int PRECEDENCE = OWNER + Long.BYTES;
    /** How often it changed hands. */
    private static final int TOKEN = PRECEDENCE + Long.BYTES;
    /** One if a holder died with it, and nobody was told who took it on purpose. */
    private static final int ABANDONED = TOKEN + Long.BYTES;
    /** Where pids mean the same as for who made it. */
    private static final int NAMESPACE = ABANDONED + Long.BYTES;

    /** How many bytes they take. */
    static final int SIZE = NAMESPACE + Long.BYTES;

    long owner() {
        return (long) LONGS.getVolatile(memory, at + OWNER);
    }

    boolean exchangeOwner(long expected, long next) {
        return LONGS.compareAndSet(memory, at + OWNER, expected, next);
    }

    /** Nobody owns it from now on, and whoever comes sees what the owner did. */
    void disown() {
        LONGS.setRelease(memory, at + OWNER, 0L);
    }

    boolean precedence() {
        return (long) LONGS.getOpaque(memory, at + PRECEDENCE) != 0;
    }

    void precedence(boolean asked) {
        LONGS.setOpaque(memory, at + PRECEDENCE, asked ? 1L : 0L);
    }

    /** Of the owner only. */
    long token() {
        return (long) LONGS.get(memory, at + TOKEN);
    }

    void nextToken() {
        LONGS.set(memory, at + TOKEN, token() + 1);
    }

    /** Of the owner only. */
    boolean abandoned() {
        return (long) LONGS.get(memory, at + ABANDONED) != 0;
    }

    void abandoned(boolean is) {
        LONGS.set(memory, at + ABANDONED, is ? 1L : 0L);
    }

    long namespace() {
        return (long) LONGS.getVolatile(memory, at + NAMESPACE);
    }

    void namespace(long number) {
        LONGS.setVolatile(memory, at + NAMESPACE, number);
    }
}
