package dev.steward.objects.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is stored is counted, and what is not stored any more is not: however it came and went. */
class HeldBytesTest {

    private static final String LARGE = "x".repeat(100_000);

    private final MachineRig rig = new MachineRig();
    private Client client;
    private ObjectId object;
    private long before;

    @BeforeEach
    void open() {
        client = rig.open();
    }

    private void create(String typeId, Object... arguments) {
        object = client.create(typeId, null, arguments);
        client.acknowledge(1);
        before = rig.machine().heldBytes();
    }

    /** Calls, and returns how many large values are held more than at the beginning once nothing is kept for the client. */
    private long after(Operation operation, Object... arguments) {
        client.call(object, operation, arguments);
        client.acknowledge(1);
        return Math.round((rig.machine().heldBytes() - before) / (double) LARGE.length());
    }

    private Value listOf(String... elements) {
        return rig.values.listOf(Stream.of(elements).map(rig.values::of).toList());
    }

    @Test
    void ofLists() {
        create("list", listOf());
        assertThat(after(Operation.LIST_ADD, LARGE)).isEqualTo(1);
        assertThat(after(Operation.LIST_ADD_ALL, listOf(LARGE, LARGE))).isEqualTo(3);
        assertThat(after(Operation.LIST_SET, 0, 1)).isEqualTo(2);
        assertThat(after(Operation.LIST_SORT, false)).isEqualTo(2);
        assertThat(after(Operation.LIST_REPEAT, 2)).isEqualTo(4);
        assertThat(after(Operation.LIST_REPEAT, 1_000_000 / 6))
                .as("refused: a request of a few bytes would hold gigabytes")
                .isEqualTo(4);
        assertThat(after(Operation.LIST_REMOVE, LARGE)).isEqualTo(3);
        assertThat(after(Operation.LIST_CLEAR)).isZero();
        assertThat(rig.machine().heldBytes()).isEqualTo(before);
    }

    @Test
    void ofDicts() {
        create("dict");
        assertThat(after(Operation.DICT_PUT, "a", LARGE)).isEqualTo(1);
        assertThat(after(Operation.DICT_PUT, LARGE, LARGE)).isEqualTo(3);
        assertThat(after(Operation.DICT_PUT, "a", 1)).isEqualTo(2);
        assertThat(after(Operation.DICT_REMOVE, LARGE)).isZero();
        assertThat(after(Operation.DICT_PUT_ALL, listOf("b", LARGE, "c", LARGE)))
                .isEqualTo(2);
        assertThat(after(Operation.DICT_CLEAR)).isZero();
        assertThat(rig.machine().heldBytes()).isEqualTo(before);
    }

    @Test
    void ofSets() {
        String other = "y".repeat(LARGE.length());
        create("set", listOf());
        assertThat(after(Operation.SET_ADD, LARGE)).isEqualTo(1);
        assertThat(after(Operation.SET_ADD, LARGE)).isEqualTo(1);
        assertThat(after(Operation.SET_TOGGLE_ALL, listOf(LARGE, other, "a"))).isEqualTo(1);
        assertThat(after(Operation.SET_ADD_ALL, listOf(LARGE, other))).isEqualTo(2);
        assertThat(after(Operation.SET_RETAIN_ALL, listOf(LARGE, "a"))).isEqualTo(1);
        assertThat(after(Operation.SET_POLL_FIRST)).isEqualTo(1);
        assertThat(after(Operation.SET_REMOVE, LARGE)).isZero();
        assertThat(after(Operation.SET_ADD, other)).isEqualTo(1);
        assertThat(after(Operation.SET_CLEAR)).isZero();
        assertThat(rig.machine().heldBytes()).isEqualTo(before);
    }

    @Test
    void ofNamespacesTheNamesToo() {
        create("namespace");
        assertThat(after(Operation.NAMESPACE_SET, LARGE, LARGE)).isEqualTo(2);
        assertThat(after(Operation.NAMESPACE_SET, LARGE, 1)).isEqualTo(1);
        assertThat(after(Operation.NAMESPACE_DELETE, LARGE)).isZero();
        assertThat(rig.machine().heldBytes()).isEqualTo(before);
    }

    @Test
    void ofQueuesUntilTheAnswerIsAcknowledged() {
        create("queue", 0);
        assertThat(after(Operation.QUEUE_PUT, LARGE, 0)).isEqualTo(1);
        client.call(object, Operation.QUEUE_TAKE, 0);
        assertThat(rig.machine().heldBytes() - before).isBetween((long) LARGE.length(), LARGE.length() + 1000L);
        client.acknowledge(1);
        assertThat(rig.machine().heldBytes()).isEqualTo(before);
        assertThat(after(Operation.QUEUE_PUT_ALL, listOf(LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE)))
                .isEqualTo(7);
        assertThat(after(Operation.QUEUE_CLEAR)).isZero();
        assertThat(rig.machine().heldBytes()).isEqualTo(before);
    }

    @Test
    void ofCells() {
        create("value", rig.values.nil(), 1);
        assertThat(after(Operation.VALUE_SET, LARGE)).isEqualTo(1);
        assertThat(after(Operation.VALUE_SET, LARGE)).isEqualTo(1);
        assertThat(after(Operation.VALUE_SET, 1)).isZero();
        assertThat(rig.machine().heldBytes()).isEqualTo(before);
    }

    @Test
    void ofArraysWhoseCellsBeganWithOneValue() {
        create("array", rig.values.nil(), 1_000, 0);
        assertThat(after(Operation.ARRAY_SET, 3, LARGE)).isEqualTo(1);
        assertThat(after(Operation.ARRAY_SET, 3, 0)).isZero();
        assertThat(after(Operation.ARRAY_SET, 3, 0)).isZero();
    }

    @Test
    void ofCallsThatWaitForThoseBeforeThem() {
        create("list", listOf());
        client.request(2, 2, object, Operation.LIST_ADD.code(), LARGE);
        assertThat(rig.machine().heldBytes() - before).isBetween((long) LARGE.length(), LARGE.length() + 1000L);
        client.request(2, 1, object, Operation.LIST_ADD.code(), 1);
        client.acknowledge(2);
        assertThat(rig.machine().heldBytes() - before).isBetween((long) LARGE.length(), LARGE.length() + 2000L);
        assertThat(after(Operation.LIST_CLEAR)).isZero();
    }

    @Test
    void ofRepliesUntilTheyAreAcknowledged() {
        create("list", listOf());
        assertThat(after(Operation.LIST_ADD, LARGE)).isEqualTo(1);
        client.call(object, Operation.LIST_SET, 0, 1);
        assertThat(rig.machine().heldBytes() - before).isBetween((long) LARGE.length(), LARGE.length() + 1000L);
        client.acknowledge(1);
        assertThat(rig.machine().heldBytes() - before).isLessThan(1000);
    }

    @Test
    void ofAnObjectThatIsFreedNothing() {
        long empty = rig.machine().heldBytes();
        create("list", listOf(LARGE));
        client.call(ObjectId.DIRECTORY, Operation.RELEASE, object.value(), 1);
        client.acknowledge(1);
        assertThat(rig.machine().heldBytes() - empty).isLessThan(1000);
    }
}
