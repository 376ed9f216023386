package dev.steward.server.machine;

import dev.steward.objects.Group;
import dev.steward.objects.Invoke;
import dev.steward.vocabulary.Operation;

/** How much memory an operation takes while it is done. */
final class WorkingMemory {

    private static final long MANY_ELEMENTS = 10_000;

    /** A place and a stamp when what is there is copied into more room; a sort takes about as much. */
    private static final int BYTES_OF_ELEMENT = 32;

    private WorkingMemory() {}

    /**
     * Returns about how many bytes an operation takes besides what it stores; 0 if they are few, or if it must go on in any
     * case because it frees something.
     */
    static long of(Invoke invoke, Group group) {
        Operation operation = invoke.operation();
        if (operation != Operation.LIST_SORT && !operation.stores()) {
            return 0;
        }
        long elements = group.weight();
        return elements > MANY_ELEMENTS ? BYTES_OF_ELEMENT * elements : 0;
    }
}
