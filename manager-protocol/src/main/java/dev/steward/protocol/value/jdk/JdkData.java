package dev.steward.protocol.value.jdk;

import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueOutput;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * How classes of the JDK travel that hold data and are no collections, where that takes more than a line. None of them
 * reads a file or asks for the address of a name. Stateless.
 */
@SuppressWarnings({"JavaUtilDate", "JdkObsolete"}) // What users have in their objects is not ours to choose.
public final class JdkData {
    private static final Set<Charset> CHARSETS = Set.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16LE,
            StandardCharsets.US_ASCII,
            StandardCharsets.ISO_8859_1);

    private JdkData() {}

    /** Writes a path of the default file system, and refuses another. */
    public static void writePath(ValueOutput out, Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new Refusal("a path of another file system: " + path.toUri(), "send its text or its bytes");
        }
        out.writeName(path.toString());
    }

    /** Writes the name that it was made with, if there was one, and the address: neither is looked up. */
    public static void writeAddress(ValueOutput out, InetAddress address) {
        String printed = address.toString();
        out.writeName(printed.substring(0, printed.indexOf('/')));
        out.writeBlob(address.getAddress());
        out.writeInt(address instanceof Inet6Address six ? six.getScopeId() : 0);
    }

    /** Reads an address; throws an IllegalArgumentException if it is none. */
    public static InetAddress readAddress(ValueInput in) {
        String text = in.readText();
        String name = text.isEmpty() ? null : text;
        byte[] bytes = in.readBlob();
        int scope = in.readInt();
        try {
            return scope == 0 ? InetAddress.getByAddress(name, bytes) : Inet6Address.getByAddress(name, bytes, scope);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of " + bytes.length + " bytes", e);
        }
    }

    /** Writes the tag of a locale, and refuses one that no tag stands for. */
    public static void writeLocale(ValueOutput out, Locale locale) {
        String tag = locale.toLanguageTag();
        if (!Locale.forLanguageTag(tag).equals(locale)) {
            throw new Refusal("a locale that no language tag stands for: " + locale, "make it with Locale.Builder");
        }
        out.writeName(tag);
    }

    /** Writes a time of a file, and refuses one that is farther away than an {@link Instant} can be. */
    public static void writeFileTime(ValueOutput out, FileTime time) {
        Instant instant = time.toInstant();
        if (!FileTime.from(instant).equals(time)) {
            throw new Refusal("a time of a file that no instant stands for: " + time, "send its number of days");
        }
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    /** Reads a time of a file. */
    public static FileTime readFileTime(ValueInput in) {
        long seconds = in.readLong();
        return FileTime.from(Instant.ofEpochSecond(seconds, in.readInt()));
    }

    /** Writes an address with its port, or the name of one that was never looked up. */
    public static void writeSocketAddress(ValueOutput out, InetSocketAddress address) {
        InetAddress resolved = address.getAddress();
        out.writeBoolean(resolved != null);
        if (resolved != null) {
            writeAddress(out, resolved);
        } else {
            out.writeName(address.getHostString());
        }
        out.writeInt(address.getPort());
    }

    /** Reads an address with its port, resolved if it was. */
    public static InetSocketAddress readSocketAddress(ValueInput in) {
        if (in.readBoolean()) {
            InetAddress address = readAddress(in);
            return new InetSocketAddress(address, in.readInt());
        }
        String host = in.readText();
        return InetSocketAddress.createUnresolved(host, in.readInt());
    }

    /** Writes the name of a zone, and refuses one that has rules of its own. */
    public static void writeZone(ValueOutput out, TimeZone zone) {
        // An id that the JDK does not know is GMT to it, and a zone of another class would come back as one of its own.
        if (!TimeZone.getTimeZone(zone.getID()).equals(zone)) {
            throw new Refusal("a time zone with rules of its own: " + zone.getID(), "use one of the JDK's");
        }
        out.writeName(zone.getID());
    }

    /** Reads a zone by its name. */
    public static TimeZone readZone(ValueInput in) {
        return TimeZone.getTimeZone(in.readText());
    }

    /** Writes a calendar with its zone and its rules for weeks. */
    public static void writeCalendar(ValueOutput out, GregorianCalendar calendar) {
        writeZone(out, calendar.getTimeZone());
        out.writeLong(calendar.getGregorianChange().getTime());
        out.writeBoolean(calendar.isLenient());
        out.writeByte(calendar.getFirstDayOfWeek());
        out.writeByte(calendar.getMinimalDaysInFirstWeek());
        out.writeLong(calendar.getTimeInMillis());
    }

    /** Reads a calendar with its zone and its rules for weeks. */
    public static GregorianCalendar readCalendar(ValueInput in) {
        GregorianCalendar calendar = new GregorianCalendar(readZone(in));
        calendar.setGregorianChange(new Date(in.readLong()));
        calendar.setLenient(in.readBoolean());
        calendar.setFirstDayOfWeek(in.readByte());
        calendar.setMinimalDaysInFirstWeek(in.readByte());
        calendar.setTimeInMillis(in.readLong());
        return calendar;
    }

    /** As {@link #writeCalendar}, of the calendars that the JDK has beside the usual one. */
    public static void writeOtherCalendar(ValueOutput out, Calendar calendar) {
        out.writeName(calendar.getCalendarType());
        writeZone(out, calendar.getTimeZone());
        out.writeBoolean(calendar.isLenient());
        out.writeByte(calendar.getFirstDayOfWeek());
        out.writeByte(calendar.getMinimalDaysInFirstWeek());
        out.writeLong(calendar.getTimeInMillis());
    }

    /** Reads such a calendar; throws an IllegalArgumentException if there is none of its type. */
    public static Calendar readOtherCalendar(ValueInput in) {
        Calendar.Builder builder = new Calendar.Builder()
                .setCalendarType(in.readText())
                .setTimeZone(readZone(in))
                .setLenient(in.readBoolean());
        int firstDay = in.readByte();
        int minimalDays = in.readByte();
        return builder.setWeekDefinition(firstDay, minimalDays)
                .setInstant(in.readLong())
                .build();
    }

    /** Writes the name of a charset that every JVM has, and refuses another: to look for it would load classes. */
    public static void writeCharset(ValueOutput out, Charset charset) {
        if (!CHARSETS.contains(charset)) {
            throw new Refusal("the charset " + charset + " is not one that every JVM has", "send its name");
        }
        out.writeName(charset.name());
    }

    /** Reads such a charset. */
    public static Charset readCharset(ValueInput in) {
        String name = in.readText();
        return CHARSETS.stream()
                .filter(charset -> charset.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal("a charset that not every JVM has", "send its name"));
    }

    /** Writes a frame of a trace. */
    public static void writeFrame(ValueOutput out, StackTraceElement frame) {
        for (String text : Arrays.asList(
                frame.getClassLoaderName(),
                frame.getModuleName(),
                frame.getModuleVersion(),
                frame.getClassName(),
                frame.getMethodName(),
                frame.getFileName())) {
            out.writeBoolean(text != null);
            if (text != null) {
                out.writeName(text);
            }
        }
        out.writeInt(frame.getLineNumber());
    }

    /** Reads a frame of a trace. */
    public static StackTraceElement readFrame(ValueInput in) {
        @Nullable String[] texts = new @Nullable String[6];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = in.readBoolean() ? in.readText() : null;
        }
        return new StackTraceElement(
                texts[0],
                texts[1],
                texts[2],
                String.valueOf(texts[3]),
                String.valueOf(texts[4]),
                texts[5],
                in.readInt());
    }
}
