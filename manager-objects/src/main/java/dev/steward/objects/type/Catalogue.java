package dev.steward.objects.type;

import static dev.steward.vocabulary.Printable.withArticle;

import dev.steward.api.ObjectId;
import dev.steward.objects.Group;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.StateReader;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.objects.cell.ArrayObject;
import dev.steward.objects.cell.ValueObject;
import dev.steward.objects.collection.DictObject;
import dev.steward.objects.collection.ListObject;
import dev.steward.objects.collection.NamespaceObject;
import dev.steward.objects.collection.SetObject;
import dev.steward.objects.lock.BarrierObject;
import dev.steward.objects.lock.EventObject;
import dev.steward.objects.lock.LockObject;
import dev.steward.objects.lock.SemaphoreObject;
import dev.steward.objects.pool.PoolObject;
import dev.steward.objects.queue.IteratorObject;
import dev.steward.objects.queue.JoinableQueueObject;
import dev.steward.objects.queue.QueueObject;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.Iterators;
import dev.steward.objects.shared.ObjectGroup;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Limits;
import dev.steward.vocabulary.Status;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the objects of every built-in type. Stateless. */
public final class Catalogue {

    private static final Iterators ITERATORS = IteratorObject::over;

    private Catalogue() {}

    /**
     * Returns the type of a typeid.
     *
     * @throws OperationRefusal NO_SUCH_TYPE
     */
    public static BuiltInType type(String typeId) {
        BuiltInType type = BuiltInType.of(typeId);
        if (type == null) {
            throw new OperationRefusal(
                    Status.NO_SUCH_TYPE,
                    "there is no type " + typeId + "; the types are " + Arrays.toString(BuiltInType.values()));
        }
        return type;
    }

    /**
     * Makes an object.
     *
     * @throws OperationRefusal BAD_ARGUMENT, or what the first value of a cell is refused with
     */
    public static Group make(BuiltInType type, Creation creation, List<Value> arguments) {
        ObjectGroup made = made(creation, CreationArguments.of(type, creation.values(), arguments));
        made.settle();
        return made;
    }

    /**
     * Returns in words what of the creation arguments an object found by name must agree with; null if they leave it open.
     *
     * @throws OperationRefusal BAD_ARGUMENT
     */
    public static @Nullable String shape(Values values, BuiltInType type, List<Value> arguments) {
        return Shapes.asked(CreationArguments.of(type, values, arguments));
    }

    /**
     * Returns in words what an object has of what {@link #shape} speaks of, also where the arguments leave it open.
     *
     * @throws OperationRefusal as {@link #shape}
     */
    public static String shapeMade(Values values, BuiltInType type, List<Value> arguments) {
        return Shapes.made(CreationArguments.of(type, values, arguments));
    }

    /** Returns what {@link #shapeMade} says of an object that was made without saying more. */
    public static String shapeByDefault(Values values, BuiltInType type) {
        return Shapes.made(CreationArguments.none(type, values));
    }

    /**
     * Checks that the objects that a new one works with are of the right types.
     *
     * @param typeIds returns the typeid of an object, or null if it is no more
     * @throws OperationRefusal BAD_ARGUMENT or NO_SUCH_OBJECT
     */
    public static void checkObjects(
            Values values, BuiltInType type, List<Value> arguments, Function<ObjectId, @Nullable String> typeIds) {
        if (type != BuiltInType.JOINABLE_QUEUE) {
            return;
        }
        Value deadLetters = CreationArguments.of(type, values, arguments).deadLetters();
        if (deadLetters == null) {
            return;
        }
        ObjectId object = deadLetters.references().get(0);
        String typeId = typeIds.apply(object);
        if (typeId == null) {
            throw new OperationRefusal(
                    Status.NO_SUCH_OBJECT, type + ": the queue for dead letters, object " + object + ", is no more");
        }
        BuiltInType actual = BuiltInType.of(typeId);
        if (actual == null || !actual.has(BuiltInType.QUEUE)) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    type + ": object " + object + " is " + withArticle(typeId) + ", and dead letters need a queue");
        }
    }

    /** Reads a group that {@link Group#save} wrote. */
    public static Group restore(StateReader reader, Values values) {
        BuiltInType type = type(reader.readText());
        ObjectGroup restored = made(Creation.detached(values), CreationArguments.none(type, values));
        restored.load(reader);
        return restored;
    }

    private static ObjectGroup made(Creation creation, CreationArguments given) {
        BuiltInType type = given.type();
        return switch (type) {
            case LIST -> new ListObject(creation, ITERATORS, given.elements());
            case DICT -> new DictObject(creation, ITERATORS);
            case SET -> new SetObject(creation, ITERATORS, given.elements());
            case NAMESPACE -> new NamespaceObject(creation);
            case VALUE -> new ValueObject(creation, given.cellType(), given.orNil(1));
            case QUEUE -> new QueueObject(creation, given.capacity());
            case JOINABLE_QUEUE ->
                new JoinableQueueObject(creation, given.capacity(), given.maxDeliveries(), given.deadLetters());
            case ARRAY -> makeArray(creation, given);
            case ITERATOR -> new IteratorObject(creation, given.elements());
            case LOCK, RLOCK, CONDITION -> new LockObject(type, creation);
            case SEMAPHORE, BOUNDED_SEMAPHORE -> new SemaphoreObject(type, creation, given.permits(), given.policy());
            case EVENT -> new EventObject(creation);
            case BARRIER -> new BarrierObject(creation, given.parties(), given.hasAction());
            case POOL -> new PoolObject(creation);
            case ASYNC_RESULT, POOL_ITERATOR ->
                throw new OperationRefusal(
                        Status.BAD_ARGUMENT,
                        "a " + type + " is made by a " + type.madeBy() + " that gets tasks, and cannot be created");
        };
    }

    private static ObjectGroup makeArray(Creation creation, CreationArguments given) {
        long length = given.length();
        int most = creation.limits().maxElements();
        if (length < 0 || length > most) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    given.type() + ": a length is from 0 to " + most + " (" + Limits.named("QUEUE_ELEMENTS") + "), not "
                            + length);
        }
        List<Value> cells = given.cells();
        return cells == null
                ? new ArrayObject(creation, ITERATORS, given.cellType(), (int) length, given.orNil(2))
                : new ArrayObject(creation, ITERATORS, given.cellType(), cells);
    }
}
