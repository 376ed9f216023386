package dev.steward.systemtests.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was read equals what is stored, whatever collections are in it and however they came about; between two clients. */
@Timeout(120)
class EqualityTest {

    /** An object of a user with something inside. */
    record Holder(Object content) {}

    /** A key of a user. */
    record Key(List<Integer> numbers) {}

    /** What is nested in others. */
    record Leaf(String name, Set<String> tags) {}

    enum Colour {
        RED,
        GREEN
    }

    private static final AuthKey KEY = AuthKey.random();
    private static final ManagerServer SERVER =
            ManagerServer.builder().address("127.0.0.1", 0).authKey(KEY).build();
    private static final SyncManager ONE;
    private static final SyncManager OTHER;

    static {
        SERVER.start();
        ONE = connect();
        OTHER = connect();
    }

    private static SyncManager connect() {
        ClientOptions.Builder options = ClientOptions.builder().allowPackage(EqualityTest.class.getPackageName());
        return ManagerClient.connect("127.0.0.1", SERVER.port(), KEY, options.build());
    }

    @AfterAll
    static void close() {
        ONE.close();
        OTHER.close();
        SERVER.close();
    }

    private static Set<Integer> shrunk(int most, int left) {
        Set<Integer> set = new HashSet<>();
        IntStream.range(0, most).forEach(set::add);
        set.removeIf(number -> number >= left);
        return set;
    }

    private static Map<String, Integer> mapOf(int size) {
        Map<String, Integer> map = new HashMap<>();
        IntStream.range(0, size).forEach(i -> map.put("key " + i, i));
        return map;
    }

    static List<Object> contents() {
        List<Object> contents = new ArrayList<>();
        for (int size : new int[] {0, 1, 2, 3, 4, 5, 12, 13, 24, 48}) {
            contents.add(mapOf(size));
            contents.add(new HashSet<>(mapOf(size).keySet()));
            contents.add(new LinkedHashMap<>(mapOf(size)));
            contents.add(new TreeMap<>(mapOf(size)));
            contents.add(new TreeSet<>(mapOf(size).keySet()));
            contents.add(new ConcurrentHashMap<>(mapOf(size)));
            contents.add(new ArrayList<>(mapOf(size).values()));
            contents.add(new ArrayDeque<>(mapOf(size).values()));
            contents.add(new PriorityQueue<>(mapOf(size).values()));
        }
        contents.add(shrunk(1_000, 3));
        contents.add(shrunk(12, 11));
        contents.add(new LinkedList<>(List.of(1, 2)));
        contents.add(new Vector<>(List.of(1, 2)));
        contents.add(new CopyOnWriteArrayList<>(List.of(1, 2)));
        contents.add(List.of(1, 2));
        contents.add(BitSet.valueOf(new long[] {5, 0, 1L << 40}));
        contents.add(new EnumMap<>(Map.of(Colour.GREEN, 1, Colour.RED, 2)));
        contents.add(EnumSet.of(Colour.RED));
        contents.add(Optional.of(new Leaf("a", Set.of("x", "y", "z"))));
        contents.add(new Object[] {1, List.of(2), new Leaf("b", new HashSet<>(List.of("p", "q")))});
        contents.add(new long[] {1, 2});
        contents.add(Map.entry("k", new ArrayList<>(List.of(1))));
        contents.add(List.of(new Leaf("a", Set.of("x")), new Leaf("a", Set.of("x"))));
        contents.add(new HashMap<>(Map.of("deep", List.of(Map.of("set", new HashSet<>(List.of("a", "b", "c")))))));
        contents.add(new HashSet<>(List.of(new Leaf("a", Set.of("x", "y")), new Leaf("b", Set.of()))));
        contents.add(-0.0);
        contents.add(Double.longBitsToDouble(0x7ff8000000000001L));
        return contents;
    }

    @ParameterizedTest
    @MethodSource("contents")
    void aValueThatWasReadIsTheOneThatIsStored(Object content) {
        Holder holder = new Holder(content);
        SharedDict<String, Object> dict = ONE.dict();
        dict.put("k", holder);
        SharedDict<String, Object> read = OTHER.attach(dict.objectToken(), Type.dict(String.class, Object.class));

        assertThat(read.containsValue(read.get("k"))).isTrue();
        assertThat(read.values().contains(dict.get("k"))).isTrue();
        assertThat(read.replace("k", read.get("k"), "new")).isTrue();
        dict.put("k", holder);
        assertThat(read.remove("k", read.get("k"))).isTrue();
        assertThat(dict).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("contents")
    void anElementThatWasReadIsFoundAndRemoved(Object content) {
        SharedList<Object> list = ONE.list();
        list.add("first");
        list.add(new Holder(content));
        SharedQueue<Object> queue = ONE.queue();
        queue.add(new Holder(content));
        SharedList<Object> listRead = OTHER.attach(list.objectToken(), Type.list(Object.class));
        SharedQueue<Object> queueRead = OTHER.attach(queue.objectToken(), Type.queue(Object.class));

        assertThat(listRead.contains(listRead.get(1))).isTrue();
        assertThat(listRead.indexOf(listRead.get(1))).isEqualTo(1);
        assertThat(listRead.subList(1, 2).contains(listRead.get(1))).isTrue();
        assertThat(listRead.remove(listRead.get(1))).isTrue();
        assertThat(queueRead.contains(queueRead.peek())).isTrue();
        assertThat(queueRead.remove(queueRead.peek())).isTrue();
        assertThat(queue.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("contents")
    void aCellIsComparedWithWhatItHolds(Object content) {
        SharedValue<Object> cell = ONE.value(Object.class, new Holder(content));
        SharedValue<Object> read = OTHER.attach(cell.objectToken(), Type.value(Object.class));

        assertThat(read.compareAndSet(read.get(), "new")).isTrue();
        assertThat(cell.get()).isEqualTo("new");
    }

    @Test
    void aRecordIsAKeyAsInAHashMap() {
        SharedDict<Key, String> dict = ONE.dict(Key.class, String.class);
        dict.put(new Key(new ArrayList<>(List.of(1, 2))), "one");
        SharedDict<Key, String> read = OTHER.attach(dict.objectToken(), Type.dict(Key.class, String.class));

        assertThat(read.get(new Key(List.of(1, 2)))).isEqualTo("one");
        assertThat(read.get(new Key(new LinkedList<>(List.of(1, 2))))).isEqualTo("one");
        assertThat(read.get(new Key(List.of(2, 1)))).isNull();
        read.merge(new Key(List.of(1, 2)), "two", (old, added) -> old + added);
        assertThat(dict.get(new Key(List.of(1, 2)))).isEqualTo("onetwo");
        assertThat(dict.compute(new Key(new Vector<>(List.of(1, 2))), (key, old) -> old + "!"))
                .isEqualTo("onetwo!");
        assertThat(dict).hasSize(1);
        Iterator<Key> keys = read.keySet().iterator();
        assertThat(dict.containsKey(keys.next())).isTrue();
        keys.remove();
        assertThat(dict).isEmpty();
    }

    @Test
    void whatBelongsToACollectionBesideItsElementsComesBack() {
        SharedList<Holder> list = ONE.list(Holder.class);
        Properties defaults = new Properties();
        defaults.setProperty("a", "from defaults");
        Properties properties = new Properties(defaults);
        properties.setProperty("b", "own");
        LinkedHashMap<String, Integer> byAccess = new LinkedHashMap<>(16, 0.75f, true);
        byAccess.put("a", 1);
        byAccess.put("b", 2);
        list.add(new Holder(properties));
        list.add(new Holder(byAccess));
        list.add(new Holder(new TreeMap<String, Integer>(Comparator.reverseOrder())));
        list.add(new Holder(new TreeSet<String>(String.CASE_INSENSITIVE_ORDER)));
        list.add(new Holder(new PriorityQueue<Integer>(Comparator.reverseOrder())));

        assertThat(((Properties) list.get(0).content()).getProperty("a")).isEqualTo("from defaults");
        @SuppressWarnings("unchecked")
        Map<String, Integer> accessed = (Map<String, Integer>) list.get(1).content();
        assertThat(accessed.get("a")).isEqualTo(1);
        assertThat(accessed.keySet()).containsExactly("b", "a");
        assertThat(((TreeMap<?, ?>) list.get(2).content()).comparator()).isEqualTo(Comparator.reverseOrder());
        assertThat(((TreeSet<?>) list.get(3).content()).comparator()).isEqualTo(String.CASE_INSENSITIVE_ORDER);
        assertThat(((PriorityQueue<?>) list.get(4).content()).comparator()).isEqualTo(Comparator.reverseOrder());
        for (int i = 0; i < 5; i++) {
            assertThat(list.indexOf(list.get(i))).isEqualTo(i);
        }
    }

    @Test
    void equalSetsOfSeveralClassesAreOneValue() {
        SharedList<Object> list = ONE.list();
        list.add(new Holder(new LinkedHashSet<>(List.of("b", "a"))));

        assertThat(list.contains(new Holder(Set.of("a", "b")))).isTrue();
        assertThat(list.contains(new Holder(new TreeSet<>(Set.of("a", "b"))))).isTrue();
        assertThat(list.contains(new Holder(List.of("b", "a")))).isFalse();
    }
}
