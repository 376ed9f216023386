package dev.steward.process.tree;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SyncManager;
import dev.steward.client.OpenConnection;
import dev.steward.process.child.ChildJvm;
import dev.steward.process.child.ChildOptions;
import dev.steward.process.child.ParentLink;
import dev.steward.process.child.SharedByTree;
import dev.steward.process.memory.ResourceTracker;
import dev.steward.process.reference.ManagerTicket;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tree of processes that one program becomes. Its first process starts, when one of them needs it, the one manager that
 * all of them share; a child asks its parent for the way there. Safe for use by any number of threads.
 */
public final class ProcessTree {

    private static final ReentrantLock STARTING = new ReentrantLock();

    /** The way to the manager of the tree, once this process knows it. */
    private static volatile @Nullable ManagerTicket known;

    private static final SharedByTree SHARED = new SharedByTree() {
        @Override
        public Optional<ManagerTicket> knownManager() {
            return Optional.ofNullable(known).or(ParentLink.current()::knownTreeManager);
        }

        @Override
        public ManagerTicket manager() {
            return ticket();
        }

        @Override
        public Optional<String> knownMemory() {
            return ResourceTracker.knownFolder().or(ParentLink.current()::knownTreeMemory);
        }

        @Override
        public String memory() {
            return ResourceTracker.treeFolder();
        }

        @Override
        public void onEnd(long pid) {
            ResourceTracker.endOf(pid);
        }
    };

    private ProcessTree() {}

    /**
     * Starts a child that runs a callable and then ends. Does not wait until it runs.
     *
     * @param work see {@link ChildJvm#start}
     * @throws dev.steward.api.UnsupportedValueException if the work cannot travel; names what, and where it is in it
     * @throws ManagerException if no process can be started
     */
    public static ChildJvm start(ChildOptions options, Callable<?> work) {
        return ChildJvm.start(options, work, SHARED);
    }

    /** Starts a manager of its own, whose server ends when it is closed, and with this process. Blocks. */
    public static SyncManager startManager() {
        ManagerChild started = ManagerChild.start();
        started.endWithManager();
        return started.manager();
    }

    /**
     * Returns the manager that all processes of the tree share. Blocks while it is started or connected.
     *
     * @throws ConnectionLostException if its process has ended; it is not started again
     * @throws ManagerException if it cannot be started or connected
     */
    public static SyncManager manager() {
        ManagerTicket ticket = ticket();
        if (ticket.serverHasEnded()) {
            throw new ConnectionLostException(
                    "the manager that the processes of this program share has ended (it was killed, or it failed), and what it"
                            + " held is gone: start the program again",
                    Outcome.NOT_EXECUTED);
        }
        return ticket.connect();
    }

    private static ManagerTicket ticket() {
        ManagerTicket ticket = known;
        if (ticket != null) {
            return ticket;
        }
        STARTING.lock();
        try {
            ticket = known;
            if (ticket == null) {
                ticket = ParentLink.current().isChild() ? ParentLink.current().treeManager() : started();
                known = ticket;
            }
            return ticket;
        } finally {
            STARTING.unlock();
        }
    }

    private static ManagerTicket started() {
        SyncManager manager = ManagerChild.start().manager();
        ManagerTicket ticket = OpenConnection.of(manager)
                .map(ManagerTicket::of)
                .orElseThrow(() -> new ManagerException("the manager was closed", Outcome.NOT_EXECUTED));
        ticket.connectedBy(manager);
        return ticket;
    }
}
