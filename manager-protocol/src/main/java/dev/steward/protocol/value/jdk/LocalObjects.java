package dev.steward.protocol.value.jdk;

import dev.steward.api.BaseManager;
import dev.steward.protocol.value.Refusal;
import java.io.Closeable;
import java.lang.reflect.AccessibleObject;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.stream.BaseStream;

/**
 * Objects that mean something in one process only. A copy of a lock locks nothing: they are refused, with what to pass
 * instead.
 */
public final class LocalObjects {

    private record Rule(Class<?> type, String cure) {}

    private static final Rule[] RULES = {
        new Rule(BlockingQueue.class, "pass a SharedQueue: manager.queue()"),
        new Rule(Condition.class, "pass a SharedCondition: manager.condition()"),
        new Rule(Lock.class, "pass a SharedLock: manager.rlock(), or manager.lock()"),
        new Rule(ReadWriteLock.class, "pass a SharedLock: manager.rlock(), or manager.lock()"),
        new Rule(Semaphore.class, "pass a shared semaphore: manager.semaphore(n)"),
        new Rule(CountDownLatch.class, "pass a SharedEvent or SharedCondition: manager.event(), manager.condition()"),
        new Rule(CyclicBarrier.class, "pass a shared barrier: manager.barrier(n)"),
        new Rule(BaseManager.class, "let the other process connect by itself, with address and key"),
        new Rule(Thread.class, "start it where it shall run"),
        new Rule(Executor.class, "make it where it shall run"),
        new Rule(Future.class, "pass its result"),
        new Rule(Closeable.class, "pass what it holds: byte[] or String"),
        new Rule(Iterator.class, "pass the elements as a list"),
        new Rule(BaseStream.class, "pass the elements as a list"),
        new Rule(ClassLoader.class, "put the classes on the other side's class path"),
        new Rule(Class.class, "pass its name"),
        new Rule(AccessibleObject.class, "pass its name"),
    };

    private LocalObjects() {}

    /** Refuses classes that mean nothing elsewhere. */
    public static void refuse(Class<?> type) {
        for (Rule rule : RULES) {
            if (rule.type.isAssignableFrom(type)) {
                throw new Refusal(
                        type.getName() + " is a " + rule.type.getSimpleName()
                                + " of this process and means nothing in another",
                        rule.cure);
            }
        }
        if (type.isHidden() || type.isSynthetic()) {
            throw new Refusal(
                    "a lambda has no class that another process could know",
                    "pass an enum constant, a record or an object of a named class; between processes of one program a"
                            + " cast will do, as in (Comparator<String> & Serializable); where the other process would"
                            + " call this one, pass a SharedQueue that it puts into");
        }
    }
}
