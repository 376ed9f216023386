package dev.steward.protocol.value.jdk;

import java.math.RoundingMode;
import java.net.Proxy;
import java.net.StandardProtocolFamily;
import java.nio.file.AccessMode;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.chrono.HijrahEra;
import java.time.chrono.IsoEra;
import java.time.chrono.MinguoEra;
import java.time.chrono.ThaiBuddhistEra;
import java.time.format.FormatStyle;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The enums of the JDK that may be opened by name: those that people have in their objects. Stateless. */
public final class JdkEnums {
    private JdkEnums() {}

    /** Their classes. */
    public static final List<Class<? extends Enum<?>>> ALL = List.of(
            TimeUnit.class,
            DayOfWeek.class,
            Month.class,
            ChronoUnit.class,
            ChronoField.class,
            HijrahEra.class,
            IsoEra.class,
            MinguoEra.class,
            ThaiBuddhistEra.class,
            RoundingMode.class,
            FormatStyle.class,
            TextStyle.class,
            ResolverStyle.class,
            SignStyle.class,
            Normalizer.Form.class,
            Locale.Category.class,
            Character.UnicodeScript.class,
            Thread.State.class,
            Proxy.Type.class,
            StandardProtocolFamily.class,
            AccessMode.class,
            LinkOption.class,
            StandardOpenOption.class,
            StandardCopyOption.class,
            FileVisitOption.class,
            FileVisitResult.class,
            PosixFilePermission.class);
}
