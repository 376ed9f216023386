package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import java.io.Serializable;
import java.math.MathContext;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.UnixDomainSocketAddress;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects of the JDK whose state no method gives, or that do something when they are made or hashed. */
@Timeout(60)
class JdkObjectsTest {

    record Has(@Nullable Object part) {}

    /** A key that strangers can take too. */
    static final class Length implements Function<String, Integer>, ToIntFunction<String> {
        @Override
        public Integer apply(String text) {
            return text.length();
        }

        @Override
        public int applyAsInt(String text) {
            return text.length();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Length;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /** Whose own method gives something else. */
    static final class Stubborn implements Comparator<String>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public int compare(String left, String right) {
            return left.compareTo(right);
        }

        @Override
        public Comparator<String> thenComparing(Comparator<? super String> other) {
            return this;
        }

        Comparator<String> really(Comparator<String> other) {
            return Comparator.super.thenComparing(other);
        }
    }

    private final ValueCodec codec =
            new ValueCodec(References.NONE, new AllowedClasses().allowPackage(JdkObjectsTest.class.getPackageName()));
    private final ValueCodec ofOneProgram = new ValueCodec(References.NONE, AllowedClasses.ofOneProgram());

    private static Object read(ValueCodec codec, Object part) {
        EncodedValue encoded = codec.encode(new Has(part));
        Has read = (Has) Objects.requireNonNull(codec.decode(EncodedValue.fromBytes(ValueCodecTest.bytesOf(encoded))));
        assertThat(codec.encode(read)).isEqualTo(encoded);
        return Objects.requireNonNull(read.part());
    }

    static List<Object> equalAgain() {
        return List.of(
                UnixDomainSocketAddress.of("a/b"),
                new Timestamp(1_234_567_890_123L),
                Timestamp.from(Instant.ofEpochSecond(5, 123_456_789)),
                new java.sql.Date(5),
                new java.sql.Time(7),
                MathContext.DECIMAL64,
                FileTime.from(Instant.ofEpochSecond(-1, 5)),
                StandardOpenOption.APPEND,
                Thread.State.BLOCKED,
                Comparator.naturalOrder(),
                Comparator.reverseOrder(),
                String.CASE_INSENSITIVE_ORDER,
                new Locale("ja", "JP", "JP"),
                Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("equalAgain")
    void comesBackEqual(Object value) {
        assertThat(read(codec, value)).isEqualTo(value).hasSameClassAs(value);
    }

    static List<Comparator<String>> orders() {
        Length length = new Length();
        return List.of(
                Comparator.comparing((Function<String, Integer>) length),
                Comparator.comparing((Function<String, Integer>) length, Comparator.reverseOrder()),
                Comparator.comparingInt(length),
                Comparator.comparingInt(length).reversed(),
                Comparator.comparingInt(length).thenComparing(Comparator.naturalOrder()),
                Comparator.nullsFirst(Comparator.comparingInt(length)),
                Comparator.nullsLast(Comparator.<String>reverseOrder()),
                Comparator.nullsLast(null),
                Collections.reverseOrder(String.CASE_INSENSITIVE_ORDER));
    }

    @ParameterizedTest
    @MethodSource("orders")
    @SuppressWarnings("unchecked")
    void comparatorsOrderAsBefore(Comparator<String> order) {
        List<String> texts = Arrays.asList("bb", "a", "C", "dddd", "AA", "b");
        List<String> sorted = texts.stream().sorted(order).toList();
        Comparator<String> received = (Comparator<String>) read(codec, order);
        assertThat(texts.stream().sorted(received).toList()).isEqualTo(sorted);
        TreeMap<String, Integer> map = new TreeMap<>(order);
        texts.forEach(text -> map.put(text, 1));
        TreeMap<String, Integer> same = (TreeMap<String, Integer>) read(codec, map);
        assertThat(List.copyOf(same.keySet())).isEqualTo(List.copyOf(map.keySet()));
    }

    @Test
    @SuppressWarnings("unchecked")
    void betweenProcessesOfOneProgramComparatorsOfLambdasTravel() {
        Comparator<String> order = Comparator.comparing((Function<String, Integer> & Serializable) String::length)
                .thenComparing(Comparator.reverseOrder());
        Comparator<String> received = (Comparator<String>) read(ofOneProgram, order);
        assertThat(List.of("a", "bb", "c").stream().sorted(received)).containsExactly("c", "a", "bb");
        assertThat((Comparator<Map.Entry<String, Integer>>)
                        read(ofOneProgram, Map.Entry.<String, Integer>comparingByValue()))
                .satisfies(byValue -> assertThat(byValue.compare(Map.entry("b", 1), Map.entry("a", 2)))
                        .isNegative());
        assertThatThrownBy(() -> codec.encode(new Has(order)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("a lambda has no class")
                .hasMessageContaining("value.part.comparator().comparator()");
        assertThatThrownBy(() -> codec.encode(new Has(new Stubborn().really(Comparator.naturalOrder()))))
                .hasMessageContaining("thenComparing(Comparator) of its own");
    }

    @Test
    void aGeneratorGoesOnWhereItWas() {
        Random random = new Random(42);
        // Half of a pair of gaussians waits in it.
        random.nextGaussian();
        Random received = (Random) read(codec, random);
        assertThat(received.nextGaussian()).isEqualTo(random.nextGaussian());
        assertThat(received.nextLong()).isEqualTo(random.nextLong());
        assertThatThrownBy(() -> codec.encode(new Has(new SplittableRandom(1))))
                .hasMessageContaining("SplittableRandom")
                .hasMessageContaining("value.part");
    }

    @Test
    void aUrlIsNeverLookedUp() throws MalformedURLException {
        for (String text : List.of(
                "http://nobody.invalid/a?b#c",
                "https://u@nobody.invalid:8443/",
                "file:/a/b",
                "jar:file:/a.jar!/b",
                "mailto:nobody@nobody.invalid")) {
            URL received = (URL) read(codec, new URL(text));
            assertThat(received.toExternalForm()).isEqualTo(text);
            assertThat(received.getDefaultPort()).isEqualTo(new URL(text).getDefaultPort());
        }
        // localhost and 127.0.0.1 would be equal if somebody asked what they stand for.
        URL byName = (URL) read(codec, new URL("http://localhost/"));
        URL byNumber = (URL) read(codec, new URL("http://127.0.0.1/"));
        assertThat(byName.equals(byNumber)).isFalse();
        assertThat(byName.equals(new URL("http://localhost:80/"))).isTrue();
        assertThat(read(codec, new HashSet<>(Set.of(byName)))).isEqualTo(Set.of(byName));
    }

    @Test
    void countersComeBackWithTheirCounts() {
        LongAdder adder = new LongAdder();
        adder.add(7);
        assertThat(read(codec, adder)).hasToString("7");
        assertThat(read(codec, new AtomicLongArray(new long[] {1, -2}))).hasToString("[1, -2]");
        assertThat(read(codec, new StringBuffer("ä"))).hasToString("ä");
    }

    @Test
    void aLocaleThatNoTagStandsForIsRefused() {
        assertThatThrownBy(() -> codec.encode(new Has(new Locale("not a language"))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("Locale.Builder");
    }
}
