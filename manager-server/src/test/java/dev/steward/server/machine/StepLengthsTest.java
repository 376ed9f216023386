package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Invoke;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.type.Catalogue;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is not left to a worker does not keep an event loop: each operation of each type is asked of an object of many
 * elements. {@code -Dsteps=1000000} has so many, prints the longest steps, and fails where a loop would linger.
 */
@Timeout(300)
class StepLengthsTest {

    private static final int SIZE = Integer.getInteger("steps", 2_000);
    private static final Duration LONGEST = Duration.ofMillis(20);
    private static final GroupId HERE = new SessionId(1, 1);

    private final MachineValues values = new MachineValues(Incarnation.ofEpoch(new UUID(1, 2), 0), List::of);
    private final Value elements = values.stored(EncodedValue.listOf(encoded()));

    private long lastNumber;

    private static List<EncodedValue> encoded() {
        List<EncodedValue> encoded = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            encoded.add(EncodedValue.of(i));
        }
        return encoded;
    }

    @ParameterizedTest
    // A pool belongs to a server and makes the others there: what they look at is counted in PoolWalksTest.
    @EnumSource(
            value = BuiltInType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"POOL", "ASYNC_RESULT", "POOL_ITERATOR"})
    void whatALoopDoesItselfIsShort(BuiltInType type) {
        List<String> tooLong = new ArrayList<>();
        Group group = filled(type);
        for (Operation operation : Operation.values()) {
            if (type.offers(operation)) {
                group = group.weight() < SIZE / 2 ? filled(type) : group;
                Invoke call = asked(operation);
                boolean isLong = LongSteps.isLong(call, group);
                Duration took = timed(group, call);
                if (took.compareTo(LONGEST) > 0) {
                    String line =
                            operation + " took " + took.toMillis() + " ms" + (isLong ? " of a worker" : " of a loop");
                    System.out.println(line);
                    if (!isLong) {
                        tooLong.add(line);
                    }
                }
            }
        }
        if (Integer.getInteger("steps") != null) {
            assertThat(tooLong).isEmpty();
        }
    }

    /** Makes an object and has it take all elements, if there is a way. */
    private Group filled(BuiltInType type) {
        Group made = made(type, Collections.nCopies(type.leastCreationArguments(), values.of(1)));
        if (made == null) {
            made = made(type, List.of(elements));
        }
        assertThat(made).isNotNull();
        for (Operation operation : Operation.values()) {
            if (type.offers(operation) && operation.stores() && operation.walks() && made.weight() < SIZE / 2) {
                timed(made, asked(operation));
            }
        }
        return made;
    }

    private @Nullable Group made(BuiltInType type, List<Value> arguments) {
        try {
            return Catalogue.make(type, Creation.detached(values), arguments);
        } catch (OperationRefusal refused) {
            return null;
        }
    }

    private Invoke asked(Operation operation) {
        CallId call = new CallId(SessionId.LOCAL, 1, ++lastNumber);
        List<Value> arguments = operation.arguments().stream().map(this::choice).toList();
        return new Invoke(0, call, new ObjectId(-1), operation, arguments);
    }

    private Value choice(Argument argument) {
        return switch (argument.kind()) {
            case ANY, ANY_NUMBER -> values.of(SIZE - 1);
            case TEXT, TEXT_OR_NULL -> values.of("text");
            case BOOLEAN -> values.of(true);
            case INTEGER, COUNT, TIMEOUT, LOCK_TIMEOUT -> values.of(0);
            case LIST, PAIRS -> elements;
            case REFERENCE -> values.reference("queue", new ObjectId(99));
        };
    }

    private Duration timed(Group group, Invoke call) {
        Driver driver = new Driver(
                ServerClock.ofThisProcess(), (task, delay) -> {}, values, Relief.NOT_NEEDED, new MemoryAccount());
        driver.add(HERE, group);
        long began = System.nanoTime();
        driver.submit(HERE, call);
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
