package dev.steward.protocol.value;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
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
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How each plain kind of the closed set is written and read: one row per kind. Kinds that hold other values, or ask
 * somebody else (enums, references, envelopes), have none. Stateless.
 *
 * @param <T> what a value of the kind is in Java
 */
public final class PlainKind<T> {

    private static final @Nullable PlainKind<?>[] BY_TAG = new PlainKind<?>[ValueKind.values().length + 1];

    static {
        plain(ValueKind.BOOLEAN, Boolean.class, Output::writeBoolean, Input::readBoolean);
        plain(ValueKind.BYTE, Byte.class, (out, v) -> out.writeByte(v), Input::readByte);
        plain(ValueKind.SHORT, Short.class, (out, v) -> out.writeShort(v), Input::readShort);
        plain(ValueKind.CHARACTER, Character.class, Output::writeChar, Input::readChar);
        plain(ValueKind.INT, Integer.class, (out, v) -> out.writeVarInt(v, false), in -> in.readVarInt(false));
        plain(ValueKind.LONG, Long.class, (out, v) -> out.writeVarLong(v, false), in -> in.readVarLong(false));
        plain(
                ValueKind.FLOAT,
                Float.class,
                (out, v) -> out.writeInt(Float.floatToIntBits(v)),
                in -> Float.intBitsToFloat(in.readInt()));
        plain(
                ValueKind.DOUBLE,
                Double.class,
                (out, v) -> out.writeLong(Double.doubleToLongBits(v)),
                in -> Double.longBitsToDouble(in.readLong()));
        plain(ValueKind.BIG_INTEGER, BigInteger.class, ValueOutput::writeMagnitude, ValueInput::readMagnitude);
        plain(
                ValueKind.BIG_DECIMAL,
                BigDecimal.class,
                (out, v) -> {
                    out.writeVarInt(v.scale(), false);
                    out.writeMagnitude(v.unscaledValue());
                },
                in -> {
                    int scale = in.readVarInt(false);
                    return new BigDecimal(in.readMagnitude(), scale);
                });
        plain(ValueKind.TEXT, String.class, PlainKind::writeText, ValueInput::readText);
        plain(ValueKind.TEXT_UTF16, String.class, PlainKind::writeUtf16, in -> new String(readCharacters(in)));
        arrays();
        times();
        plain(
                ValueKind.UUID_128,
                UUID.class,
                (out, v) -> {
                    out.writeLong(v.getMostSignificantBits());
                    out.writeLong(v.getLeastSignificantBits());
                },
                in -> {
                    long high = in.readLong();
                    return new UUID(high, in.readLong());
                });
    }

    private final Class<T> type;
    private final BiConsumer<ValueOutput, T> writer;
    private final Function<ValueInput, T> reader;

    private PlainKind(Class<T> type, BiConsumer<ValueOutput, T> writer, Function<ValueInput, T> reader) {
        this.type = type;
        this.writer = writer;
        this.reader = reader;
    }

    /** Returns how a kind is written and read, or null if it is not a plain one. */
    public static @Nullable PlainKind<?> of(ValueKind kind) {
        return BY_TAG[kind.tag()];
    }

    /** Writes what follows the tag. */
    public void write(ValueOutput out, Object value) {
        writer.accept(out, type.cast(value));
    }

    /** Reads what follows the tag. */
    public T read(ValueInput in) {
        return reader.apply(in);
    }

    private static void arrays() {
        plain(ValueKind.BYTES, byte[].class, ValueOutput::writeBlob, ValueInput::readBlob);
        plain(
                ValueKind.BOOLEANS,
                boolean[].class,
                (out, v) -> {
                    out.writeCount(v.length);
                    for (boolean each : v) {
                        out.writeBoolean(each);
                    }
                },
                in -> {
                    boolean[] array = new boolean[in.readCount(1)];
                    for (int i = 0; i < array.length; i++) {
                        array[i] = in.readBoolean();
                    }
                    return array;
                });
        plain(
                ValueKind.SHORTS,
                short[].class,
                (out, v) ->
                        out.writeArray(v.length, Short.BYTES).asShortBuffer().put(v),
                in -> {
                    ByteBuffer bytes = in.readArray(Short.BYTES);
                    short[] array = new short[bytes.remaining() / Short.BYTES];
                    bytes.asShortBuffer().get(array);
                    return array;
                });
        plain(
                ValueKind.CHARACTERS,
                char[].class,
                (out, v) ->
                        out.writeArray(v.length, Character.BYTES).asCharBuffer().put(v),
                PlainKind::readCharacters);
        plain(
                ValueKind.INTS,
                int[].class,
                (out, v) ->
                        out.writeArray(v.length, Integer.BYTES).asIntBuffer().put(v),
                in -> {
                    ByteBuffer bytes = in.readArray(Integer.BYTES);
                    int[] array = new int[bytes.remaining() / Integer.BYTES];
                    bytes.asIntBuffer().get(array);
                    return array;
                });
        plain(
                ValueKind.LONGS,
                long[].class,
                (out, v) -> out.writeArray(v.length, Long.BYTES).asLongBuffer().put(v),
                in -> {
                    ByteBuffer bytes = in.readArray(Long.BYTES);
                    long[] array = new long[bytes.remaining() / Long.BYTES];
                    bytes.asLongBuffer().get(array);
                    return array;
                });
        plain(
                ValueKind.FLOATS,
                float[].class,
                (out, v) ->
                        out.writeArray(v.length, Float.BYTES).asFloatBuffer().put(v),
                in -> {
                    ByteBuffer bytes = in.readArray(Float.BYTES);
                    float[] array = new float[bytes.remaining() / Float.BYTES];
                    bytes.asFloatBuffer().get(array);
                    return array;
                });
        plain(
                ValueKind.DOUBLES,
                double[].class,
                (out, v) ->
                        out.writeArray(v.length, Double.BYTES).asDoubleBuffer().put(v),
                in -> {
                    ByteBuffer bytes = in.readArray(Double.BYTES);
                    double[] array = new double[bytes.remaining() / Double.BYTES];
                    bytes.asDoubleBuffer().get(array);
                    return array;
                });
    }

    private static void times() {
        plain(
                ValueKind.DURATION,
                Duration.class,
                (out, v) -> writeInstant(out, v.getSeconds(), v.getNano()),
                in -> Duration.ofSeconds(in.readLong(), in.readInt()));
        plain(
                ValueKind.INSTANT,
                Instant.class,
                (out, v) -> writeInstant(out, v.getEpochSecond(), v.getNano()),
                in -> Instant.ofEpochSecond(in.readLong(), in.readInt()));
        plain(ValueKind.LOCAL_DATE, LocalDate.class, PlainKind::writeDate, PlainKind::readDate);
        plain(ValueKind.LOCAL_TIME, LocalTime.class, PlainKind::writeTime, PlainKind::readTime);
        plain(ValueKind.LOCAL_DATE_TIME, LocalDateTime.class, PlainKind::writeDateTime, PlainKind::readDateTime);
        plain(
                ValueKind.OFFSET_TIME,
                OffsetTime.class,
                (out, v) -> {
                    writeTime(out, v.toLocalTime());
                    writeOffset(out, v.getOffset());
                },
                in -> OffsetTime.of(readTime(in), readOffset(in)));
        plain(
                ValueKind.OFFSET_DATE_TIME,
                OffsetDateTime.class,
                (out, v) -> {
                    writeDateTime(out, v.toLocalDateTime());
                    writeOffset(out, v.getOffset());
                },
                in -> OffsetDateTime.of(readDateTime(in), readOffset(in)));
        plain(
                ValueKind.ZONED_DATE_TIME,
                ZonedDateTime.class,
                (out, v) -> {
                    writeDateTime(out, v.toLocalDateTime());
                    writeOffset(out, v.getOffset());
                    out.writeName(v.getZone().getId());
                },
                in -> {
                    LocalDateTime local = readDateTime(in);
                    return ZonedDateTime.ofInstant(local, readOffset(in), ZoneId.of(in.readText()));
                });
        plain(ValueKind.ZONE_OFFSET, ZoneOffset.class, PlainKind::writeOffset, PlainKind::readOffset);
        plain(ValueKind.ZONE_ID, ZoneId.class, (out, v) -> out.writeName(v.getId()), in -> ZoneId.of(in.readText()));
        plain(
                ValueKind.PERIOD,
                Period.class,
                (out, v) -> {
                    out.writeInt(v.getYears());
                    out.writeInt(v.getMonths());
                    out.writeInt(v.getDays());
                },
                in -> Period.of(in.readInt(), in.readInt(), in.readInt()));
        plain(ValueKind.YEAR, Year.class, (out, v) -> out.writeInt(v.getValue()), in -> Year.of(in.readInt()));
        plain(
                ValueKind.YEAR_MONTH,
                YearMonth.class,
                (out, v) -> {
                    out.writeInt(v.getYear());
                    out.writeByte(v.getMonthValue());
                },
                in -> YearMonth.of(in.readInt(), in.readByte()));
        plain(
                ValueKind.MONTH_DAY,
                MonthDay.class,
                (out, v) -> {
                    out.writeByte(v.getMonthValue());
                    out.writeByte(v.getDayOfMonth());
                },
                in -> MonthDay.of(in.readByte(), in.readByte()));
    }

    private static <T> void plain(
            ValueKind kind, Class<T> type, BiConsumer<ValueOutput, T> writer, Function<ValueInput, T> reader) {
        BY_TAG[kind.tag()] = new PlainKind<>(type, writer, reader);
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

    private static void writeInstant(ValueOutput out, long seconds, int nanos) {
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
