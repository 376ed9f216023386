package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SharedList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.ListIterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
        } catch (IndexOutOfBoundsException goneMeanwhile) {
            assertThat(part).isEmpty();
        }
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
