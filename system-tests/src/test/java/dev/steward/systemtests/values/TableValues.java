package dev.steward.systemtests.values;

import dev.steward.systemtests.values.Travellers.Box;
import dev.steward.systemtests.values.Travellers.Colour;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseChronology;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.time.chrono.MinguoChronology;
import java.time.chrono.ThaiBuddhistDate;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collections;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.Stack;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What stands in the table of docs/values.md beside {@link Travellers}: much of it has no equals of its own. */
@SuppressWarnings("JdkObsolete") // What users have in their objects is not ours to choose.
final class TableValues {

    private TableValues() {}

    /** A number of a user's own. */
    static final class Percent extends Number {
        private static final long serialVersionUID = 1L;
        private final int hundredths;

        Percent(int hundredths) {
            this.hundredths = hundredths;
        }

        @Override
        public int intValue() {
            return hundredths / 100;
        }

        @Override
        public long longValue() {
            return intValue();
        }

        @Override
        public float floatValue() {
            return hundredths / 100f;
        }

        @Override
        public double doubleValue() {
            return hundredths / 100.0;
        }
    }

    static final class Playlist extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
        private final String name;

        Playlist() {
            this("");
        }

        Playlist(String name, String... songs) {
            this.name = name;
            addAll(List.of(songs));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Playlist list && name.equals(list.name) && super.equals(other);
        }

        @Override
        public int hashCode() {
            return name.hashCode() + super.hashCode();
        }
    }

    static final class Counts extends HashMap<String, Integer> {
        private static final long serialVersionUID = 1L;
        private int total;

        Counts count(String what) {
            total++;
            merge(what, 1, Integer::sum);
            return this;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Counts counts && total == counts.total && super.equals(other);
        }

        @Override
        public int hashCode() {
            return total + super.hashCode();
        }
    }

    static final class Window extends AbstractList<Integer> {
        private final int[] numbers;

        Window(int... numbers) {
            this.numbers = numbers;
        }

        @Override
        public Integer get(int index) {
            return numbers[index];
        }

        @Override
        public int size() {
            return numbers.length;
        }
    }

    static final class Length implements ToIntFunction<String> {
        @Override
        public int applyAsInt(String text) {
            return text.length();
        }
    }

    /** The classes above, which a client must allow to open them. */
    static final List<Class<?>> CLASSES =
            List.of(Percent.class, Playlist.class, Counts.class, Window.class, Length.class, Box.class);

    static Stream<Object> more() {
        try {
            return Stream.of(
                            numbers(),
                            ofTheNet(),
                            ofTime(),
                            texts(),
                            counters(),
                            collections(),
                            entries(),
                            orders(),
                            ofUsers())
                    .flatMap(values -> values);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Object> numbers() {
        return Stream.of(
                LongStream.rangeClosed(1, 6_000)
                        .mapToObj(BigInteger::valueOf)
                        .reduce(BigInteger.ONE, BigInteger::multiply),
                BigInteger.TWO.pow(4_000_000).negate(),
                new BigDecimal(BigInteger.TWO.pow(1_000_000), 17),
                Byte.valueOf((byte) 7),
                Short.valueOf((short) -300),
                1.5f,
                0.1,
                MathContext.DECIMAL128,
                new MathContext(0));
    }

    private static Stream<Object> ofTheNet() throws IOException {
        return Stream.of(
                Path.of("").toAbsolutePath(),
                Path.of(""),
                new File("/"),
                URI.create("mailto:a@b.invalid"),
                new URL("http://nobody.invalid:8080/a?b#c"),
                new URL("file:/a/b"),
                InetAddress.getByAddress("nobody.invalid", new byte[] {127, 0, 0, 1}),
                InetAddress.getByAddress(new byte[16]),
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 80),
                InetSocketAddress.createUnresolved("nobody.invalid", 443),
                UnixDomainSocketAddress.of("a/b"));
    }

    private static Stream<Object> ofTime() {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Kolkata"));
        calendar.setTimeInMillis(1_234_567_890_123L);
        calendar.setFirstDayOfWeek(3);
        return Stream.of(
                Timestamp.from(Instant.ofEpochSecond(5, 123_456_789)),
                new java.sql.Date(7),
                new java.sql.Time(9),
                TimeZone.getTimeZone("UTC"),
                calendar,
                FileTime.from(Instant.ofEpochSecond(-1, 7)),
                Calendar.getInstance(Locale.forLanguageTag("th-TH-u-ca-buddhist")),
                Calendar.getInstance(Locale.forLanguageTag("ja-JP-u-ca-japanese")),
                JapaneseChronology.INSTANCE,
                JapaneseDate.of(2024, 1, 5),
                ThaiBuddhistDate.of(2567, 1, 5).atTime(LocalTime.NOON),
                HijrahDate.of(1445, 6, 23).atTime(LocalTime.NOON).atZone(ZoneId.of("Asia/Riyadh")),
                MinguoChronology.INSTANCE.period(1, 2, 3),
                JapaneseEra.REIWA,
                StandardOpenOption.APPEND,
                Thread.State.NEW);
    }

    private static Stream<Object> texts() {
        return Stream.of(
                "a",
                new Object(),
                StandardCharsets.UTF_8,
                new StackTraceElement("A", "b", "A.java", 3),
                new StringBuilder("ä"),
                new StringBuffer("half \uD83D".substring(0, 4)),
                Pattern.compile("a+"),
                Pattern.compile("a b", Pattern.COMMENTS | Pattern.CASE_INSENSITIVE),
                Locale.ROOT,
                new Locale("ja", "JP", "JP"),
                Locale.forLanguageTag("sr-Latn-RS"),
                new BitSet());
    }

    private static Stream<Object> counters() {
        Random random = new Random(5);
        random.nextGaussian();
        IntSummaryStatistics ints = new IntSummaryStatistics();
        ints.accept(7);
        LongSummaryStatistics longs = new LongSummaryStatistics();
        longs.accept(Long.MAX_VALUE);
        DoubleSummaryStatistics doubles = new DoubleSummaryStatistics();
        doubles.accept(0.5);
        LongAdder adder = new LongAdder();
        adder.add(3);
        return Stream.of(
                random,
                new Random(6),
                ints,
                new IntSummaryStatistics(),
                longs,
                doubles,
                adder,
                new AtomicInteger(1),
                new AtomicLong(-1),
                new AtomicBoolean(true),
                new AtomicReference<>(List.of(1)),
                new AtomicReference<>(),
                new AtomicIntegerArray(new int[] {1, 2}),
                new AtomicReferenceArray<>(new String[] {"a", null}),
                new DoubleAdder(),
                new AtomicLongArray(3));
    }

    private static Stream<Object> collections() {
        Properties defaults = new Properties();
        defaults.setProperty("d", "1");
        Properties properties = new Properties(defaults);
        properties.setProperty("k", "v");
        LinkedHashMap<String, Integer> byAccess = new LinkedHashMap<>(16, 0.75f, true);
        byAccess.put("a", 1);
        byAccess.put("b", 2);
        byAccess.get("a");
        PriorityQueue<String> queue = new PriorityQueue<>(Comparator.comparingInt(new Length()));
        queue.addAll(List.of("ccc", "a", "bb"));
        ConcurrentSkipListSet<String> skipSet = new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER);
        skipSet.addAll(List.of("b", "A"));
        TreeMap<String, Integer> turned = new TreeMap<>(Comparator.<String>reverseOrder());
        turned.putAll(Map.of("a", 1, "b", 2));
        Stack<Integer> stack = new Stack<>();
        stack.push(1);
        ConcurrentHashMap.KeySetView<String, Boolean> keys = ConcurrentHashMap.newKeySet();
        keys.add("key");
        Set<Object> ofIdentity = Collections.newSetFromMap(new IdentityHashMap<>());
        ofIdentity.add(StandardOpenOption.APPEND);
        return Stream.of(
                new ArrayList<>(),
                new LinkedList<>(Arrays.asList(null, 1)),
                new ArrayDeque<>(List.of(2, 1)),
                new PriorityQueue<>(List.of(3, 1, 2)),
                queue,
                new ConcurrentLinkedQueue<>(List.of("q")),
                new ConcurrentLinkedDeque<>(List.of("d")),
                new Vector<>(List.of(1)),
                stack,
                new HashSet<>(),
                new TreeSet<>(Comparator.nullsFirst(Comparator.<Integer>naturalOrder())),
                new CopyOnWriteArraySet<>(List.of(2, 1)),
                skipSet,
                keys,
                new EnumMap<>(Colour.class),
                new Hashtable<>(Map.of("a", 1)),
                properties,
                new IdentityHashMap<>(Map.of("i", 1)),
                new WeakHashMap<>(Map.of("w", 1)),
                new ConcurrentSkipListMap<>(Map.of("s", 1)),
                turned,
                byAccess,
                Collections.asLifoQueue(new ArrayDeque<>(List.of("top", "below"))),
                Collections.synchronizedMap(new TreeMap<>(Comparator.<String>reverseOrder())),
                Collections.unmodifiableSortedSet(new TreeSet<>(List.of("s"))),
                Collections.emptyList(),
                Collections.singletonMap("k", null),
                Collections.unmodifiableCollection(List.of(1)),
                ofIdentity);
    }

    private static Stream<Object> entries() {
        return Stream.of(
                Map.entry("k", 1),
                new HashMap<>(Map.of("h", 1)).entrySet().iterator().next(),
                new TreeMap<>(Map.of("t", 1)).firstEntry(),
                new ConcurrentHashMap<>(Map.of("c", 1)).entrySet().iterator().next(),
                new AbstractMap.SimpleImmutableEntry<>("i", null));
    }

    private static Stream<Object> orders() {
        return Stream.of(
                Comparator.naturalOrder(),
                Comparator.reverseOrder(),
                String.CASE_INSENSITIVE_ORDER,
                Comparator.nullsLast(Comparator.comparingInt(new Length())),
                Comparator.comparingInt(new Length()).thenComparing(Comparator.reverseOrder()),
                Comparator.comparingInt(new Length()).reversed(),
                Map.Entry.<String, Integer>comparingByValue());
    }

    private static Stream<Object> ofUsers() {
        return Stream.of(
                new Percent(50),
                new Playlist("loud", "song", "song"),
                new Counts().count("a").count("b").count("a"),
                new Window(1, 2),
                new Length(),
                new Box<>(Path.of("a")),
                chain(60),
                lattice(8));
    }

    /** Objects of which each holds the next. */
    private static Object chain(int links) {
        Object value = "end";
        for (int i = 0; i < links; i++) {
            value = new Box<>(value);
        }
        return value;
    }

    /** Neighbours that know each other. */
    private static Object lattice(int side) {
        List<List<List<Object>>> nodes = new ArrayList<>();
        for (int x = 0; x < side; x++) {
            List<List<Object>> column = new ArrayList<>();
            for (int y = 0; y < side; y++) {
                List<Object> node = new ArrayList<>();
                if (x > 0) {
                    node.add(nodes.get(x - 1).get(y));
                }
                if (y > 0) {
                    node.add(column.get(y - 1));
                }
                column.add(node);
            }
            nodes.add(column);
        }
        return new Box<>(nodes);
    }
}
