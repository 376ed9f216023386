package dev.steward.objects.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Listed;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.PlainValues;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IteratorTest {

    private final MachineRig rig = new MachineRig();
    private final Client one = rig.open();
    private final Client two = rig.open();
    private final ObjectId list = one.create("list", null, rig.values.longs(1, 2, 3));
    private final ObjectId iterator = iterate(list);

    private ObjectId iterate(ObjectId over) {
        return one.call(over, Operation.OBJECT_ITERATE).value().references().get(0);
    }

    private Pending next(Client client, int thread) {
        return client.callAs(thread, iterator, Operation.QUEUE_TAKE, -1);
    }

    @Test
    void takersShareTheElementsOfOneSnapshot() {
        one.call(list, Operation.LIST_CLEAR);
        assertThat(next(one, 1).number()).isEqualTo(1);
        assertThat(next(two, 1).number()).isEqualTo(2);
        assertThat(next(one, 1).number()).isEqualTo(3);
        one.acknowledge(1);
        two.acknowledge(1);
        assertThat(next(one, 1).status()).isEqualTo(Status.SHUT_DOWN);
        assertThat(next(two, 1).status()).isEqualTo(Status.SHUT_DOWN);
    }

    @Test
    void elementOfADeadTakerGoesToWhoWaitsForTheEnd() {
        next(two, 1);
        next(one, 1);
        next(one, 1);
        Pending last = next(one, 2);
        assertThat(last.isAnswered()).isFalse();
        rig.restore();
        two.end();
        assertThat(last.number()).isEqualTo(1);
        assertThat(last.answer().redelivered()).isTrue();
    }

    @Test
    void closingEndsItForEverybody() {
        next(two, 1);
        one.call(iterator, Operation.QUEUE_SHUTDOWN, true);
        assertThat(next(two, 1).status()).isEqualTo(Status.SHUT_DOWN);
        assertThat(one.call(iterator, Operation.QUEUE_SIZE).number()).isZero();
        two.end();
        assertThat(next(one, 1).status()).isEqualTo(Status.SHUT_DOWN);
    }

    @Test
    void whatHasElementsIsGoneOver() {
        ObjectId dict = one.create("dict", null);
        one.call(dict, Operation.DICT_PUT_ALL, rig.values.longs(7, 70, 8, 80));
        assertThat(remaining(iterate(dict))).containsExactly(7L, 8L);
        ObjectId queue = one.create("queue", null);
        one.call(queue, Operation.QUEUE_PUT_ALL, rig.values.longs(4, 5));
        assertThat(remaining(iterate(queue))).containsExactly(4L, 5L);
        assertThat(one.call(queue, Operation.QUEUE_SIZE).number()).isEqualTo(2);
        ObjectId array = one.create("array", null, rig.values.nil(), rig.values.longs(6));
        assertThat(remaining(iterate(array))).containsExactly(6L);
        assertThat(remaining(one.create("iterator", null, rig.values.longs(9)))).containsExactly(9L);
        ObjectId value = one.create("value", null);
        assertThat(one.call(value, Operation.OBJECT_ITERATE).status()).isEqualTo(Status.NO_SUCH_OPERATION);
        assertThat(one.call(iterator, Operation.QUEUE_PUT, 1, 0).status()).isEqualTo(Status.NO_SUCH_OPERATION);
    }

    private List<Long> remaining(ObjectId over) {
        return one.call(over, Operation.QUEUE_SNAPSHOT).numbers();
    }

    @Test
    void itIsGoneWithItsLastHolder() {
        assertThat(rig.machine().has(GroupId.of(iterator))).isTrue();
        one.end();
        assertThat(rig.machine().has(GroupId.of(iterator))).isFalse();
    }

    @Test
    void itLivesOnWithWhoeverElseGotIt() {
        two.call(ObjectId.DIRECTORY, Operation.ATTACH, iterator.value());
        one.end();
        assertThat(next(two, 1).number()).isEqualTo(1);
        two.end();
        assertThat(rig.machine().has(GroupId.of(iterator))).isFalse();
    }

    @Test
    void whatItsElementsReferToLivesUntilTheyAreTaken() {
        ObjectId inner = one.create("list", null);
        ObjectId outer = one.create("list", null, rig.values.list(rig.values.reference("list", inner)));
        ObjectId over = iterate(outer);
        one.call(outer, Operation.LIST_CLEAR);
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, inner.value(), 1);
        rig.restore();
        assertThat(rig.machine().has(GroupId.of(inner))).isTrue();
        Pending taken = one.call(over, Operation.QUEUE_TAKE, 0);
        assertThat(taken.value().references()).containsExactly(inner);
        one.acknowledge(1);
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, inner.value(), 1);
        assertThat(rig.machine().has(GroupId.of(inner))).isFalse();
    }

    @Test
    void directoryKnowsItAsAnyObject() {
        Listed listed = rig.listed(iterator);
        assertThat(listed).isEqualTo(new Listed(iterator, "iterator", null, 1));
    }

    @Test
    void manyIteratorsOverOneListShareIt() {
        PlainValues values = new PlainValues();
        List<Value> million = Collections.nCopies(1_000_000, values.of(1));
        List<Group> iterators = new ArrayList<>();
        // As copies they would take more memory than there is.
        for (int i = 0; i < 40; i++) {
            iterators.add(IteratorObject.over(values, million));
        }
        assertThat(iterators).allMatch(iterator -> iterator.weight() == 1_000_000);
    }
}
