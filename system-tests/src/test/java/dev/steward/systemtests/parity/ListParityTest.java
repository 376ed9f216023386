package dev.steward.systemtests.parity;

import static dev.steward.systemtests.parity.Step.act;
import static dev.steward.systemtests.parity.Step.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.SharedList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shared list beside an {@link ArrayList}. */
class ListParityTest extends ParityTest {

    private static Step<List<Integer>> randomStep(Random random) {
        int value = random.nextInt(12);
        int index = random.nextInt(14) - 2;
        int other = index + random.nextInt(6) - 1;
        List<Integer> some = random.ints(random.nextInt(4), 0, 12).boxed().toList();
        return switch (random.nextInt(38)) {
            case 0, 1, 2, 3 -> step("add " + value, list -> list.add(value));
            case 4, 5 -> act("add at " + index, list -> list.add(index, value));
            case 6, 7 -> step("addAll " + some, list -> list.addAll(some));
            case 8 -> step("addAll at " + index + some, list -> list.addAll(index, some));
            case 9 -> step("get " + index, list -> list.get(index));
            case 10 -> step("set " + index, list -> list.set(index, value));
            case 11 -> step("remove at " + index, list -> list.remove(index));
            case 12 -> step("remove " + value, list -> list.remove((Object) value));
            case 13 -> step("removeAll " + some, list -> list.removeAll(some));
            case 14 -> step("retainAll " + some, list -> list.size() > 8 && list.retainAll(some));
            case 15 -> step("removeIf odd", list -> list.size() > 8 && list.removeIf(one -> one % 2 == 1));
            case 16 -> act("replaceAll", list -> list.replaceAll(one -> (one + 1) % 12));
            case 17 -> act("sort", list -> list.sort(null));
            case 18 -> act("sort reversed", list -> list.sort(Comparator.reverseOrder()));
            case 19 -> step("contains " + value, list -> list.contains(value));
            case 20 -> step("containsAll " + some, list -> list.containsAll(some));
            case 21 -> step("indexOf " + value, list -> list.indexOf(value));
            case 22 -> step("lastIndexOf " + value, list -> list.lastIndexOf(value));
            case 23 -> step("size", List::size);
            case 24 -> step("toArray", list -> Arrays.asList(list.toArray()));
            case 25 -> step("toArray typed", list -> Arrays.asList(list.toArray(new Integer[0])));
            case 26 -> step("stream", list -> list.stream().map(one -> one * 2).collect(Collectors.toList()));
            case 27 -> step("hashCode", List::hashCode);
            case 28 -> step("equals", list -> list.equals(some));
            case 29 -> act("clear part", list -> list.subList(index, other).clear());
            case 30 -> act("sort part", list -> list.subList(index, other).sort(null));
            case 31 -> step("copy of part", list -> new ArrayList<>(list.subList(index, other)));
            case 32 -> step("add to part", list -> list.subList(index, other).add(value));
            case 33 ->
                step("removeIf in part", list -> list.subList(index, other).removeIf(one -> one % 3 == 0));
            case 34 -> act("reverse", Collections::reverse);
            case 35 -> act("rotate", list -> Collections.rotate(list, value));
            case 36 -> step("iterate", list -> walk(list.listIterator(), value));
            default -> step("isEmpty", List::isEmpty);
        };
    }

    /** Goes to and fro with an iterator and changes what it meets; the seed decides, not the list. */
    private static List<Object> walk(ListIterator<Integer> each, int seed) {
        Random random = new Random(seed);
        List<Object> met = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            met.add(
                    switch (random.nextInt(7)) {
                        case 0, 1 -> Ended.of(each::next);
                        case 2 -> Ended.of(each::previous);
                        case 3 -> Ended.run(each::remove);
                        case 4 -> Ended.run(() -> each.set(seed));
                        case 5 -> Ended.run(() -> each.add(seed));
                        default -> List.of(each.hasNext(), each.hasPrevious(), each.nextIndex(), each.previousIndex());
                    });
        }
        return met;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomCallsEndAsOnAnArrayList(long seed) {
        Random random = new Random(seed);
        List<Integer> twin = new ArrayList<>();
        SharedList<Integer> shared = manager.list(Integer.class);
        List<Step<List<Integer>>> done = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            Step<List<Integer>> step = randomStep(random);
            done.add(step);
            Ended expected = step.on(twin);
            Ended actual = step.on(shared);
            assertThat(actual).as("seed " + seed + ", last of " + done).isEqualTo(expected);
            assertThat(shared.snapshot()).as("seed " + seed + ", after " + done).isEqualTo(twin);
        }
    }

    @Test
    void nullElementsAreElements() {
        List<@Nullable Integer> shared = manager.list();
        shared.add(null);
        shared.add(1);
        assertThat(shared).containsExactly(null, 1);
        assertThat(shared.indexOf(null)).isZero();
        assertThat(shared.contains(null)).isTrue();
        assertThat(shared.remove(null)).isTrue();
        assertThat(shared).containsExactly(1);
    }

    @Test
    void iteratorSeesOneSnapshotWhileOthersChangeTheList() {
        SharedList<Integer> shared = manager.listOf(List.of(1, 2, 3));
        List<Integer> met = new ArrayList<>();
        for (Integer one : shared) {
            met.add(one);
            shared.add(one * 10);
        }
        assertThat(met).containsExactly(1, 2, 3);
        assertThat(shared).containsExactly(1, 2, 3, 10, 20, 30);
    }

    @Test
    void iteratorRemovesItsElementWhereverItMovedTo() {
        SharedList<String> shared = manager.listOf(List.of("a", "b", "c"));
        Iterator<String> each = shared.iterator();
        each.next();
        each.next();
        shared.add(0, "before");
        shared.remove("a");
        each.remove();
        assertThat(shared).containsExactly("before", "c");
    }

    @Test
    void iteratorGoesOnAfterChangesOfTheWholeListThatLeftItsElement() {
        SharedList<Integer> list = manager.listOf(List.of(5, 1, 4, 2));
        ListIterator<Integer> each = list.listIterator();
        each.next();
        list.removeIf(element -> element == 1);
        each.set(6);
        list.sort(Comparator.reverseOrder());
        assertThat(each.next()).isEqualTo(1);
        assertThatThrownBy(each::remove).isInstanceOf(ConcurrentModificationException.class);
        list.replaceAll(element -> element == 6 ? 7 : element);
        assertThat(each.next()).isEqualTo(4);
        each.remove();
        assertThat(list).containsExactly(7, 2);
    }

    @Test
    void iteratorRefusesToRemoveWhatAnotherChanged() {
        SharedList<String> shared = manager.listOf(List.of("a", "b"));
        Iterator<String> each = shared.iterator();
        each.next();
        shared.set(0, "changed");
        assertThatThrownBy(each::remove).isInstanceOf(ConcurrentModificationException.class);
        assertThat(shared).containsExactly("changed", "b");
    }

    @Test
    void elementsOfOtherListsAreTakenAsTheyAre() {
        SharedList<Integer> one = manager.listOf(List.of(1, 2));
        SharedList<Integer> other = manager.listOf(List.of(2, 3));
        one.addAll(other);
        assertThat(one).containsExactly(1, 2, 2, 3);
        one.removeAll(other);
        assertThat(one).containsExactly(1);
        assertThat(one.equals(List.of(1))).isTrue();
        one.addAll(one);
        assertThat(one).containsExactly(1, 1);
    }

    @Test
    void naturalSortOfMixedValuesIsRefusedAndChangesNothing() {
        SharedList<Object> shared = manager.listOf(List.of("b", 1, "a"));
        assertThatThrownBy(() -> shared.sort(null)).isInstanceOf(ClassCastException.class);
        assertThat(shared).containsExactly("b", 1, "a");
        shared.sort(Comparator.comparing(Object::toString));
        assertThat(shared).containsExactly(1, "a", "b");
    }

    @Test
    void whatWasReadCannotBeChangedBehindTheListsBack() {
        SharedList<List<Integer>> shared = manager.listOf(List.of(List.of(1)));
        assertThatThrownBy(() -> shared.get(0).add(2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> shared.snapshot().add(List.of()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("copy");
    }

    @Test
    void elementsAreFoundByAmountWhateverTheirWidth() {
        SharedList<Object> shared = manager.listOf(List.of(1, 2.0, "3"));
        assertThat(shared.contains(1L)).isTrue();
        assertThat(shared.indexOf(2)).isEqualTo(1);
        assertThat(shared.contains(3)).isFalse();
    }

    @Test
    void listsOfListsShareTheInnerOne() {
        SharedList<Object> outer = manager.list();
        SharedList<Integer> inner = manager.list(Integer.class);
        outer.add(inner);
        inner.add(5);
        assertThat(outer.get(0)).isEqualTo(List.of(5)).isInstanceOf(SharedList.class);
        assertThat(outer.toString()).contains("list");
    }
}
