package dev.steward.systemtests.values;

import dev.steward.api.Tuple;
import dev.steward.protocol.value.codec.ValueCodec;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.ByteOrder;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The values that users try, each with a name: those that travel, and those that are refused with what to do instead. */
final class Travellers {

    private Travellers() {}

    enum Colour {
        RED,
        GREEN {
            @Override
            String mood() {
                return "calm";
            }
        };

        String mood() {
            return "lively";
        }
    }

    record Point(int x, double y) {}

    record Path(Point from, List<Point> over, Map<Colour, Point> marks) {}

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    record Box<T>(T content) {}

    /** A class without a constructor for nothing, with a part inherited and a part that does not travel. */
    static class Account {
        private final long number;
        private double balance;
        private transient int cached = 7;

        Account(long number, double balance) {
            this.number = number;
            this.balance = balance;
        }

        int cached() {
            return cached;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Account account
                    && account.getClass() == getClass()
                    && number == account.number
                    && balance == account.balance;
        }

        @Override
        public int hashCode() {
            return Objects.hash(number, balance);
        }
    }

    static final class Savings extends Account {
        private final Duration term;

        Savings(long number, Duration term) {
            super(number, 0.5);
            this.term = term;
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other) && term.equals(((Savings) other).term);
        }

        @Override
        public int hashCode() {
            return super.hashCode() + term.hashCode();
        }
    }

    /** A link of a ring: a cycle, which only an opaque value may have. */
    static final class Link {
        private final String name;
        private Link next;

        Link(String name) {
            this.name = name;
        }

        static Link ring(String... names) {
            Link first = new Link(names[0]);
            Link last = first;
            for (int i = 1; i < names.length; i++) {
                last.next = new Link(names[i]);
                last = last.next;
            }
            last.next = first;
            return first;
        }

        private String around() {
            StringBuilder all = new StringBuilder(name);
            for (Link link = next; link != this; link = link.next) {
                all.append(' ').append(link.name);
            }
            return all.toString();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Link link && around().equals(link.around());
        }

        @Override
        public int hashCode() {
            return around().hashCode();
        }
    }

    /** The classes above, which a client must allow to open them. */
    static final List<Class<?>> CLASSES = List.of(
            Colour.class,
            Path.class,
            Shape.class,
            Box.class,
            Account.class,
            Savings.class,
            Link.class,
            DayOfWeek.class);

    static Stream<Arguments> travelling() {
        return Stream.of(plain(), times(), arrays(), containers(), ofUsers()).flatMap(rows -> rows);
    }

    private static Arguments row(String name, Object value) {
        return Arguments.of(name, value);
    }

    private static Stream<Arguments> plain() {
        return Stream.of(
                row("null", null),
                row("a path", new File("a/b.txt").toPath()),
                row("a file", new File("a/b.txt")),
                row("a time zone", TimeZone.getTimeZone("Europe/Berlin")),
                row("true", true),
                row("false", false),
                row("byte -128", Byte.MIN_VALUE),
                row("byte 127", Byte.MAX_VALUE),
                row("short -32768", Short.MIN_VALUE),
                row("short 32767", Short.MAX_VALUE),
                row("char 0", '\0'),
                row("char, half a surrogate pair", '\uD800'),
                row("int 0", 0),
                row("int, least", Integer.MIN_VALUE),
                row("int, most", Integer.MAX_VALUE),
                row("long 1", 1L),
                row("long, least", Long.MIN_VALUE),
                row("long, most", Long.MAX_VALUE),
                row("float, least above 0", Float.MIN_VALUE),
                row("float -infinity", Float.NEGATIVE_INFINITY),
                row("float NaN", Float.NaN),
                row("double -0.0", -0.0),
                row("double, most", Double.MAX_VALUE),
                row("double, least above 0", Double.MIN_VALUE),
                row("double infinity", Double.POSITIVE_INFINITY),
                row("double NaN", Double.NaN),
                row("BigInteger 0", BigInteger.ZERO),
                row(
                        "BigInteger, below 64 bits",
                        BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE)),
                row("BigInteger of 65,000 bits", BigInteger.TWO.pow(65_000).negate()),
                row("BigDecimal 0.10", new BigDecimal("0.10")),
                row("BigDecimal, largest scale", new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE)),
                row("BigDecimal, least scale", new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE)),
                row("BigDecimal of 10,000 digits", new BigDecimal("1." + "7".repeat(10_000))),
                row("empty text", ""),
                row("text", "Grüße, 世界 🙂 \0\n"),
                row("text with half a surrogate pair", "half \uD83D"),
                row("text of 5 million characters", "ä".repeat(5_000_000)),
                row("UUID", new UUID(Long.MIN_VALUE, -1)),
                row("UUID 0", new UUID(0, 0)));
    }

    private static Stream<Arguments> times() {
        LocalDateTime noon = LocalDateTime.of(2026, 11, 20, 12, 0, 0, 999_999_999);
        return Stream.of(
                row("Duration, longest", Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
                row("Duration, negative", Duration.ofSeconds(-5, 7)),
                row("Instant, least", Instant.MIN),
                row("Instant, most", Instant.MAX),
                row("LocalDate, least", LocalDate.MIN),
                row("LocalDate, leap day", LocalDate.of(2024, 2, 29)),
                row("LocalTime, last", LocalTime.MAX),
                row("LocalDateTime", noon),
                row("OffsetTime", OffsetTime.of(LocalTime.NOON, ZoneOffset.ofHours(2))),
                row("OffsetDateTime", OffsetDateTime.of(noon, ZoneOffset.ofHoursMinutes(-3, -30))),
                row("ZonedDateTime", noon.atZone(ZoneId.of("Europe/Berlin"))),
                row(
                        "ZonedDateTime, the second 02:30 of the night",
                        ZonedDateTime.ofLocal(
                                LocalDateTime.of(2026, 10, 25, 2, 30),
                                ZoneId.of("Europe/Berlin"),
                                ZoneOffset.ofHours(1))),
                row("ZoneOffset", ZoneOffset.MIN),
                row("ZoneId", ZoneId.of("Asia/Kolkata")),
                row("Period", Period.of(1, -2, 3)),
                row("Year", Year.of(-4)),
                row("YearMonth", YearMonth.of(2026, 11)),
                row("MonthDay", MonthDay.of(2, 29)),
                row("DayOfWeek, an enum of the JDK", DayOfWeek.FRIDAY),
                row("TimeUnit, an enum of the JDK", TimeUnit.DAYS),
                row("Date", new Date(5)));
    }

    private static Stream<Arguments> arrays() {
        return Stream.of(
                row("byte[], empty", new byte[0]),
                row("byte[] of 10 MiB", new byte[10 << 20]),
                row("boolean[]", new boolean[] {true, false, true}),
                row("short[]", new short[] {Short.MIN_VALUE, 1}),
                row("char[]", new char[] {'a', '\uDFFF'}),
                row("int[]", new int[] {1, Integer.MIN_VALUE}),
                row("int[] of a million", IntStream.range(0, 1_000_000).toArray()),
                row("long[]", new long[] {Long.MAX_VALUE, -1}),
                row("float[]", new float[] {Float.NaN, -0.0f}),
                row("double[]", new double[] {-0.0, Double.MIN_VALUE}),
                row("String[]", new String[] {"a", null}),
                row("int[][]", new int[][] {{1}, {}, null}),
                row("Object[]", new Object[] {1, "two", new Point(1, 2)}),
                row("Point[]", new Point[] {new Point(1, 2), null}),
                row("Colour[]", new Colour[] {Colour.GREEN, Colour.RED}));
    }

    private static Stream<Arguments> containers() {
        List<Object> changeable = new ArrayList<>(List.of(1, 2, 3, 4));
        changeable.set(1, Arrays.asList("nested", null));
        Map<Object, Object> ordered = new LinkedHashMap<>();
        ordered.put("z", 1);
        ordered.put("a", List.of());
        ordered.put(null, null);
        return Stream.of(
                row("List.of()", List.of()),
                row("List.of(..)", List.of(1, "two", 3.0)),
                row("Arrays.asList with null", Arrays.asList(1, null)),
                row("ArrayList", changeable),
                row("LinkedList", new LinkedList<>(changeable)),
                row("sub-list", changeable.subList(1, 3)),
                row("sub-list of List.of", List.of(1, 2, 3).subList(0, 2)),
                row("unmodifiable list", Collections.unmodifiableList(changeable)),
                row("synchronized list", Collections.synchronizedList(changeable)),
                row("checked list", Collections.checkedList(new ArrayList<>(List.of("a")), String.class)),
                row("nCopies", Collections.nCopies(300, "n")),
                row("singleton list of null", Collections.singletonList(null)),
                row("CopyOnWriteArrayList", new CopyOnWriteArrayList<>(List.of(1))),
                row("list of 100,000", IntStream.range(0, 100_000).boxed().toList()),
                row("Stream.toList with null", Stream.of(1, null).toList()),
                row("Tuple.of()", Tuple.of()),
                row("Tuple", Tuple.of("key", 1, null, Tuple.of(2L))),
                row("Set.of(..)", Set.of(1, 2, 3)),
                row("LinkedHashSet", new LinkedHashSet<>(List.of(3, 1, 2))),
                row("HashSet with null", new HashSet<>(Arrays.asList(null, 1))),
                row("TreeSet", new TreeSet<>(List.of("b", "a"))),
                row("unmodifiable set", Collections.unmodifiableSet(Set.of(1))),
                row("synchronized set", Collections.synchronizedSet(new HashSet<>(Set.of(1)))),
                row("EnumSet", EnumSet.allOf(Colour.class)),
                row("EnumSet, empty", EnumSet.noneOf(Colour.class)),
                row("Map.of()", Map.of()),
                row("Map.of(..)", Map.of("a", 1, "b", List.of(2))),
                row("LinkedHashMap with null", ordered),
                row("HashMap", new HashMap<>(Map.of(Tuple.of(1), Set.of(2)))),
                row("TreeMap", new TreeMap<>(Map.of(2, "b", 1, "a"))),
                row("head of a TreeMap", new TreeMap<>(Map.of(2, "b", 1, "a")).headMap(2)),
                row("ConcurrentHashMap", new ConcurrentHashMap<>(Map.of("k", 1L))),
                row("EnumMap", new EnumMap<>(Map.of(Colour.RED, 1))),
                row("unmodifiable map", Collections.unmodifiableMap(ordered)),
                row("synchronized map", Collections.synchronizedMap(ordered)),
                row("key set", ordered.keySet()),
                row("deep, the deepest", nested(ValueCodec.MAX_DEPTH - 1)));
    }

    private static Stream<Arguments> ofUsers() {
        Map<Colour, Point> marks = new EnumMap<>(Map.of(Colour.GREEN, new Point(1, 1)));
        return Stream.of(
                row("enum constant", Colour.RED),
                row("enum constant with a body", Colour.GREEN),
                row("record", new Point(1, -0.0)),
                row("record of records", new Path(new Point(0, 0), List.of(new Point(1, 2)), marks)),
                row("sealed interface", List.of(new Circle(1), new Square(2))),
                row("generic record of an Optional", new Box<>(Optional.of("x"))),
                row("generic record of null", new Box<>(null)),
                row("generic record of a list that can be changed", new Box<>(new ArrayList<>(List.of(1, 2L)))),
                row("generic record of an EnumMap", new Box<>(marks)),
                row("generic record of an EnumSet", new Box<>(EnumSet.noneOf(Colour.class))),
                row("generic record of a tuple", new Box<>(Tuple.of(1, "a"))),
                row("object", new Account(17, -0.5)),
                row("object of a subclass", new Savings(18, Duration.ofDays(90))),
                row("objects in a map", Map.of("a", new Account(1, 2), "b", new Savings(2, Duration.ZERO))),
                row("ring of objects", Link.ring("a", "b", "c")),
                row("ring of one", Link.ring("alone")),
                row("Optional", Optional.of(3)),
                row("Optional, empty", Optional.empty()),
                row("OptionalInt", OptionalInt.of(4)),
                row("OptionalLong", OptionalLong.empty()),
                row("OptionalDouble", OptionalDouble.of(0.5)),
                row("URI", URI.create("steward://localhost:1/list/2?x=%20")),
                row("Locale", Locale.GERMANY),
                row("Currency", Currency.getInstance("EUR")),
                row("BitSet", BitSet.valueOf(new long[] {5})),
                row("RoundingMode, an enum of the JDK", RoundingMode.HALF_EVEN),
                row("map entry", new java.util.AbstractMap.SimpleEntry<>("k", new Point(1, 2))));
    }

    /** Values that cannot travel, with the words that say what to do. */
    static Stream<Arguments> refused() {
        List<Object> self = new ArrayList<>();
        self.add(self);
        return Stream.of(
                Arguments.of("a list that holds itself", self, "holds itself"),
                Arguments.of("deeper than the deepest", nested(ValueCodec.MAX_DEPTH), "flatten"),
                Arguments.of("far too deep", nested(10_000), "flatten"),
                Arguments.of("a queue", new ArrayBlockingQueue<>(1), "pass a SharedQueue"),
                Arguments.of("a lock", new ReentrantLock(), "pass a SharedLock"),
                Arguments.of("a thread", Thread.currentThread(), "start it where it shall run"),
                Arguments.of("a future", new CompletableFuture<>(), "pass its result"),
                Arguments.of("a stream", Stream.of(1), "pass the elements as a list"),
                Arguments.of("an iterator", List.of(1).iterator(), "pass the elements as a list"),
                Arguments.of("a class", String.class, "pass its name"),
                Arguments.of("a lambda", (Runnable) () -> {}, "object of a named class"),
                Arguments.of("a lambda in a record", new Box<>((Runnable) () -> {}), "object of a named class"),
                Arguments.of("a time zone of one's own", new SimpleTimeZone(0, "x"), "use one of the JDK's"),
                Arguments.of("a byte order", ByteOrder.BIG_ENDIAN, "send what it is made of"),
                Arguments.of("a stream of bytes", new java.io.ByteArrayInputStream(new byte[0]), "byte[]"),
                Arguments.of(
                        "a deque in a list", List.of(new ArrayDeque<>(List.of(Thread.currentThread()))), "start it"));
    }

    private static Object nested(int lists) {
        Object value = 1;
        for (int i = 0; i < lists; i++) {
            value = List.of(value);
        }
        return value;
    }
}
