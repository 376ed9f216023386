package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client accepts as a value it can read back, and what it could not read it refuses, with the field. */
@Timeout(60)
class ReadableValuesTest {

    record Employee(String name, List<String> tags) {}

    record Team(Set<Employee> members) {}

    record Legacy(
            Stack<Integer> stack,
            Vector<String> vector,
            Hashtable<String, Integer> table,
            Properties properties,
            IdentityHashMap<String, Integer> identities,
            WeakHashMap<String, Integer> weak,
            ConcurrentSkipListMap<String, Integer> skipMap,
            ConcurrentSkipListSet<String> skipSet,
            CopyOnWriteArraySet<String> onWrite,
            ConcurrentHashMap.KeySetView<String, Boolean> keySet,
            Dictionary<String, Integer> dictionary,
            ConcurrentLinkedQueue<String> queue) {}

    enum Colour {
        RED
    }

    record Enums(EnumMap<Colour, Integer> map, EnumSet<Colour> set) {}

    record Narrow(@Nullable LinkedList<Integer> list) {}

    static final class Loose {
        @Nullable
        AbstractList<Integer> list;

        @Nullable
        Object other;
    }

    record Whole(List<Object> parts) {}

    /** Its hash is that of its fields. */
    static final class Member {
        final String name;

        @Nullable
        Club club;

        Member(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Member member && name.equals(member.name) && club == member.club;
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, club == null ? 0 : club.name);
        }
    }

    static final class Club {
        final Set<Member> members = new HashSet<>();
        final Map<Member, Integer> fees = new HashMap<>();

        /** Comes after the members, so that they are read before it. */
        @Nullable
        String name;
    }

    private final ValueCodec codec = new ValueCodec(
            References.NONE, new AllowedClasses().allowPackage(ReadableValuesTest.class.getPackageName()));

    private @Nullable Object readBack(Object value) {
        EncodedValue encoded = codec.encode(value);
        return codec.decode(EncodedValue.fromBytes(ValueCodecTest.bytesOf(encoded)));
    }

    @Test
    void keysMayShareACollection() {
        Team team = new Team(Set.of(new Employee("a", List.of()), new Employee("b", List.of())));
        assertThat(readBack(team)).isEqualTo(team);
        List<String> tags = new ArrayList<>(List.of("x"));
        Map<Employee, List<String>> map = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            map.put(new Employee("e" + i, tags), tags);
        }
        assertThat(readBack(new Whole(List.of(tags, map)))).isEqualTo(new Whole(List.of(tags, map)));
    }

    @Test
    void keysWhoseHashTakesForEverAreRefusedWhenTheyAreWritten() {
        Object shared = new ArrayList<>(List.of(1));
        for (int i = 0; i < 40; i++) {
            shared = new ArrayList<>(List.of(shared, shared));
        }
        Map<Object, Object> map = new IdentityHashMap<>();
        map.put(shared, "value");
        Whole value = new Whole(List.of(map));
        assertThatThrownBy(() -> codec.encode(value))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("share")
                .hasMessageContaining("steps");
    }

    @Test
    void theOldCollectionsKeepTheirClass() {
        Stack<Integer> stack = new Stack<>();
        stack.push(1);
        Properties properties = new Properties();
        properties.setProperty("k", "v");
        IdentityHashMap<String, Integer> identities = new IdentityHashMap<>(Map.of("i", 1));
        Hashtable<String, Integer> table = new Hashtable<>(Map.of("a", 1));
        ConcurrentHashMap.KeySetView<String, Boolean> keySet = ConcurrentHashMap.newKeySet();
        keySet.add("key");
        ConcurrentSkipListSet<String> skipSet = new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER);
        skipSet.addAll(List.of("b", "A"));
        Legacy legacy = new Legacy(
                stack,
                new Vector<>(List.of("v")),
                table,
                properties,
                identities,
                new WeakHashMap<>(Map.of("w", 1)),
                new ConcurrentSkipListMap<>(Map.of("s", 1)),
                skipSet,
                new CopyOnWriteArraySet<>(List.of("c")),
                keySet,
                table,
                new ConcurrentLinkedQueue<>(List.of("q")));

        Legacy read = (Legacy) Objects.requireNonNull(readBack(legacy));

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("identities", "queue")
                .isEqualTo(legacy);
        assertThat(read.identities()).isInstanceOf(IdentityHashMap.class).containsValue(1);
        assertThat(read.queue()).containsExactly("q");
        assertThat(read.skipSet().contains("a")).isTrue();
        assertThat(read.dictionary()).isSameAs(read.table());
        assertThat(codec.encode(read)).isEqualTo(codec.encode(legacy));
    }

    @Test
    void emptyCollectionsOfAnEnumKnowTheirEnum() {
        Enums read = (Enums)
                Objects.requireNonNull(readBack(new Enums(new EnumMap<>(Colour.class), EnumSet.noneOf(Colour.class))));
        read.map().put(Colour.RED, 1);
        read.set().add(Colour.RED);
        assertThat(read.map()).containsOnlyKeys(Colour.RED);
    }

    @Test
    void whatDoesNotFitTheFieldIsRefusedWithTheField() {
        Loose loose = new Loose();
        loose.list = new AbstractList<>() {
            @Override
            public Integer get(int index) {
                return 1;
            }

            @Override
            public int size() {
                return 1;
            }
        };
        assertThatThrownBy(() -> codec.encode(loose))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("value.list");
        assertThat(readBack(new Narrow(new LinkedList<>(List.of(1)))))
                .isEqualTo(new Narrow(new LinkedList<>(List.of(1))));
    }

    @Test
    void aRecordThatHoldsItselfIsRefusedWithTheField() {
        List<Object> parts = new ArrayList<>();
        Whole whole = new Whole(parts);
        parts.add(whole);
        assertThatThrownBy(() -> codec.encode(whole))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("value.parts[0]")
                .hasMessageContaining("holds itself");
    }

    @Test
    void aMemberOfACircleIsFoundWhereItsHashSays() {
        Club club = new Club();
        club.name = "club";
        for (int i = 0; i < 20; i++) {
            Member member = new Member("m" + i);
            member.club = club;
            club.members.add(member);
            club.fees.put(member, i);
        }
        Club read = (Club) Objects.requireNonNull(readBack(club));
        assertThat(read.members).hasSize(20).allMatch(member -> read.members.contains(member));
        assertThat(read.fees.keySet()).hasSize(20).allMatch(member -> read.fees.containsKey(member));
    }

    @Test
    void sortedCollectionsKeepTheirOrder() {
        TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.put("a", 1);
        Whole read =
                (Whole) Objects.requireNonNull(readBack(new Whole(List.of(map, new LinkedHashSet<>(List.of(2, 1))))));
        assertThat(((Map<?, ?>) read.parts().get(0)).get("A")).isEqualTo(1);
        assertThat(read.parts().get(1)).hasToString("[2, 1]");
    }

    /** Nobody makes one without a size. */
    static final class Sized {
        final int size;

        Sized() {
            throw new IllegalStateException("say how large");
        }

        Sized(int size) {
            this.size = size;
        }
    }

    /** As that, and its elements are those of a list of the JDK. */
    static final class SizedList extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        SizedList() {
            throw new IllegalStateException("say how large");
        }

        SizedList(int size) {
            super(size);
        }
    }

    @Test
    void aConstructorThatFailsIsDoneWithoutOrRefusedAtOnce() {
        Sized read = (Sized) Objects.requireNonNull(codec.decode(codec.encode(new Sized(5))));
        assertThat(read.size).isEqualTo(5);
        assertThatThrownBy(() -> codec.encode(new Whole(List.of(new SizedList(5)))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("value.parts[0]")
                .hasMessageContaining("say how large");
    }

    @Test
    void halfASurrogatePairIsToldAsWhatItIs() {
        assertThatThrownBy(() -> codec.encode(new Whole(List.of(new StringBuilder("\uD83D")))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("send the text as a String");
    }

    /** One of a circle, hashed and compared by a field that comes behind those that lead back to it. */
    static final class Person implements Comparable<Person> {
        @Nullable
        Object friends;

        final String name;

        Person(String name) {
            this.name = name;
        }

        @Override
        public int compareTo(Person other) {
            return name.compareTo(other.name);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Person person && Objects.equals(name, person.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** As that, but two that are not whole are equal. */
    static final class Patient {
        @Nullable
        Object friends;

        @Nullable
        String name;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Patient patient && Objects.equals(name, patient.name);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(name);
        }
    }

    /** A user's set of them. */
    static final class Guests extends HashSet<Object> {
        private static final long serialVersionUID = 1L;
    }

    static List<Object> collectionsOfThem() {
        return List.of(
                new HashSet<>(),
                new LinkedHashSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Comparator.reverseOrder()),
                new PriorityQueue<>(),
                new ConcurrentSkipListSet<>(),
                new CopyOnWriteArraySet<>(),
                Collections.newSetFromMap(new ConcurrentHashMap<>()),
                Collections.synchronizedSet(new HashSet<>()),
                new Guests(),
                new HashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>(),
                new Hashtable<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentSkipListMap<>());
    }

    @SuppressWarnings("unchecked")
    private static Object holding(Object empty, Object... elements) {
        for (Object element : elements) {
            if (empty instanceof Map<?, ?> map) {
                ((Map<Object, Object>) map).put(element, element);
            } else {
                ((Collection<Object>) empty).add(element);
            }
        }
        return empty;
    }

    @SuppressWarnings("unchecked")
    private static Collection<Object> keysOf(@Nullable Object container) {
        return (Collection<Object>)
                (container instanceof Map<?, ?> map ? map.keySet() : Objects.requireNonNull(container));
    }

    @ParameterizedTest
    @MethodSource("collectionsOfThem")
    void whoeverIsInACircleIsFoundInIt(Object empty) {
        Person ann = new Person("ann");
        Person bob = new Person("bob");
        ann.friends = holding(empty, ann, bob);
        bob.friends = ann.friends;
        Person read = (Person) Objects.requireNonNull(codec.decode(codec.encode(ann)));
        assertThat(read.friends).hasSameClassAs(empty);
        assertThat(keysOf(read.friends).contains(read)).isTrue();
        assertThat(keysOf(read.friends).contains(new Person("bob"))).isTrue();
        assertThat(keysOf(read.friends).size()).isEqualTo(2);
        assertThat(codec.encode(read)).isEqualTo(codec.encode(ann));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsEqualOnlyWhileItIsNotWholeIsNotLost(boolean fixed) {
        Patient ann = new Patient();
        ann.name = "ann";
        Patient bob = new Patient();
        bob.name = "bob";
        bob.friends = List.of(ann, bob);
        ann.friends = fixed ? Collections.unmodifiableSet(new LinkedHashSet<>(List.of(bob, ann))) : Set.of(ann, bob);
        bob.friends = Map.of(ann, 1, bob, 2);
        Patient read = (Patient) Objects.requireNonNull(codec.decode(codec.encode(ann)));
        assertThat(keysOf(read.friends)).hasSize(2).contains(read, bob);
        for (Object friend : keysOf(read.friends)) {
            if (friend != read) {
                assertThat(keysOf(((Patient) friend).friends)).hasSize(2).contains(read, friend);
            }
        }
    }
}
