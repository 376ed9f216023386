package dev.steward.process;

import dev.steward.api.QueueOptions;
import dev.steward.api.SharedArray;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedEvent;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.process.child.ParentLink;
import dev.steward.process.tree.ProcessTree;
import java.util.Collection;
import java.util.List;

/**
 * What the processes of one program share, and what they know of each other.
 *
 * <p>The factories make anonymous objects on one manager that all processes of the program share. Its server is a child
 * process that is started at the first use and ends with the program; nobody else can reach it, so functions and objects of
 * all classes may be put into its objects. Pass them as arguments to a {@link JavaProcess}.
 *
 * <p>Every method may be called by any thread. Factories call the server and throw {@link
 * dev.steward.api.ManagerException}; the first one in a process also blocks while the server is started or connected. If
 * the server was killed they throw {@link dev.steward.api.ConnectionLostException}: it is not started again.
 * Python twin: the module {@code multiprocessing}.
 */
public final class Multiprocessing {

    private Multiprocessing() {}

    /**
     * Starts a manager in a child process and connects to it. Closing it ends both; else they end with this process. It
     * can be passed to a {@link JavaProcess}, as can its objects. Blocks until it runs.
     *
     * <p>Its server listens on a Unix domain socket in a folder that only this user may enter, with a key that is drawn
     * anew. Python twin: {@code Manager()}.
     *
     * @throws dev.steward.api.ManagerException if it cannot be started
     */
    public static SyncManager manager() {
        return ProcessTree.startManager();
    }

    /**
     * Returns, in a child, the manager that its parent and all other processes of the program share: objects that one of
     * them makes with a name can be found by it. Closing it closes it for this process. Blocks while it connects.
     *
     * @throws IllegalStateException in the first process, which has no parent
     */
    public static SyncManager parentManager() {
        if (!ParentLink.current().isChild()) {
            throw new IllegalStateException("this process has no parent: it was not started by JavaProcess; use"
                    + " Multiprocessing.manager() for a manager");
        }
        return ProcessTree.manager();
    }

    /** Makes an unbounded queue. Python twin: {@code Queue()}. */
    public static <E> SharedQueue<E> queue() {
        return ProcessTree.manager().queue();
    }

    /** Makes a queue of at most so many elements; 0 is unbounded. Python twin: {@code Queue(maxsize)}. */
    public static <E> SharedQueue<E> queue(int capacity) {
        return ProcessTree.manager().queue(capacity);
    }

    /** Makes a queue of such elements, which are checked; a capacity of 0 is unbounded. */
    public static <E> SharedQueue<E> queue(int capacity, Class<E> element) {
        return ProcessTree.manager().queue(capacity, element);
    }

    /** Makes an unbounded queue whose elements are to be done. Python twin: {@code JoinableQueue()}. */
    public static <E> SharedJoinableQueue<E> joinableQueue() {
        return ProcessTree.manager().joinableQueue();
    }

    /** Makes a queue of at most so many elements, which are to be done. Python twin: {@code JoinableQueue(maxsize)}. */
    public static <E> SharedJoinableQueue<E> joinableQueue(int capacity) {
        return ProcessTree.manager().joinableQueue(capacity);
    }

    /** Makes a queue of such elements, which are checked and to be done; a capacity of 0 is unbounded. */
    public static <E> SharedJoinableQueue<E> joinableQueue(int capacity, Class<E> element) {
        return ProcessTree.manager().joinableQueue(capacity, element);
    }

    /** Makes a queue of such elements, which are to be done, with a limit to their deliveries. */
    public static <E> SharedJoinableQueue<E> joinableQueue(Class<E> element, QueueOptions options) {
        return ProcessTree.manager().joinableQueue(element, options);
    }

    /** Makes a plain lock: held by a process, not re-entrant. Python twin: {@code Lock()}. */
    public static SharedLock lock() {
        return ProcessTree.manager().lock();
    }

    /** Makes a re-entrant lock, held by a thread. Python twin: {@code RLock()}. */
    public static SharedLock rlock() {
        return ProcessTree.manager().rlock();
    }

    /** Makes a condition with its own re-entrant lock. Python twin: {@code Condition()}. */
    public static SharedCondition condition() {
        return ProcessTree.manager().condition();
    }

    /** Makes a condition over a lock that this class made. Python twin: {@code Condition(lock)}. */
    public static SharedCondition condition(SharedLock lock) {
        return ProcessTree.manager().condition(lock);
    }

    /** Makes an event, which is not set. Python twin: {@code Event()}. */
    public static SharedEvent event() {
        return ProcessTree.manager().event();
    }

    /** Makes a semaphore whose permits return when their holder dies. Python twin: {@code Semaphore(value)}. */
    public static SharedSemaphore semaphore(int permits) {
        return ProcessTree.manager().semaphore(permits);
    }

    /** Makes a semaphore that never has more permits than it begins with. Python twin: {@code BoundedSemaphore(value)}. */
    public static SharedSemaphore boundedSemaphore(int permits) {
        return ProcessTree.manager().boundedSemaphore(permits);
    }

    /** Makes a barrier for so many parties. Python twin: {@code Barrier(parties)}. */
    public static SharedBarrier barrier(int parties) {
        return ProcessTree.manager().barrier(parties);
    }

    /** Makes a cell of a class with its first value. Python twin: {@code Value(typecode, value)}. */
    public static <T> SharedValue<T> value(Class<T> type, T initial) {
        return ProcessTree.manager().value(type, initial);
    }

    /** Makes a cell of a type code with its first value. Python twin: {@code Value(typecode, value)}. */
    public static <T> SharedValue<T> value(TypeCode<T> type, T initial) {
        return ProcessTree.manager().value(type, initial);
    }

    /** Makes so many cells of a class, which hold 0, false, or null. Python twin: {@code Array(typecode, size)}. */
    public static <T> SharedArray<T> array(Class<T> type, int length) {
        return ProcessTree.manager().array(type, length);
    }

    /** Makes as many cells of a class as there are values. Python twin: {@code Array(typecode, sequence)}. */
    public static <T> SharedArray<T> array(Class<T> type, Collection<? extends T> initial) {
        return ProcessTree.manager().array(type, initial);
    }

    /** Makes so many cells of a type code, which hold 0, false, or null. Python twin: {@code Array(typecode, size)}. */
    public static <T> SharedArray<T> array(TypeCode<T> type, int length) {
        return ProcessTree.manager().array(type, length);
    }

    /** Makes as many cells of a type code as there are values. Python twin: {@code Array(typecode, sequence)}. */
    public static <T> SharedArray<T> array(TypeCode<T> type, Collection<? extends T> initial) {
        return ProcessTree.manager().array(type, initial);
    }

    /** Returns how many processors there are for this process. Python twin: {@code cpu_count()}. */
    public static int cpuCount() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Returns what this process is. Does not block. Python twin: {@code current_process()}. */
    public static ProcessDescription currentProcess() {
        ParentLink link = ParentLink.current();
        return new ProcessDescription(link.name(), ProcessHandle.current().pid(), link.parentPid(), link.isDaemon());
    }

    /** Returns the processes that this one started and that still run. Python twin: {@code active_children()}. */
    public static List<JavaProcess> activeChildren() {
        return JavaProcess.active();
    }
}
