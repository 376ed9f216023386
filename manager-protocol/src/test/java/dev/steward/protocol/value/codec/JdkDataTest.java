package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes of the JDK that people have in their objects, and objects that nest deep. */
@Timeout(60)
class JdkDataTest {

    record Has(@Nullable Object part) {}

    /** A number of the user's own. */
    static final class Percent extends Number {
        private static final long serialVersionUID = 1L;
        private final int hundredths;

        Percent(int hundredths) {
            this.hundredths = hundredths;
        }

        @Override
        public int intValue() {
            return hundredths / 100;
        }

        @Override
        public long longValue() {
            return hundredths / 100;
        }

        @Override
        public float floatValue() {
            return hundredths / 100f;
        }

        @Override
        public double doubleValue() {
            return hundredths / 100.0;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Percent percent && percent.hundredths == hundredths;
        }

        @Override
        public int hashCode() {
            return hundredths;
        }
    }

    static final class Link {
        final List<Link> next = new ArrayList<>();
    }

    private final ValueCodec codec =
            new ValueCodec(References.NONE, new AllowedClasses().allowPackage(JdkDataTest.class.getPackageName()));

    static List<Object> equalAgain() throws UnknownHostException {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Europe/Berlin"));
        calendar.setTimeInMillis(1_234_567_890_123L);
        calendar.setMinimalDaysInFirstWeek(4);
        Map<String, Integer> map = new HashMap<>(Map.of("k", 1));
        return List.of(
                Path.of("a", "b.txt"),
                Path.of("").toAbsolutePath(),
                new File("a/b"),
                InetAddress.getByAddress("nobody.invalid", new byte[] {127, 0, 0, 1}),
                InetAddress.getByAddress(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}),
                InetSocketAddress.createUnresolved("nobody.invalid", 80),
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 81),
                TimeZone.getTimeZone("Europe/Berlin"),
                calendar,
                Map.entry("k", 1),
                map.entrySet().iterator().next(),
                new AbstractMap.SimpleEntry<>("k", null),
                new Percent(50));
    }

    @ParameterizedTest
    @MethodSource("equalAgain")
    void comesBackEqual(Object value) {
        EncodedValue encoded = codec.encode(new Has(value));
        Has read = (Has) Objects.requireNonNull(codec.decode(encoded));
        assertThat(read.part()).isEqualTo(value);
        assertThat(codec.encode(read)).isEqualTo(encoded);
    }

    @Test
    void aTimeZoneThatTheReaderWouldNotFindIsRefused() {
        assertThatThrownBy(() -> codec.encode(new Has(new SimpleTimeZone(0, "x"))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("rules of its own");
        assertThatThrownBy(() -> codec.encode(new Has(new SimpleTimeZone(0, "GMT"))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("rules of its own");
    }

    @Test
    void anAddressIsNotLookedUp() throws UnknownHostException {
        InetAddress named = InetAddress.getByAddress("nobody.invalid", new byte[] {127, 0, 0, 1});
        InetAddress unnamed = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        assertThat(read(named)).hasToString("nobody.invalid/127.0.0.1");
        assertThat(read(unnamed)).hasToString("/127.0.0.1");
    }

    @Test
    void patternsAndStatisticsComeBackWithTheirContents() {
        Pattern pattern = (Pattern) Objects.requireNonNull(read(Pattern.compile("a+", Pattern.CASE_INSENSITIVE)));
        assertThat(pattern.matcher("AA").matches()).isTrue();
        IntSummaryStatistics statistics = new IntSummaryStatistics();
        statistics.accept(7);
        statistics.accept(-2);
        assertThat(read(statistics)).hasToString(statistics.toString());
        assertThat(read(new IntSummaryStatistics())).hasToString(new IntSummaryStatistics().toString());
    }

    private @Nullable Object read(Object part) {
        return ((Has) Objects.requireNonNull(codec.decode(codec.encode(new Has(part))))).part();
    }

    @Test
    void linkedObjectsAndLatticesTravel() {
        Link[][] lattice = new Link[8][8];
        for (int x = 7; x >= 0; x--) {
            for (int y = 7; y >= 0; y--) {
                lattice[x][y] = new Link();
                if (x < 7) {
                    lattice[x][y].next.add(lattice[x + 1][y]);
                    lattice[x + 1][y].next.add(lattice[x][y]);
                }
                if (y < 7) {
                    lattice[x][y].next.add(lattice[x][y + 1]);
                    lattice[x][y + 1].next.add(lattice[x][y]);
                }
            }
        }
        EncodedValue encoded = codec.encode(lattice[0][0]);
        Link read = (Link) Objects.requireNonNull(codec.decode(encoded));
        assertThat(read.next).hasSize(2);
        assertThat(codec.encode(read)).isEqualTo(encoded);
        assertThat(codec.encode(lattice[1][1])).isNotEqualTo(encoded);
    }
}
