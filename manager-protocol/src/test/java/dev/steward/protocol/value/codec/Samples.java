package dev.steward.protocol.value.codec;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Values of every kind, and the users' classes that tests send. */
public final class Samples {
    private Samples() {}

    public enum Colour {
        RED,
        GREEN {
            @Override
            boolean isCalm() {
                return true;
            }
        };

        boolean isCalm() {
            return false;
        }
    }

    public record Point(int x, double y, @Nullable String label) {}

    record Line(Point from, Point to, List<Point> between, Map<Colour, Long> counts) {}

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    /** No constructor without arguments, a private final field, one of each primitive, a part that is shared. */
    static class Account {
        private final long id;
        private boolean open = true;
        private byte flags = 7;
        private short year = 2026;
        private char letter = 'x';
        private float rate = 0.5f;
        private double balance;
        private int version = -3;
        private transient int cached = 42;

        @Nullable
        Account parent;

        Object[] extras = {1, "two", null};
        int[] days = {1, 2, 3};
        List<String> notes = new ArrayList<>(List.of("a", "b"));

        Account(long id, double balance) {
            this.id = id;
            this.balance = balance;
        }

        int cached() {
            return cached;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Account account
                    && id == account.id
                    && open == account.open
                    && flags == account.flags
                    && year == account.year
                    && letter == account.letter
                    && rate == account.rate
                    && balance == account.balance
                    && version == account.version
                    && Objects.equals(parent, account.parent)
                    && Arrays.equals(extras, account.extras)
                    && Arrays.equals(days, account.days)
                    && notes.equals(account.notes);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(id);
        }
    }

    static final class SavingsAccount extends Account {
        private final String bank = "steward";

        SavingsAccount(long id) {
            super(id, 1);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SavingsAccount account && bank.equals(account.bank) && super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    /** A list of the user's own. */
    static final class Playlist extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
    }

    record Holder(@Nullable Object content) {}

    static final class Shortage extends Exception {
        private static final long serialVersionUID = 1L;
        private final int missing;

        Shortage(String message, int missing) {
            super(message);
            this.missing = missing;
        }

        Shortage(String message) {
            this(message, 0);
        }

        int missing() {
            return missing;
        }
    }

    static final ObjectToken TOKEN = new ObjectToken(
            new UUID(1, 2), 3, "list", new ObjectId(4), List.of("127.0.0.1:8080", "unix:/run/steward.sock"));

    static final ObjectToken OTHER_TOKEN = new ObjectToken(new UUID(1, 2), 3, "dict", new ObjectId(5), List.of());

    /** A proxy with nothing behind it. */
    record Proxy(ObjectToken objectToken) implements RemoteProxy {
        @Override
        public @Nullable Object snapshot() {
            return null;
        }
    }

    /** Tokens become {@link Proxy}s. */
    static final References REFERENCES = new References() {
        @Override
        public @Nullable ObjectToken tokenOf(Object value) {
            return value instanceof Proxy proxy ? proxy.objectToken() : null;
        }

        @Override
        public Object proxyOf(ObjectToken token) {
            return new Proxy(token);
        }
    };

    public static ValueCodec codec() {
        return new ValueCodec(
                REFERENCES,
                new AllowedClasses()
                        .allow(Line.class)
                        .allow(Shape.class)
                        .allow(Holder.class)
                        .allow(Account.class)
                        .allow(SavingsAccount.class)
                        .allow(Playlist.class)
                        .allow(Shortage.class));
    }

    /** Values that must come back equal, of every kind but null. */
    public static List<Object> roundTrips() {
        List<Object> values = new ArrayList<>(plain());
        values.addAll(containers());
        values.addAll(envelopes());
        return values;
    }

    private static List<Object> plain() {
        LocalDateTime noon = LocalDateTime.of(2026, 11, 20, 12, 0, 0, 1);
        return List.of(
                true,
                false,
                (byte) -128,
                (byte) 127,
                Short.MIN_VALUE,
                (short) 300,
                'a',
                '\uFFFF',
                0,
                1,
                -1,
                63,
                64,
                -64,
                -65,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                0L,
                1L << 35,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                1.5f,
                Float.NaN,
                0.0,
                -0.0,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                BigInteger.ZERO,
                BigInteger.TWO.pow(200).negate(),
                new BigDecimal("0.10"),
                new BigDecimal("1E+2000000000"),
                "",
                "text",
                "Grüße, 世界 🙂",
                "\0 and \n",
                "half \uD83D",
                "\uDE42 half",
                "x".repeat(300),
                "é".repeat(5000),
                UUID.randomUUID(),
                Duration.ofSeconds(-5, 7),
                Instant.EPOCH.minusNanos(1),
                Instant.MAX,
                LocalDate.MIN,
                LocalDate.of(2024, 2, 29),
                LocalTime.MAX,
                noon,
                OffsetTime.of(LocalTime.NOON, ZoneOffset.ofHours(2)),
                OffsetDateTime.of(noon, ZoneOffset.ofHoursMinutes(-3, -30)),
                noon.atZone(ZoneId.of("Europe/Berlin")),
                ZonedDateTime.ofLocal(
                        LocalDateTime.of(2026, 10, 25, 2, 30), ZoneId.of("Europe/Berlin"), ZoneOffset.ofHours(1)),
                ZoneOffset.MAX,
                ZoneId.of("Asia/Kolkata"),
                Period.of(1, -2, 3),
                Year.of(-4),
                YearMonth.of(2026, 11),
                MonthDay.of(2, 29),
                Colour.RED,
                Colour.GREEN,
                DayOfWeek.FRIDAY,
                TimeUnit.DAYS,
                new Proxy(TOKEN));
    }

    private static List<Object> containers() {
        List<Object> mutable = new ArrayList<>(List.of(1, 2, 3, 4));
        mutable.set(1, Arrays.asList("nested", null));
        Map<Object, Object> ordered = new LinkedHashMap<>();
        ordered.put("z", 1);
        ordered.put("a", List.of());
        ordered.put(null, null);
        return List.of(
                List.of(),
                List.of(1, "two", 3.0),
                mutable,
                Arrays.asList(1, null),
                mutable.subList(1, 3),
                Collections.unmodifiableList(mutable),
                Collections.synchronizedList(mutable),
                Collections.nCopies(300, "n"),
                new CopyOnWriteArrayList<>(List.of(1)),
                Tuple.of(),
                Tuple.of("key", 1, null, Tuple.of(2L)),
                Set.of(),
                new LinkedHashSet<>(List.of(3, 1, 2)),
                new TreeSet<>(List.of("b", "a")),
                Collections.unmodifiableSet(Set.of(1)),
                EnumSet.allOf(Colour.class),
                Map.of(),
                ordered,
                new TreeMap<>(Map.of(2, "b", 1, "a")),
                new ConcurrentHashMap<>(Map.of("k", 1L)),
                new EnumMap<>(Map.of(Colour.RED, 1)),
                Collections.synchronizedMap(ordered),
                Collections.unmodifiableMap(ordered),
                ordered.keySet(),
                List.of(new Proxy(TOKEN), Map.of("other", new Proxy(OTHER_TOKEN))));
    }

    private static List<Object> envelopes() {
        Point point = new Point(1, 2.5, null);
        Account account = new Account(17, -0.5);
        account.parent = new SavingsAccount(18);
        Map<Colour, Long> counts = new EnumMap<>(Map.of(Colour.GREEN, 5L));
        return List.of(
                point,
                new Line(point, point, List.of(point, new Point(0, 0, "é")), counts),
                new Circle(1),
                account,
                new SavingsAccount(3),
                List.of(new Circle(1), new Square(2)),
                Map.of("k", new Circle(3)),
                new Holder(new Proxy(TOKEN)),
                new Holder(List.of(new Proxy(TOKEN), new Proxy(OTHER_TOKEN), new Proxy(TOKEN))),
                new Holder(new ArrayList<>(List.of(1, 2L))),
                new Holder(new ArrayDeque<>(List.of(1)).toString()),
                new Holder(new HashMap<>(Map.of(Tuple.of(1), Set.of(2)))),
                new Holder(new TreeMap<>(Map.of("a", 1))),
                new Holder(EnumSet.noneOf(Colour.class)),
                new Holder(EnumSet.of(Colour.GREEN)),
                new Holder(counts),
                new Holder(Optional.of("x")),
                new Holder(Optional.empty()),
                new Holder(OptionalInt.of(4)),
                new Holder(URI_SAMPLE),
                new Holder(Locale.GERMANY),
                new Holder(Currency.getInstance("EUR")),
                new Holder(BitSet.valueOf(new long[] {5})),
                new Holder(new Date(5)),
                new Holder(Colour.GREEN),
                new Holder(Collections.unmodifiableList(Arrays.asList(1, null))),
                new Holder(Map.entry("k", "v").toString()),
                new Holder(new java.util.AbstractMap.SimpleEntry<>("k", point)),
                URI_SAMPLE,
                Optional.of(3),
                new Holder(new Holder(null)),
                new Holder(LocalDate.MAX),
                new Holder("half \uD83D"),
                new Holder(1.5f),
                new Holder(new TreeSet<>(List.of(1, 2)).descendingSet()),
                new Holder(playlist()));
    }

    static final java.net.URI URI_SAMPLE = java.net.URI.create("steward://localhost:1/list/2?x=%20");

    static Playlist playlist() {
        Playlist list = new Playlist();
        list.add("song");
        return list;
    }

    /** What is equal to nothing but itself, by the classes' own {@code equals}. */
    static PriorityQueue<Integer> queue() {
        PriorityQueue<Integer> queue = new PriorityQueue<>(Collections.reverseOrder());
        queue.addAll(List.of(1, 3, 2));
        return queue;
    }
}
