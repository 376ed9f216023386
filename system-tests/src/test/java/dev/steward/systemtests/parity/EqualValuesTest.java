package dev.steward.systemtests.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedValue;
import dev.steward.api.Tuple;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/semantics.md: which values the server takes for equal, as elements, as keys and in a cell. */
class EqualValuesTest extends ParityTest {

    static Stream<Arguments> equal() {
        return Stream.of(
                Arguments.of(1, 1L),
                Arguments.of(1, (short) 1),
                Arguments.of(1, BigInteger.ONE),
                Arguments.of(1, 1.0),
                Arguments.of(1L, 1.0f),
                Arguments.of(1.0, new BigDecimal("1.00")),
                Arguments.of(0.5f, 0.5),
                Arguments.of(0.0, -0.0),
                Arguments.of(Double.NaN, Float.NaN),
                Arguments.of(List.of(1, 2), List.of(1L, 2.0)),
                Arguments.of(Tuple.of(1, "a"), Tuple.of(1L, "a")),
                Arguments.of(Set.of(1, 2), Set.of(2.0, 1L)),
                Arguments.of(Map.of("a", 1, "b", 2), Map.of("b", 2L, "a", 1.0)));
    }

    static Stream<Arguments> different() {
        return Stream.of(
                Arguments.of(0.1, 0.1f),
                Arguments.of(0.1, new BigDecimal("0.1")),
                Arguments.of(9_007_199_254_740_993L, 9_007_199_254_740_992.0),
                Arguments.of(true, 1),
                Arguments.of('a', "a"),
                Arguments.of(1, "1"),
                Arguments.of(List.of(1, 2), List.of(2, 1)));
    }

    /** What the first column of the table says, as values. */
    private static final Map<String, Object> WRITTEN = Map.ofEntries(
            Map.entry("1", 1),
            Map.entry("1L", 1L),
            Map.entry("(short) 1", (short) 1),
            Map.entry("BigInteger.ONE", BigInteger.ONE),
            Map.entry("1.0", 1.0),
            Map.entry("1.0f", 1.0f),
            Map.entry("new BigDecimal(\"1.00\")", new BigDecimal("1.00")),
            Map.entry("0.1", 0.1),
            Map.entry("0.1f", 0.1f),
            Map.entry("new BigDecimal(\"0.1\")", new BigDecimal("0.1")),
            Map.entry("9007199254740993L", 9_007_199_254_740_993L),
            Map.entry("9007199254740992.0", 9_007_199_254_740_992.0),
            Map.entry("0.0", 0.0),
            Map.entry("-0.0", -0.0),
            Map.entry("Double.NaN", Double.NaN),
            Map.entry("Float.NaN", Float.NaN),
            Map.entry("true", true),
            Map.entry("'a'", 'a'),
            Map.entry("\"a\"", "a"));

    /** The rows of the table: the values, and whether they are equal. */
    static Stream<Arguments> rows() throws IOException {
        List<String> page = Files.readAllLines(Path.of("../docs/semantics.md"));
        int start = page.indexOf("### When two values are equal");
        return page.subList(start, page.size()).stream()
                .dropWhile(line -> !line.startsWith("| `"))
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> {
                    String[] cells = line.split(" *\\| *");
                    List<String> written = QUOTED.matcher(cells[1])
                            .results()
                            .map(m -> m.group(1))
                            .toList();
                    return Arguments.of(written, cells[2].startsWith("equal"));
                });
    }

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyRowOfTheTableHoldsForEachPairOfItsValues(List<String> written, boolean equal) {
        assertThat(written).hasSizeGreaterThan(1);
        assertThat(WRITTEN).containsKeys(written.toArray(String[]::new));
        for (String one : written) {
            for (String other : written) {
                assertThat(areEqual(WRITTEN.get(one), WRITTEN.get(other)))
                        .as("%s and %s", one, other)
                        .isEqualTo(equal || one.equals(other));
            }
        }
    }

    @Test
    void theTableHasRows() throws IOException {
        assertThat(rows().count()).isGreaterThanOrEqualTo(8);
    }

    private static boolean areEqual(Object one, Object other) {
        SharedList<Object> list = manager.listOf(List.of(one));
        SharedDict<Object, String> dict = manager.dict();
        dict.put(one, "found");
        SharedValue<Object> cell = manager.value(Object.class, one);
        boolean asElement = list.contains(other);
        assertThat(dict.containsKey(other)).as("as a key").isEqualTo(asElement);
        assertThat(cell.compareAndSet(other, "set")).as("in a cell").isEqualTo(asElement);
        return asElement;
    }

    @ParameterizedTest
    @MethodSource("equal")
    void theseAreEqualBothWays(Object one, Object other) {
        assertThat(areEqual(one, other)).isTrue();
        assertThat(areEqual(other, one)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("different")
    void theseDifferBothWays(Object one, Object other) {
        assertThat(areEqual(one, other)).isFalse();
        assertThat(areEqual(other, one)).isFalse();
    }
}
