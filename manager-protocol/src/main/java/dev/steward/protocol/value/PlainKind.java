package dev.steward.protocol.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How each plain kind of the closed set is written and read: one case per kind. Kinds that hold other values, or ask
 * somebody else (enums, references, envelopes), have none. Stateless.
 *
 * <p>Cases and not a table of functions: some seventy of those would be made before the first call of a program.
 */
public final class PlainKind {

    private static final @Nullable PlainKind[] BY_TAG = new PlainKind[ValueKind.values().length + 1];

    static {
        for (ValueKind kind : ValueKind.values()) {
            if (isPlain(kind)) {
                BY_TAG[kind.tag()] = new PlainKind(kind);
            }
        }
    }

    private final ValueKind kind;

    private PlainKind(ValueKind kind) {
        this.kind = kind;
    }

    private static boolean isPlain(ValueKind kind) {
        return switch (kind) {
            case NULL, LIST, TUPLE, SET, MAP, ENUM, REFERENCE, OPAQUE -> false;
            default -> true;
        };
    }

    /** Returns how a kind is written and read, or null if it is not a plain one. */
    public static @Nullable PlainKind of(ValueKind kind) {
        return BY_TAG[kind.tag()];
    }

    /** Writes what follows the tag. */
    public void write(ValueOutput out, Object value) {
        switch (kind) {
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case BYTE -> out.writeByte((Byte) value);
            case SHORT -> out.writeShort((Short) value);
            case CHARACTER -> out.writeChar((Character) value);
            case INT -> out.writeVarInt((Integer) value, false);
            case LONG -> out.writeVarLong((Long) value, false);
            case FLOAT -> out.writeFloat((Float) value);
            case DOUBLE -> out.writeDouble((Double) value);
            case BIG_INTEGER -> out.writeMagnitude((BigInteger) value);
            case BIG_DECIMAL -> {
                BigDecimal decimal = (BigDecimal) value;
                out.writeVarInt(decimal.scale(), false);
                out.writeMagnitude(decimal.unscaledValue());
            }
            case TEXT -> writeText(out, (String) value);
            case TEXT_UTF16 -> writeUtf16(out, (String) value);
            case UUID_128 -> {
                UUID uuid = (UUID) value;
                out.writeLong(uuid.getMostSignificantBits());
                out.writeLong(uuid.getLeastSignificantBits());
            }
            case BYTES, BOOLEANS, SHORTS, CHARACTERS, INTS, LONGS, FLOATS, DOUBLES -> writeArray(out, value);
            default -> writeTimeOrDate(out, value);
        }
    }

    private void writeArray(ValueOutput out, Object value) {
        switch (kind) {
            case BYTES -> out.writeBlob((byte[]) value);
            case BOOLEANS -> {
                boolean[] array = (boolean[]) value;
                out.writeCount(array.length);
                for (boolean each : array) {
                    out.writeBoolean(each);
                }
            }
            case SHORTS -> {
                short[] array = (short[]) value;
                out.writeArray(array.length, Short.BYTES).asShortBuffer().put(array);
            }
            case CHARACTERS -> {
                char[] array = (char[]) value;
                out.writeArray(array.length, Character.BYTES).asCharBuffer().put(array);
            }
            case INTS -> {
                int[] array = (int[]) value;
                out.writeArray(array.length, Integer.BYTES).asIntBuffer().put(array);
            }
            case LONGS -> {
                long[] array = (long[]) value;
                out.writeArray(array.length, Long.BYTES).asLongBuffer().put(array);
            }
            case FLOATS -> out.writeFloatArray((float[]) value);
            case DOUBLES -> out.writeDoubleArray((double[]) value);
            default -> throw notPlain();
        }
    }

    private void writeTimeOrDate(ValueOutput out, Object value) {
        switch (kind) {
            case DURATION -> {
                Duration duration = (Duration) value;
                writeSeconds(out, duration.getSeconds(), duration.getNano());
            }
            case INSTANT -> {
                Instant instant = (Instant) value;
                writeSeconds(out, instant.getEpochSecond(), instant.getNano());
            }
            case LOCAL_DATE -> writeDate(out, (LocalDate) value);
            case LOCAL_TIME -> writeTime(out, (LocalTime) value);
            case LOCAL_DATE_TIME -> writeDateTime(out, (LocalDateTime) value);
            case OFFSET_TIME -> {
                writeTime(out, ((OffsetTime) value).toLocalTime());
                writeOffset(out, ((OffsetTime) value).getOffset());
            }
            case OFFSET_DATE_TIME -> {
                writeDateTime(out, ((OffsetDateTime) value).toLocalDateTime());
                writeOffset(out, ((OffsetDateTime) value).getOffset());
            }
            case ZONED_DATE_TIME -> {
                ZonedDateTime zoned = (ZonedDateTime) value;
                writeDateTime(out, zoned.toLocalDateTime());
                writeOffset(out, zoned.getOffset());
                out.writeName(zoned.getZone().getId());
            }
            case ZONE_OFFSET -> writeOffset(out, (ZoneOffset) value);
            case ZONE_ID -> out.writeName(((ZoneId) value).getId());
            case PERIOD -> {
                Period period = (Period) value;
                out.writeInt(period.getYears());
                out.writeInt(period.getMonths());
                out.writeInt(period.getDays());
            }
            case YEAR -> out.writeInt(((Year) value).getValue());
            case YEAR_MONTH -> {
                out.writeInt(((YearMonth) value).getYear());
                out.writeByte(((YearMonth) value).getMonthValue());
            }
            case MONTH_DAY -> {
                out.writeByte(((MonthDay) value).getMonthValue());
                out.writeByte(((MonthDay) value).getDayOfMonth());
            }
            default -> throw notPlain();
        }
    }

    /** Reads what follows the tag. */
    public Object read(ValueInput in) {
        return switch (kind) {
            case BOOLEAN -> in.readBoolean();
            case BYTE -> in.readByte();
            case SHORT -> in.readShort();
            case CHARACTER -> in.readChar();
            case INT -> in.readVarInt(false);
            case LONG -> in.readVarLong(false);
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            case BIG_INTEGER -> in.readMagnitude();
            case BIG_DECIMAL -> {
                int scale = in.readVarInt(false);
                yield new BigDecimal(in.readMagnitude(), scale);
            }
            case TEXT -> in.readText();
            case TEXT_UTF16 -> new String(readCharacters(in));
            case UUID_128 -> {
                long high = in.readLong();
                yield new UUID(high, in.readLong());
            }
            case BYTES, BOOLEANS, SHORTS, CHARACTERS, INTS, LONGS, FLOATS, DOUBLES -> readArray(in);
            default -> readTimeOrDate(in);
        };
    }

    private Object readArray(ValueInput in) {
        return switch (kind) {
            case BYTES -> in.readBlob();
            case BOOLEANS -> {
                boolean[] array = new boolean[in.readCount(1)];
                for (int i = 0; i < array.length; i++) {
                    array[i] = in.readBoolean();
                }
                yield array;
            }
            case CHARACTERS -> readCharacters(in);
            case SHORTS -> {
                ByteBuffer bytes = in.readArray(Short.BYTES);
                short[] array = new short[bytes.remaining() / Short.BYTES];
                bytes.asShortBuffer().get(array);
                yield array;
            }
            case INTS -> {
                ByteBuffer bytes = in.readArray(Integer.BYTES);
                int[] array = new int[bytes.remaining() / Integer.BYTES];
                bytes.asIntBuffer().get(array);
                yield array;
            }
            case LONGS -> {
                ByteBuffer bytes = in.readArray(Long.BYTES);
                long[] array = new long[bytes.remaining() / Long.BYTES];
                bytes.asLongBuffer().get(array);
                yield array;
            }
            case FLOATS -> {
                ByteBuffer bytes = in.readArray(Float.BYTES);
                float[] array = new float[bytes.remaining() / Float.BYTES];
                bytes.asFloatBuffer().get(array);
                yield array;
            }
            case DOUBLES -> {
                ByteBuffer bytes = in.readArray(Double.BYTES);
                double[] array = new double[bytes.remaining() / Double.BYTES];
                bytes.asDoubleBuffer().get(array);
                yield array;
            }
            default -> throw notPlain();
        };
    }

    private Object readTimeOrDate(ValueInput in) {
        return switch (kind) {
            case DURATION -> Duration.ofSeconds(in.readLong(), in.readInt());
            case INSTANT -> Instant.ofEpochSecond(in.readLong(), in.readInt());
            case LOCAL_DATE -> readDate(in);
            case LOCAL_TIME -> readTime(in);
            case LOCAL_DATE_TIME -> readDateTime(in);
            case OFFSET_TIME -> OffsetTime.of(readTime(in), readOffset(in));
            case OFFSET_DATE_TIME -> OffsetDateTime.of(readDateTime(in), readOffset(in));
            case ZONED_DATE_TIME -> {
                LocalDateTime local = readDateTime(in);
                yield ZonedDateTime.ofInstant(local, readOffset(in), ZoneId.of(in.readText()));
            }
            case ZONE_OFFSET -> readOffset(in);
            case ZONE_ID -> ZoneId.of(in.readText());
            case PERIOD -> Period.of(in.readInt(), in.readInt(), in.readInt());
            case YEAR -> Year.of(in.readInt());
            case YEAR_MONTH -> YearMonth.of(in.readInt(), in.readByte());
            case MONTH_DAY -> MonthDay.of(in.readByte(), in.readByte());
            default -> throw notPlain();
        };
    }

    private IllegalStateException notPlain() {
        return new IllegalStateException(kind + " is not plain");
    }

    private static void writeText(ValueOutput out, String text) {
        if (!out.writeText(text)) {
            // The caller has just written the tag that goes with the class; this text needs the other one.
            out.setPosition(out.position() - 1);
            out.writeByte(ValueKind.TEXT_UTF16.tag());
            writeUtf16(out, text);
        }
    }

    private static void writeUtf16(ValueOutput out, String text) {
        out.writeArray(text.length(), Character.BYTES).asCharBuffer().put(text);
    }

    private static char[] readCharacters(ValueInput in) {
        ByteBuffer bytes = in.readArray(Character.BYTES);
        char[] array = new char[bytes.remaining() / Character.BYTES];
        bytes.asCharBuffer().get(array);
        return array;
    }

    private static void writeSeconds(ValueOutput out, long seconds, int nanos) {
        out.writeLong(seconds);
        out.writeInt(nanos);
    }

    private static void writeDate(ValueOutput out, LocalDate date) {
        out.writeLong(date.toEpochDay());
    }

    private static LocalDate readDate(ValueInput in) {
        return LocalDate.ofEpochDay(in.readLong());
    }

    private static void writeTime(ValueOutput out, LocalTime time) {
        out.writeLong(time.toNanoOfDay());
    }

    private static LocalTime readTime(ValueInput in) {
        return LocalTime.ofNanoOfDay(in.readLong());
    }

    private static void writeDateTime(ValueOutput out, LocalDateTime dateTime) {
        writeDate(out, dateTime.toLocalDate());
        writeTime(out, dateTime.toLocalTime());
    }

    private static LocalDateTime readDateTime(ValueInput in) {
        return LocalDateTime.of(readDate(in), readTime(in));
    }

    private static void writeOffset(ValueOutput out, ZoneOffset offset) {
        out.writeInt(offset.getTotalSeconds());
    }

    private static ZoneOffset readOffset(ValueInput in) {
        return ZoneOffset.ofTotalSeconds(in.readInt());
    }
}
