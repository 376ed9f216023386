package dev.steward.protocol.value.decoded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.steward.api.Tuple;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.codec.Samples;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class CoercionTest {

    /** A list of a class of users, as they declare it to have a name for it. */
    private static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {}

        Names(String... names) {
            super(List.of(names));
        }
    }

    private static final class Counts extends HashMap<String, Integer> {
        private static final long serialVersionUID = 1L;

        public Counts() {
            put("a default", 0);
        }

        Counts(Map<String, Integer> counts) {
            super(counts);
        }
    }

    private static final class Latest extends TreeSet<Integer> {
        private static final long serialVersionUID = 1L;

        Latest(Integer... numbers) {
            super(Comparator.reverseOrder());
            addAll(List.of(numbers));
        }

        Latest() {
            this(new Integer[0]);
        }
    }

    private static final class Labelled extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
        String label = "none";
    }

    private static final class Made extends HashMap<String, Integer> {
        private static final long serialVersionUID = 1L;

        Made() {
            throw new IllegalStateException("not like this");
        }
    }

    static List<Arguments> fitting() {
        return List.of(
                arguments(Long.class, 1, 1L),
                arguments(long.class, 1, 1L),
                arguments(int.class, 1L, 1),
                arguments(double.class, 1, 1.0),
                arguments(float.class, 0.5, 0.5f),
                arguments(BigInteger.class, 1L, BigInteger.ONE),
                arguments(BigDecimal.class, 0.5, new BigDecimal("0.5")),
                arguments(Double.class, Float.NaN, Double.NaN),
                arguments(Number.class, 1, 1),
                arguments(Object.class, 1, 1),
                arguments(String.class, "s", "s"),
                arguments(int[].class, List.of(1, 2L), new int[] {1, 2}),
                arguments(String[].class, Tuple.of("a"), new String[] {"a"}),
                arguments(TreeSet.class, Set.of(1), new TreeSet<>(Set.of(1))),
                arguments(LinkedList.class, List.of(1), new LinkedList<>(List.of(1))),
                arguments(Names.class, List.of("a", "b"), new Names("a", "b")),
                arguments(Counts.class, Map.of("a", 1), new Counts(Map.of("a", 1))),
                arguments(Latest.class, List.of(1, 3, 2), new Latest(3, 2, 1)),
                arguments(Vector.class, List.of(1), new Vector<>(List.of(1))),
                arguments(CopyOnWriteArrayList.class, List.of(1), new CopyOnWriteArrayList<>(List.of(1))),
                arguments(ConcurrentSkipListSet.class, Set.of(1), new ConcurrentSkipListSet<>(Set.of(1))),
                arguments(CopyOnWriteArraySet.class, Set.of(1), new CopyOnWriteArraySet<>(Set.of(1))),
                arguments(Hashtable.class, Map.of("a", 1), new Hashtable<>(Map.of("a", 1))),
                arguments(ConcurrentSkipListMap.class, Map.of("a", 1), new ConcurrentSkipListMap<>(Map.of("a", 1))),
                arguments(Properties.class, Map.of("a", "b"), properties("a", "b")),
                arguments(EnumSet.class, Set.of(Samples.Colour.RED), EnumSet.of(Samples.Colour.RED)),
                arguments(EnumMap.class, Map.of(Samples.Colour.RED, 1), new EnumMap<>(Map.of(Samples.Colour.RED, 1))));
    }

    private static Properties properties(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        return properties;
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void comesAsDeclared(Class<?> declared, Object value, Object expected) {
        assertThat(Coercion.to(Type.of(declared), value))
                .hasSameClassAs(expected)
                .isEqualTo(expected);
    }

    private interface Declared {
        ArrayList<Long> numbers();
    }

    @Test
    void elementsAreLookedAtEvenIfTheClassIsTheDeclaredOne() throws Exception {
        Type<?> declared = Type.of(Declared.class.getDeclaredMethod("numbers").getGenericReturnType());

        assertThat(Coercion.to(declared, new ArrayList<>(List.of(1, 2L)))).isEqualTo(List.of(1L, 2L));
    }

    static List<Arguments> refused() {
        return List.of(
                arguments(int.class, 1L << 31),
                arguments(int.class, 0.5),
                arguments(float.class, 0.1),
                arguments(long.class, new BigDecimal("1E+2000000000")),
                arguments(BigInteger.class, Double.NaN),
                arguments(Integer.class, "1"),
                arguments(String.class, 1),
                arguments(boolean.class, 1),
                arguments(int[].class, List.of("x")),
                arguments(TreeSet.class, Set.of(new Object())),
                arguments(Samples.Point.class, List.of()));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void doesNotComeAtAll(Class<?> declared, Object value) {
        assertThatThrownBy(() -> Coercion.to(Type.of(declared), value))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("does not fit");
    }

    interface Declarations {
        List<Long> longs();

        Map<Long, List<Double>> nested();

        Deque<Long> deque();

        SortedMap<String, Long> sorted();

        ArrayList<Set<Long>> sets();

        EnumSet<Samples.Colour> colours();

        EnumMap<Samples.Colour, Long> counts();

        Set<Long> set();

        Map<String, Long> map();
    }

    private static Object to(String declaration, Object value) throws NoSuchMethodException {
        return Coercion.to(
                Type.of(Declarations.class.getDeclaredMethod(declaration).getGenericReturnType()), value);
    }

    @Test
    void whatIsSortedStaysSoWhenItsElementsBecomeTheDeclaredOnes() throws NoSuchMethodException {
        TreeSet<Integer> set = new TreeSet<>(Comparator.reverseOrder());
        set.addAll(List.of(1, 3, 2));
        TreeSet<?> longs = (TreeSet<?>) to("set", set);
        assertThat(longs.comparator()).isEqualTo(Comparator.reverseOrder());
        assertThat(List.copyOf(longs)).isEqualTo(List.of(3L, 2L, 1L));
        TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.put("a", 1);
        TreeMap<?, ?> counts = (TreeMap<?, ?>) to("map", map);
        assertThat(counts.get("A")).isEqualTo(1L);
    }

    @Test
    void elementsComeAsDeclaredToo() throws NoSuchMethodException {
        assertThat(to("longs", Tuple.of(1))).isEqualTo(List.of(1L));
        assertThat(to("longs", Arrays.asList(1, null, 2L))).isEqualTo(Arrays.asList(1L, null, 2L));
        assertThat(to("nested", Map.of(1, List.of(2)))).isEqualTo(Map.of(1L, List.of(2.0)));
        assertThat((Deque<?>) to("deque", List.of(1))).first().isEqualTo(1L);
        assertThat(to("sorted", Map.of("a", 1))).isEqualTo(Map.of("a", 1L));
        assertThat(to("sets", List.of(Set.of(1)))).isInstanceOf(ArrayList.class).isEqualTo(List.of(Set.of(1L)));
        assertThatThrownBy(() -> to("longs", List.of("x"))).isInstanceOf(UnsupportedValueException.class);
    }

    @Test
    void enumsComeAsDeclaredAlsoWhereThereAreNone() throws NoSuchMethodException {
        assertThat(to("colours", Set.of())).isEqualTo(EnumSet.noneOf(Samples.Colour.class));
        assertThat(to("counts", Map.of(Samples.Colour.RED, 1))).isEqualTo(Map.of(Samples.Colour.RED, 1L));
        assertThatThrownBy(() -> Coercion.to(Type.of(EnumSet.class), Set.of()))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("declare EnumSet with its enum, or Set");
    }

    @Test
    void aCopyIsNamedByWhatItIs() {
        assertThatThrownBy(() -> Coercion.to(Type.of(Stack.class), ReadOnlyCopies.list(new Object[] {1})))
                .hasMessageContaining("a List does not fit")
                .hasMessageContaining("declare List, which it arrives as by itself");
    }

    @Test
    void whatFitsIsNotCopied() throws NoSuchMethodException {
        List<Long> longs = List.of(1L, 2L);
        Map<Long, List<Double>> nested = new HashMap<>(Map.of(1L, List.of(2.0)));

        assertThat(to("longs", longs)).isSameAs(longs);
        assertThat(to("nested", nested)).isSameAs(nested);
    }

    @Test
    void nullFitsEverythingButPrimitives() {
        assertThat(Coercion.to(Type.of(Integer.class), null)).isNull();
        assertThat(Coercion.to(Type.of(void.class), null)).isNull();
        assertThatThrownBy(() -> Coercion.to(Type.of(int.class), null))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("null");
    }

    @Test
    void sortedCollectionsKeepTheirComparator() {
        TreeSet<Integer> set = new TreeSet<>(Comparator.reverseOrder());
        set.addAll(List.of(1, 2, 3));
        assertThat((ConcurrentSkipListSet<?>) Coercion.to(Type.of(ConcurrentSkipListSet.class), set))
                .hasToString("[3, 2, 1]");
        PriorityQueue<Integer> queue = new PriorityQueue<>(Comparator.reverseOrder());
        queue.addAll(set);
        assertThat(((TreeSet<?>) Objects.requireNonNull(Coercion.to(Type.of(TreeSet.class), queue))).first())
                .isEqualTo(3);
        assertThat(((PriorityQueue<?>) Objects.requireNonNull(Coercion.to(Type.of(PriorityQueue.class), set))).peek())
                .isEqualTo(3);
        TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.putAll(Map.of("b", 1, "A", 2));
        ConcurrentSkipListMap<?, ?> made =
                (ConcurrentSkipListMap<?, ?>) Coercion.to(Type.of(ConcurrentSkipListMap.class), map);
        assertThat(made.get("B")).isEqualTo(1);
    }

    @Test
    void aListOfAUsersClassThatDoesNotBringItsFieldsIsRefusedWithThem() {
        assertThatThrownBy(() -> Coercion.to(Type.of(Labelled.class), ReadOnlyCopies.list(new Object[] {"a"})))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("a List, which does not bring label, does not fit")
                .hasMessageContaining("inside of a record");
    }

    @Test
    void aCollectionWhoseConstructorFailsIsRefusedWithTheReason() {
        assertThatThrownBy(() -> Coercion.to(Type.of(Made.class), Map.of("a", 1)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("not like this");
    }
}
