package dev.steward.objects.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.GroupId;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ArrayTest {

    private final MachineRig rig = new MachineRig();
    private final Client client = rig.open();
    private final ObjectId array = client.create("array", "a", "code:b", rig.values.longs(1, 2, 3, 4));

    private List<Long> contents() {
        return client.call(array, Operation.ARRAY_SNAPSHOT).numbers();
    }

    private static void assertRefused(Pending call, Status status, String sentence) {
        assertThat(call.status()).isEqualTo(status);
        assertThat(call.answer().value().toString()).isEqualTo(sentence);
    }

    @Test
    void cellsAreReadAndSetByIndexAndRange() {
        assertThat(client.call(array, Operation.ARRAY_LENGTH).number()).isEqualTo(4);
        assertThat(client.call(array, Operation.ARRAY_GET, 3).number()).isEqualTo(4);
        client.call(array, Operation.ARRAY_SET, 0, 9);
        client.call(array, Operation.ARRAY_SET_RANGE, 2, rig.values.longs(7, 8));
        assertThat(client.call(array, Operation.ARRAY_GET_RANGE, 0, 3).numbers())
                .containsExactly(9L, 2L, 7L);
        assertThat(client.call(array, Operation.ARRAY_GET_RANGE, 4, 4).numbers())
                .isEmpty();
        rig.restore();
        assertThat(contents()).containsExactly(9L, 2L, 7L, 8L);
    }

    @Test
    void indexIsRefusedInTheWordsOfTheJdk() {
        String words = "Index 4 out of bounds for length 4";
        assertRefused(client.call(array, Operation.ARRAY_GET, 4), Status.INDEX, words);
        assertRefused(client.call(array, Operation.ARRAY_SET, 4, 1), Status.INDEX, words);
        assertRefused(client.call(array, Operation.ARRAY_GET_AND_ADD, 4, 1), Status.INDEX, words);
        assertRefused(client.call(array, Operation.ARRAY_COMPARE_AND_SET, 4, 1, 1), Status.INDEX, words);
        assertRefused(client.call(array, Operation.ARRAY_GET_STAMPED, 4), Status.INDEX, words);
        assertRefused(client.call(array, Operation.ARRAY_GET, -1), Status.INDEX, "Index -1 out of bounds for length 4");
        assertRefused(
                client.call(array, Operation.ARRAY_GET_RANGE, 2, 5),
                Status.INDEX,
                "Range [2, 5) out of bounds for length 4");
        assertRefused(
                client.call(array, Operation.ARRAY_GET_RANGE, 3, 2),
                Status.INDEX,
                "Range [3, 2) out of bounds for length 4");
        assertRefused(
                client.call(array, Operation.ARRAY_SET_RANGE, 3, rig.values.longs(1, 1)),
                Status.INDEX,
                "Range [3, 5) out of bounds for length 4");
        assertThat(client.call(array, Operation.ARRAY_SET_RANGE, Long.MAX_VALUE, rig.values.longs(1))
                        .status())
                .isEqualTo(Status.INDEX);
        assertThat(contents()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whatDoesNotFitChangesNothing() {
        assertThat(client.call(array, Operation.ARRAY_SET_RANGE, 0, rig.values.longs(5, 128, 6))
                        .status())
                .isEqualTo(Status.OUT_OF_RANGE);
        assertThat(client.call(array, Operation.ARRAY_SET, 0, "text").status()).isEqualTo(Status.WRONG_TYPE);
        assertThat(client.call(array, Operation.ARRAY_GET_AND_ADD, 3, 124).status())
                .isEqualTo(Status.OUT_OF_RANGE);
        assertThat(client.call(array, Operation.ARRAY_COMPARE_AND_SET, 0, 1, 128)
                        .status())
                .isEqualTo(Status.OUT_OF_RANGE);
        assertThat(contents()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void cellIsUpdatedAloneWhateverHappensToTheOthers() {
        assertThat(client.call(array, Operation.ARRAY_GET_AND_ADD, 1, 5).number())
                .isEqualTo(2);
        assertThat(client.call(array, Operation.ARRAY_COMPARE_AND_SET, 1, 6, 0).truth())
                .isFalse();
        assertThat(client.call(array, Operation.ARRAY_COMPARE_AND_SET, 1, 7, 0).truth())
                .isTrue();
        List<Long> stamped = client.call(array, Operation.ARRAY_GET_STAMPED, 1).numbers();
        assertThat(stamped.get(1)).isZero();
        client.call(array, Operation.ARRAY_SET, 2, 9);
        rig.restore();
        assertThat(client.call(array, Operation.ARRAY_SET_STAMPED, 1, stamped.get(0), 8)
                        .truth())
                .isTrue();
        assertThat(client.call(array, Operation.ARRAY_SET_STAMPED, 1, stamped.get(0), 7)
                        .truth())
                .isFalse();
        assertThat(contents()).containsExactly(1L, 8L, 9L, 4L);
    }

    @Test
    void snapshotStaysAsItWas() {
        Pending before = client.call(array, Operation.ARRAY_SNAPSHOT);
        Pending part = client.call(array, Operation.ARRAY_GET_RANGE, 1, 3);
        client.call(array, Operation.ARRAY_SET_RANGE, 0, rig.values.longs(0, 0, 0, 0));
        assertThat(before.numbers()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(part.numbers()).containsExactly(2L, 3L);
    }

    @Test
    void arrayOfALengthBeginsWithOneValue() {
        ObjectId zeros = client.create("array", null, "code:b", 3, 0);
        assertThat(client.call(zeros, Operation.ARRAY_SNAPSHOT).numbers()).containsExactly(0L, 0L, 0L);
        ObjectId nulls = client.create("array", null, rig.values.nil(), 2);
        assertThat(client.call(nulls, Operation.ARRAY_SNAPSHOT).value().toString())
                .isEqualTo("[null, null]");
        ObjectId none = client.create("array", null, "code:b", 0);
        assertThat(client.call(none, Operation.ARRAY_LENGTH).number()).isZero();
    }

    @Test
    void absurdLengthsAreRefusedAndMakeNothing() {
        long before = client.call(ObjectId.DIRECTORY, Operation.COUNT).number();
        for (Value length : List.of(rig.values.of(-1), rig.values.of(1_000_001), rig.values.of(Long.MAX_VALUE))) {
            Pending made = create(null, rig.values.of("code:b"), length, rig.values.of(0));
            assertRefused(
                    made,
                    Status.BAD_ARGUMENT,
                    "array: a length is from 0 to 1000000 (limit QUEUE_ELEMENTS, changed by serve --limit QUEUE_ELEMENTS=N"
                            + " or ManagerServer.Builder.limit(..)), not " + length);
        }
        assertRefused(
                create(null, rig.values.of("code:b"), rig.values.of("x")),
                Status.BAD_ARGUMENT,
                "array: create takes a length or a list of values, not x");
        assertThat(create(null, rig.values.of("code:b"), rig.values.longs(1, 128))
                        .status())
                .isEqualTo(Status.OUT_OF_RANGE);
        assertThat(client.call(ObjectId.DIRECTORY, Operation.COUNT).number()).isEqualTo(before);
    }

    private Pending create(@Nullable String name, Value... arguments) {
        return client.call(
                ObjectId.DIRECTORY,
                Operation.CREATE,
                "array",
                name == null ? rig.values.nil() : rig.values.of(name),
                rig.values.listOf(List.of(arguments)));
    }

    @Test
    void arrayIsFoundByNameIfTypeAndLengthAgree() {
        assertThat(client.create("array", "a", "code:b", 4, 0)).isEqualTo(array);
        assertThat(client.create("array", "a")).isEqualTo(array);
        assertRefused(
                create("a", rig.values.of("code:b"), rig.values.of(5)),
                Status.NAME_CONFLICT,
                "the name a belongs to an array with type code:b, length 4, not with type code:b, length 5");
        assertThat(create("a", rig.values.of("code:i"), rig.values.of(4)).status())
                .isEqualTo(Status.NAME_CONFLICT);
    }

    @Test
    void referencesInCellsKeepObjectsAlive() {
        ObjectId list = client.create("list", null);
        ObjectId cells = client.create("array", null, rig.values.nil(), 2, rig.values.reference("list", list));
        client.call(ObjectId.DIRECTORY, Operation.RELEASE, list.value(), 1);
        client.call(cells, Operation.ARRAY_SET, 0, 1);
        rig.restore();
        assertThat(rig.machine().has(GroupId.of(list))).isTrue();
        client.call(cells, Operation.ARRAY_SET, 1, 1);
        assertThat(rig.machine().has(GroupId.of(list))).isFalse();
    }

    @Test
    void otherOperationsAreRefused() {
        assertThat(client.call(array, Operation.LIST_SIZE).status()).isEqualTo(Status.NO_SUCH_OPERATION);
        assertThat(client.call(array, Operation.OBJECT_DESCRIBE).value().toString())
                .isEqualTo("[0, 4 elements: [1, 2, 3, 4]]");
    }
}
