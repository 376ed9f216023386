package dev.steward.objects.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.GroupId;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListTest {

    private final MachineRig rig = new MachineRig();
    private final Client client = rig.open();
    private final ObjectId list = client.create("list", null, rig.values.longs(3, 1, 2));

    private Pending call(Operation operation, Object... arguments) {
        return client.call(list, operation, arguments);
    }

    private List<Long> contents() {
        return call(Operation.LIST_SNAPSHOT).numbers();
    }

    private List<Long> stamps() {
        return rig
                .values
                .asList(rig.values.asList(call(Operation.LIST_STAMPED).value()).get(2))
                .stream()
                .map(rig.values::asLong)
                .toList();
    }

    @Test
    void behavesAsAnArrayListWhateverIsAsked() {
        SplittableRandom random = new SplittableRandom(4);
        List<Long> model = new ArrayList<>(List.of(3L, 1L, 2L));
        List<Pending> snapshots = new ArrayList<>();
        List<List<Long>> seen = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            int index = random.nextInt(model.size() + 1);
            int to = index + random.nextInt(model.size() + 1 - index);
            long element = random.nextInt(20);
            List<Long> some = List.of(element, element + 1);
            Value several = rig.values.longs(element, element + 1);
            switch (random.nextInt(18)) {
                case 0, 1, 2 -> {
                    model.add(element);
                    call(Operation.LIST_ADD, element);
                }
                case 3 -> {
                    model.add(index, element);
                    call(Operation.LIST_INSERT, index, element);
                }
                case 4 ->
                    assertThat(call(Operation.LIST_INSERT_ALL, index, several).truth())
                            .isEqualTo(model.addAll(index, some));
                case 5 ->
                    assertThat(call(Operation.LIST_ADD_ALL, several).truth()).isEqualTo(model.addAll(some));
                case 6 ->
                    assertThat(call(Operation.LIST_REMOVE, element).truth()).isEqualTo(model.remove(element));
                case 7 ->
                    assertThat(call(Operation.LIST_REMOVE_ALL, several).truth()).isEqualTo(model.removeAll(some));
                case 8 -> {
                    model.subList(index, to).clear();
                    call(Operation.LIST_REMOVE_RANGE, index, to);
                }
                case 9 -> {
                    model.subList(index, to).clear();
                    model.addAll(index, some);
                    call(Operation.LIST_SET_SLICE, index, to, several);
                }
                case 10 -> {
                    model.sort(null);
                    call(Operation.LIST_SORT, false);
                }
                case 16 -> {
                    Collections.reverse(model);
                    call(Operation.LIST_REVERSE);
                }
                case 17 -> {
                    int times = model.size() > 50 ? 0 : random.nextInt(3);
                    List<Long> repeated = Collections.nCopies(times, List.copyOf(model)).stream()
                            .flatMap(List::stream)
                            .toList();
                    model.clear();
                    model.addAll(repeated);
                    call(Operation.LIST_REPEAT, times);
                }
                case 11 ->
                    assertThat(call(Operation.LIST_SLICE, index, to).numbers()).isEqualTo(model.subList(index, to));
                case 12 ->
                    assertThat(call(Operation.LIST_INDEX_OF, element).number()).isEqualTo(model.indexOf(element));
                case 13 ->
                    assertThat(call(Operation.LIST_LAST_INDEX_OF, element).number())
                            .isEqualTo(model.lastIndexOf(element));
                case 14 -> {
                    if (index < model.size()) {
                        assertThat(call(Operation.LIST_SET, index, element).number())
                                .isEqualTo(model.set(index, element));
                        assertThat(call(Operation.LIST_REMOVE_AT, index).number())
                                .isEqualTo(model.remove(index));
                    }
                }
                default -> {
                    snapshots.add(call(Operation.LIST_SNAPSHOT));
                    seen.add(List.copyOf(model));
                }
            }
            assertThat(call(Operation.LIST_SIZE).number()).isEqualTo(model.size());
        }
        assertThat(contents()).isEqualTo(model);
        rig.restore();
        assertThat(contents()).isEqualTo(model);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(snapshots.get(i).numbers()).isEqualTo(seen.get(i));
        }
    }

    @Test
    void indexOutOfRangeIsRefusedWithIndexAndSize() {
        Pending get = call(Operation.LIST_GET, 3);
        assertThat(get.status()).isEqualTo(Status.INDEX);
        assertThat(get.answer().value().toString()).isEqualTo("list: index 3 is out of range, the size is 3");
        assertThat(call(Operation.LIST_GET, -2).status()).isEqualTo(Status.INDEX);
        assertThat(call(Operation.LIST_SLICE, 2, 1).status()).isEqualTo(Status.INDEX);
        assertThat(call(Operation.LIST_REMOVE_RANGE, 0, 4).status()).isEqualTo(Status.INDEX);
        assertThat(call(Operation.LIST_REMOVE_AT, Long.MAX_VALUE).status()).isEqualTo(Status.INDEX);
    }

    @Test
    void lastElementIsReadAndRemovedByMinusOne() {
        assertThat(call(Operation.LIST_GET, -1).number()).isEqualTo(2);
        assertThat(call(Operation.LIST_REMOVE_AT, -1).number()).isEqualTo(2);
        call(Operation.LIST_CLEAR);
        assertThat(call(Operation.LIST_REMOVE_AT, -1).status()).isEqualTo(Status.INDEX);
    }

    @Test
    void aListIsRepeatedUpToTheLimitOfTheServerAndNotBeyond() {
        int most = ObjectLimits.DEFAULT.maxElements();
        Pending refused = call(Operation.LIST_REPEAT, most / 3 + 1);
        assertThat(refused.status()).isEqualTo(Status.OVERLOADED);
        assertThat(refused.answer().value().toString())
                .isEqualTo("list: it cannot be repeated 333334 times: its 3 elements would be more than 1000000 (limit"
                        + " QUEUE_ELEMENTS, changed by serve --limit QUEUE_ELEMENTS=N or"
                        + " ManagerServer.Builder.limit(..)): add them in parts");
        assertThat(call(Operation.LIST_REPEAT, Long.MAX_VALUE).status()).isEqualTo(Status.OVERLOADED);
        assertThat(call(Operation.LIST_REPEAT, -1).status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(contents()).containsExactly(3L, 1L, 2L);
        assertThat(call(Operation.LIST_REPEAT, most / 3).status()).isEqualTo(Status.OK);
        assertThat(call(Operation.LIST_SIZE).number()).isEqualTo(999_999);
        assertThat(call(Operation.LIST_GET, -1).number()).isEqualTo(2);
        assertThat(call(Operation.LIST_REPEAT, 1).status()).isEqualTo(Status.OK);
        assertThat(call(Operation.LIST_REPEAT, 2).status()).isEqualTo(Status.OVERLOADED);
        call(Operation.LIST_CLEAR);
        assertThat(call(Operation.LIST_REPEAT, Long.MAX_VALUE).status())
                .as("of nothing there is no more than nothing")
                .isEqualTo(Status.OK);
    }

    @Test
    void eachPlaceOfARepeatedListHasAStampOfItsOwn() {
        call(Operation.LIST_REPEAT, 3);
        assertThat(stamps()).hasSize(9).doesNotHaveDuplicates();
        List<Long> before = stamps();
        rig.restore();
        assertThat(stamps()).isEqualTo(before);
    }

    @Test
    void sortsStablyInBothDirections() {
        call(Operation.LIST_SORT, false);
        assertThat(contents()).containsExactly(1L, 2L, 3L);
        call(Operation.LIST_SORT, true);
        assertThat(contents()).containsExactly(3L, 2L, 1L);
    }

    @Test
    void listThatCannotBeSortedStaysAsItIs() {
        call(Operation.LIST_ADD, "text");
        Pending before = call(Operation.LIST_SNAPSHOT);
        Pending sort = call(Operation.LIST_SORT, false);
        assertThat(sort.status()).isEqualTo(Status.NOT_COMPARABLE);
        assertThat(call(Operation.LIST_SNAPSHOT).answer()).isEqualTo(before.answer());
    }

    @Test
    void elementIsChangedOnlyWhileItHasItsStamp() {
        long stamp = stamps().get(1);
        long changed = call(Operation.LIST_SET_IF, stamp, 7).number();
        assertThat(changed).isEqualTo(stamps().get(1)).isGreaterThan(stamp);
        assertThat(call(Operation.LIST_SET_IF, stamp, 8).number()).isZero();
        assertThat(call(Operation.LIST_REMOVE_IF, stamp).truth()).isFalse();
        assertThat(call(Operation.LIST_INSERT_IF, changed, 6).number()).isEqualTo(stamps().get(1));
        assertThat(call(Operation.LIST_INSERT_IF, 0, 5).number()).isEqualTo(stamps().get(4));
        assertThat(call(Operation.LIST_INSERT_IF, stamp, 4).number()).isZero();
        assertThat(contents()).containsExactly(3L, 6L, 7L, 2L, 5L);
        assertThat(call(Operation.LIST_REMOVE_IF, changed).truth()).isTrue();
        assertThat(contents()).containsExactly(3L, 6L, 2L, 5L);
    }

    @Test
    void listIsReplacedOnlyWhileItIsUnchanged() {
        long sequence = rig.values.asLong(
                rig.values.asList(call(Operation.LIST_STAMPED).value()).get(0));
        assertThat(call(Operation.LIST_REPLACE_IF, sequence, rig.values.longs(9, 8))
                        .truth())
                .isTrue();
        assertThat(call(Operation.LIST_REPLACE_IF, sequence, rig.values.longs()).truth())
                .isFalse();
        assertThat(contents()).containsExactly(9L, 8L);
    }

    @Test
    void readingDoesNotChangeTheSequence() {
        long before = call(Operation.LIST_SIZE).answer().sequence();
        call(Operation.LIST_SNAPSHOT);
        call(Operation.LIST_REMOVE, 77);
        assertThat(call(Operation.LIST_SIZE).answer().sequence()).isEqualTo(before);
        call(Operation.LIST_ADD, 1);
        assertThat(call(Operation.LIST_SIZE).answer().sequence()).isEqualTo(before + 1);
    }

    @Test
    void nullIsAnElement() {
        call(Operation.LIST_ADD, rig.values.nil());
        assertThat(call(Operation.LIST_CONTAINS, rig.values.nil()).truth()).isTrue();
        assertThat(call(Operation.LIST_CONTAINS_ALL, rig.values.longs(1, 2, 3)).truth())
                .isTrue();
        assertThat(call(Operation.LIST_CONTAINS_ALL, rig.values.longs(1, 4)).truth())
                .isFalse();
    }

    private List<Long> stamps(ObjectId list) {
        Value stamped = client.call(list, Operation.LIST_STAMPED).value();
        return rig.values.asList(rig.values.asList(stamped).get(2)).stream()
                .map(rig.values::asLong)
                .toList();
    }

    private long sequence(ObjectId list) {
        Value stamped = client.call(list, Operation.LIST_STAMPED).value();
        return rig.values.asLong(rig.values.asList(stamped).get(0));
    }

    private List<Long> replaced(ObjectId list, long... elements) {
        assertThat(client.call(list, Operation.LIST_REPLACE_IF, sequence(list), rig.values.longs(elements))
                        .truth())
                .isTrue();
        assertThat(client.call(list, Operation.LIST_SNAPSHOT).value()).isEqualTo(rig.values.longs(elements));
        return stamps(list);
    }

    @Test
    void elementsThatStayKeepTheirStampsWhenTheListIsReplaced() {
        ObjectId list = client.create("list", null, rig.values.longs(5, 6, 7, 8));
        List<Long> before = stamps(list);
        List<Long> removed = replaced(list, 5, 7, 8);
        assertThat(removed).containsExactly(before.get(0), before.get(2), before.get(3));
        assertThat(replaced(list, 8, 5, 7)).containsExactly(before.get(3), before.get(0), before.get(2));
        List<Long> changed = replaced(list, 8, 9, 7);
        assertThat(changed.get(0)).isEqualTo(before.get(3));
        assertThat(changed.get(1)).isGreaterThan(before.get(3));
        assertThat(changed.get(2)).isEqualTo(before.get(2));
        rig.restore();
        assertThat(stamps(list)).isEqualTo(changed);
    }

    @Test
    void equalElementsKeepTheStampsOfTheirPlacesFirst() {
        ObjectId list = client.create("list", null, rig.values.longs(1, 2, 1, 1));
        List<Long> before = stamps(list);
        List<Long> after = replaced(list, 2, 2, 1, 1);
        assertThat(after.subList(1, 4)).isEqualTo(before.subList(1, 4));
        assertThat(before).doesNotContain(after.get(0));
        assertThat(replaced(list, 1, 1, 1)).doesNotHaveDuplicates().startsWith(before.get(2), before.get(3));
    }

    @Test
    void replacingAsOfAnEarlierSequenceChangesNothing() {
        ObjectId list = client.create("list", null, rig.values.longs(1));
        long early = sequence(list);
        client.call(list, Operation.LIST_ADD, 2);
        assertThat(client.call(list, Operation.LIST_REPLACE_IF, early, rig.values.longs(3))
                        .truth())
                .isFalse();
        assertThat(client.call(list, Operation.LIST_SNAPSHOT).numbers()).containsExactly(1L, 2L);
    }

    @Test
    void referencesOfARepeatedListAreCountedAsOftenAsTheyAreThere() {
        ObjectId kept = client.create("list", null);
        ObjectId list = client.create("list", null, rig.values.list(rig.values.reference("list", kept)));
        client.call(ObjectId.DIRECTORY, Operation.RELEASE, kept.value(), 1);
        client.call(list, Operation.LIST_REPEAT, 2);
        client.call(list, Operation.LIST_REMOVE_RANGE, 0, 1);
        assertThat(rig.machine().has(GroupId.of(kept))).isTrue();
        client.call(list, Operation.LIST_REPEAT, 0);
        assertThat(rig.machine().has(GroupId.of(kept))).isFalse();
    }

    @Test
    void referencesOfAReplacedListAreCountedAnew() {
        ObjectId kept = client.create("list", null);
        ObjectId dropped = client.create("list", null);
        Value both = rig.values.list(rig.values.reference("list", kept), rig.values.reference("list", dropped));
        ObjectId list = client.create("list", null, both);
        client.call(ObjectId.DIRECTORY, Operation.RELEASE, kept.value(), 1);
        client.call(ObjectId.DIRECTORY, Operation.RELEASE, dropped.value(), 1);
        long sequence = client.call(list, Operation.LIST_SIZE).answer().sequence();
        client.call(list, Operation.LIST_REPLACE_IF, sequence, rig.values.list(rig.values.reference("list", kept)));
        assertThat(rig.machine().has(GroupId.of(kept))).isTrue();
        assertThat(rig.machine().has(GroupId.of(dropped))).isFalse();
    }
}
