package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is declared as sorted arrives with its comparator, or is refused if that cannot travel. */
@Timeout(60)
class SortedArgumentsTest {

    /** Takes and gives sorted collections. */
    public interface Sorter {
        /** Returns the keys in the order of the map. */
        List<String> keys(SortedMap<String, Integer> map);

        /** Returns the same set with one more element. */
        TreeSet<String> with(TreeSet<String> set, String element);

        /** Returns the keys in the order of the map. */
        List<String> keysOfAny(Map<String, Integer> map);
    }

    private static final class Sorting implements Sorter {
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
    }

    private final AuthKey key = AuthKey.random();
    private final ManagerServer server = ManagerServer.builder()
            .address("127.0.0.1", 0)
            .authKey(key)
            .register("sorter", Sorter.class, Sorting::new)
            .build();
    private SyncManager manager;
    private Sorter sorter;

    @BeforeEach
    void open() {
        server.start();
        manager = ManagerClient.connect("127.0.0.1", server.port(), key);
        sorter = manager.get("sorter", Sorter.class);
    }

    @AfterEach
    void close() {
        manager.close();
        server.close();
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
    void oneThatCannotTravelIsRefusedWhereItWouldBeLost() {
        Comparator<String> local = (left, right) -> right.compareTo(left);
        assertThatThrownBy(() -> sorter.keys(map(local)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("keys(")
                .hasMessageContaining(".comparator()");
        // A map is what was declared, in the order that it had.
        assertThat(sorter.keysOfAny(map(local))).containsExactly("c", "b", "a");
    }
}
