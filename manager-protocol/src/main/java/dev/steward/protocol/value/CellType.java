package dev.steward.protocol.value;

import dev.steward.api.Outcome;
import dev.steward.api.Tuple;
import dev.steward.api.UnsupportedValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What fits a typed cell: a class by its name, or a letter of {@link dev.steward.api.TypeCode} as {@code code:i}. The
 * class is never loaded; what the closed set knows is checked, what it does not know is the client's to check.
 */
final class CellType {
    private static final String CODE = "code:";

    /** Numbers are converted if their amount is in the range; fractions are rounded to what a float or double can hold. */
    private record Range(Class<? extends Number> type, long least, long most) {
        boolean includes(long amount) {
            return amount >= least && amount <= most;
        }
    }

    /** 64 bits without a sign; no long says the most of that, so it says -1. */
    private static final Range UNSIGNED_64 = new Range(BigInteger.class, 0, -1);

    private static final Map<String, Range> RANGES = Map.ofEntries(
            Map.entry("code:l", new Range(Long.class, Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry("code:L", UNSIGNED_64),
            Map.entry("code:Q", UNSIGNED_64),
            Map.entry("code:b", new Range(Byte.class, Byte.MIN_VALUE, Byte.MAX_VALUE)),
            Map.entry("code:B", new Range(Short.class, 0, 0xFF)),
            Map.entry("code:h", new Range(Short.class, Short.MIN_VALUE, Short.MAX_VALUE)),
            Map.entry("code:H", new Range(Integer.class, 0, 0xFFFF)),
            Map.entry("code:i", new Range(Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry("code:I", new Range(Long.class, 0, 0xFFFF_FFFFL)),
            Map.entry("code:q", new Range(Long.class, Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry("code:f", new Range(Float.class, 0, 0)),
            Map.entry("code:d", new Range(Double.class, 0, 0)),
            Map.entry("java.lang.Byte", new Range(Byte.class, Byte.MIN_VALUE, Byte.MAX_VALUE)),
            Map.entry("java.lang.Short", new Range(Short.class, Short.MIN_VALUE, Short.MAX_VALUE)),
            Map.entry("java.lang.Integer", new Range(Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry("java.lang.Long", new Range(Long.class, Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry("java.lang.Float", new Range(Float.class, 0, 0)),
            Map.entry("java.lang.Double", new Range(Double.class, 0, 0)),
            Map.entry("java.math.BigInteger", new Range(BigInteger.class, 0, 0)),
            Map.entry("java.math.BigDecimal", new Range(BigDecimal.class, 0, 0)));

    /** Names that any value of these kinds may go by. */
    private static final Map<String, Set<ValueKind>> KINDS = new HashMap<>();

    static {
        for (ValueKind kind : ValueKind.values()) {
            if (kind != ValueKind.OPAQUE && kind != ValueKind.ENUM && kind != ValueKind.NULL) {
                KINDS.put(kind.type().getName(), Set.of(kind));
            }
        }
        KINDS.put("java.lang.String", Set.of(ValueKind.TEXT, ValueKind.TEXT_UTF16));
        KINDS.put("java.lang.CharSequence", Set.of(ValueKind.TEXT, ValueKind.TEXT_UTF16));
        KINDS.put("java.util.Collection", Set.of(ValueKind.LIST, ValueKind.SET));
        KINDS.put("java.lang.Iterable", Set.of(ValueKind.LIST, ValueKind.SET));
        KINDS.put(Tuple.class.getName(), Set.of(ValueKind.TUPLE));
        KINDS.put("code:u", Set.of(ValueKind.CHARACTER));
        KINDS.put("code:?", Set.of(ValueKind.BOOLEAN));
        KINDS.remove("java.lang.Object");
    }

    private static final List<String> OF_ANY_KIND =
            List.of("java.lang.Object", "java.lang.Comparable", "java.io.Serializable");

    private CellType() {}

    /** Returns whether cells of a type hold numbers that are never rounded. */
    static boolean isExact(String cellType) {
        Range range = RANGES.get(cellType);
        return range != null && range.type != Float.class && range.type != Double.class;
    }

    static EncodedValue fit(String cellType, EncodedValue value) {
        ValueKind kind = value.kind();
        boolean byCode = cellType.startsWith(CODE);
        if (kind == ValueKind.NULL && !byCode) {
            return value;
        }
        Range range = RANGES.get(cellType);
        if (range != null) {
            if (kind.type() == range.type && ValueReader.isInteger(kind) && range.includes(value.asLong())) {
                return value;
            }
            @Nullable Number fitting = kind.isNumber() ? convert(value.number(), range) : null;
            if (fitting == null) {
                throw refused(cellType, value);
            }
            return EncodedValue.ofNumber(fitting);
        }
        Set<ValueKind> kinds = KINDS.get(cellType);
        boolean fits = kinds != null
                ? kinds.contains(kind)
                : OF_ANY_KIND.contains(cellType)
                        || (cellType.equals("java.lang.Number") && kind.isNumber())
                        || (!byCode && isTheClientsToCheck(kind));
        if (!fits) {
            throw refused(cellType, value);
        }
        return value;
    }

    private static boolean isTheClientsToCheck(ValueKind kind) {
        return kind == ValueKind.OPAQUE
                || kind == ValueKind.ENUM
                || kind == ValueKind.REFERENCE
                || kind == ValueKind.LIST
                || kind == ValueKind.SET
                || kind == ValueKind.MAP;
    }

    private static @Nullable Number convert(Number amount, Range range) {
        if (amount instanceof BigDecimal && Numbers.isLarge(amount)) {
            // To round it would take its digits.
            return Numbers.convert(amount, range.type);
        }
        if (range.type == Double.class) {
            return ifStillFinite(amount, amount.doubleValue(), amount.doubleValue());
        }
        if (range.type == Float.class) {
            return ifStillFinite(amount, amount.floatValue(), amount.floatValue());
        }
        if (range.equals(UNSIGNED_64)) {
            return Numbers.convert(amount, BigInteger.class) instanceof BigInteger whole
                            && whole.signum() >= 0
                            && whole.bitLength() <= Long.SIZE
                    ? whole
                    : null;
        }
        if (range.type == BigInteger.class || range.type == BigDecimal.class) {
            return Numbers.convert(amount, range.type);
        }
        Long exact = Numbers.toLong(amount);
        return exact != null && range.includes(exact) ? Numbers.convert(exact, range.type) : null;
    }

    /** Infinity stays infinity, but a finite amount must not become it. */
    private static @Nullable Number ifStillFinite(Number amount, Number rounded, double asDouble) {
        boolean wasFinite =
                !(amount instanceof Double || amount instanceof Float) || Double.isFinite(amount.doubleValue());
        return wasFinite && !Double.isFinite(asDouble) ? null : rounded;
    }

    private static UnsupportedValueException refused(String cellType, EncodedValue value) {
        String cell = cellType.startsWith(CODE) ? "type code '" + cellType.substring(CODE.length()) + "'" : cellType;
        return new UnsupportedValueException(
                "a cell of " + cell + " cannot hold " + value + "; put in what is in its range, or make a wider cell",
                Outcome.NOT_EXECUTED);
    }
}
