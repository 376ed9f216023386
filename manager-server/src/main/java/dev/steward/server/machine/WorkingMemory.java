package dev.steward.server.machine;

import dev.steward.vocabulary.Limits;
import dev.steward.vocabulary.Operation;

/** How much memory an operation takes while it is done. Stateless. */
public final class WorkingMemory {

    private static final long MANY_ELEMENTS = 10_000;

    /** A place and a stamp when what is there is copied into more room; a sort takes about as much. */
    private static final int BYTES_OF_ELEMENT = 32;

    private WorkingMemory() {}

    /** Returns whether an operation may take memory beside what it stores; not if it must go on because it frees something. */
    public static boolean isTakenBy(Operation operation) {
        return operation == Operation.LIST_SORT || operation.stores();
    }

    /** Returns about how many bytes such an operation takes where there are so many elements; 0 if they are few. */
    public static long with(long elements) {
        return elements > MANY_ELEMENTS ? BYTES_OF_ELEMENT * elements : 0;
    }

    /** Returns the sentence that something is refused with for which there is no memory. */
    public static String refusal(String what, long elements) {
        return "the server has no memory for " + what + " where there are " + elements + " elements ("
                + Limits.named("HEAP_PERCENT")
                + "); nothing was done: take or delete something, try again later, or give the"
                + " server a larger -Xmx";
    }

    /**
     * Returns the sentence for what has found no memory although the heap was not called full: a large value is one piece of
     * it, and free memory may lie in smaller ones.
     */
    public static String shortage(String what) {
        return "the server has no memory in one piece for " + what
                + "; nothing was done: take or delete something, give the server a larger -Xmx, or leave more of it free by"
                + " a smaller " + Limits.named("HEAP_PERCENT");
    }
}
