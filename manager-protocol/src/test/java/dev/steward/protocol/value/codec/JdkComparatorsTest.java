package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Comparators of the JDK order what they did, and are refused where they would order otherwise. */
@Timeout(60)
class JdkComparatorsTest {

    /** A key that strangers can take too. */
    static final class Length
            implements Function<String, Integer>,
                    ToIntFunction<String>,
                    ToLongFunction<String>,
                    ToDoubleFunction<String> {
        @Override
        public Integer apply(String text) {
            return text.length();
        }

        @Override
        public int applyAsInt(String text) {
            return text.length();
        }

        @Override
        public long applyAsLong(String text) {
            return text.length();
        }

        @Override
        public double applyAsDouble(String text) {
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

    private final ValueCodec codec = new ValueCodec(
            References.NONE, new AllowedClasses().allowPackage(JdkComparatorsTest.class.getPackageName()));
    private final ValueCodec ofOneProgram = new ValueCodec(References.NONE, AllowedClasses.ofOneProgram());

    static List<Comparator<String>> orders() {
        Length length = new Length();
        return List.of(
                Comparator.comparing((Function<String, Integer>) length),
                Comparator.comparing((Function<String, Integer>) length, Comparator.reverseOrder()),
                Comparator.comparingInt(length),
                Comparator.comparingLong(length),
                Comparator.comparingDouble(length),
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
        Comparator<String> received = (Comparator<String>) JdkObjectsTest.read(codec, order);
        assertThat(texts.stream().sorted(received).toList()).isEqualTo(sorted);
        TreeMap<String, Integer> map = new TreeMap<>(order);
        texts.forEach(text -> map.put(text, 1));
        TreeMap<String, Integer> same = (TreeMap<String, Integer>) JdkObjectsTest.read(codec, map);
        assertThat(List.copyOf(same.keySet())).isEqualTo(List.copyOf(map.keySet()));
    }

    static List<Comparator<@Nullable String>> ordersOfNulls() {
        return List.of(
                Comparator.nullsFirst(Comparator.naturalOrder()),
                Comparator.nullsLast(Comparator.naturalOrder()),
                Comparator.nullsFirst(Comparator.comparingInt(new Length())),
                Comparator.nullsLast(Comparator.comparingInt(new Length())));
    }

    @ParameterizedTest
    @MethodSource("ordersOfNulls")
    @SuppressWarnings("unchecked")
    void nullsGoWhereTheyWent(Comparator<@Nullable String> order) {
        List<@Nullable String> texts = Arrays.asList("bb", null, "a");
        Comparator<@Nullable String> received = (Comparator<@Nullable String>) JdkObjectsTest.read(codec, order);
        assertThat(texts.stream().sorted(received).toList())
                .isEqualTo(texts.stream().sorted(order).toList());
    }

    static List<Comparator<Map.Entry<String, String>>> ordersOfEntries() {
        return List.of(
                Map.Entry.comparingByKey(),
                Map.Entry.comparingByValue(),
                Map.Entry.comparingByKey(Comparator.reverseOrder()),
                Map.Entry.comparingByValue(String.CASE_INSENSITIVE_ORDER));
    }

    @ParameterizedTest
    @MethodSource("ordersOfEntries")
    @SuppressWarnings("unchecked")
    void comparatorsOfEntriesOrderAsBefore(Comparator<Map.Entry<String, String>> order) {
        List<Map.Entry<String, String>> entries =
                List.of(Map.entry("b", "B"), Map.entry("c", "a"), Map.entry("a", "C"));
        Comparator<Map.Entry<String, String>> received =
                (Comparator<Map.Entry<String, String>>) JdkObjectsTest.read(codec, order);
        assertThat(entries.stream().sorted(received).toList())
                .isEqualTo(entries.stream().sorted(order).toList());
    }

    @Test
    @SuppressWarnings("unchecked")
    void betweenProcessesOfOneProgramComparatorsOfLambdasTravel() {
        Comparator<String> order = Comparator.comparing((Function<String, Integer> & Serializable) String::length)
                .thenComparing(Comparator.reverseOrder());
        Comparator<String> received = (Comparator<String>) JdkObjectsTest.read(ofOneProgram, order);
        assertThat(List.of("a", "bb", "c").stream().sorted(received)).containsExactly("c", "a", "bb");
        assertThat((Comparator<Map.Entry<String, Integer>>)
                        JdkObjectsTest.read(ofOneProgram, Map.Entry.<String, Integer>comparingByValue()))
                .satisfies(byValue -> assertThat(byValue.compare(Map.entry("b", 1), Map.entry("a", 2)))
                        .isNegative());
        assertThatThrownBy(() -> codec.encode(new JdkObjectsTest.Has(order)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("a lambda has no class")
                .hasMessageContaining("value.part.comparator().comparator()");
        assertThatThrownBy(() -> codec.encode(new JdkObjectsTest.Has(new Stubborn().really(Comparator.naturalOrder()))))
                .hasMessageContaining("thenComparing(Comparator) of its own");
    }
}
