package dev.steward.systemtests.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.SharedDict;
import dev.steward.api.SharedIterator;
import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Iterators that processes share, over loopback. */
class SharedIteratorTest extends ParityTest {

    private static <E extends @Nullable Object> List<E> rest(SharedIterator<E> each) {
        List<E> met = new ArrayList<>();
        each.forEachRemaining(met::add);
        return met;
    }

    @Test
    void iteratorGoesOverOneSnapshotInOrder() {
        SharedList<Integer> list = manager.list(Integer.class);
        list.addAll(List.of(1, 2, 3));
        SharedIterator<Integer> each = manager.iterator(list);
        list.clear();
        assertThat(each.hasNext()).isTrue();
        assertThat(each.next()).isEqualTo(1);
        assertThat(each.snapshot()).containsExactly(2, 3);
        assertThat(rest(each)).containsExactly(2, 3);
        assertThat(each.hasNext()).isFalse();
        assertThatThrownBy(each::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void whatIsGoneOverMayBeAnything() {
        SharedDict<String, Integer> dict = manager.dict();
        dict.put("a", 1);
        dict.put("b", 2);
        assertThat(rest(manager.iterator(dict.keySet()))).containsExactly("a", "b");
        assertThat(rest(manager.iterator(dict.values()))).containsExactly(1, 2);
        assertThat(rest(manager.iterator(manager.array(Integer.class, List.of(4, 5)))))
                .containsExactly(4, 5);
        assertThat(rest(manager.iterator(manager.listOf(Arrays.asList(1, null)))))
                .containsExactly(1, null);
        assertThat(rest(manager.iterator(List.of("x", "y")))).containsExactly("x", "y");
        assertThat(manager.iterator(List.of("x", "y")).toString()).contains("2 elements left");
    }

    @Test
    void processesShareTheElementsWithoutLossOrDouble() throws Exception {
        List<Integer> all = IntStream.range(0, 300).boxed().toList();
        SharedIterator<Integer> mine = manager.iterator(manager.listOf(all));
        List<Integer> met = new ArrayList<>();
        try (SyncManager second = loopback.client();
                SyncManager third = loopback.client()) {
            List<Background<List<Integer>>> takers = new ArrayList<>();
            for (SyncManager other : List.of(second, third)) {
                SharedIterator<Integer> theirs = other.attach(mine.objectToken(), Type.iterator(Integer.class));
                takers.add(Background.run(() -> rest(theirs)));
            }
            met.addAll(rest(mine));
            for (Background<List<Integer>> taker : takers) {
                List<Integer> theirs = taker.result();
                assertThat(theirs).isSorted();
                met.addAll(theirs);
                taker.close();
            }
        }
        assertThat(met).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void closingEndsItForEverybody() {
        try (SyncManager other = loopback.client()) {
            SharedIterator<Integer> theirs;
            try (SharedIterator<Integer> mine = manager.iterator(List.of(1, 2, 3))) {
                theirs = other.attach(mine.objectToken(), Type.iterator(Integer.class));
                assertThat(mine.next()).isEqualTo(1);
            }
            assertThat(theirs.hasNext()).isFalse();
        }
    }

    @Test
    void sharedObjectOfAnotherServerIsRefused() {
        try (Loopback elsewhere = new Loopback()) {
            SharedList<Integer> list = elsewhere.client().listOf(List.of(1));
            assertThatThrownBy(() -> manager.iterator(list))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another server");
        }
    }
}
