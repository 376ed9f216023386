package dev.steward.vocabulary;

import static dev.steward.vocabulary.Argument.any;
import static dev.steward.vocabulary.Argument.bool;
import static dev.steward.vocabulary.Argument.integer;
import static dev.steward.vocabulary.Argument.list;
import static dev.steward.vocabulary.Argument.reference;
import static dev.steward.vocabulary.Argument.text;

import dev.steward.api.AsyncArray;
import dev.steward.api.AsyncBarrier;
import dev.steward.api.AsyncCondition;
import dev.steward.api.AsyncDict;
import dev.steward.api.AsyncEvent;
import dev.steward.api.AsyncIterator;
import dev.steward.api.AsyncJoinableQueue;
import dev.steward.api.AsyncList;
import dev.steward.api.AsyncLock;
import dev.steward.api.AsyncNamespace;
import dev.steward.api.AsyncPool;
import dev.steward.api.AsyncPoolIterator;
import dev.steward.api.AsyncQueue;
import dev.steward.api.AsyncSemaphore;
import dev.steward.api.AsyncSet;
import dev.steward.api.AsyncSharedResult;
import dev.steward.api.AsyncValue;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedArray;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedEvent;
import dev.steward.api.SharedIterator;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedPool;
import dev.steward.api.SharedPoolIterator;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedResult;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SharedSet;
import dev.steward.api.SharedValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of shared objects that every server has: one row per type. A row says the typeid, the interfaces in Java,
 * whether there are contents to copy, what an object may be made with, and what else it can beside what it brings along:
 * the operations that name it in {@link Operation}.
 */
public enum BuiltInType implements Capability {
    /** A list. */
    LIST(
            "list",
            SharedList.class,
            AsyncList.class,
            Contents.COPIED,
            0,
            List.of(list("first elements")),
            CommonCapability.ELEMENTS),
    /** A dict. */
    DICT("dict", SharedDict.class, AsyncDict.class, Contents.COPIED, 0, List.of(), CommonCapability.ELEMENTS),
    /** A set. */
    SET(
            "set",
            SharedSet.class,
            AsyncSet.class,
            Contents.COPIED,
            0,
            List.of(list("first elements")),
            CommonCapability.ELEMENTS),
    /** A namespace. */
    NAMESPACE("namespace", SharedNamespace.class, AsyncNamespace.class, Contents.COPIED, 0, List.of()),
    /** A typed cell; of any type if none is given. */
    VALUE(
            "value",
            SharedValue.class,
            AsyncValue.class,
            Contents.COPIED,
            0,
            List.of(text("name of the type of its cell"), any("first value"))),
    /** A queue; a capacity of 0, or none, is unbounded. */
    QUEUE(
            "queue",
            SharedQueue.class,
            AsyncQueue.class,
            Contents.COPIED,
            0,
            List.of(integer("capacity")),
            CommonCapability.SOURCE,
            CommonCapability.ELEMENTS),
    /** A queue whose elements are to be done; elements beyond the most deliveries go to the queue for dead letters, or nowhere. */
    JOINABLE_QUEUE(
            "joinableQueue",
            SharedJoinableQueue.class,
            AsyncJoinableQueue.class,
            Contents.COPIED,
            0,
            List.of(
                    integer("capacity"),
                    integer("the most deliveries of an element"),
                    reference("queue for dead letters")),
            QUEUE,
            CommonCapability.SOURCE,
            CommonCapability.ELEMENTS),
    /** An array of typed cells: a length and the value of each cell, or the values of all. */
    ARRAY(
            "array",
            SharedArray.class,
            AsyncArray.class,
            Contents.COPIED,
            0,
            List.of(text("name of the type of its cells"), any("length or list of values"), any("value of each cell")),
            CommonCapability.ELEMENTS),
    /** An iterator that several share; taken from as a queue that is shut down. */
    ITERATOR(
            "iterator",
            SharedIterator.class,
            AsyncIterator.class,
            Contents.COPIED,
            0,
            List.of(list("elements")),
            CommonCapability.SOURCE),
    /** A lock that belongs to a session and is not re-entrant. */
    LOCK("lock", SharedLock.class, AsyncLock.class, Contents.NONE, 0, List.of()),
    /** A re-entrant lock that belongs to a thread of a session. */
    RLOCK("rlock", SharedLock.class, AsyncLock.class, Contents.NONE, 0, List.of(), LOCK),
    /** A condition with a re-entrant lock of its own, or one that shares the lock of another object. */
    CONDITION("condition", SharedCondition.class, AsyncCondition.class, Contents.NONE, 0, List.of(), LOCK),
    /** A semaphore of one permit, or of so many; the policy says what becomes of those whose holder dies. */
    SEMAPHORE(
            "semaphore",
            SharedSemaphore.class,
            AsyncSemaphore.class,
            Contents.NONE,
            0,
            List.of(integer("permits"), text("name of a policy"))),
    /** A semaphore that never has more permits than it began with. */
    BOUNDED_SEMAPHORE(
            "boundedSemaphore",
            SharedSemaphore.class,
            AsyncSemaphore.class,
            Contents.NONE,
            0,
            List.of(integer("permits")),
            SEMAPHORE),
    /** An event. */
    EVENT("event", SharedEvent.class, AsyncEvent.class, Contents.NONE, 0, List.of()),
    /** A barrier. */
    BARRIER(
            "barrier",
            SharedBarrier.class,
            AsyncBarrier.class,
            Contents.NONE,
            1,
            List.of(integer("parties"), bool("whether it has an action"))),
    /** A pool of workers from anywhere. */
    POOL("pool", SharedPool.class, AsyncPool.class, Contents.COPIED, 0, List.of()),
    /** What tasks of a pool came to, had together. Made by a pool only. */
    ASYNC_RESULT(
            "asyncResult",
            SharedResult.class,
            AsyncSharedResult.class,
            Contents.COPIED,
            0,
            List.of(),
            CommonCapability.TASKS),
    /** What tasks of a pool came to, taken one by one. Made by a pool only. */
    POOL_ITERATOR(
            "poolIterator",
            SharedPoolIterator.class,
            AsyncPoolIterator.class,
            Contents.COPIED,
            0,
            List.of(),
            CommonCapability.TASKS);

    private static final Map<String, BuiltInType> BY_TYPE_ID = new HashMap<>();

    static {
        for (BuiltInType type : values()) {
            BY_TYPE_ID.put(type.typeId, type);
        }
    }

    private final String typeId;
    private final Class<? extends RemoteProxy> face;
    private final Class<?> asyncFace;
    private final Contents contents;
    private final int leastArguments;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Argument> arguments;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Capability> capabilities;

    /** Which types keep something of sessions; read when all rows of both tables are there. */
    private static final class Traces {
        static final EnumSet<BuiltInType> KEPT = EnumSet.noneOf(BuiltInType.class);

        static {
            for (BuiltInType type : values()) {
                if (Arrays.stream(Operation.values())
                        .anyMatch(operation -> operation.leavesTraces() && type.offers(operation))) {
                    KEPT.add(type);
                }
            }
        }
    }

    BuiltInType(
            String typeId,
            Class<? extends RemoteProxy> face,
            Class<?> asyncFace,
            Contents contents,
            int leastArguments,
            List<Argument> arguments,
            Capability... capabilities) {
        this.typeId = typeId;
        this.face = face;
        this.asyncFace = asyncFace;
        this.contents = contents;
        this.leastArguments = leastArguments;
        this.arguments = arguments;
        this.capabilities = List.of(capabilities);
    }

    /** Returns the type of a typeid, or null if it is no built-in type's. */
    public static @Nullable BuiltInType of(String typeId) {
        return BY_TYPE_ID.get(typeId);
    }

    /** Returns whether a class is the interface of the objects of a built-in type, or of several. */
    public static boolean isFace(Class<?> type) {
        return Arrays.stream(values()).anyMatch(builtIn -> builtIn.face == type);
    }

    /**
     * Returns the type whose objects alone have an interface, such as {@link #LIST} of {@link SharedList}; null if none has
     * it, or several do, as {@link SharedLock} is the interface of plain and re-entrant locks and of conditions.
     */
    public static @Nullable BuiltInType onlyWithFace(Class<?> type) {
        List<BuiltInType> having = Arrays.stream(values())
                .filter(builtIn -> type.isAssignableFrom(builtIn.face))
                .toList();
        return having.size() == 1 && having.get(0).face == type ? having.get(0) : null;
    }

    /** Returns its typeid, by which clients ask for it. */
    public String typeId() {
        return typeId;
    }

    /** Returns the interface of its objects. */
    public Class<? extends RemoteProxy> face() {
        return face;
    }

    /** Returns the interface of what {@code async()} of its objects returns. */
    public Class<?> asyncFace() {
        return asyncFace;
    }

    /** Returns whether {@code snapshot()} copies something. */
    public boolean hasContents() {
        return contents == Contents.COPIED;
    }

    /** Returns the type whose objects make its objects; null if anybody can make one. */
    public @Nullable BuiltInType madeBy() {
        return this == ASYNC_RESULT || this == POOL_ITERATOR ? POOL : null;
    }

    /** Returns how many of {@link #creationArguments} must be given; what is left out behind them, or null, is up to the type. */
    public int leastCreationArguments() {
        return leastArguments;
    }

    /** Returns what its objects may be made with, in order; immutable. */
    public List<Argument> creationArguments() {
        return arguments;
    }

    /** Returns whether its objects have the operations of a capability, such as those of another type. */
    public boolean has(Capability capability) {
        return capability == this || capability == CommonCapability.OBJECT || capabilities.contains(capability);
    }

    /** Returns whether its objects have an operation. */
    public boolean offers(Operation operation) {
        return has(operation.capability());
    }

    /** Returns whether calls can wait, or sessions hold something, in its objects: whether an operation leaves traces. */
    public boolean keepsTraces() {
        return Traces.KEPT.contains(this);
    }

    /** Returns its typeid. */
    @Override
    public String toString() {
        return typeId;
    }
}
