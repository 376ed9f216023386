package dev.steward.protocol.value;

import dev.steward.api.ObjectToken;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Tuple;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The closed set: every kind of value there is, with the byte that it starts with. docs/protocol-values.md has the bytes
 * that follow; a test holds the two together. Tag 1 is what Kryo would call a class by its name: it is never used.
 */
public enum ValueKind {
    NULL(0, Void.class),
    BOOLEAN(2, Boolean.class),
    BYTE(3, Byte.class),
    SHORT(4, Short.class),
    CHARACTER(5, Character.class),
    INT(6, Integer.class),
    LONG(7, Long.class),
    FLOAT(8, Float.class),
    DOUBLE(9, Double.class),
    BIG_INTEGER(10, BigInteger.class),
    BIG_DECIMAL(11, BigDecimal.class),
    TEXT(12, String.class),
    /** A text with half a surrogate pair, which UTF-8 cannot say; {@link #TEXT} turns to it. */
    TEXT_UTF16(13, String.class),
    BYTES(14, byte[].class),
    BOOLEANS(15, boolean[].class),
    SHORTS(16, short[].class),
    CHARACTERS(17, char[].class),
    INTS(18, int[].class),
    LONGS(19, long[].class),
    FLOATS(20, float[].class),
    DOUBLES(21, double[].class),
    LIST(22, List.class),
    TUPLE(23, Tuple.class),
    SET(24, Set.class),
    MAP(25, Map.class),
    DURATION(26, Duration.class),
    INSTANT(27, Instant.class),
    LOCAL_DATE(28, LocalDate.class),
    LOCAL_TIME(29, LocalTime.class),
    LOCAL_DATE_TIME(30, LocalDateTime.class),
    OFFSET_TIME(31, OffsetTime.class),
    OFFSET_DATE_TIME(32, OffsetDateTime.class),
    ZONED_DATE_TIME(33, ZonedDateTime.class),
    ZONE_OFFSET(34, ZoneOffset.class),
    ZONE_ID(35, ZoneId.class),
    PERIOD(36, Period.class),
    YEAR(37, Year.class),
    YEAR_MONTH(38, YearMonth.class),
    MONTH_DAY(39, MonthDay.class),
    UUID_128(40, UUID.class),
    ENUM(41, Enum.class),
    REFERENCE(42, ObjectToken.class),
    /** What is not of the closed set: an envelope that only clients open. */
    OPAQUE(43, null);

    /**
     * How long the fingerprint of an opaque value is: a hash of what counts for its equality, made by who encoded it, because
     * only who has the classes can tell.
     */
    public static final int FINGERPRINT_BYTES = 16;

    private static final ValueKind[] BY_TAG = new ValueKind[44];
    private static final Map<Class<?>, ValueKind> BY_CLASS = new HashMap<>();

    static {
        for (ValueKind kind : values()) {
            BY_TAG[kind.tag] = kind;
            if (kind.type != null) {
                BY_CLASS.putIfAbsent(kind.type, kind);
            }
        }
    }

    private static final ClassValue<ValueKind> KINDS = new ClassValue<>() {
        @Override
        protected ValueKind computeValue(Class<?> type) {
            return classify(type);
        }
    };

    private final byte tag;
    private final @Nullable Class<?> type;

    ValueKind(int tag, @Nullable Class<?> type) {
        this.tag = (byte) tag;
        this.type = type;
    }

    /** The byte that a value of this kind starts with. */
    public byte tag() {
        return tag;
    }

    /** The class, or the interface that all its classes share; Object for what has none of its own. */
    public Class<?> type() {
        return type == null ? Object.class : type;
    }

    /** Returns the kind with that tag, or null if there is none. */
    public static @Nullable ValueKind ofTag(int tag) {
        return tag >= 0 && tag < BY_TAG.length ? BY_TAG[tag] : null;
    }

    /** Returns what kind an instance of a class becomes; {@link #OPAQUE} also for proxies, which become references. */
    public static ValueKind of(Class<?> type) {
        return KINDS.get(type);
    }

    private static ValueKind classify(Class<?> type) {
        ValueKind exact = BY_CLASS.get(type);
        if (exact != null) {
            return exact;
        }
        if (RemoteProxy.class.isAssignableFrom(type) || Proxy.isProxyClass(type)) {
            return OPAQUE;
        }
        if (Enum.class.isAssignableFrom(type)) {
            return ENUM;
        }
        if (ZoneId.class.isAssignableFrom(type)) {
            return ZONE_ID;
        }
        if (List.class.isAssignableFrom(type)) {
            return LIST;
        }
        if (Set.class.isAssignableFrom(type)) {
            return SET;
        }
        if (Map.class.isAssignableFrom(type)) {
            return MAP;
        }
        // values() of a map and the like; a queue is more than its elements and keeps its class.
        return Collection.class.isAssignableFrom(type) && !Queue.class.isAssignableFrom(type) ? LIST : OPAQUE;
    }

    boolean isNumber() {
        return compareTo(BYTE) >= 0 && compareTo(BIG_DECIMAL) <= 0 && this != CHARACTER;
    }

    boolean isText() {
        return this == TEXT || this == TEXT_UTF16;
    }

    /** A sequence of values: list, tuple. */
    boolean isSequence() {
        return this == LIST || this == TUPLE;
    }

    /** Dates, times and spans of time, and zones. */
    boolean isOfTime() {
        return compareTo(DURATION) >= 0 && compareTo(MONTH_DAY) <= 0;
    }

    /** Whether values of the kind are arrays or hold other values, so that two places may refer to the same one. */
    public boolean hasIdentity() {
        return this == OPAQUE || (compareTo(BYTES) >= 0 && compareTo(MAP) <= 0);
    }

    /** Whether values of the kind hold others, or references, so that a check walks over them. */
    boolean holdsOthers() {
        return this == OPAQUE || (compareTo(LIST) >= 0 && compareTo(MAP) <= 0);
    }

    /** How many bytes an element of a primitive array takes, or the whole of a kind of fixed size; else 0. */
    int unit() {
        return switch (this) {
            case BOOLEAN, BYTE, BYTES, BOOLEANS -> 1;
            case SHORT, CHARACTER, SHORTS, CHARACTERS, MONTH_DAY -> 2;
            case FLOAT, INTS, FLOATS, ZONE_OFFSET, YEAR -> 4;
            case YEAR_MONTH -> 5;
            case DOUBLE, LONGS, DOUBLES, LOCAL_DATE, LOCAL_TIME -> 8;
            case DURATION, INSTANT, OFFSET_TIME, PERIOD -> 12;
            case LOCAL_DATE_TIME, UUID_128 -> 16;
            case OFFSET_DATE_TIME -> 20;
            default -> 0;
        };
    }
}
