package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.SessionId;
import dev.steward.objects.StatePiece;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.machine.Machine;
import dev.steward.objects.machine.MachineListener;
import dev.steward.objects.machine.MachineSnapshot;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.type.Catalogue;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a snapshot keeps others waiting for, for each type that holds elements: the walk over one object, and the copy that
 * its next change may have to make. {@code -Delements=1000000} has so many, prints the pauses, as time of the processor, and
 * fails where one is longer than it may be.
 */
@Timeout(300)
@Tag("one-jdk")
class SnapshotPausesTest {

    private static final int SIZE = Integer.getInteger("elements", 2_000);
    private static final int ROUNDS = Integer.getInteger("elements") == null ? 1 : 5;
    private static final Duration LONGEST = Duration.ofMillis(50);

    private final MachineValues values = new MachineValues(Incarnation.ofEpoch(new UUID(1, 2), 0), List::of);
    private final Machine machine =
            new Machine(values, 3, new ObjectLimits(2_000_000, 2_000_000), new MachineListener() {});
    private final List<String> tooLong = new ArrayList<>();
    private final Map<String, Double> longest = new LinkedHashMap<>();
    private long lastNumber;

    @ParameterizedTest
    @EnumSource(
            value = BuiltInType.class,
            names = {"LIST", "DICT", "SET", "NAMESPACE", "QUEUE", "JOINABLE_QUEUE", "ARRAY", "ITERATOR"})
    void oneObjectOfManyElements(BuiltInType type) {
        Group group = filled(type, SIZE);
        assertThat(group.heldBytes()).isGreaterThan(8L * SIZE);
        ObjectId object = adopted(type, group);
        for (int round = 0; round < ROUNDS; round++) {
            snapshot(type + " of " + SIZE, object, type);
        }
        assertAllShort();
    }

    @Test
    void manyObjectsOfAHundredElements() {
        ObjectId last = ObjectId.DIRECTORY;
        for (int i = 0; i < SIZE / 100; i++) {
            last = adopted(BuiltInType.LIST, filled(BuiltInType.LIST, 100));
        }
        for (int round = 0; round < ROUNDS; round++) {
            snapshot(SIZE / 100 + " lists of 100", last, BuiltInType.LIST);
        }
        assertAllShort();
    }

    private void assertAllShort() {
        longest.forEach((what, millis) -> System.out.println(what + " took up to " + millis + " ms"));
        if (Integer.getInteger("elements") != null) {
            assertThat(tooLong).isEmpty();
        }
    }

    private void snapshot(String what, ObjectId object, BuiltInType type) {
        byte[] whole = machine.snapshot();
        long began = processorTime();
        MachineSnapshot first = machine.beginSnapshot();
        told(what + ": to begin", began);
        began = processorTime();
        change(object, type);
        told(what + ": a change before its turn", began);
        first.abandon();
        unchange(object, type);
        MachineSnapshot taken = machine.beginSnapshot();
        List<StatePiece> pieces = new ArrayList<>();
        boolean more = true;
        while (more) {
            began = processorTime();
            more = taken.goOn();
            told(what + ": one group", began);
            for (StatePiece piece = taken.poll(); piece != null; piece = taken.poll()) {
                pieces.add(piece);
            }
        }
        began = processorTime();
        change(object, type);
        told(what + ": a change after its turn", began);
        unchange(object, type);
        byte[] written = StateWriter.toBytes(values, writer -> pieces.forEach(piece -> piece.writeTo(writer)));
        assertThat(written.length).isBetween(whole.length - 100, whole.length + 100);
    }

    /** What this thread has computed: how long others kept it from that says nothing here. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void told(String what, long began) {
        Duration took = Duration.ofNanos(processorTime() - began);
        longest.merge(what, took.toNanos() / 100_000 / 10.0, Math::max);
        if (took.compareTo(LONGEST) > 0) {
            tooLong.add(what + " took " + took.toMillis() + " ms");
        }
    }

    /** Stores something in an object. */
    private void change(ObjectId object, BuiltInType type) {
        Operation operation = type == BuiltInType.ARRAY ? Operation.ARRAY_SET : firstStoring(type);
        if (operation != null) {
            ask(object, operation);
        }
    }

    private void unchange(ObjectId object, BuiltInType type) {
        if (type == BuiltInType.LIST) {
            ask(object, Operation.LIST_REMOVE_AT);
        }
    }

    private static @Nullable Operation firstStoring(BuiltInType type) {
        for (Operation operation : Operation.values()) {
            if (type.offers(operation) && operation.stores() && !operation.walks()) {
                return operation;
            }
        }
        return null;
    }

    private void ask(ObjectId object, Operation operation) {
        CallId call = new CallId(SessionId.LOCAL, 1, ++lastNumber);
        machine.submit(
                GroupId.of(object),
                new Invoke(
                        0,
                        call,
                        object,
                        operation,
                        operation.arguments().stream()
                                .map(argument -> choice(argument, values.nil()))
                                .toList()));
    }

    private ObjectId adopted(BuiltInType type, Group group) {
        machine.submit(GroupId.DIRECTORY, new DirectoryInput.Adopt(0, 1, type.typeId(), group));
        return new ObjectId(machine.size() - 1);
    }

    private Group filled(BuiltInType type, int size) {
        List<EncodedValue> encoded = new ArrayList<>();
        boolean isPairs = type == BuiltInType.NAMESPACE || type == BuiltInType.DICT;
        for (int i = 0; i < size; i++) {
            if (isPairs) {
                encoded.add(EncodedValue.of("key " + i));
            }
            encoded.add(EncodedValue.of(i));
        }
        Value elements = values.stored(EncodedValue.listOf(encoded));
        Group made = made(type, Collections.nCopies(type.leastCreationArguments(), values.of(1)));
        if (type == BuiltInType.ARRAY) {
            made = made(type, List.of(values.of("code:q"), elements));
        } else if (type == BuiltInType.ITERATOR) {
            made = made(type, List.of(elements));
        }
        assertThat(made).isNotNull();
        for (Operation operation : Operation.values()) {
            if (type.offers(operation) && operation.stores() && operation.walks() && made.weight() < size / 2) {
                fill(made, operation, elements);
            }
        }
        return made;
    }

    private void fill(Group group, Operation operation, Value elements) {
        Driver driver = new Driver(
                ServerClock.ofThisProcess(), (task, delay) -> {}, values, Relief.NOT_NEEDED, new MemoryAccount());
        GroupId here = new SessionId(1, 1);
        driver.add(here, group);
        CallId call = new CallId(SessionId.LOCAL, 1, ++lastNumber);
        driver.submit(
                here,
                new Invoke(
                        0,
                        call,
                        new ObjectId(-1),
                        operation,
                        operation.arguments().stream()
                                .map(argument -> choice(argument, elements))
                                .toList()));
    }

    private @Nullable Group made(BuiltInType type, List<Value> arguments) {
        try {
            return Catalogue.make(type, Creation.detached(values), arguments);
        } catch (OperationRefusal refused) {
            return null;
        }
    }

    private Value choice(Argument argument, Value elements) {
        return switch (argument.kind()) {
            case ANY, ANY_NUMBER -> values.of(SIZE - 1);
            case TEXT, TEXT_OR_NULL -> values.of("text");
            case BOOLEAN -> values.of(true);
            case INTEGER, COUNT, TIMEOUT, LOCK_TIMEOUT -> values.of(0);
            case LIST, PAIRS -> elements;
            case REFERENCE -> values.reference("queue", new ObjectId(99));
        };
    }
}
