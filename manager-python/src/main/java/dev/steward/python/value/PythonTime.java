package dev.steward.python.value;

import dev.steward.python.pickle.GlobalName;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/**
 * The classes of Python's {@code datetime}, and those of java.time that can say the same: to the microsecond, with fixed
 * offsets of whole seconds. Stateless.
 */
final class PythonTime {

    private static final String MODULE = "datetime";
    private static final GlobalName DATE = GlobalName.of(MODULE, "date");
    private static final GlobalName TIME = GlobalName.of(MODULE, "time");
    private static final GlobalName DATETIME = GlobalName.of(MODULE, "datetime");
    private static final GlobalName TIMEDELTA = GlobalName.of(MODULE, "timedelta");
    private static final GlobalName TIMEZONE = GlobalName.of(MODULE, "timezone");

    private static final int BYTES_OF_DATE = 4;
    private static final int BYTES_OF_TIME = 6;
    private static final int NANOS = 1_000;
    private static final long MOST_DAYS = 999_999_999;
    private static final long SECONDS_A_DAY = 86_400;
    private static final int MOST_YEARS = 9_999;

    private PythonTime() {}

    /** Returns the value of java.time that an object of {@code datetime} is, or null if there is none. */
    static @Nullable Object valueOf(PickleInstance instance) {
        if (instance.making() != PickleInstance.Making.CALL
                || instance.steps() > 0
                || !(instance.callable() instanceof GlobalName name)
                || !name.module().equals(MODULE)) {
            return null;
        }
        try {
            return switch (name.name()) {
                case "date" -> date(instance.arguments());
                case "time" -> time(instance.arguments());
                case "datetime" -> dateTime(instance.arguments());
                case "timedelta" -> timedelta(instance.arguments());
                case "timezone" -> timezone(instance.arguments());
                default -> null;
            };
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    private static byte @Nullable [] bytes(PickleNode arguments, int length, int mostArguments) {
        boolean fits = arguments.size() >= 1
                && arguments.size() <= mostArguments
                && arguments.part(0).kind() == PickleKind.BYTES;
        byte[] bytes = fits ? ((PickleLeaf) arguments.part(0)).content() : null;
        return bytes != null && bytes.length == length ? bytes : null;
    }

    private static @Nullable LocalDate date(PickleNode arguments) {
        byte[] bytes = bytes(arguments, BYTES_OF_DATE, 1);
        return bytes == null ? null : date(bytes);
    }

    private static @Nullable LocalDate date(byte[] bytes) {
        int year = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
        return year < 1 || year > MOST_YEARS ? null : LocalDate.of(year, bytes[2], bytes[3]);
    }

    /** The hour of a repeated one ("fold") has its highest bit set, which is no hour to Java. */
    private static LocalTime time(byte[] bytes, int start) {
        int micros = (bytes[start + 3] & 0xFF) << 16 | (bytes[start + 4] & 0xFF) << 8 | (bytes[start + 5] & 0xFF);
        return LocalTime.of(bytes[start], bytes[start + 1], bytes[start + 2], micros * NANOS);
    }

    private static @Nullable Object time(PickleNode arguments) {
        byte[] bytes = bytes(arguments, BYTES_OF_TIME, 2);
        if (bytes == null) {
            return null;
        }
        LocalTime time = time(bytes, 0);
        if (arguments.size() == 1) {
            return time;
        }
        ZoneOffset offset = offset(arguments.part(1));
        return offset == null ? null : OffsetTime.of(time, offset);
    }

    /** The month of a repeated hour ("fold") has its highest bit set, which is no month to Java. */
    private static @Nullable Object dateTime(PickleNode arguments) {
        byte[] bytes = bytes(arguments, BYTES_OF_DATE + BYTES_OF_TIME, 2);
        LocalDate date = bytes == null ? null : date(bytes);
        if (bytes == null || date == null) {
            return null;
        }
        LocalDateTime dateTime = LocalDateTime.of(date, time(bytes, BYTES_OF_DATE));
        if (arguments.size() == 1) {
            return dateTime;
        }
        ZoneOffset offset = offset(arguments.part(1));
        return offset == null ? null : OffsetDateTime.of(dateTime, offset);
    }

    private static @Nullable ZoneOffset offset(PickleNode zone) {
        return zone instanceof PickleInstance instance && valueOf(instance) instanceof ZoneOffset offset
                ? offset
                : null;
    }

    private static @Nullable Duration timedelta(PickleNode arguments) {
        if (arguments.size() != 3) {
            return null;
        }
        long[] amounts = new long[3];
        for (int i = 0; i < amounts.length; i++) {
            boolean isLong = arguments.part(i).kind() == PickleKind.INT
                    && ((PickleLeaf) arguments.part(i)).integer() instanceof Long;
            if (!isLong) {
                return null;
            }
            amounts[i] = ((PickleLeaf) arguments.part(i)).integer().longValue();
        }
        boolean fits = Math.abs(amounts[0]) <= MOST_DAYS
                && amounts[1] >= 0
                && amounts[1] < SECONDS_A_DAY
                && amounts[2] >= 0
                && amounts[2] < 1_000_000;
        return fits ? Duration.ofSeconds(amounts[0] * SECONDS_A_DAY + amounts[1], amounts[2] * NANOS) : null;
    }

    /** A zone with a name of its own is more than its offset. */
    private static @Nullable ZoneOffset timezone(PickleNode arguments) {
        if (arguments.size() != 1 || !(arguments.part(0) instanceof PickleInstance instance)) {
            return null;
        }
        return valueOf(instance) instanceof Duration offset
                        && offset.getNano() == 0
                        && Math.abs(offset.getSeconds()) <= ZoneOffset.MAX.getTotalSeconds()
                ? ZoneOffset.ofTotalSeconds((int) offset.getSeconds())
                : null;
    }

    /** Returns the object of {@code datetime} that a value of java.time is, or null if there is none. */
    static @Nullable PickleNode nodeOf(Object value) {
        if (value instanceof LocalDate date) {
            return isInRange(date) ? PickleInstance.call(DATE, PickleLeaf.bytes(bytes(date))) : null;
        }
        if (value instanceof LocalTime time) {
            return isInRange(time) ? PickleInstance.call(TIME, PickleLeaf.bytes(bytes(time))) : null;
        }
        if (value instanceof OffsetTime time) {
            return isInRange(time.toLocalTime())
                    ? PickleInstance.call(TIME, PickleLeaf.bytes(bytes(time.toLocalTime())), zone(time.getOffset()))
                    : null;
        }
        if (value instanceof LocalDateTime dateTime) {
            return isInRange(dateTime) ? PickleInstance.call(DATETIME, PickleLeaf.bytes(bytes(dateTime))) : null;
        }
        if (value instanceof OffsetDateTime dateTime) {
            LocalDateTime local = dateTime.toLocalDateTime();
            return isInRange(local)
                    ? PickleInstance.call(DATETIME, PickleLeaf.bytes(bytes(local)), zone(dateTime.getOffset()))
                    : null;
        }
        if (value instanceof Instant instant) {
            return instant.isAfter(Instant.MIN.plusSeconds(SECONDS_A_DAY))
                            && instant.isBefore(Instant.MAX.minusSeconds(SECONDS_A_DAY))
                    ? nodeOf(instant.atOffset(ZoneOffset.UTC))
                    : null;
        }
        if (value instanceof ZoneOffset offset) {
            return zone(offset);
        }
        return value instanceof Duration duration ? timedelta(duration) : null;
    }

    private static boolean isInRange(LocalDate date) {
        return date.getYear() >= 1 && date.getYear() <= MOST_YEARS;
    }

    private static boolean isInRange(LocalTime time) {
        return time.toNanoOfDay() % NANOS == 0;
    }

    private static boolean isInRange(LocalDateTime dateTime) {
        return isInRange(dateTime.toLocalDate()) && isInRange(dateTime.toLocalTime());
    }

    private static byte[] bytes(LocalDate date) {
        return new byte[] {
            (byte) (date.getYear() >> 8),
            (byte) date.getYear(),
            (byte) date.getMonthValue(),
            (byte) date.getDayOfMonth()
        };
    }

    private static byte[] bytes(LocalTime time) {
        int micros = time.get(ChronoField.MICRO_OF_SECOND);
        return new byte[] {
            (byte) time.getHour(),
            (byte) time.getMinute(),
            (byte) time.getSecond(),
            (byte) (micros >> 16),
            (byte) (micros >> 8),
            (byte) micros
        };
    }

    private static byte[] bytes(LocalDateTime dateTime) {
        byte[] bytes = new byte[BYTES_OF_DATE + BYTES_OF_TIME];
        System.arraycopy(bytes(dateTime.toLocalDate()), 0, bytes, 0, BYTES_OF_DATE);
        System.arraycopy(bytes(dateTime.toLocalTime()), 0, bytes, BYTES_OF_DATE, BYTES_OF_TIME);
        return bytes;
    }

    private static PickleNode zone(ZoneOffset offset) {
        return PickleInstance.call(TIMEZONE, of(Duration.ofSeconds(offset.getTotalSeconds())));
    }

    private static @Nullable PickleNode timedelta(Duration duration) {
        long days = Math.floorDiv(duration.getSeconds(), SECONDS_A_DAY);
        return Math.abs(days) <= MOST_DAYS && duration.getNano() % NANOS == 0 ? of(duration) : null;
    }

    private static PickleNode of(Duration duration) {
        return PickleInstance.call(
                TIMEDELTA,
                PickleLeaf.of(Math.floorDiv(duration.getSeconds(), SECONDS_A_DAY)),
                PickleLeaf.of(Math.floorMod(duration.getSeconds(), SECONDS_A_DAY)),
                PickleLeaf.of(duration.getNano() / NANOS));
    }
}
