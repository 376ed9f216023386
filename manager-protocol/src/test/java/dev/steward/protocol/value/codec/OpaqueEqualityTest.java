package dev.steward.protocol.value.codec;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When two objects of users' classes are the same value: as java.util says of what they hold (docs/values.md). */
@Timeout(60)
class OpaqueEqualityTest {

    record Key(@Nullable Object part) {}

    record Pair(@Nullable Object left, @Nullable Object right) {}

    record Amounts(int whole, long wide, double exact, float rough) {}

    /** Knows its parent, which has it in a set: a circle. */
    static final class Node {
        final String name;

        @Nullable
        Node parent;

        final Set<Node> children = new HashSet<>();

        Node(String name) {
            this.name = name;
        }

        Node with(Node... nodes) {
            for (Node node : nodes) {
                node.parent = this;
                children.add(node);
            }
            return this;
        }
    }

    private final ValueCodec codec = new ValueCodec(
            References.NONE,
            new AllowedClasses()
                    .allow(Key.class)
                    .allow(Pair.class)
                    .allow(Amounts.class)
                    .allow(Node.class)
                    .allowPackage(Samples.class.getPackageName()));

    private EncodedValue key(@Nullable Object part) {
        return codec.encode(new Key(part));
    }

    private void assertSame(@Nullable Object one, @Nullable Object other) {
        EncodedValue left = key(one);
        EncodedValue right = key(other);
        assertThat(left).isEqualTo(right).hasSameHashCodeAs(right);
        // The same inside what the server knows: as a key of a map, an element of a set, of a list.
        assertThat(codec.encode(Map.of(new Key(one), 1))).isEqualTo(codec.encode(Map.of(new Key(other), 1)));
        assertThat(codec.encode(Set.of(1, new Key(one)))).isEqualTo(codec.encode(Set.of(new Key(other), 1)));
        assertThat(codec.encode(List.of(new Key(one)))).isEqualTo(codec.encode(List.of(new Key(other))));
    }

    private void assertDifferent(@Nullable Object one, @Nullable Object other) {
        assertThat(key(one)).isNotEqualTo(key(other)).doesNotHaveSameHashCodeAs(key(other));
    }

    @ParameterizedTest
    @MethodSource("dev.steward.protocol.value.codec.Samples#roundTrips")
    void whatWasReadIsWhatIsStored(Object sample) {
        EncodedValue stored = codecOfSamples.encode(new Samples.Holder(sample));

        assertThat(codecOfSamples.encode(codecOfSamples.decode(stored))).isEqualTo(stored);
    }

    private final ValueCodec codecOfSamples = Samples.codec();

    @Test
    void listsAreEqualByTheirElementsInOrder() {
        List<Integer> list = List.of(3, 1, 2);
        for (List<Integer> same : List.of(
                new ArrayList<>(list),
                new LinkedList<>(list),
                new Vector<>(list),
                new CopyOnWriteArrayList<>(list),
                Arrays.asList(3, 1, 2),
                Collections.unmodifiableList(list),
                Collections.synchronizedList(new ArrayList<>(list)),
                list.subList(0, 3))) {
            assertSame(list, same);
        }
        assertDifferent(list, List.of(1, 2, 3));
        assertDifferent(list, List.of(3, 1));
        assertDifferent(list, Set.of(3, 1, 2));
        assertDifferent(list, List.of(3, 1, 2L));
        assertDifferent(List.of(List.of(1), List.of(2)), List.of(List.of(1, 2)));
        assertDifferent(List.of(List.of(), List.of()), List.of(List.of(List.of())));
    }

    @Test
    void setsAndMapsAreEqualByContentWhateverTheirClassOrderAndCapacity() {
        for (int size : new int[] {0, 1, 2, 3, 5, 12, 24, 48, 100}) {
            Set<Object> rising = new LinkedHashSet<>();
            Set<Object> falling = new LinkedHashSet<>();
            Set<Object> shrunk = new HashSet<>();
            Map<Object, Object> map = new HashMap<>();
            Map<Object, Object> other = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                rising.add("e" + i);
                falling.add("e" + (size - 1 - i));
                map.put("e" + i, i);
                other.put("e" + (size - 1 - i), size - 1 - i);
            }
            for (int i = 0; i < 1000; i++) {
                shrunk.add("e" + i);
            }
            shrunk.retainAll(rising);
            assertSame(rising, falling);
            assertSame(rising, shrunk);
            assertSame(rising, new TreeSet<>(falling));
            assertSame(rising, Set.copyOf(falling));
            assertSame(map, other);
            assertSame(map, new TreeMap<>(other));
            assertSame(map, new ConcurrentHashMap<>(other));
            assertSame(map, Map.copyOf(other));
        }
        assertDifferent(Map.of("a", 1, "b", 2), Map.of("a", 2, "b", 1));
        assertDifferent(Set.of("a"), Set.of("b"));
        assertDifferent(Set.of(), Map.of());
    }

    @Test
    void whatIsReadBackFindsItsPlace() {
        for (int size = 0; size < 60; size++) {
            Set<Object> set = new HashSet<>();
            Map<Object, Object> map = new HashMap<>();
            for (int i = 0; i < size; i++) {
                set.add("e" + i * 31);
                map.put(new Key(i), List.of(i));
            }
            EncodedValue stored = codec.encode(new Pair(set, map));
            assertThat(codec.encode(codec.decode(stored))).isEqualTo(stored);
        }
    }

    @Test
    void arraysAreEqualByContentAndObjectsByClassAndFields() {
        assertSame(new int[] {1, 2}, new int[] {1, 2});
        assertDifferent(new int[] {1, 2}, new long[] {1, 2});
        assertSame(new Object[] {"a", null}, new String[] {"a", null});
        assertDifferent(new Object[] {"a"}, List.of("a"));
        assertSame(new Key(List.of(new Key(1))), new Key(new ArrayList<>(List.of(new Key(1)))));
        assertDifferent(new Key(1), new Pair(1, null));
        assertDifferent(new Key(null), null);
    }

    @Test
    void numbersAreEqualExactly() {
        assertThat(codec.encode(new Amounts(1, 2, 0.0, 1)))
                .isEqualTo(codec.encode(new Amounts(1, 2, 0.0, 1)))
                .isNotEqualTo(codec.encode(new Amounts(1, 2, -0.0, 1)));
        assertDifferent(1, 1L);
        assertDifferent(1.0, 1);
        assertSame(Double.NaN, Double.NaN);
    }

    @Test
    void queuesAreEqualByTheirElements() {
        PriorityQueue<Integer> one = new PriorityQueue<>(List.of(3, 1, 2));
        PriorityQueue<Integer> other = new PriorityQueue<>(List.of(1, 2, 3));
        assertSame(one, other);
        assertSame(new java.util.ArrayDeque<>(List.of(1, 2)), new java.util.ArrayDeque<>(List.of(1, 2)));
        assertDifferent(new java.util.ArrayDeque<>(List.of(1, 2)), new java.util.ArrayDeque<>(List.of(2, 1)));
    }

    @Test
    void itCountsForNothingWhatIsShared() {
        Key one = new Key(List.of("a"));
        assertSame(new Pair(one, one), new Pair(one, new Key(List.of("a"))));
        List<Object> large = new ArrayList<>(Collections.nCopies(1_000, "element"));
        assertSame(List.of(large, large), List.of(large, new ArrayList<>(large)));
        Map<Object, Object> byIdentity = new IdentityHashMap<>();
        byIdentity.put("key", large);
        assertSame(byIdentity, Map.of("key", new LinkedList<>(large)));
    }

    @Test
    void aDifferenceDeepInsideIsOne() {
        List<Object> one = new ArrayList<>();
        List<Object> other = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            one.add(new Key(List.of("element", i)));
            other.add(new Key(List.of("element", i == 777 ? -1 : i)));
        }
        assertDifferent(one, other);
        assertDifferent(new Key(Map.of(1, one)), new Key(Map.of(1, other)));
    }

    @Test
    void whatIsSharedOnEveryLevelIsLookedAtOnce() {
        Object lattice = "bottom";
        Object same = "bottom";
        for (int i = 0; i < 40; i++) {
            lattice = new Pair(lattice, lattice);
            same = i < 8 ? new Pair(same, copyOf(same)) : new Pair(same, same);
        }
        assertSame(lattice, same);
    }

    private static Object copyOf(Object object) {
        return object instanceof Pair pair ? new Pair(pair.left(), pair.right()) : object;
    }

    private static Node family(String... children) {
        Node root = new Node("root");
        for (String child : children) {
            root.with(new Node(child).with(new Node("grandchild of " + child)));
        }
        return root;
    }

    @Test
    void circlesAreEqualIfTheyAreBuiltAlike() {
        String[] names = new String[30];
        String[] reversed = new String[30];
        for (int i = 0; i < names.length; i++) {
            names[i] = "child " + i;
            reversed[names.length - 1 - i] = names[i];
        }
        assertSame(family(names), family(reversed));
        names[7] = "another";
        assertDifferent(family(names), family(reversed));
        Node self = new Node("self");
        self.parent = self;
        Node twin = new Node("self");
        twin.parent = twin;
        assertSame(self, twin);
        assertDifferent(self, new Node("self"));
    }

    @Test
    void aCircleThatWasReadIsWhatIsStored() {
        EncodedValue stored = key(family("a", "b", "c"));
        assertThat(codec.encode(codec.decode(stored))).isEqualTo(stored);
    }

    @Test
    void allOfOneCircleInAnyOrderOfAList() {
        Node root = family("a", "b");
        List<Object> list = new ArrayList<>(root.children);
        list.add(root);
        assertThat(key(new Pair(list, root))).isEqualTo(key(new Pair(new LinkedList<>(list), root)));
        Collections.swap(list, 0, 2);
        assertThat(key(list)).isNotEqualTo(key(List.of(root)));
    }

    record Customer(String name, int age) {}

    record Orders(List<Customer> customers) {}

    private static List<Customer> copies(int count) {
        List<Customer> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(new Customer("ada", 36));
        }
        return copies;
    }

    private static List<Customer> oneOften(int count) {
        return new LinkedList<>(Collections.nCopies(count, new Customer("ada", 36)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 400, 700, 5_000})
    void howOftenAnObjectIsThereCountsAndNotWhetherItIsTheSame(int count) {
        assertSame(new Orders(copies(count)), new Orders(oneOften(count)));
        assertDifferent(new Orders(copies(count)), new Orders(oneOften(count + 1)));
    }

    @Test
    void whatIsSharedIsOneObjectAgain() {
        List<Customer> often = oneOften(3);

        Orders read = (Orders) requireNonNull(codec.decode(codec.encode(new Orders(often))));

        assertThat(read.customers()).isInstanceOf(LinkedList.class).isEqualTo(often);
        assertThat(read.customers().get(1)).isSameAs(read.customers().get(0));
        Orders copied = (Orders) requireNonNull(codec.decode(codec.encode(new Orders(copies(3)))));
        assertThat(copied.customers().get(1)).isNotSameAs(copied.customers().get(0));
    }

    @Test
    void whatHoldsNoSetOrMapHasNoFingerprint() {
        int nameAndFormat = 1 + 1 + 1 + Orders.class.getName().length();
        byte[] told = ValueCodecTest.bytesOf(codec.encode(new Orders(oneOften(3))));
        assertThat(told[nameAndFormat]).isZero();
        byte[] large = ValueCodecTest.bytesOf(codec.encode(new Orders(oneOften(5_000))));
        assertThat(large[nameAndFormat]).isEqualTo((byte) ValueKind.FINGERPRINT_BYTES);
    }
}
