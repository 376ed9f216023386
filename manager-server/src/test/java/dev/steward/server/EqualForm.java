package dev.steward.server;

import static java.util.Objects.requireNonNull;

import dev.steward.api.Tuple;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values of every kind that docs/values.md tells apart, and the form of each: two forms are equal, as Java says, exactly if the
 * values are, as that page says.
 */
final class EqualForm {

    /** A number by its amount, whatever its width. */
    private record Amount(BigDecimal amount) {}

    /** What has no equals that counts here, by its class and what it says. */
    private record State(Class<?> type, String state) {}

    /** An array by its type and its elements. */
    private record Cells(Class<?> type, List<?> elements) {}

    /** It is equal to what is written like it. */
    private static final BigInteger LARGE = BigInteger.TWO.pow(70_000);

    /** What may be a key. */
    static final List<Object> KEYS = List.of(
            1,
            1L,
            (short) 1,
            1.0,
            2,
            2.5f,
            2.5,
            new BigDecimal("1.00"),
            BigInteger.TWO,
            9007199254740993L,
            9007199254740992.0,
            "a",
            'a',
            "",
            true,
            0.0,
            -0.0,
            new UUID(1, 2),
            Duration.ofSeconds(1),
            List.of(1, 2),
            List.of(1L, 2.0),
            Set.of(1, 2),
            Set.of(2L, 1L),
            Map.of("k", 1),
            Map.of("k", 1.0),
            Tuple.of(1, "a"),
            Tuple.of(1L, "a"),
            LARGE,
            new BigDecimal(LARGE),
            DayOfWeek.FRIDAY,
            LocalDate.of(2024, 2, 29),
            Instant.EPOCH,
            ZoneId.of("Asia/Kolkata"),
            Period.of(1, 2, 3));

    /** The keys, and what may not be one. */
    static final List<Object> VALUES = Stream.concat(
                    KEYS.stream(),
                    Stream.of(
                            new byte[] {1},
                            new byte[] {1},
                            new byte[] {1, 2},
                            new int[] {1},
                            new int[] {1},
                            new double[] {0.5},
                            new float[] {0.5f},
                            new long[] {1},
                            new short[] {1},
                            new char[] {'a'},
                            new boolean[] {true},
                            new Object[] {1, "a"},
                            new int[][] {{1}},
                            new String[] {"a"},
                            URI.create("a:b"),
                            Path.of("a"),
                            Locale.GERMANY,
                            Currency.getInstance("EUR"),
                            TimeZone.getTimeZone("UTC"),
                            Timestamp.from(Instant.ofEpochSecond(1, 1)),
                            new Date(1),
                            Optional.of(1),
                            Optional.of(1L),
                            OptionalInt.of(1),
                            InetSocketAddress.createUnresolved("nobody.invalid", 1),
                            Map.entry("k", 1),
                            Comparator.naturalOrder(),
                            BitSet.valueOf(new long[] {5}),
                            new StringBuilder("a"),
                            Pattern.compile("a"),
                            Pattern.compile("a", Pattern.DOTALL),
                            new AtomicInteger(1),
                            new AtomicLong(1),
                            Double.NaN,
                            Float.NaN,
                            Double.longBitsToDouble(0x7FF8_0000_0000_07A2L),
                            new double[] {Double.NaN},
                            new double[] {Double.longBitsToDouble(0x7FF8_0000_0000_07A2L)},
                            List.of(1, "a"),
                            List.of(List.of(1L), "x"),
                            List.of(List.of(1), "x")))
            .toList();

    private EqualForm() {}

    /** Returns the form of a value; null is its own. */
    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isNaN(number) ? Double.NaN : amount(new BigDecimal(number));
        }
        if (value instanceof AtomicInteger || value instanceof AtomicLong) {
            return new State(value.getClass(), value.toString());
        }
        if (value instanceof BigInteger large && large.bitLength() > 65_535) {
            return new State(BigInteger.class, "of " + large.bitLength() + " bits");
        }
        if (value instanceof BigDecimal large && large.unscaledValue().bitLength() > 65_535) {
            return new State(BigDecimal.class, "of " + large.unscaledValue().bitLength() + " bits");
        }
        if (value instanceof StringBuilder text) {
            return new State(StringBuilder.class, text.toString());
        }
        if (value instanceof Pattern pattern) {
            return new State(Pattern.class, pattern.flags() + pattern.pattern());
        }
        if (value instanceof Number) {
            return amount(new BigDecimal(value.toString()));
        }
        if (value instanceof Tuple tuple) {
            return List.of("tuple", ofAll(tuple.elements()));
        }
        if (value instanceof List<?> list) {
            return ofAll(list);
        }
        if (value instanceof Set<?> set) {
            return new HashSet<>(ofAll(set));
        }
        if (value instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> form = new HashMap<>();
            map.forEach((key, one) -> form.put(of(key), of(one)));
            return form;
        }
        if (value != null && value.getClass().isArray()) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                Object cell = Array.get(value, i);
                cells.add(cell != null && cell.getClass().isArray() ? of(cell) : cell);
            }
            return new Cells(value.getClass(), cells);
        }
        return value;
    }

    private static Amount amount(BigDecimal number) {
        return new Amount(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
    }

    /** Returns the forms of values, in their order. */
    static List<@Nullable Object> ofAll(Collection<?> values) {
        List<@Nullable Object> forms = new ArrayList<>();
        values.forEach(value -> forms.add(of(value)));
        return forms;
    }

    static Map.Entry<?, ?> ofEntry(Map.Entry<?, ?> entry) {
        return Map.entry(requireNonNull(of(entry.getKey())), requireNonNull(of(entry.getValue())));
    }
}
