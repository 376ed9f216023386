package dev.steward.python.value;

/**
 * How much may be made of a graph: a fixed multiple of the bytes that it came in. What a pickle has once and refers to often
 * would otherwise be written as often, and a few bytes take all memory. Used by one thread.
 */
final class Budget {

    private static final int TIMES = 16;
    private static final int AT_LEAST = 64 << 10;

    private long left;

    /** Of what came in so many bytes. */
    Budget(long size) {
        left = AT_LEAST + TIMES * size;
    }

    /** Takes so much away; returns whether it was there. Nothing is there any more once something was not. */
    boolean take(long amount) {
        left = amount > left ? -1 : left - amount;
        return left >= 0;
    }
}
