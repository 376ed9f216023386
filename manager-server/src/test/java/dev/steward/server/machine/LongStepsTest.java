package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionEnded;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.type.Catalogue;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LongStepsTest {

    private static final GroupId HERE = new SessionId(1, 1);

    private final MachineValues values = new MachineValues(Incarnation.ofEpoch(new UUID(1, 2), 0), List::of);
    private final Value small = values.of(1);
    private final Value large = values.stored(EncodedValue.of(new byte[70 << 10]));
    private final Value list = values.stored(EncodedValue.listOf(Collections.nCopies(3, EncodedValue.of(1))));

    /** A group that says of itself how much there is in it. */
    private record Sized(long weight, long heldBytes) implements Group {
        @Override
        public void apply(Input input, Outputs out) {}

        @Override
        public void save(StateWriter writer) {}
    }

    private static boolean isLong(Group group, Operation operation, Value... arguments) {
        return LongSteps.isLong(asked(operation, arguments), group);
    }

    private static Invoke asked(Operation operation, Value... arguments) {
        CallId call = new CallId(SessionId.LOCAL, 1, 1);
        return new Invoke(0, call, new ObjectId(1), operation, List.of(arguments));
    }

    @Test
    void whatWalksIsLongWhereThereAreManyOrLargeElementsOrArguments() {
        Group few = new Sized(1_000, 50 << 10);
        assertThat(isLong(few, Operation.LIST_CONTAINS, small)).isFalse();
        assertThat(isLong(new Sized(10_001, 0), Operation.LIST_CONTAINS, small)).isTrue();
        assertThat(isLong(new Sized(32, 257 << 10), Operation.LIST_CONTAINS, small))
                .isTrue();
        assertThat(isLong(few, Operation.LIST_CONTAINS, large)).isTrue();
        assertThat(isLong(new Sized(1_000_000, 1 << 30), Operation.LIST_GET, small))
                .isFalse();
    }

    @Test
    void aSortOfFewLargeElementsIsLong() {
        Group decimals = new Sized(10, 80 << 10);
        assertThat(isLong(decimals, Operation.LIST_SORT, values.of(false))).isTrue();
        assertThat(isLong(decimals, Operation.LIST_CONTAINS, small)).isFalse();
    }

    @Test
    void whatFindsIsLongWhereItsKeyIsLarge() {
        Group much = new Sized(1_000_000, 1 << 30);
        assertThat(isLong(much, Operation.DICT_PUT, small, large)).isFalse();
        assertThat(isLong(much, Operation.DICT_PUT, list, small)).isFalse();
        assertThat(isLong(much, Operation.DICT_PUT, large, small)).isTrue();
    }

    @Test
    void whatComparesIsLongWhereEitherSideMayBeLarge() {
        Group much = new Sized(1, 1 << 20);
        assertThat(isLong(much, Operation.VALUE_COMPARE_AND_SET, small, small)).isFalse();
        assertThat(isLong(much, Operation.VALUE_COMPARE_AND_SET, list, small)).isTrue();
        assertThat(isLong(new Sized(1, 100), Operation.VALUE_COMPARE_AND_SET, list, small))
                .isFalse();
        assertThat(isLong(new Sized(1, 100), Operation.VALUE_COMPARE_AND_SET, large, small))
                .isTrue();
    }

    @Test
    void theEndOfASessionIsLongWhereItMayHaveHeldMuch() {
        SessionEnded ended = new SessionEnded(0, new SessionId(1, 2), true);
        assertThat(LongSteps.isLong(ended, new Sized(20_000, 0))).isTrue();
        assertThat(LongSteps.isLong(ended, new Sized(100, 0))).isFalse();
    }

    @Test
    void aChangeIsLongWhereVeryMuchIsToBeCopiedForIt() {
        Value elements = values.listOf(Collections.nCopies(150_000, small));
        Group queue = Catalogue.make(BuiltInType.QUEUE, Creation.detached(values), List.of());
        Driver driver = new Driver(
                ServerClock.ofThisProcess(), (task, delay) -> {}, values, Relief.NOT_NEEDED, new MemoryAccount());
        driver.add(HERE, queue);
        driver.submit(HERE, asked(Operation.QUEUE_PUT_ALL, elements));
        assertThat(queue.weight()).isEqualTo(150_000);
        assertThat(isLong(queue, Operation.QUEUE_PUT, small, values.of(-1))).isFalse();
        driver.submit(HERE, asked(Operation.QUEUE_SNAPSHOT));
        assertThat(isLong(queue, Operation.QUEUE_PUT, small, values.of(-1))).isTrue();
        assertThat(isLong(queue, Operation.QUEUE_SIZE)).isFalse();
    }
}
