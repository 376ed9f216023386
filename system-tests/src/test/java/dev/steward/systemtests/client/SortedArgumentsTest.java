package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.server.ManagerServer;
import dev.steward.test.ConfigureServer;
import dev.steward.test.ManagerServerTest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What users' code gives and takes keeps what it is sorted by, whatever is declared and wherever it is inside, or is refused
 * if the comparator cannot travel.
 */
@Timeout(60)
@ManagerServerTest
class SortedArgumentsTest {

    /** Takes and gives sorted collections. */
    public interface Sorter {
        /** Returns the keys in the order of the map. */
        List<String> keys(SortedMap<String, Integer> map);

        /** Returns the same set with one more element. */
        TreeSet<String> with(TreeSet<String> set, String element);

        /** Returns the keys in the order of the map. */
        List<String> keysOfAny(Map<String, Integer> map);

        /** Returns the first keys. */
        List<String> firstOfEach(List<TreeMap<String, Integer>> maps);

        /** Returns the largest first. */
        CompletableFuture<TreeSet<Integer>> downwards(List<Integer> numbers);

        /** Returns the same, by name. */
        Map<String, SortedSet<Integer>> downwardsByName(String name, List<Integer> numbers);

        /** Returns the first key of what it was made of. */
        String madeOf();

        /** Returns numbers in an order that no other process knows. */
        Set<Integer> inAnOrderOfItsOwn();
    }

    private static final class Sorting implements Sorter {
        private final String made;

        Sorting() {
            this("of nothing");
        }

        Sorting(String made) {
            this.made = made;
        }

        @Override
        public String madeOf() {
            return made;
        }

        @Override
        public List<String> keys(SortedMap<String, Integer> map) {
            return List.copyOf(map.keySet());
        }

        @Override
        public TreeSet<String> with(TreeSet<String> set, String element) {
            set.add(element);
            return set;
        }

        @Override
        public List<String> keysOfAny(Map<String, Integer> map) {
            return List.copyOf(map.keySet());
        }

        @Override
        public List<String> firstOfEach(List<TreeMap<String, Integer>> maps) {
            return maps.stream().map(TreeMap::firstKey).toList();
        }

        @Override
        public CompletableFuture<TreeSet<Integer>> downwards(List<Integer> numbers) {
            TreeSet<Integer> set = new TreeSet<>(Comparator.reverseOrder());
            set.addAll(numbers);
            return CompletableFuture.completedFuture(set);
        }

        @Override
        public Map<String, SortedSet<Integer>> downwardsByName(String name, List<Integer> numbers) {
            return Map.of(name, downwards(numbers).join());
        }

        @Override
        public Set<Integer> inAnOrderOfItsOwn() {
            return new TreeSet<>((Integer left, Integer right) -> right - left);
        }
    }

    /** A user's map with an order; its class is nothing to the other side. */
    static final class Headers extends TreeMap<String, Integer> {
        private static final long serialVersionUID = 1L;

        Headers() {
            super(String.CASE_INSENSITIVE_ORDER);
        }
    }

    private SyncManager manager;
    private Sorter sorter;

    @ConfigureServer
    static void register(ManagerServer.Builder builder) {
        builder.register("sorter", Sorter.class, Sorting::new)
                .registerFunction(
                        "first", Map.class, map -> map.keySet().iterator().next() + " " + map.containsKey("A"))
                .registerFactory("sorterOf", SortedMap.class, map -> new Sorting(String.valueOf(map.firstKey())));
    }

    @BeforeEach
    void connect(SyncManager client) {
        manager = client;
        sorter = manager.get("sorter", Sorter.class);
    }

    private static TreeMap<String, Integer> map(Comparator<String> order) {
        TreeMap<String, Integer> map = new TreeMap<>(order);
        map.putAll(Map.of("a", 1, "b", 2, "c", 3));
        return map;
    }

    @Test
    void theComparatorArrives() {
        assertThat(sorter.keys(map(Comparator.reverseOrder()))).containsExactly("c", "b", "a");
        assertThat(sorter.keys(map(Comparator.naturalOrder()))).containsExactly("a", "b", "c");
        TreeSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.add("b");
        TreeSet<String> more = sorter.with(set, "A");
        assertThat(more).containsExactly("A", "b");
        assertThat(more.contains("B")).isTrue();
        assertThat(sorter.with(new TreeSet<>(List.of("b")), "A")).containsExactly("A", "b");
    }

    @Test
    void theComparatorArrivesInsideOfOthersAndOfFutures() {
        assertThat(sorter.firstOfEach(List.of(map(Comparator.reverseOrder()), map(Comparator.naturalOrder()))))
                .containsExactly("c", "a");
        TreeSet<Integer> came = sorter.downwards(List.of(1, 3, 2)).join();
        assertThat(came).containsExactly(3, 2, 1);
        came.add(0);
        assertThat(came.last()).isZero();
        SortedSet<Integer> named = sorter.downwardsByName("n", List.of(1, 3)).get("n");
        assertThat(named.first()).isEqualTo(3);
        assertThat(named.comparator()).isEqualTo(Comparator.reverseOrder());
    }

    @Test
    void theComparatorArrivesWhereNothingIsDeclared() {
        assertThat(sorter.keysOfAny(map(Comparator.reverseOrder()))).containsExactly("c", "b", "a");
        assertThat(manager.call("first", String.class, map(Comparator.reverseOrder())))
                .isEqualTo("c false");
        assertThat(manager.call("first", String.class, map(String.CASE_INSENSITIVE_ORDER)))
                .isEqualTo("a true");
        Headers headers = new Headers();
        headers.put("a", 1);
        assertThat(manager.call("first", String.class, headers)).isEqualTo("a true");
        Sorter made = manager.get("sorterOf", Sorter.class, map(Comparator.reverseOrder()));
        assertThat(made.madeOf()).isEqualTo("c");
    }

    // It is the type that the parameter is declared with.
    @SuppressWarnings("unchecked")
    private static Type<SortedMap<String, Integer>> sortedMaps() throws NoSuchMethodException {
        return (Type<SortedMap<String, Integer>>)
                Type.of(Sorter.class.getMethod("keys", SortedMap.class).getGenericParameterTypes()[0]);
    }

    @Test
    void theComparatorIsKeptByAnObjectThatIsToHoldSortedOnes() throws Exception {
        manager.queue("sorted", Object.class);
        SharedQueue<SortedMap<String, Integer>> queue = manager.find("sorted", Type.queue(sortedMaps()));
        queue.put(map(Comparator.reverseOrder()));
        queue.addAll(List.of(map(String.CASE_INSENSITIVE_ORDER)));
        assertThat(queue.contains(map(Comparator.reverseOrder()))).isTrue();
        assertThat(queue.take().firstKey()).isEqualTo("c");
        assertThat(queue.take()).containsKey("B");
        assertThatThrownBy(() -> queue.put(map((left, right) -> right.compareTo(left))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("queue 'sorted', put")
                .hasMessageContaining("new LinkedHashMap<>(map)");
        assertThat(queue).isEmpty();
    }

    @Test
    void oneThatCannotTravelIsRefusedWhereItWouldBeLost() {
        Comparator<String> local = (left, right) -> right.compareTo(left);
        assertThatThrownBy(() -> sorter.keys(map(local)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("keys(")
                .hasMessageContaining(".comparator()");
        assertThatThrownBy(() -> sorter.keysOfAny(map(local)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("new LinkedHashMap<>(map)");
        assertThat(sorter.keysOfAny(new LinkedHashMap<>(map(local)))).containsExactly("c", "b", "a");
        assertThatThrownBy(() -> manager.call("first", String.class, List.of(map(local))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("[0].comparator()");
        assertThatThrownBy(sorter::inAnOrderOfItsOwn)
                .hasMessageContaining("the result of ")
                .hasMessageContaining("new LinkedHashSet<>(set)");
    }
}
