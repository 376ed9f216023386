package dev.steward.server.log;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.FromBackup;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionClient;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.type.Catalogue;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An input of each kind there is, drawn from a seed, made of whatever its record has: whoever adds an input to the machine
 * finds it here.
 */
final class InputSamples {

    /** What came after the samples were kept in a file: to draw from more would change all that is drawn after it. */
    private static final Set<Object> LATER_CONSTANTS =
            Set.of(Operation.EVENTS, Operation.INSPECT_SERVER, Operation.OBJECT_REQUEUE);

    static final MachineValues VALUES =
            new MachineValues(Incarnation.ofEpoch(new UUID(1, 2), 3), () -> List.of("127.0.0.1:9"));

    /** Kinds that came later, in their order: they stand behind the others, whose samples stay what they were. */
    private static final List<Class<?>> LATER =
            List.of(FromBackup.class, ObjectInput.Requeue.class, ObjectInput.RequeueAnswered.class);

    private final SplittableRandom random;

    InputSamples(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Returns the records that are inputs, by name. */
    static List<Class<?>> kinds() {
        List<Class<?>> kinds = new ArrayList<>();
        collect(Input.class, kinds);
        kinds.sort(Comparator.<Class<?>>comparingInt(LATER::indexOf).thenComparing(Class::getName));
        return kinds;
    }

    private static void collect(Class<?> type, List<Class<?>> kinds) {
        if (type.isRecord()) {
            kinds.add(type);
        } else {
            Arrays.stream(type.getPermittedSubclasses()).forEach(permitted -> collect(permitted, kinds));
        }
    }

    /** Returns one entry of each kind. */
    List<LogEntry> entries() {
        return kinds().stream().map(this::entry).toList();
    }

    /** Returns an entry with an input of a kind. */
    LogEntry entry(Class<?> kind) {
        return new LogEntry((GroupId) component(GroupId.class), (Input) record(kind));
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] fields = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < fields.length; i++) {
            types[i] = components[i].getType();
            boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            fields[i] = nullable && random.nextBoolean() ? null : component(components[i].getGenericType());
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(fields);
        } catch (ReflectiveOperationException unexpected) {
            throw new AssertionError("a record without its constructor: " + type, unexpected);
        }
    }

    private Object component(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            List<Object> elements = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                elements.add(component(list.getActualTypeArguments()[0]));
            }
            return List.copyOf(elements);
        } else if (type == long.class) {
            return number();
        } else if (type == int.class || type == Integer.class) {
            return (int) number();
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == String.class) {
            return any("", "a", "für", "\u0000\uD83D\uDE00");
        } else if (type == GroupId.class) {
            return any(GroupId.DIRECTORY, new SessionId(number(), number()), GroupId.of(new ObjectId(number())));
        } else if (type == ObjectId.class) {
            return new ObjectId(number());
        } else if (type == SessionId.class
                || type == CallId.class
                || type == SessionLimits.class
                || type == SessionClient.class
                || type == ObjectLimits.class
                || type == Answer.class) {
            return record((Class<?>) type);
        } else if (type == Ranges.class) {
            return any(Ranges.EMPTY, Ranges.of(1, 2), Ranges.of(3, 7, 9, Long.MAX_VALUE));
        } else if (type == Operation.class || type == Status.class || type == BuiltInType.class) {
            Object[] constants = Arrays.stream(((Class<?>) type).getEnumConstants())
                    .filter(constant -> !LATER_CONSTANTS.contains(constant))
                    .toArray();
            return constants[random.nextInt(constants.length)];
        } else if (type == Value.class) {
            return value();
        } else if (type == Group.class) {
            return group();
        }
        throw new AssertionError("say here what a " + type.getTypeName() + " may be");
    }

    private Value value() {
        return switch (random.nextInt(6)) {
            case 0 -> VALUES.nil();
            case 1 -> VALUES.of(number());
            case 2 -> VALUES.of("text");
            case 3 -> VALUES.reference("queue", new ObjectId(number()));
            case 4 -> VALUES.stored(VALUES.encoded(VALUES.listOf(List.of(VALUES.of(true), VALUES.of(number())))));
            default -> VALUES.stored(EncodedValue.of(new byte[] {1, 2, 3}));
        };
    }

    private Group group() {
        BuiltInType type = (BuiltInType) any(BuiltInType.QUEUE, BuiltInType.DICT, BuiltInType.LIST, BuiltInType.RLOCK);
        return Catalogue.make(type, Creation.detached(VALUES), List.of());
    }

    private long number() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(3) - 1L;
            case 1 -> random.nextInt(1_000);
            case 2 -> random.nextInt();
            default -> random.nextLong();
        };
    }

    private Object any(Object... some) {
        return some[random.nextInt(some.length)];
    }
}
