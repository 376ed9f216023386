package dev.steward.process.child;

import dev.steward.process.reference.ManagerTicket;
import java.util.Optional;

/** What all processes of a tree share, as a process knows it that starts another one. Any thread may call it. */
public interface SharedByTree {

    /** Returns the way to the manager of the tree if this process knows it already. */
    Optional<ManagerTicket> knownManager();

    /**
     * Returns the way to the manager of the tree. Blocks while it is started.
     *
     * @throws RuntimeException if it cannot be; the message says why
     */
    ManagerTicket manager();

    /** Returns the tree's folder for shared memory if this process knows it already. */
    Optional<String> knownMemory();

    /**
     * Returns the tree's folder for shared memory. Blocks while it is made.
     *
     * @throws RuntimeException if it cannot be; the message says why
     */
    String memory();

    /** Hears that a process which this one started has ended. */
    void onEnd(long pid);
}
