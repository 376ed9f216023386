package dev.steward.objects.type;

import dev.steward.api.ObjectId;
import dev.steward.objects.Group;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Refusal;
import dev.steward.objects.StateReader;
import dev.steward.objects.Status;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All types of shared objects that the machine knows, by typeid. Stateless. */
public final class Catalogue {

    /** A list; takes the elements that it starts with, or nothing. */
    public static final String LIST = "list";
    /** A dict. */
    public static final String DICT = "dict";
    /** A namespace. */
    public static final String NAMESPACE = "namespace";
    /** A value; takes the type of its cell, or null, and the value that it starts with. */
    public static final String VALUE = "value";
    /** A queue; takes its capacity, or nothing, or 0 for none. */
    public static final String QUEUE = "queue";
    /**
     * A queue whose elements are to be done; takes its capacity as a queue does, after how many deliveries an element does
     * not go back any more, and the queue that gets such elements. Each may be left out.
     */
    public static final String JOINABLE_QUEUE = "joinableQueue";
    /**
     * An array; takes the type of its cells, or null, and either its length and the value of each cell, or the values of
     * all.
     */
    public static final String ARRAY = "array";
    /** An iterator that several share; takes the elements that it goes over. */
    public static final String ITERATOR = "iterator";
    /** A lock that belongs to a session and is not re-entrant. */
    public static final String LOCK = "lock";
    /** A re-entrant lock that belongs to a thread of a session. */
    public static final String RLOCK = "rlock";
    /** A condition with a re-entrant lock of its own, or one that shares the lock of another object. */
    public static final String CONDITION = "condition";

    /** A semaphore; takes its permits, or nothing for one, and what becomes of those whose holder dies. */
    public static final String SEMAPHORE = "semaphore";
    /** A semaphore that never has more permits than it began with; takes these, or nothing for one. */
    public static final String BOUNDED_SEMAPHORE = "boundedSemaphore";
    /** An event. */
    public static final String EVENT = "event";

    /** A barrier; takes its number of parties, and whether it has an action. */
    public static final String BARRIER = "barrier";

    private static final List<String> KEEPING_TRACES = List.of(
            QUEUE, JOINABLE_QUEUE, ITERATOR, LOCK, RLOCK, CONDITION, SEMAPHORE, BOUNDED_SEMAPHORE, EVENT, BARRIER);

    private static final Map<String, Type> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put(LIST, new Type(1, (creation, given) -> ListObject.make(creation, given.orNull(0)), given -> null));
        TYPES.put(DICT, new Type(0, (creation, given) -> new DictObject(creation), given -> null));
        TYPES.put(NAMESPACE, new Type(0, (creation, given) -> new NamespaceObject(creation), given -> null));
        TYPES.put(VALUE, new Type(2, Catalogue::makeValue, Shapes::ofCell));
        TYPES.put(
                QUEUE, new Type(1, (creation, given) -> new QueueObject(creation, given.capacity()), Shapes::ofQueue));
        TYPES.put(JOINABLE_QUEUE, new Type(3, Catalogue::makeJoinableQueue, Shapes::ofJoinableQueue));
        TYPES.put(ARRAY, new Type(3, Catalogue::makeArray, Shapes::ofArray));
        TYPES.put(ITERATOR, new Type(1, Catalogue::makeIterator, given -> null));
        for (String typeId : List.of(LOCK, RLOCK, CONDITION)) {
            TYPES.put(typeId, new Type(0, (creation, given) -> new LockObject(typeId, creation), given -> null));
        }
        TYPES.put(SEMAPHORE, new Type(2, Catalogue::makeSemaphore, Shapes::ofSemaphore));
        TYPES.put(BOUNDED_SEMAPHORE, new Type(1, Catalogue::makeSemaphore, Shapes::ofSemaphore));
        TYPES.put(BARRIER, new Type(2, Catalogue::makeBarrier, Shapes::ofBarrier));
        TYPES.put(EVENT, new Type(0, (creation, given) -> new EventObject(creation), given -> null));
    }

    /** Makes an object from what it was given. */
    private interface Factory {
        ObjectGroup make(Creation creation, CreationArguments given);
    }

    /** Says in words what of the creation arguments must agree when an object is found by name, null if left out. */
    private interface Shape {
        @Nullable
        String of(CreationArguments given);
    }

    /** One row of the catalogue. */
    private record Type(int maxArguments, Factory factory, Shape shape) {}

    private Catalogue() {}

    /** Returns whether there is such a type. */
    public static boolean knows(String typeId) {
        return TYPES.containsKey(typeId);
    }

    /** Returns whether calls can wait, or sessions hold something, in objects of that type. */
    public static boolean keepsTraces(String typeId) {
        return KEEPING_TRACES.contains(typeId);
    }

    /**
     * Makes an object.
     *
     * @throws Refusal NO_SUCH_TYPE, BAD_ARGUMENT, or what the first value of a cell is refused with
     */
    public static Group make(String typeId, Creation creation, List<Value> arguments) {
        CreationArguments given = given(creation.values(), typeId, arguments);
        ObjectGroup made = type(typeId).factory().make(creation, given);
        made.edges.settle();
        return made;
    }

    /**
     * Returns in words what of the creation arguments an object found by name must agree with; null if they leave it open.
     *
     * @throws Refusal NO_SUCH_TYPE or BAD_ARGUMENT
     */
    public static @Nullable String shape(Values values, String typeId, List<Value> arguments) {
        return type(typeId).shape().of(given(values, typeId, arguments));
    }

    /**
     * Returns in words what an object has of what {@link #shape} speaks of, also where the arguments leave it open.
     *
     * @throws Refusal as {@link #shape}
     */
    public static String shapeMade(Values values, String typeId, List<Value> arguments) {
        CreationArguments given = given(values, typeId, arguments);
        return Shapes.made(given, type(typeId).shape().of(given));
    }

    /**
     * Checks that the objects that a new one works with are of the right types.
     *
     * @param typeIds returns the typeid of an object, or null if it is no more
     * @throws Refusal BAD_ARGUMENT or NO_SUCH_OBJECT
     */
    public static void checkObjects(
            Values values, String typeId, List<Value> arguments, Function<ObjectId, @Nullable String> typeIds) {
        if (!typeId.equals(JOINABLE_QUEUE)) {
            return;
        }
        Value deadLetters = given(values, typeId, arguments).deadLetters();
        if (deadLetters == null) {
            return;
        }
        ObjectId object = deadLetters.references().get(0);
        String actual = typeIds.apply(object);
        if (actual == null) {
            throw new Refusal(
                    Status.NO_SUCH_OBJECT, typeId + ": the queue for dead letters, object " + object + ", is no more");
        }
        if (!actual.equals(QUEUE) && !actual.equals(JOINABLE_QUEUE)) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    typeId + ": object " + object + " is a " + actual + ", and dead letters need a queue");
        }
    }

    /** Reads a group that {@link Group#save} wrote. */
    public static Group restore(StateReader reader, Values values, ObjectLimits limits) {
        String typeId = reader.readText();
        Creation creation = new Creation(values, new ObjectId(-1), 0, 0, limits);
        ObjectGroup restored = type(typeId).factory().make(creation, new CreationArguments(typeId, values, List.of()));
        restored.load(reader);
        return restored;
    }

    private static Type type(String typeId) {
        Type type = TYPES.get(typeId);
        if (type == null) {
            throw new Refusal(Status.NO_SUCH_TYPE, "there is no type " + typeId + "; the types are " + TYPES.keySet());
        }
        return type;
    }

    private static CreationArguments given(Values values, String typeId, List<Value> arguments) {
        Type type = type(typeId);
        if (arguments.size() > type.maxArguments()) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    typeId + ": create takes at most " + type.maxArguments() + " arguments, not " + arguments.size());
        }
        CreationArguments given = new CreationArguments(typeId, values, arguments);
        if (typeId.equals(BARRIER) && given.orNull(0) == null) {
            throw new Refusal(Status.BAD_ARGUMENT, "barrier: create takes a number of parties");
        }
        boolean takesElements = typeId.equals(LIST) || typeId.equals(ITERATOR);
        if (takesElements && given.orNull(0) != null) {
            given.checked(0, Values.Kind.LIST, "a list of the first elements");
        }
        return given;
    }

    private static ObjectGroup makeIterator(Creation creation, CreationArguments given) {
        Value elements = given.orNull(0);
        return new IteratorObject(
                creation, elements == null ? List.of() : creation.values().asList(elements));
    }

    private static ObjectGroup makeArray(Creation creation, CreationArguments given) {
        Values values = creation.values();
        String cellType = given.cellType();
        long length = given.length();
        int most = creation.limits().maxElements();
        if (length < 0 || length > most) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    given.typeId() + ": a length is from 0 to " + most + ", which is the limit of the server, not "
                            + length);
        }
        Value second = given.orNull(1);
        if (second != null && values.kindOf(second) == Values.Kind.LIST) {
            return new ArrayObject(creation, cellType, values.asList(second));
        }
        Value initial = given.arguments().size() > 2 ? given.arguments().get(2) : values.nil();
        return new ArrayObject(creation, cellType, (int) length, initial);
    }

    private static ObjectGroup makeJoinableQueue(Creation creation, CreationArguments given) {
        return new JoinableQueueObject(creation, given.capacity(), given.maxDeliveries(), given.deadLetters());
    }

    private static ObjectGroup makeValue(Creation creation, CreationArguments given) {
        Values values = creation.values();
        Value initial = given.arguments().size() > 1 ? given.arguments().get(1) : values.nil();
        return new ValueObject(creation, given.cellType(), initial);
    }

    private static ObjectGroup makeSemaphore(Creation creation, CreationArguments given) {
        return new SemaphoreObject(given.typeId(), creation, given.permits(), given.policy());
    }

    private static ObjectGroup makeBarrier(Creation creation, CreationArguments given) {
        return new BarrierObject(creation, given.parties(), given.hasAction());
    }
}
