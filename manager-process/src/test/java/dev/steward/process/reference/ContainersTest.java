package dev.steward.process.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A collection or map goes to another process of the program as what it is, and can be changed there. */
class ContainersTest {

    /** A list of a user's own. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;
    }

    private static Object through(Object value) {
        return ProgramCodec.decode(ProgramCodec.encode(value));
    }

    static Stream<Collection<Object>> collections() {
        return Stream.of(
                new ArrayList<>(),
                new LinkedList<>(),
                new Vector<>(),
                new Stack<>(),
                new ArrayDeque<>(),
                new HashSet<>(),
                new LinkedHashSet<>(),
                new TreeSet<>(),
                new PriorityQueue<>(),
                new ConcurrentLinkedQueue<>(),
                new CopyOnWriteArrayList<>(),
                new ConcurrentSkipListSet<>());
    }

    @ParameterizedTest
    @MethodSource("collections")
    void aCollectionArrivesWithItsClassAndCanBeChanged(Collection<Object> collection) {
        collection.addAll(List.of("b", "a", "c"));
        Object arrived = through(collection);
        assertThat(arrived).isInstanceOf(collection.getClass());
        @SuppressWarnings("unchecked")
        Collection<Object> changed = (Collection<Object>) arrived;
        assertThat(changed).containsExactlyElementsOf(collection);
        assertThat(changed.add("d")).isTrue();
        assertThat(changed.remove("a")).isTrue();
        assertThat(changed).hasSize(3);
        assertThat(collection).as("it is a copy").hasSize(3).contains("a");
    }

    static Stream<Map<Object, Object>> maps() {
        return Stream.of(
                new HashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentSkipListMap<>(),
                new IdentityHashMap<>(),
                new Properties());
    }

    @ParameterizedTest
    @MethodSource("maps")
    void aMapArrivesWithItsClassAndCanBeChanged(Map<Object, Object> map) {
        map.put("key", "value");
        Object arrived = through(map);
        assertThat(arrived).isInstanceOf(map.getClass());
        @SuppressWarnings("unchecked")
        Map<Object, Object> changed = (Map<Object, Object>) arrived;
        changed.put("another", "one");
        assertThat(changed).hasSize(2);
        assertThat(map).hasSize(1);
    }

    @Test
    void whatHasAnOrderOrElementsOfItsOwnKeepsThem() {
        TreeSet<String> backwards = new TreeSet<>(Collections.reverseOrder());
        backwards.addAll(List.of("a", "b"));
        assertThat((TreeSet<?>) through(backwards)).map(Object::toString).containsExactly("b", "a");
        EnumMap<TimeUnit, String> units = new EnumMap<>(TimeUnit.class);
        assertThat(through(units)).isInstanceOf(EnumMap.class).isEqualTo(units);
        assertThat(through(EnumSet.noneOf(TimeUnit.class))).isInstanceOf(EnumSet.class);
        Names names = new Names();
        names.add("Ann");
        assertThat(through(names))
                .isInstanceOfSatisfying(
                        Names.class, arrived -> assertThat(arrived).containsExactly("Ann"));
        BitSet bits = new BitSet();
        bits.set(7);
        assertThat(through(bits)).isEqualTo(bits);
    }

    @Test
    void whatCannotBeChangedHereCannotBeChangedThere() {
        assertThat(through(List.of(1, 2))).isEqualTo(List.of(1, 2));
        @SuppressWarnings("unchecked")
        List<Object> fixed = (List<Object>) through(List.of(1, 2));
        assertThatThrownBy(() -> fixed.add(3)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(through(Map.of("a", 1))).isEqualTo(Map.of("a", 1));
        assertThat(through(Collections.unmodifiableList(new ArrayList<>(List.of(1)))))
                .isEqualTo(List.of(1));
        assertThat(through(Collections.emptyList())).isEqualTo(List.of());
        assertThat(through(Arrays.asList(1, null))).isEqualTo(Arrays.asList(1, null));
    }

    /** Views have classes that nobody can name: a copy of what they show arrives. */
    @Test
    void aViewArrivesAsACopyOfWhatItShows() {
        Map<String, Integer> map = new LinkedHashMap<>(Map.of("a", 1));
        assertThat((Set<?>) through(map.keySet())).isEqualTo(Set.of("a"));
        assertThat((Collection<?>) through(map.values())).map(Object::toString).containsExactly("1");
        assertThat((Set<?>) through(map.entrySet())).isEqualTo(Map.of("a", 1).entrySet());
        assertThat(through(new ArrayList<>(List.of(1, 2, 3)).subList(1, 3))).isEqualTo(List.of(2, 3));
        assertThat(through(new TreeMap<>(Map.of("a", 1, "b", 2)).headMap("b"))).isEqualTo(Map.of("a", 1));
        assertThat(through(new TreeSet<>(Set.of("a", "b")).descendingSet())).isEqualTo(Set.of("a", "b"));
        assertThat(through(Collections.synchronizedList(new ArrayList<>(List.of(1)))))
                .isEqualTo(List.of(1));
        assertThat(through(Collections.nCopies(2, "x"))).isEqualTo(List.of("x", "x"));
    }

    @Test
    void whatCannotTravelIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> ProgramCodec.encode(List.of(1, new Thread("local"))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("Thread")
                .hasMessageNotContaining("Container");
    }
}
