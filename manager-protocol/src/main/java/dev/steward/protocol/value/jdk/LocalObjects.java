package dev.steward.protocol.value.jdk;

import dev.steward.api.BaseManager;
import dev.steward.protocol.value.Refusal;
import java.io.Closeable;
import java.lang.ref.Reference;
import java.lang.reflect.AccessibleObject;
import java.nio.Buffer;
import java.text.Format;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.StringJoiner;
import java.util.Timer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.random.RandomGenerator;
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
        new Rule(StampedLock.class, "pass a SharedLock: manager.rlock(), or manager.lock()"),
        new Rule(Phaser.class, "pass a shared barrier: manager.barrier(n)"),
        new Rule(Exchanger.class, "pass two SharedQueues: manager.queue()"),
        new Rule(ThreadLocal.class, "pass the value of the thread"),
        new Rule(Reference.class, "pass what it refers to"),
        new Rule(Process.class, "pass its number: pid()"),
        new Rule(ProcessHandle.class, "pass its number: pid()"),
        new Rule(Timer.class, "make it where it shall run"),
    };

    /** What would travel if its state could be seen. */
    private static final Rule[] HIDDEN = {
        new Rule(RandomGenerator.class, "pass a seed, and make it there, or pass a java.util.Random"),
        new Rule(Clock.class, "pass its zone, or the instant that it says"),
        new Rule(Format.class, "pass its pattern"),
        new Rule(DateTimeFormatter.class, "pass its pattern"),
        new Rule(Buffer.class, "pass its content as an array"),
        new Rule(StringJoiner.class, "pass its text: toString()"),
        new Rule(LongAccumulator.class, "pass its value, or a LongAdder"),
        new Rule(DoubleAccumulator.class, "pass its value, or a DoubleAdder"),
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

    /** Returns why a class of the JDK is refused that there is no way for. */
    public static Refusal cannotTravel(Class<?> type) {
        for (Rule rule : HIDDEN) {
            if (rule.type.isAssignableFrom(type)) {
                return new Refusal(type.getName() + " does not tell its state, or not all of it", rule.cure);
            }
        }
        return new Refusal(
                type.getName() + " is a class of the JDK that cannot travel",
                "make the field that holds it transient, or send what it is made of");
    }
}
