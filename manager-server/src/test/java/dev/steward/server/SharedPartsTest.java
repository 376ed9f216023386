package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.SharedList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.ListIterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two threads use one part of a list: whatever they do to it, what is outside of it stays. */
@Timeout(60)
class SharedPartsTest {

    private static final int ROUNDS = 500;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** What a thread does to a part that holds "mine". */
    private interface Change {
        void make(List<String> part);
    }

    private void assertOutsideStays(Change first, Change second) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            SharedList<String> list = SharedObjects.listOf(List.of("before", "after"));
            List<String> part = list.subList(1, 1);
            part.add("mine");
            CyclicBarrier start = new CyclicBarrier(2);
            CompletableFuture<Void> one = CompletableFuture.runAsync(() -> after(start, first, part), threads);
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> after(start, second, part), threads);
            one.join();
            other.join();
            List<String> all = list.snapshot();
            assertThat(all).as("round %d", round).startsWith("before").endsWith("after");
            assertThat(part).as("round %d", round).containsExactlyElementsOf(all.subList(1, all.size() - 1));
        }
    }

    private static void after(CyclicBarrier start, Change change, List<String> part) {
        try {
            start.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
        change.make(part);
    }

    @Test
    void removeAndClear() throws Exception {
        assertOutsideStays(part -> part.remove("mine"), List::clear);
    }

    @Test
    void removeAllAndClear() throws Exception {
        assertOutsideStays(part -> part.removeAll(List.of("mine")), List::clear);
    }

    @Test
    void retainAllAndAdd() throws Exception {
        assertOutsideStays(part -> part.retainAll(List.of()), part -> part.add("more"));
    }

    @Test
    void filterAndClear() throws Exception {
        assertOutsideStays(part -> part.removeIf("mine"::equals), List::clear);
    }

    @Test
    void partOfThePartAndClear() throws Exception {
        assertOutsideStays(
                part -> {
                    if (!part.isEmpty()) {
                        clearOrMiss(part);
                    }
                },
                List::clear);
    }

    private static void clearOrMiss(List<String> part) {
        try {
            part.subList(0, 1).clear();
        } catch (IndexOutOfBoundsException | ConcurrentModificationException goneMeanwhile) {
            assertThat(part).isEmpty();
        }
    }

    /** A list of "before" and "after" with a part between them that holds "a", "b" and "c". */
    private final SharedList<String> list = SharedObjects.listOf(List.of("before", "a", "b", "c", "after"));

    private final List<String> part = list.subList(1, 4);

    private static void assertMisplaced(List<String> inner) {
        List<Consumer<List<String>>> uses = List.of(
                List::clear,
                it -> it.get(0),
                it -> it.set(0, "x"),
                it -> it.add("x"),
                it -> it.add(0, "x"),
                it -> it.addAll(List.of("x")),
                it -> it.remove(0),
                it -> it.remove("b"),
                it -> it.removeAll(List.of("b")),
                it -> it.retainAll(List.of("x")),
                it -> it.removeIf("b"::equals),
                it -> it.replaceAll(String::toUpperCase),
                it -> it.sort(null),
                it -> it.contains("b"),
                it -> it.containsAll(List.of("b")),
                it -> it.indexOf("b"),
                it -> it.lastIndexOf("b"),
                List::toArray,
                List::listIterator,
                it -> it.subList(0, 0));
        for (Consumer<List<String>> use : uses) {
            assertThatThrownBy(() -> use.accept(inner))
                    .isInstanceOf(ConcurrentModificationException.class)
                    .hasMessageContaining("take this one again");
        }
    }

    @Test
    void aPartOfAPartThatChangedItsLengthTouchesNothing() {
        List<String> inner = part.subList(1, 2);
        List<String> innermost = inner.subList(0, 1);
        part.remove(0);
        assertMisplaced(inner);
        assertMisplaced(innermost);
        assertThat(list).containsExactly("before", "b", "c", "after");
        assertThat(part.subList(0, 1)).containsExactly("b");
    }

    @Test
    void aPartBesideOneThatChangedItsLengthTouchesNothing() {
        List<String> inner = part.subList(0, 1);
        List<String> beside = part.subList(1, 2);
        inner.add("more");
        assertMisplaced(beside);
        ListIterator<String> each = inner.listIterator();
        each.next();
        each.remove();
        assertThat(inner).containsExactly("more");
        assertThat(list).containsExactly("before", "more", "b", "c", "after");
    }

    @Test
    void aPartOfAPartThatKeptItsLengthGoesOn() {
        List<String> inner = part.subList(1, 2);
        part.set(0, "x");
        part.sort(null);
        part.removeAll(List.of("not there"));
        part.addAll(List.of());
        inner.add("more");
        inner.clear();
        assertThat(inner).isEmpty();
        assertThat(part).containsExactly("b", "x");
        assertThat(list).containsExactly("before", "b", "x", "after");
    }

    @Test
    void iteratorAndClear() throws Exception {
        assertOutsideStays(
                part -> {
                    ListIterator<String> each = part.listIterator();
                    if (each.hasNext()) {
                        each.next();
                        removeOrMiss(each);
                    }
                },
                List::clear);
    }

    private static void removeOrMiss(ListIterator<String> each) {
        try {
            each.remove();
        } catch (ConcurrentModificationException goneMeanwhile) {
            assertThat(each.hasPrevious()).isTrue();
        }
    }
}
