package dev.steward.python.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.Tuple;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.codec.Samples;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.python.pickle.Fingerprint;
import dev.steward.python.pickle.HandMade;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleNode;
import dev.steward.python.pickle.PickleReader;
import dev.steward.python.pickle.PickleWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Java sees of what Python has stored, and what Python gets of what Java has. */
@Timeout(120)
class PythonValuesTest {

    private static final ValueCodec CODEC = Samples.codec();

    private static EncodedValue value(byte[] pickle) {
        return PythonValues.toValue(PickleReader.read(pickle), pickle.length);
    }

    private static EncodedValue value(String pickle) {
        return value(HandMade.bytes(pickle));
    }

    private static @Nullable Object seen(String pickle) {
        return CODEC.decode(value(pickle));
    }

    /** Checks that Python gets a value, and that what it sends back is that value, of the same class. */
    private static PickleNode there(Object java) {
        EncodedValue value = CODEC.encode(java);
        PickleNode node = PythonValues.toGraph(value);
        byte[] pickle = PickleWriter.write(node, 4);
        EncodedValue back = value(pickle);
        assertThat(back).isEqualTo(value);
        return node;
    }

    @Test
    void plainObjectsAreTheNaturalClassesOfJava() {
        assertThat(seen("N.")).isNull();
        assertThat(seen("\u0088.")).isEqualTo(true);
        assertThat(seen("K\u0001.")).isEqualTo(1L);
        assertThat(seen("\u008a\u0009\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0080\u0000."))
                .isEqualTo(BigInteger.ONE.shiftLeft(63));
        assertThat(seen("G\u0080\u0000\u0000\u0000\u0000\u0000\u0000\u0000.")).isEqualTo(-0.0);
        assertThat(seen("\u008c\u0001a.")).isEqualTo("a");
        assertThat(seen("\u008c\u0003\u00ed\u00a0\u00bd.")).isEqualTo("\ud83d");
        assertThat(seen("C\u0002ab.")).isEqualTo(new byte[] {'a', 'b'});
        assertThat(seen("](K\u0001\u008c\u0001ae.")).isEqualTo(List.of(1L, "a"));
        assertThat(seen("K\u0001\u008c\u0001a\u0086.")).isEqualTo(Tuple.of(1L, "a"));
        assertThat(seen("}\u008c\u0001aK\u0001s.")).isEqualTo(Map.of("a", 1L));
        assertThat(seen("\u008f(K\u0001K\u0002\u0090.")).isEqualTo(Set.of(1L, 2L));
        assertThat(seen("}(K\u0001\u0091K\u0002s.")).isEqualTo(Map.of(Set.of(1L), 2L));
        assertThat(seen("cdatetime\ndate\nC\u0004\u0007\u00ea\u000b\u001d\u0085R."))
                .isEqualTo(LocalDate.of(2026, 11, 29));
        assertThat(seen("cdatetime\ntime\nC\u0006\u0001\u0002\u0003\u0000\u0000\u0004\u0085R."))
                .isEqualTo(LocalTime.of(1, 2, 3, 4_000));
        assertThat(seen("cdecimal\nDecimal\n\u008c\u00041.50\u0085R.")).isEqualTo(new BigDecimal("1.50"));
        assertThat(seen("carray\narray\n\u008c\u0001iC\u0004\u00ff\u00ff\u00ff\u00ff\u0086R."))
                .isEqualTo(new int[] {-1});
    }

    @Test
    void whatJavaSeesIsNotAllThatPythonKeeps() {
        for (String pickle : List.of(
                "\u0096\u0002\u0000\u0000\u0000\u0000\u0000\u0000\u0000ab.",
                "carray\narray\n\u008c\u0001BC\u0002ab\u0086R.")) {
            assertThat(value(pickle).kind()).isEqualTo(ValueKind.OPAQUE);
            assertThat(seen(pickle)).isEqualTo(new byte[] {'a', 'b'});
        }
        assertThat(seen("(K\u0001\u0091.")).isEqualTo(Set.of(1L));
        assertThat(seen("carray\narray\n\u008c\u0001HC\u0002\u00ff\u00ff\u0086R."))
                .isEqualTo(new int[] {0xFFFF});
        assertThat(seen("ccollections\nOrderedDict\n)R\u008c\u0001aK\u0001s.")).isEqualTo(Map.of("a", 1L));
        assertThat(seen("ccollections\ndeque\n)R(K\u0001K\u0002e.")).isEqualTo(List.of(1L, 2L));
        assertThat(seen("ccollections\nCounter\n}\u008c\u0001aK\u0001s\u0085R."))
                .isEqualTo(Map.of("a", 1L));
        // One list that is there twice.
        assertThat(seen("]\u0094K\u0001a2\u0086.")).isEqualTo(Tuple.of(List.of(1L), List.of(1L)));
    }

    @Test
    void aViewInsideOfOtherValuesIsSeenToo() {
        assertThat(seen("](\u0096\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000a}\u008c\u0001f(K\u0001\u0091se."))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(new byte[] {'a'}),
                        second -> assertThat(second).isEqualTo(Map.of("f", Set.of(1L))));
    }

    @Test
    void whatOnlyPythonKnowsIsOpaqueAndSaysSo() {
        EncodedValue value = value("](K\u0001cm\nPoint\n)\u0081}\u008c\u0001xK\u0001sbe.");
        assertThat(value.kind()).isEqualTo(ValueKind.LIST);
        assertThat(value.asList().get(1).toString()).startsWith("m.Point (");
        assertThatThrownBy(() -> CODEC.decode(value))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("Python's class m.Point")
                .hasMessageContaining("have Python send it as a list");
    }

    @Test
    void opaqueOnesAreEqualByWhatTheyHold() {
        EncodedValue first = value("cm\nP\n)\u0081}(\u008c\u0001xK\u0001\u008c\u0001yK\u0002ub.");
        EncodedValue same =
                value("\u008c\u0001m\u008c\u0001P\u0093)\u0081}(\u008c\u0001yK\u0002\u008c\u0001xK\u0001ub.");
        assertThat(same).isEqualTo(first).hasSameHashCodeAs(first);
        assertThat(value("cm\nP\n)\u0081}(\u008c\u0001xK\u0001\u008c\u0001yK\u0003ub."))
                .isNotEqualTo(first);
        assertThat(value("cm\nQ\n)\u0081}(\u008c\u0001xK\u0001\u008c\u0001yK\u0002ub."))
                .isNotEqualTo(first);
        EncodedValue circle = value("cm\nP\n)\u0081\u0094}\u008c\u0001xh\u0000sb.");
        assertThat(value("cm\nP\n)\u0081\u0094}\u008c\u0001xh\u0000sb.")).isEqualTo(circle);
    }

    @Test
    void theTypesOfPythonComeBack() {
        for (String pickle : List.of(
                "\u0088.",
                "K\u0001.",
                "C\u0001a.",
                "](N)e.",
                "}(K\u0001\u0091Ns.",
                "(K\u0001\u0091.",
                "\u008f(N\u0090.",
                "\u0096\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000a.",
                "]\u00942\u0086.",
                "]\u0094h\u0000a.",
                "}G\u007f\u00f8\u0000\u0000\u0000\u0000\u0000\u0000Ns.",
                "cbuiltins\nlen\n.",
                "](]\u0094cm\nX\n)R\u008c\u0001ah\u0000sh\u0000e.",
                "\u008c\u0006\u00ed\u00a0\u00bd\u00ed\u00b8\u0080.")) {
            PickleNode node = PickleReader.read(HandMade.bytes(pickle));
            PickleNode back = PythonValues.toGraph(value(pickle));
            assertThat(Fingerprint.of(back)).as(pickle).isEqualTo(Fingerprint.of(node));
            assertThat(back.kind()).isEqualTo(node.kind());
        }
    }

    @Test
    void aDictWithNansAmongItsKeysIsNoMap() {
        String nan = "G\u007f\u00f8\u0000\u0000\u0000\u0000\u0000\u0000";
        String pickle = "}(" + nan + "N" + nan + "\u0085K\u0001" + nan + "K\u0002u.";
        assertThat(value(pickle).kind()).isEqualTo(ValueKind.OPAQUE);
        assertThat(PythonValues.toGraph(value(pickle)).size()).isEqualTo(6);
        assertThatThrownBy(() -> CODEC.decode(value(pickle))).isInstanceOf(UnsupportedValueException.class);
        assertThat(value("\u008f(" + nan + "\u0090.").kind()).isEqualTo(ValueKind.OPAQUE);
        assertThat(value("](" + nan + "e.").kind()).isEqualTo(ValueKind.LIST);
    }

    @Test
    void whatIsInTwoPlacesStaysOneObjectThere() {
        PickleNode back = PythonValues.toGraph(value("](]\u00942cm\nX\n)R\u008c\u0001ah\u0000se."));
        assertThat(back.part(1)).isSameAs(back.part(0));
        assertThat(back.part(2).part(3)).isSameAs(back.part(0));
        // What never changes is nobody's: so that pairs are equal to pairs, and Java sees them.
        assertThat(value("K\u0001K\u0002\u00862\u0086."))
                .isEqualTo(value("K\u0001K\u0002\u0086K\u0001K\u0002\u0086\u0086."));
    }

    @Test
    void whatJavaHasForPythonIsWhatItWouldBeThere() {
        assertThat(there(1).kind()).isEqualTo(PickleKind.INT);
        assertThat(there(1.5f).kind()).isEqualTo(PickleKind.FLOAT);
        assertThat(there(List.of(1L, List.of())).kind()).isEqualTo(PickleKind.LIST);
        assertThat(there(Tuple.of(1L, "b")).kind()).isEqualTo(PickleKind.TUPLE);
        assertThat(there(Map.of("a", Set.of(1L))).part(1).kind()).isEqualTo(PickleKind.SET);
        assertThat(there(Map.of(Set.of(1L), 2L)).part(0).kind()).isEqualTo(PickleKind.FROZENSET);
        for (Object time : List.of(
                LocalDate.of(2026, 11, 29),
                LocalTime.of(1, 2, 3, 4_000),
                LocalDateTime.of(2026, 11, 29, 1, 2),
                OffsetTime.of(1, 2, 3, 0, ZoneOffset.ofHours(5)),
                OffsetDateTime.of(2026, 1, 1, 1, 2, 3, 0, ZoneOffset.UTC),
                Duration.ofDays(-1).plusNanos(5_000),
                ZoneOffset.ofTotalSeconds(-3_601),
                new BigDecimal("-1.50"),
                new BigDecimal("1E+300"),
                new UUID(-1, 7),
                new int[] {1, -1},
                new long[] {Long.MIN_VALUE},
                new short[] {-1},
                new double[] {-0.0, Double.NaN},
                new float[] {0.1f})) {
            assertThat(((PickleInstance) there(time)).className()).doesNotContain("SimpleNamespace");
        }
        PickleNode instant = PythonValues.toGraph(CODEC.encode(Instant.EPOCH));
        assertThat(CODEC.decode(PythonValues.toValue(instant, 0))).isEqualTo(OffsetDateTime.parse("1970-01-01T00:00Z"));
    }

    @Test
    void aKeyThatIsThereOftenIsWrittenOnce() {
        String key = "a key that is long enough to be noticed";
        PickleNode list = there(List.of(Map.of(key, 1L), Map.of(key, 2L), Map.of(Tuple.of(key), key)));
        assertThat(list.part(1).part(0)).isSameAs(list.part(0).part(0));
        assertThat(list.part(2).part(0).part(0)).isSameAs(list.part(0).part(0));
        assertThat(PickleWriter.write(list, 4).length).isLessThan(3 * key.length());
    }

    @Test
    void whatPythonHasNothingForIsCarried() {
        for (Object java : List.of(
                new Samples.Point(1, 2.5, "c"),
                DayOfWeek.MONDAY,
                Period.ofMonths(3),
                Year.of(2026),
                ZoneId.of("Europe/Berlin"),
                Instant.MAX,
                LocalTime.of(1, 2, 3, 4),
                LocalDate.of(-5, 1, 1),
                Duration.ofSeconds(Long.MAX_VALUE))) {
            PickleInstance carrier = (PickleInstance) there(java);
            assertThat(carrier.className()).isEqualTo("types.SimpleNamespace");
        }
        assertThat(there(Map.of(Map.of("a", 1L), 2L)).part(0).kind()).isEqualTo(PickleKind.TUPLE);
        PickleNode dict = there(Map.of(new Samples.Point(1, 2.5, "c"), List.of(new Samples.Point(1, 2.5, "d"))));
        assertThat(dict.part(0).kind()).isEqualTo(PickleKind.TUPLE);
        assertThat(dict.part(0).size()).isEqualTo(3);
    }

    @Test
    void bytesThatSayTheyCarryWhatNeedsNoCarrierAreBytes() {
        // ('java', 'x', b'<the text a>'), and the same with no value at all.
        for (String bytes : List.of("\u000c\u0001a", "\u00ff\u00ff\u00ff")) {
            Tuple tuple =
                    (Tuple) Objects.requireNonNull(seen("\u008c\u0004java\u008c\u0001xC\u0003" + bytes + "\u0087."));
            assertThat(tuple.elements().get(2)).isEqualTo(HandMade.bytes(bytes));
        }
    }

    @Test
    void aReferenceIsNotGivenToPythonHere() {
        ObjectToken token = new ObjectToken(new UUID(1, 2), 3, "list", new ObjectId(4), List.of());
        assertThatThrownBy(() -> PythonValues.toGraph(EncodedValue.of(token)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("list");
    }

    @Test
    void whatNestsDeepOrIsReferredToVeryOftenIsOpaqueAndTakesNoMoreThanItsSizeAllows() {
        byte[] deep = HandMade.deepLists(100_000);
        EncodedValue value = value(deep);
        assertThat(value.kind()).isEqualTo(ValueKind.OPAQUE);
        assertThat(value).isEqualTo(value(deep));
        assertThat(PythonValues.toGraph(value).kind()).isEqualTo(PickleKind.LIST);

        for (byte[] bomb : List.of(
                HandMade.repeated(")", "2\u0086", 1_000, "."),
                HandMade.repeated("]", "2\u0086", 1_000, "."),
                HandMade.repeated("(X\u0000\u0000\u0001\u0000" + "x".repeat(65_536), "2", 10_000, "t."),
                // Arrays and decimals that are made of one content, and what is carried.
                HandMade.repeated(
                        "(B\u0000\u0000\u0001\u0000" + "x".repeat(65_536)
                                + "\u0094carray\narray\n\u0094\u008c\u0001i\u0094",
                        "h\u0001h\u0002h\u0000\u0086R",
                        10_000,
                        "t."),
                HandMade.repeated(
                        "(X\u00d0\u0007\u0000\u0000" + "9".repeat(2_000) + "\u0094cdecimal\nDecimal\n\u0094",
                        "h\u0001h\u0000\u0085R",
                        10_000,
                        "t."))) {
            assertThat(value(bomb).size()).isLessThan(40 * bomb.length + (200 << 10));
        }
    }

    @Test
    void aDictOfAThousandLevelsIsAValueStill() {
        assertThat(value(dicts(999)).kind()).isEqualTo(ValueKind.MAP);
        assertThat(value(dicts(1_000)).kind()).isEqualTo(ValueKind.OPAQUE);
    }

    private static String dicts(int levels) {
        return "}N".repeat(levels) + "N" + "s".repeat(levels) + ".";
    }
}
