package dev.steward.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.Type;
import dev.steward.face.cell.SharedArrayFace;
import dev.steward.face.cell.SharedValueFace;
import dev.steward.face.dict.SharedDictFace;
import dev.steward.face.list.SharedListFace;
import dev.steward.face.object.Attempts;
import dev.steward.face.object.Edit;
import dev.steward.face.object.FakeCaller;
import dev.steward.face.set.SharedSetFace;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the faces do when somebody else was faster: answers are written out, so that the race happens every time. */
class RacingFacesTest {

    private final Deque<@Nullable Object> answers = new ArrayDeque<>();
    private final FakeCaller caller = new FakeCaller((operation, arguments) -> {
        Object answer = answers.removeFirst();
        return answer == NULL ? null : answer;
    });

    private static final Object NULL = new Object();

    private final SharedListFace<Integer> list = new SharedListFace<>(caller, Type.list(Integer.class));
    private final SharedDictFace<String, Integer> dict =
            new SharedDictFace<>(caller, Type.dict(String.class, Integer.class));
    private final SharedSetFace<Integer> set = new SharedSetFace<>(caller, Type.set(Integer.class));
    private final SharedValueFace<Integer> value = new SharedValueFace<>(caller, Type.value(Integer.class));

    private void answer(Object... given) {
        answers.addAll(Arrays.asList(given));
    }

    private List<@Nullable Object> lastArguments() {
        return caller.asked.get(caller.asked.size() - 1).arguments();
    }

    @Test
    void sortStartsOverWhenTheListChanged() {
        answer(List.of(4, List.of(3, 1), List.of(1, 2)), false, List.of(5, List.of(3, 1, 2), List.of(1, 2, 3)), true);
        list.sort(Comparator.naturalOrder());
        assertThat(lastArguments()).containsExactly(5, List.of(1, 2, 3));
    }

    @Test
    void naturalSortIsOneCall() {
        answer(NULL);
        list.sort(null);
        assertThat(caller.operations()).containsExactly(Operation.LIST_SORT);
    }

    @Test
    void removeIfThatRemovesNothingWritesNothing() {
        answer(List.of(4, List.of(3, 1), List.of(1, 2)));
        assertThat(list.removeIf(element -> element > 9)).isFalse();
        assertThat(caller.operations()).containsExactly(Operation.LIST_STAMPED);
    }

    @Test
    void iteratorFollowsItsOwnChanges() {
        answer(List.of(9, List.of(10, 20, 30), List.of(1, 2, 3)), 11, 12, true, 13, 14);
        ListIterator<Integer> each = list.listIterator();
        each.next();
        each.set(11);
        each.set(12);
        assertThat(lastArguments()).containsExactly(11L, 12);
        each.remove();
        assertThat(lastArguments()).containsExactly(12L);
        each.add(15);
        assertThat(lastArguments()).containsExactly(2L, 15);
        assertThat(each.next()).isEqualTo(20);
        assertThat(each.next()).isEqualTo(30);
        each.add(40);
        assertThat(lastArguments()).containsExactly(0L, 40);
        List<Integer> backwards = new ArrayList<>();
        while (each.hasPrevious()) {
            backwards.add(each.previous());
        }
        assertThat(backwards).containsExactly(40, 30, 20, 15);
    }

    @Test
    void iteratorLeavesAChangedElementAlone() {
        answer(List.of(9, List.of(10), List.of(1)), 0, false, 0);
        ListIterator<Integer> each = list.listIterator();
        each.next();
        assertThatThrownBy(() -> each.set(11)).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(each::remove).isInstanceOf(ConcurrentModificationException.class);
        each.previous();
        assertThatThrownBy(() -> each.add(5)).isInstanceOf(ConcurrentModificationException.class);
        assertThat(each.next()).isEqualTo(10);
    }

    @Test
    void removeIfOfASetStartsOverWhenItChanged() {
        answer(List.of(4, List.of(3, 1), List.of(1, 2)), false, List.of(5, List.of(3, 1, 9), List.of(1, 2, 3)), true);
        assertThat(set.removeIf(element -> element > 2)).isTrue();
        assertThat(lastArguments()).containsExactly(5, List.of(3, 9));
        answer(List.of(6, List.of(1), List.of(2)));
        assertThat(set.removeIf(element -> element > 2)).isFalse();
    }

    @Test
    void iteratorOfASetRemovesWhatItReadAndLeavesAloneWhatCameBack() {
        answer(List.of(9, List.of(10, 20, 30), List.of(1, 2, 3)), true, false, false, false, true);
        Iterator<Integer> each = set.iterator();
        assertThatThrownBy(each::remove).isInstanceOf(IllegalStateException.class);
        each.next();
        each.remove();
        assertThat(lastArguments()).containsExactly(10, 1);
        assertThatThrownBy(each::remove).isInstanceOf(IllegalStateException.class);
        each.next();
        each.remove();
        each.next();
        assertThatThrownBy(each::remove)
                .isInstanceOf(ConcurrentModificationException.class)
                .hasMessageContaining("the element 30 was removed and added again");
    }

    @Test
    void mergeStartsOverUntilNobodyWasFaster() {
        // absent, but put by another; there, but changed by another; there.
        answer(NULL, 0, List.of(1, 5), 0, List.of(2, 6), 3);
        assertThat(dict.merge("a", 10, Integer::sum)).isEqualTo(16);
        assertThat(lastArguments()).containsExactly("a", 2L, 16);
    }

    @Test
    void computeRemovesOnlyWhatItRead() {
        answer(List.of(1, 5), false, NULL);
        assertThat(dict.compute("a", (key, old) -> null)).isNull();
        assertThat(caller.operations())
                .containsExactly(Operation.DICT_GET_STAMPED, Operation.DICT_REMOVE_STAMPED, Operation.DICT_GET_STAMPED);
    }

    @Test
    void computeIfAbsentReturnsWhatAnotherPut() {
        answer(NULL, 0, List.of(7, 5));
        assertThat(dict.computeIfAbsent("a", key -> 1)).isEqualTo(5);
    }

    @Test
    void replaceAllStartsOverForAll() {
        answer(List.of(3, List.of("a", 1, 1)), false, List.of(4, List.of("a", 1, 1, "b", 2, 2)), true);
        dict.replaceAll((key, old) -> old * 10);
        assertThat(lastArguments()).containsExactly(4, List.of("a", 10, "b", 20));
    }

    @Test
    void entryIsSetTwiceByItsNewStamp() {
        answer(List.of(3, List.of("a", 1, 1)), 4, 5);
        Map.Entry<String, Integer> entry = dict.entrySet().iterator().next();
        assertThat(entry.setValue(2)).isEqualTo(1);
        assertThat(entry.setValue(3)).isEqualTo(2);
        assertThat(lastArguments()).containsExactly("a", 4L, 3);
        assertThat(entry.getValue()).isEqualTo(3);
    }

    @Test
    void entryThatAnotherChangedIsLeftAlone() {
        answer(List.of(3, List.of("a", 1, 1)), 0, false, true);
        Iterator<Map.Entry<String, Integer>> each = dict.entrySet().iterator();
        Map.Entry<String, Integer> entry = each.next();
        assertThatThrownBy(() -> entry.setValue(2)).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(each::remove).isInstanceOf(ConcurrentModificationException.class);
        assertThat(entry.getValue()).isEqualTo(1);
    }

    @Test
    void removingAnEntryThatIsGoneIsDone() {
        answer(List.of(3, List.of("a", 1, 1)), false, false);
        Iterator<String> each = dict.keySet().iterator();
        each.next();
        each.remove();
        assertThatThrownBy(each::remove).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void updateStartsOverByStamp() {
        answer(List.of(1, 5), false, List.of(2, 7), true, List.of(3, 8), true);
        assertThat(value.updateAndGet(old -> old + 1)).isEqualTo(8);
        assertThat(value.getAndUpdate(old -> old + 1)).isEqualTo(8);
    }

    @Test
    void failingFunctionChangesNothing() {
        answer(List.of(1, 5));
        assertThatThrownBy(() -> dict.computeIfPresent("a", (key, old) -> {
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");
        assertThat(caller.operations()).containsExactly(Operation.DICT_GET_STAMPED);
    }

    /** A caller whose object never is as it was read. */
    private static FakeCaller restless(Object read, Object notWritten) {
        return new FakeCaller((operation, arguments) ->
                operation.name().contains("STAMPED") && arguments.size() < 2 ? read : notWritten);
    }

    private static void assertEnds(Runnable change) {
        assertThatThrownBy(change::run)
                .isInstanceOf(ConcurrentModificationException.class)
                .hasMessageContaining("thing 17")
                .hasMessageContaining("must not change the object");
    }

    @Test
    @Timeout(60)
    void functionThatChangesItsOwnObjectIsToldSoInsteadOfRunningForEver() {
        Type<?> type = Type.dict(String.class, Integer.class);
        SharedDictFace<String, Integer> entry = new SharedDictFace<>(restless(List.of(1, 5), 0), type);
        assertEnds(() -> entry.compute("a", (key, old) -> 6));
        assertEnds(() -> entry.computeIfPresent("a", (key, old) -> 6));
        assertEnds(() -> entry.merge("a", 1, Integer::sum));
        SharedDictFace<String, Integer> entries =
                new SharedDictFace<>(restless(List.of(1, List.of("a", 5, 1)), false), type);
        assertEnds(() -> entries.replaceAll((key, old) -> 6));
        assertEnds(() -> entries.keySet().removeIf(key -> true));
        assertEnds(() -> entries.values().removeIf(value -> true));
        SharedListFace<Integer> elements =
                new SharedListFace<>(restless(List.of(1, List.of(5), List.of(1)), false), Type.list(Integer.class));
        assertEnds(() -> elements.removeIf(element -> true));
        assertEnds(() -> elements.sort(Comparator.naturalOrder()));
        SharedValueFace<Integer> cell =
                new SharedValueFace<>(restless(List.of(1, 5), false), Type.value(Integer.class));
        assertEnds(() -> cell.updateAndGet(old -> 6));
        SharedArrayFace<Integer> cells =
                new SharedArrayFace<>(restless(List.of(1, 5), false), Type.array(Integer.class));
        assertEnds(() -> cells.getAndUpdate(0, old -> 6));
    }

    @Test
    void functionThatIsSeenToChangeItsOwnObjectIsToldSoAtOnce() {
        Type<?> type = Type.dict(String.class, Integer.class);
        SharedDictFace<String, Integer> entry = new SharedDictFace<>(restless(List.of(1, 5), 0), type);
        AtomicInteger runs = new AtomicInteger();
        assertEnds(() -> entry.compute("a", (key, old) -> {
            entry.clear();
            return runs.incrementAndGet();
        }));
        assertThat(runs).hasValue(Attempts.MOST_BY_ITSELF);
        runs.set(0);
        assertEnds(() -> entry.merge("a", 1, (old, given) -> {
            runs.incrementAndGet();
            return entry.compute("b", (key, deeper) -> {
                entry.clear();
                return 7;
            });
        }));
        assertThat(runs).hasValue(1);
    }

    @Test
    void changeThatOthersKeepFromItsEndHasTheTimeOfACall() {
        FakeCaller busy = restless(List.of(1, 5), false);
        busy.timeoutNanos = 1_000_000;
        SharedValueFace<Integer> cell = new SharedValueFace<>(busy, Type.value(Integer.class));
        assertThatThrownBy(() -> cell.updateAndGet(old -> 6))
                .isInstanceOf(ManagerTimeoutException.class)
                .hasMessageContaining("within its deadline")
                .hasMessageContaining("thing 17");
    }

    @Test
    @Timeout(60)
    void asynchronousFunctionThatChangesItsOwnObjectIsToldSoToo() {
        ExecutorService callbacks = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Integer> edited = Edit.begin(
                    value,
                    () -> CompletableFuture.supplyAsync(() -> 5, callbacks),
                    read -> new Edit.Decision<>(read, () -> CompletableFuture.supplyAsync(() -> false, callbacks)));
            assertThat(edited)
                    .failsWithin(Duration.ofSeconds(50))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(ConcurrentModificationException.class)
                    .withMessageContaining("must not change the object");
        } finally {
            callbacks.shutdownNow();
        }
    }

    @Test
    void rangeFollowsItsOwnChangesAndTellsTheOuterOne() {
        answer(5);
        List<Integer> outer = list.subList(1, 4);
        List<Integer> inner = outer.subList(1, 2);
        answer(NULL);
        inner.add(7);
        assertThat(lastArguments()).containsExactly(3, 7);
        assertThat(inner).hasSize(2);
        assertThat(outer).hasSize(4);
        answer(NULL);
        inner.clear();
        assertThat(lastArguments()).containsExactly(2, 4);
        assertThat(inner.size()).isZero();
        assertThat(outer.size()).isEqualTo(2);
    }

    @Test
    void rangeSortsOnlyItsPart() {
        answer(4, List.of(9, List.of(4, 3, 2, 1), List.of(1, 2, 3, 4)), true);
        list.subList(1, 3).sort(null);
        assertThat(lastArguments()).containsExactly(9, List.of(4, 2, 3, 1));
    }

    @Test
    void rangeOfAListThatShrankSaysSo() {
        answer(4, List.of(9, List.of(4), List.of(1)));
        List<Integer> part = list.subList(1, 3);
        assertThatThrownBy(() -> part.sort(null)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
