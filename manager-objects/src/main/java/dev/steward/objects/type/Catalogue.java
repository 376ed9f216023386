package dev.steward.objects.type;

import dev.steward.api.ObjectId;
import dev.steward.api.PermitPolicy;
import dev.steward.objects.Group;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Refusal;
import dev.steward.objects.StateReader;
import dev.steward.objects.Status;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
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

    /** What stands between the parts of a shape. */
    private static final String PART = ", ";

    private static final List<String> JOINABLE_DEFAULTS =
            List.of("unbounded", "any number of deliveries", "no queue for dead letters");

    private static final List<String> ARRAY_DEFAULTS = List.of("any type", "length 0");

    private static final Map<String, Type> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put(LIST, new Type(1, (creation, given) -> ListObject.make(creation, given.orNull(0)), given -> null));
        TYPES.put(DICT, new Type(0, (creation, given) -> new DictObject(creation), given -> null));
        TYPES.put(NAMESPACE, new Type(0, (creation, given) -> new NamespaceObject(creation), given -> null));
        TYPES.put(VALUE, new Type(2, Catalogue::makeValue, Catalogue::cellShape));
        TYPES.put(
                QUEUE, new Type(1, (creation, given) -> new QueueObject(creation, capacity(given)), Catalogue::bound));
        TYPES.put(JOINABLE_QUEUE, new Type(3, Catalogue::makeJoinableQueue, Catalogue::joinableShape));
        TYPES.put(ARRAY, new Type(3, Catalogue::makeArray, given -> joinedOrNull(arrayParts(given))));
        TYPES.put(ITERATOR, new Type(1, Catalogue::makeIterator, given -> null));
        for (String typeId : List.of(LOCK, RLOCK, CONDITION)) {
            TYPES.put(typeId, new Type(0, (creation, given) -> new LockObject(typeId, creation), given -> null));
        }
        TYPES.put(SEMAPHORE, new Type(2, Catalogue::makeSemaphore, Catalogue::permitShape));
        TYPES.put(BOUNDED_SEMAPHORE, new Type(1, Catalogue::makeSemaphore, Catalogue::permitShape));
        TYPES.put(BARRIER, new Type(2, Catalogue::makeBarrier, Catalogue::barrierShape));
        TYPES.put(EVENT, new Type(0, (creation, given) -> new EventObject(creation), given -> null));
    }

    /** Makes an object from what it was given. */
    private interface Factory {
        ObjectGroup make(Creation creation, Given given);
    }

    /** Says in words what of the creation arguments must agree when an object is found by name, null if left out. */
    private interface Shape {
        @Nullable
        String of(Given given);
    }

    /** One row of the catalogue. */
    private record Type(int maxArguments, Factory factory, Shape shape) {}

    /** Creation arguments; those left out, or null, are null. */
    private record Given(String typeId, Values values, List<Value> arguments) {

        @Nullable
        Value orNull(int index) {
            if (index >= arguments.size() || values.isNull(arguments.get(index))) {
                return null;
            }
            return arguments.get(index);
        }

        Value checked(int index, Values.Kind kind, String words) {
            Value argument = arguments.get(index);
            if (values.kindOf(argument) != kind) {
                throw new Refusal(
                        Status.BAD_ARGUMENT,
                        typeId + ": create takes " + words + ", not " + values.summary(argument, 40));
            }
            return argument;
        }
    }

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
        Given given = given(creation.values(), typeId, arguments);
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
        String given = shape(values, typeId, arguments);
        if (typeId.equals(JOINABLE_QUEUE)) {
            return joined(joinableParts(given(values, typeId, arguments)), JOINABLE_DEFAULTS);
        }
        if (typeId.equals(SEMAPHORE)) {
            Given semaphore = given(values, typeId, arguments);
            return "permits: " + permits(semaphore) + PART + policy(semaphore);
        }
        if (typeId.equals(ARRAY)) {
            return joined(arrayParts(given(values, typeId, arguments)), ARRAY_DEFAULTS);
        }
        return given == null ? defaultShape(typeId) : given;
    }

    /** Returns whether an object of such a shape is what was asked for: each part that was given is one of its own. */
    public static boolean agrees(String shapeMade, @Nullable String asked) {
        return asked == null || List.of(shapeMade.split(PART)).containsAll(List.of(asked.split(PART)));
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
        Value deadLetters = deadLetters(given(values, typeId, arguments));
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

    /** Returns the shape of an object that was made without saying more. */
    public static String defaultShape(String typeId) {
        return switch (typeId) {
            case QUEUE -> "unbounded";
            case JOINABLE_QUEUE -> String.join(PART, JOINABLE_DEFAULTS);
            case ARRAY -> String.join(PART, ARRAY_DEFAULTS);
            case VALUE -> "any type";
            case SEMAPHORE -> "permits: 1, RETURN_ON_DEATH";
            case BOUNDED_SEMAPHORE -> "permits: 1";
            default -> "";
        };
    }

    /** Reads a group that {@link Group#save} wrote. */
    public static Group restore(StateReader reader, Values values, ObjectLimits limits) {
        String typeId = reader.readText();
        Creation creation = new Creation(values, new ObjectId(-1), 0, 0, limits);
        ObjectGroup restored = type(typeId).factory().make(creation, new Given(typeId, values, List.of()));
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

    private static Given given(Values values, String typeId, List<Value> arguments) {
        Type type = type(typeId);
        if (arguments.size() > type.maxArguments()) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    typeId + ": create takes at most " + type.maxArguments() + " arguments, not " + arguments.size());
        }
        Given given = new Given(typeId, values, arguments);
        if (typeId.equals(BARRIER) && given.orNull(0) == null) {
            throw new Refusal(Status.BAD_ARGUMENT, "barrier: create takes a number of parties");
        }
        boolean takesElements = typeId.equals(LIST) || typeId.equals(ITERATOR);
        if (takesElements && given.orNull(0) != null) {
            given.checked(0, Values.Kind.LIST, "a list of the first elements");
        }
        return given;
    }

    private static int capacity(Given given) {
        if (given.orNull(0) == null) {
            return Integer.MAX_VALUE;
        }
        long capacity = given.values().asLong(given.checked(0, Values.Kind.INTEGER, "a whole number as capacity"));
        return capacity <= 0 || capacity > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) capacity;
    }

    private static @Nullable String bound(Given given) {
        int capacity = capacity(given);
        if (given.orNull(0) == null) {
            return null;
        }
        return capacity == Integer.MAX_VALUE ? "unbounded" : "capacity " + capacity;
    }

    private static ObjectGroup makeIterator(Creation creation, Given given) {
        Value elements = given.orNull(0);
        return new IteratorObject(
                creation, elements == null ? List.of() : creation.values().asList(elements));
    }

    private static ObjectGroup makeArray(Creation creation, Given given) {
        Values values = creation.values();
        String cellType = cellType(given);
        long length = length(given);
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

    private static long length(Given given) {
        Value second = given.orNull(1);
        if (second == null) {
            return 0;
        }
        Values values = given.values();
        return switch (values.kindOf(second)) {
            case INTEGER -> values.asLong(second);
            case LIST -> values.asList(second).size();
            default ->
                throw new Refusal(
                        Status.BAD_ARGUMENT,
                        given.typeId() + ": create takes a length or a list of values, not "
                                + values.summary(second, 40));
        };
    }

    private static List<@Nullable String> arrayParts(Given given) {
        String length = given.orNull(1) == null ? null : "length " + length(given);
        return Arrays.asList(cellShape(given), length);
    }

    private static @Nullable String cellType(Given given) {
        return given.orNull(0) == null
                ? null
                : given.values().asText(given.checked(0, Values.Kind.TEXT, "the name of a type"));
    }

    private static ObjectGroup makeJoinableQueue(Creation creation, Given given) {
        return new JoinableQueueObject(creation, capacity(given), maxDeliveries(given), deadLetters(given));
    }

    private static int maxDeliveries(Given given) {
        if (given.orNull(1) == null) {
            return 0;
        }
        long most = given.values()
                .asLong(given.checked(1, Values.Kind.INTEGER, "a whole number as the most deliveries of an element"));
        if (most < 1) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    given.typeId() + ": the most deliveries of an element are at least 1, not " + most);
        }
        return (int) Math.min(most, Integer.MAX_VALUE);
    }

    private static @Nullable Value deadLetters(Given given) {
        Value deadLetters = given.orNull(2);
        if (deadLetters == null) {
            return null;
        }
        if (deadLetters.references().size() != 1) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    given.typeId() + ": create takes a queue for dead letters, not "
                            + given.values().summary(deadLetters, 40));
        }
        if (given.orNull(1) == null) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    given.typeId() + ": a queue for dead letters needs to know after how many deliveries an element is"
                            + " one");
        }
        return deadLetters;
    }

    private static @Nullable String joinableShape(Given given) {
        return joinedOrNull(joinableParts(given));
    }

    private static @Nullable String joinedOrNull(List<@Nullable String> parts) {
        String shape = joined(parts, List.of());
        return shape.isEmpty() ? null : shape;
    }

    private static List<@Nullable String> joinableParts(Given given) {
        int most = maxDeliveries(given);
        Value deadLetters = deadLetters(given);
        return Arrays.asList(
                bound(given),
                most == 0 ? null : "at most " + most + " deliveries",
                deadLetters == null
                        ? null
                        : "dead letters to object " + deadLetters.references().get(0));
    }

    /** Joins the parts of a shape; what is null is the default, or left out where there are no defaults. */
    private static String joined(List<@Nullable String> parts, List<String> defaults) {
        StringJoiner shape = new StringJoiner(PART);
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part != null) {
                shape.add(part);
            } else if (!defaults.isEmpty()) {
                shape.add(defaults.get(i));
            }
        }
        return shape.toString();
    }

    private static @Nullable String cellShape(Given given) {
        String cellType = cellType(given);
        return cellType == null ? null : "type " + cellType;
    }

    private static ObjectGroup makeValue(Creation creation, Given given) {
        Values values = creation.values();
        Value initial = given.arguments().size() > 1 ? given.arguments().get(1) : values.nil();
        return new ValueObject(creation, cellType(given), initial);
    }

    private static ObjectGroup makeSemaphore(Creation creation, Given given) {
        return new SemaphoreObject(given.typeId(), creation, permits(given), policy(given));
    }

    private static int permits(Given given) {
        if (given.orNull(0) == null) {
            return 1;
        }
        Value argument = given.checked(0, Values.Kind.INTEGER, "a whole number of permits");
        long permits = given.values().asLong(argument);
        if (permits < 0 || permits > Integer.MAX_VALUE) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    given.typeId() + ": create takes 0 to " + Integer.MAX_VALUE + " permits, not " + permits);
        }
        return (int) permits;
    }

    private static PermitPolicy policy(Given given) {
        if (given.orNull(1) == null) {
            return PermitPolicy.RETURN_ON_DEATH;
        }
        String name = given.values().asText(given.checked(1, Values.Kind.TEXT, "the name of a policy"));
        for (PermitPolicy policy : PermitPolicy.values()) {
            if (policy.name().equals(name)) {
                return policy;
            }
        }
        throw new Refusal(
                Status.BAD_ARGUMENT,
                given.typeId() + ": create takes a policy of " + List.of(PermitPolicy.values()) + ", not " + name);
    }

    private static @Nullable String permitShape(Given given) {
        int permits = permits(given);
        String policy = given.orNull(1) == null ? null : policy(given).name();
        return given.orNull(0) == null ? policy : "permits: " + permits + (policy == null ? "" : PART + policy);
    }

    private static ObjectGroup makeBarrier(Creation creation, Given given) {
        return new BarrierObject(creation, parties(given), hasAction(given));
    }

    /** Returns the number of parties; a barrier that is restored has none yet. */
    private static int parties(Given given) {
        if (given.orNull(0) == null) {
            return 1;
        }
        long parties = given.values().asLong(given.checked(0, Values.Kind.INTEGER, "a whole number of parties"));
        if (parties < 1 || parties > Integer.MAX_VALUE) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    "barrier: create takes 1 to " + Integer.MAX_VALUE + " parties, not " + parties);
        }
        return (int) parties;
    }

    private static boolean hasAction(Given given) {
        return given.orNull(1) != null
                && given.values().asBoolean(given.checked(1, Values.Kind.BOOLEAN, "whether it has an action"));
    }

    private static String barrierShape(Given given) {
        return "parties: " + parties(given) + (hasAction(given) ? ", an action" : ", no action");
    }
}
