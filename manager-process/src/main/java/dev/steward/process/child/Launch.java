package dev.steward.process.child;

import dev.steward.process.reference.ManagerTicket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first message to a child.
 *
 * @param mark what its notices begin with
 * @param name what the parent calls it
 * @param daemon whether the parent ends without waiting for it
 * @param parentPid the process id of the parent
 * @param jvmOptions the options of its JVM, which its own children inherit
 * @param treeManager the way to the manager of the process tree, if it was started already
 * @param treeMemory the tree's folder for shared memory, if it was made already
 * @param work the bytes of the callable to run
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record Launch(
        String mark,
        String name,
        boolean daemon,
        long parentPid,
        List<String> jvmOptions,
        @Nullable ManagerTicket treeManager,
        @Nullable String treeMemory,
        byte[] work) {}
