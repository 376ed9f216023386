package dev.steward.protocol.value.jdk;

import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueOutput;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.chrono.ChronoLocalDate;
import java.time.chrono.ChronoLocalDateTime;
import java.time.chrono.ChronoPeriod;
import java.time.chrono.ChronoZonedDateTime;
import java.time.chrono.Chronology;
import java.time.chrono.HijrahChronology;
import java.time.chrono.IsoChronology;
import java.time.chrono.JapaneseChronology;
import java.time.chrono.JapaneseEra;
import java.time.chrono.MinguoChronology;
import java.time.chrono.ThaiBuddhistChronology;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How dates travel that count their years otherwise than ISO does, with what belongs to them. Stateless. */
public final class Chronologies {

    private static final byte CHRONOLOGY = 0;
    private static final byte DATE = 1;
    private static final byte DATE_TIME = 2;
    private static final byte ZONED = 3;
    private static final byte PERIOD = 4;
    private static final byte ERA = 5;

    /** Those of the JDK. To look for one by its name would load classes. */
    private static final List<Chronology> ALL = List.of(
            IsoChronology.INSTANCE,
            HijrahChronology.INSTANCE,
            JapaneseChronology.INSTANCE,
            MinguoChronology.INSTANCE,
            ThaiBuddhistChronology.INSTANCE);

    private Chronologies() {}

    /** Writes a chronology, a date of one, a period of one, or an era of the Japanese one. */
    public static void write(ValueOutput out, Object object) {
        if (object instanceof Chronology chronology) {
            out.writeByte(CHRONOLOGY);
            writeChronology(out, chronology);
        } else if (object instanceof ChronoLocalDate date) {
            out.writeByte(DATE);
            writeDate(out, date);
        } else if (object instanceof ChronoLocalDateTime<?> dateTime) {
            out.writeByte(DATE_TIME);
            writeDate(out, dateTime.toLocalDate());
            out.writeLong(dateTime.toLocalTime().toNanoOfDay());
        } else if (object instanceof ChronoZonedDateTime<?> zoned) {
            out.writeByte(ZONED);
            writeChronology(out, zoned.getChronology());
            Instant instant = zoned.toInstant();
            out.writeLong(instant.getEpochSecond());
            out.writeInt(instant.getNano());
            out.writeName(zoned.getZone().getId());
        } else if (object instanceof ChronoPeriod period) {
            out.writeByte(PERIOD);
            writeChronology(out, period.getChronology());
            out.writeInt((int) period.get(ChronoUnit.YEARS));
            out.writeInt((int) period.get(ChronoUnit.MONTHS));
            out.writeInt((int) period.get(ChronoUnit.DAYS));
        } else {
            out.writeByte(ERA);
            out.writeInt(((JapaneseEra) object).getValue());
        }
    }

    /** Reads one of them; throws a DateTimeException if there is none such. */
    public static Object read(ValueInput in) {
        byte kind = in.readByte();
        if (kind == ERA) {
            return JapaneseEra.of(in.readInt());
        }
        String id = in.readText();
        Chronology chronology = ALL.stream()
                .filter(each -> each.getId().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal("a chronology that is none of the JDK's", "use one of the JDK's"));
        return switch (kind) {
            case CHRONOLOGY -> chronology;
            case DATE -> chronology.dateEpochDay(in.readLong());
            case DATE_TIME -> {
                ChronoLocalDate date = chronology.dateEpochDay(in.readLong());
                yield date.atTime(LocalTime.ofNanoOfDay(in.readLong()));
            }
            case ZONED -> {
                long seconds = in.readLong();
                Instant instant = Instant.ofEpochSecond(seconds, in.readInt());
                yield chronology.zonedDateTime(instant, ZoneId.of(in.readText()));
            }
            case PERIOD -> {
                int years = in.readInt();
                int months = in.readInt();
                yield chronology.period(years, months, in.readInt());
            }
            default -> throw new IllegalArgumentException("a date of an unknown kind");
        };
    }

    private static void writeDate(ValueOutput out, ChronoLocalDate date) {
        writeChronology(out, date.getChronology());
        out.writeLong(date.toEpochDay());
    }

    private static void writeChronology(ValueOutput out, Chronology chronology) {
        if (!ALL.contains(chronology)) {
            throw new Refusal(
                    "the chronology " + chronology.getId() + " is none of those that every JVM has",
                    "use one of the JDK's");
        }
        out.writeName(chronology.getId());
    }
}
