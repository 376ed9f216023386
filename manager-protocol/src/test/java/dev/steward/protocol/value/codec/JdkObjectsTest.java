package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.jdk.SerialForm;
import dev.steward.protocol.value.jdk.Wrapper;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.math.MathContext;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.chrono.HijrahChronology;
import java.time.chrono.HijrahDate;
import java.time.chrono.HijrahEra;
import java.time.chrono.IsoChronology;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.time.chrono.MinguoChronology;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.TimeZone;
import java.util.Timer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects of the JDK whose state no method gives, or that do something when they are made or hashed. */
@Timeout(60)
class JdkObjectsTest {

    record Has(@Nullable Object part) {}

    private final ValueCodec codec =
            new ValueCodec(References.NONE, new AllowedClasses().allowPackage(JdkObjectsTest.class.getPackageName()));

    static Object read(ValueCodec codec, Object part) {
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
        DoubleAdder sum = new DoubleAdder();
        sum.add(0.5);
        assertThat(read(codec, sum)).hasToString("0.5");
        assertThat(read(codec, new AtomicLongArray(new long[] {1, -2}))).hasToString("[1, -2]");
        assertThat(read(codec, new AtomicIntegerArray(new int[] {1, -2}))).hasToString("[1, -2]");
        assertThat(read(codec, new StringBuffer("ä"))).hasToString("ä");
    }

    /** What Collections makes, and something to try that it still is what it was. */
    static List<Arguments> wrappers() {
        TreeSet<String> downwards = new TreeSet<>(Comparator.reverseOrder());
        downwards.addAll(List.of("a", "b"));
        TreeMap<String, Integer> map = new TreeMap<>(Comparator.reverseOrder());
        map.putAll(Map.of("a", 1, "b", 2));
        LinkedHashMap<String, Integer> byAccess = new LinkedHashMap<>(16, 0.75f, true);
        byAccess.putAll(Map.of("a", 1, "b", 2));
        return List.of(
                Arguments.of(Collections.synchronizedCollection(new ArrayList<>(List.of("a")))),
                Arguments.of(Collections.synchronizedList(new ArrayList<>(List.of("a")))),
                Arguments.of(Collections.synchronizedList(new LinkedList<>(List.of("a")))),
                Arguments.of(Collections.synchronizedSet(new HashSet<>(List.of("a")))),
                Arguments.of(Collections.synchronizedSortedSet(downwards)),
                Arguments.of(Collections.synchronizedNavigableSet(downwards)),
                Arguments.of(Collections.synchronizedNavigableSet(downwards).headSet("a")),
                Arguments.of(Collections.synchronizedMap(byAccess)),
                Arguments.of(Collections.synchronizedSortedMap(map)),
                Arguments.of(Collections.synchronizedNavigableMap(map)),
                Arguments.of(Collections.unmodifiableSortedSet(downwards)),
                Arguments.of(Collections.unmodifiableNavigableSet(downwards)),
                Arguments.of(Collections.unmodifiableSortedMap(map)),
                Arguments.of(Collections.unmodifiableNavigableMap(map)),
                Arguments.of(ofMap(new ConcurrentHashMap<>())),
                Arguments.of(ofMap(new TreeMap<>(Comparator.reverseOrder()))),
                Arguments.of(Collections.asLifoQueue(new ArrayDeque<>(List.of("a", "b")))));
    }

    private static Set<String> ofMap(Map<String, Boolean> map) {
        Set<String> set = Collections.newSetFromMap(map);
        set.addAll(List.of("a", "b"));
        return set;
    }

    @ParameterizedTest
    @MethodSource("wrappers")
    void whatCollectionsPutsAroundOthersStaysAround(Object wrapper) {
        Object received = read(codec, wrapper);
        assertThat(received).hasSameClassAs(wrapper).hasToString(wrapper.toString());
        if (wrapper instanceof SortedSet<?> set) {
            assertThat(((SortedSet<?>) received).comparator()).isEqualTo(set.comparator());
        }
        if (wrapper instanceof SortedMap<?, ?> map) {
            assertThat(((SortedMap<?, ?>) received).comparator()).isEqualTo(map.comparator());
        }
        assertThat(SerialForm.partsOf((Serializable) received).get(0))
                .hasSameClassAs(SerialForm.partsOf((Serializable) wrapper).get(0));
        // A set or a list is equal to another one whatever is around it.
        if (wrapper instanceof Set<?> set) {
            assertThat(codec.encode(new Has(new HashSet<>(set)))).isEqualTo(codec.encode(new Has(wrapper)));
        } else if (wrapper instanceof List<?> list) {
            assertThat(codec.encode(new Has(new ArrayList<>(list)))).isEqualTo(codec.encode(new Has(wrapper)));
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void aMapInTheOrderOfAccessStaysOne() {
        LinkedHashMap<String, Integer> byAccess = new LinkedHashMap<>(16, 0.75f, true);
        byAccess.put("a", 1);
        byAccess.put("b", 2);
        for (Map<String, Integer> map : List.of(byAccess, Collections.synchronizedMap(byAccess))) {
            Map<String, Integer> received = (Map<String, Integer>) read(codec, map);
            received.get("a");
            assertThat(received).hasToString("{b=2, a=1}");
        }
        Map<String, Integer> asPut = (Map<String, Integer>) read(codec, new LinkedHashMap<>(byAccess));
        asPut.get("a");
        assertThat(asPut).hasToString("{a=1, b=2}");
    }

    @Test
    void anIdentityIsNoReasonToLoseWhatIsEqual() {
        Set<String> set = Collections.newSetFromMap(new IdentityHashMap<>());
        // Two of them, which are equal.
        set.add("ab".substring(0, 1));
        set.add("ac".substring(0, 1));
        assertThat(set).hasSize(2);
        assertThat((Set<?>) read(codec, set)).hasSize(2);
        Map<String, Integer> map = new IdentityHashMap<>();
        set.forEach(each -> map.put(each, 1));
        assertThat((Map<?, ?>) read(codec, map)).hasSize(2);
        for (Object lossy : List.of(set, map, new Has(Collections.unmodifiableMap(map)))) {
            assertThatThrownBy(() -> codec.encode(lossy))
                    .isInstanceOf(UnsupportedValueException.class)
                    .hasMessageContaining("that are equal");
        }
    }

    @Test
    void whatIsInAWrapperMayHoldIt() {
        List<Object> list = Collections.synchronizedList(new ArrayList<>());
        list.add(list);
        List<?> received = (List<?>) read(codec, list);
        assertThat(received.get(0)).isSameAs(received);
        Map<String, Object> inside = new HashMap<>();
        Map<String, Object> map = Collections.synchronizedMap(Collections.synchronizedMap(inside));
        map.put("me", map);
        map.put("inside", inside);
        Map<?, ?> same = (Map<?, ?>) read(codec, map);
        assertThat(same.get("me")).isSameAs(same);
        ((Map<?, ?>) same.get("inside")).clear();
        assertThat(same.isEmpty()).isTrue();
        // What is inside comes first.
        Object[] both = (Object[]) read(codec, new Object[] {inside, map, ofMap(new IdentityHashMap<>())});
        ((Map<?, ?>) both[0]).clear();
        assertThat(((Map<?, ?>) both[1]).isEmpty()).isTrue();
        assertThat((Set<?>) both[2]).hasSize(2);
    }

    @Test
    void aSetOfAMapIsOfThatMapAlsoWhereTheMapComesFirst() {
        Map<String, Boolean> members = new HashMap<>();
        Set<String> set = Collections.newSetFromMap(members);
        set.add("a");
        Object[] both = (Object[]) read(codec, new Object[] {members, set});
        assertThat((Set<?>) both[1]).isEqualTo(Set.of("a"));
        ((Map<?, ?>) both[0]).clear();
        assertThat((Set<?>) both[1]).isEmpty();
    }

    @Test
    void aPartOfASynchronizedSetIsWrittenUnderTheGuardOfTheWhole() {
        NavigableSet<String> whole = Collections.synchronizedNavigableSet(new TreeSet<>(Set.of("a", "b")));
        List<Boolean> guarded = new ArrayList<>();
        Wrapper.open(whole.headSet("b", true), inside -> guarded.add(Thread.holdsLock(whole)));
        Wrapper.open(whole, inside -> guarded.add(Thread.holdsLock(whole)));
        assertThat(guarded).containsExactly(true, true);
    }

    static List<Object> ofOtherCalendars() {
        return List.of(
                JapaneseDate.of(2024, 1, 5),
                HijrahDate.of(1445, 6, 23),
                ThaiBuddhistDate.of(2567, 1, 5).atTime(LocalTime.of(1, 2, 3, 4)),
                MinguoDate.of(113, 10, 27).atTime(LocalTime.of(12, 0, 0, 5)).atZone(ZoneId.of("Asia/Taipei")),
                MinguoChronology.INSTANCE.period(1, -2, 3),
                JapaneseEra.SHOWA,
                HijrahEra.AH,
                IsoChronology.INSTANCE,
                HijrahChronology.INSTANCE,
                calendar("th-TH-u-ca-buddhist"),
                calendar("ja-JP-u-ca-japanese"),
                StandardCharsets.UTF_16LE,
                new StackTraceElement("app", "m", null, "A", "b", "A.java", 3),
                new StackTraceElement(null, "m", "1.2", "A", "b", "A.java", 4),
                new StackTraceElement("A", "b", null, -2));
    }

    private static Calendar calendar(String language) {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("Asia/Kolkata"), Locale.forLanguageTag(language));
        calendar.setTimeInMillis(1_234_567_890_123L);
        calendar.setFirstDayOfWeek(Calendar.TUESDAY);
        calendar.setLenient(false);
        return calendar;
    }

    @ParameterizedTest
    @MethodSource("ofOtherCalendars")
    void datesThatCountOtherwiseComeBackEqual(Object value) {
        assertThat(read(codec, value)).isEqualTo(value).hasSameClassAs(value);
        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }

    @Test
    void anObjectThatIsOnlyItselfIsOneWhereItWasOne() {
        Object lock = new Object();
        Object[] received = (Object[]) read(codec, new Object[] {lock, lock, new Object()});
        assertThat(received[0]).isSameAs(received[1]).isNotSameAs(received[2]).hasSameClassAs(lock);
        AtomicReferenceArray<Object> array = new AtomicReferenceArray<>(2);
        array.set(0, array);
        AtomicReferenceArray<?> same = (AtomicReferenceArray<?>) read(codec, array);
        assertThat(same.get(0)).isSameAs(same);
        assertThat(same.get(1)).isNull();
    }

    static List<Arguments> refused() {
        return List.of(
                Arguments.of(new SplittableRandom(1), "pass a seed"),
                Arguments.of(new SecureRandom(), "pass a seed"),
                Arguments.of(Clock.systemUTC(), "pass its zone"),
                Arguments.of(new SimpleDateFormat("yyyy", Locale.ROOT), "pass its pattern"),
                Arguments.of(DateTimeFormatter.ISO_DATE, "pass its pattern"),
                Arguments.of(ByteBuffer.allocate(1), "as an array"),
                Arguments.of(new StringJoiner(","), "toString()"),
                Arguments.of(new LongAccumulator(Long::sum, 0), "LongAdder"),
                Arguments.of(new DoubleAccumulator(Double::sum, 0), "DoubleAdder"),
                Arguments.of(new Exchanger<>(), "manager.queue()"),
                Arguments.of(ProcessHandle.current(), "pid()"),
                Arguments.of(new StampedLock(), "manager.lock()"),
                Arguments.of(new Phaser(), "manager.barrier(n)"),
                Arguments.of(new WeakReference<>("a"), "what it refers to"),
                Arguments.of(new ThreadLocal<>(), "the value of the thread"),
                Arguments.of(Charset.forName("windows-1252"), "send its name"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatDoesNotTravelIsRefusedWithWhatToPass(Object value, String cure) {
        assertThatThrownBy(() -> codec.encode(new Has(value)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("value.part")
                .hasMessageContaining(cure);
    }

    @Test
    void aTimerIsRefused() {
        Timer timer = new Timer(true);
        timer.cancel();
        assertThatThrownBy(() -> codec.encode(new Has(timer)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("make it where it shall run");
    }

    @Test
    void aLocaleThatNoTagStandsForIsRefused() {
        assertThatThrownBy(() -> codec.encode(new Has(new Locale("not a language"))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("Locale.Builder");
    }
}
