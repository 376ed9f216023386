package dev.steward.systemtests.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A shared value beside an {@link AtomicInteger}, and a namespace. */
class ValueParityTest extends ParityTest {

    @Test
    void randomCallsEndAsOnAnAtomicInteger() {
        Random random = new Random(7);
        AtomicInteger twin = new AtomicInteger(3);
        SharedValue<Integer> shared = manager.value(Integer.class, 3);
        for (int i = 0; i < 200; i++) {
            int one = random.nextInt(10);
            int other = random.nextInt(10);
            switch (random.nextInt(5)) {
                case 0 -> assertThat(shared.getAndAdd(one)).isEqualTo(twin.getAndAdd(one));
                case 1 -> assertThat(shared.compareAndSet(one, other)).isEqualTo(twin.compareAndSet(one, other));
                case 2 ->
                    assertThat(shared.updateAndGet(v -> v % 7 + one)).isEqualTo(twin.updateAndGet(v -> v % 7 + one));
                case 3 -> assertThat(shared.getAndUpdate(v -> v / 2)).isEqualTo(twin.getAndUpdate(v -> v / 2));
                default -> {
                    shared.set(one);
                    twin.set(one);
                }
            }
            assertThat(shared.get()).isEqualTo(twin.get());
        }
        assertThat(shared).hasToString(twin.toString());
    }

    @Test
    void whatDoesNotFitIsRefusedAndChangesNothing() {
        SharedValue<Integer> cell = manager.value(TypeCode.INT, Integer.MAX_VALUE);
        assertThatThrownBy(() -> cell.getAndAdd(1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(cell.get()).isEqualTo(Integer.MAX_VALUE);
        SharedValue<Short> small = manager.value(TypeCode.UNSIGNED_BYTE, (short) 255);
        assertThatThrownBy(() -> small.set((short) 256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> small.set((short) -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(small.get()).isEqualTo((short) 255);
        SharedValue<String> text = manager.value(String.class, "a");
        assertThatThrownBy(() -> text.getAndAdd("b")).isInstanceOf(IllegalArgumentException.class);
        assertThat(text.updateAndGet(old -> old + "b")).isEqualTo("ab");
    }

    @Test
    void everyTypeCodeGivesItsClassBack() {
        assertThat(manager.value(TypeCode.BYTE, (byte) -5).get()).isEqualTo((byte) -5);
        assertThat(manager.value(TypeCode.SHORT, (short) 7).get()).isEqualTo((short) 7);
        assertThat(manager.value(TypeCode.UNSIGNED_SHORT, 65_535).get()).isEqualTo(65_535);
        assertThat(manager.value(TypeCode.UNSIGNED_INT, 4_294_967_295L).get()).isEqualTo(4_294_967_295L);
        assertThat(manager.value(TypeCode.LONG, 5L).get()).isEqualTo(5L);
        assertThat(manager.value(TypeCode.FLOAT, 1.5f).get()).isEqualTo(1.5f);
        assertThat(manager.value(TypeCode.DOUBLE, 1.5).getAndAdd(2.25)).isEqualTo(1.5);
        assertThat(manager.value(TypeCode.CHARACTER, 'c').get()).isEqualTo('c');
        assertThat(manager.value(TypeCode.BOOLEAN, true).get()).isTrue();
    }

    /** The least and the most that a cell of that code holds, and what is just outside of it. */
    private record Range<T>(TypeCode<T> code, T least, T most, Number below, Number above) {}

    @Test
    void everyNumberOutsideOfATypeCodeIsRefusedAndChangesNothing() {
        BigInteger unsigned64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
        BigInteger below64 = BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE);
        BigInteger above64 = BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE);
        BigInteger zero = BigInteger.ZERO;
        List<Range<?>> ranges = List.of(
                new Range<>(TypeCode.BYTE, (byte) -128, (byte) 127, -129, 128),
                new Range<>(TypeCode.UNSIGNED_BYTE, (short) 0, (short) 255, -1, 256),
                new Range<>(TypeCode.SHORT, Short.MIN_VALUE, Short.MAX_VALUE, -32769, 32768),
                new Range<>(TypeCode.UNSIGNED_SHORT, 0, 65535, -1, 65536),
                new Range<>(TypeCode.INT, Integer.MIN_VALUE, Integer.MAX_VALUE, -2147483649L, 2147483648L),
                new Range<>(TypeCode.UNSIGNED_INT, 0L, 4294967295L, -1, 4294967296L),
                new Range<>(TypeCode.C_LONG, Long.MIN_VALUE, Long.MAX_VALUE, below64, above64),
                new Range<>(TypeCode.LONG, Long.MIN_VALUE, Long.MAX_VALUE, below64, above64),
                new Range<>(TypeCode.UNSIGNED_C_LONG, zero, unsigned64, -1, unsigned64.add(BigInteger.ONE)),
                new Range<>(TypeCode.UNSIGNED_LONG, zero, unsigned64, -1, unsigned64.add(BigInteger.ONE)),
                new Range<>(TypeCode.FLOAT, -Float.MAX_VALUE, Float.MAX_VALUE, -1e300, 1e300),
                new Range<>(
                        TypeCode.DOUBLE,
                        -Double.MAX_VALUE,
                        Double.MAX_VALUE,
                        new BigDecimal("-1e400"),
                        new BigDecimal("1e400")));
        for (Range<?> range : ranges) {
            assertRange(range);
        }
    }

    private static <T> void assertRange(Range<T> range) {
        SharedValue<T> cell = manager.value(range.code(), range.least());
        assertThat(cell.get()).as("%s", range).isEqualTo(range.least());
        cell.set(range.most());
        SharedValue<Number> untyped = manager.attach(cell.objectToken(), Type.value(Number.class));
        for (Number outside : List.of(range.below(), range.above())) {
            assertThatThrownBy(() -> untyped.set(outside))
                    .as("%s in %s", outside, range)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + range.code().code() + "'");
            assertThatThrownBy(() -> untyped.compareAndSet(0, outside)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> untyped.updateAndGet(old -> outside)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(cell.get()).as("%s", range).isEqualTo(range.most());
    }

    @Test
    void typeCodesTakeOnlyTheirKindAndNoNull() {
        for (TypeCode<?> code : TypeCode.values()) {
            SharedValue<Object> cell = manager.attach(cellOfZero(code).objectToken(), Type.value(Object.class));
            Object before = cell.get();
            assertThatThrownBy(() -> cell.set(null)).as("%s", code).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> cell.set("1")).as("%s", code).isInstanceOf(IllegalArgumentException.class);
            assertThat(cell.get()).as("%s", code).isEqualTo(before);
            assertThat(TypeCode.of(code.code())).isSameAs(code);
        }
        SharedValue<Object> whole = manager.attach(cellOfZero(TypeCode.INT).objectToken(), Type.value(Object.class));
        assertThatThrownBy(() -> whole.getAndAdd(0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThat(whole.get()).isEqualTo(0);
        assertThatThrownBy(() -> TypeCode.of('z')).isInstanceOf(IllegalArgumentException.class);
    }

    private static <T> SharedValue<T> cellOfZero(TypeCode<T> code) {
        return manager.value(code, manager.array(code, 1).get(0));
    }

    @Test
    void cellsByClassTakeNumbersOfThatAmountAndPrimitivesToo() {
        SharedValue<Integer> cell = manager.value(int.class, 5);
        SharedValue<Number> any = manager.attach(cell.objectToken(), Type.value(Number.class));
        any.set(7.0);
        assertThat(cell.get()).isEqualTo(7);
        assertThatThrownBy(() -> any.set(1L << 40)).isInstanceOf(IllegalArgumentException.class);
        assertThat(manager.value(BigDecimal.class, new BigDecimal("0.10")).getAndAdd(BigDecimal.ONE))
                .isEqualByComparingTo("0.1");
        assertThat(manager.value("by primitive", long.class, 1L))
                .isEqualTo(manager.value("by primitive", Long.class, 1L));
    }

    @Test
    void firstValueCountsOnlyIfTheCellIsMade() {
        assertThat(manager.value("counter", Long.class, 5L).get()).isEqualTo(5L);
        assertThat(manager.value("counter", Long.class, 9L).get()).isEqualTo(5L);
        assertThatThrownBy(() -> manager.value("counter", String.class, "a"))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("counter");
    }

    @Test
    void addingFromManyThreadsLosesNothing() throws Exception {
        SharedValue<Integer> cell = manager.value("added", Integer.class, 0);
        try (SyncManager second = loopback.client()) {
            List<SharedValue<Integer>> ends = List.of(cell, second.value("added", Integer.class, 0));
            List<Background<Boolean>> adders = ends.stream()
                    .map(end -> Background.run(() -> {
                        for (int i = 0; i < 100; i++) {
                            end.getAndAdd(1);
                            end.updateAndGet(old -> old + 1);
                        }
                        return true;
                    }))
                    .toList();
            for (Background<Boolean> adder : adders) {
                adder.result();
                adder.close();
            }
        }
        assertThat(cell.get()).isEqualTo(400);
    }

    interface Settings {
        String host();

        void host(String host);

        default int timeout() {
            return 30;
        }

        void timeout(int seconds);
    }

    @Test
    void namespaceHoldsAttributesAndNamesWhatIsMissing() {
        SharedNamespace namespace = manager.namespace();
        namespace.set("a", 1);
        namespace.set("nothing", null);
        namespace.update(Map.of("b", List.of(1, 2)));
        assertThat(namespace.get("a")).isEqualTo(1);
        assertThat(namespace.get("a", Long.class)).isEqualTo(1L);
        assertThat(namespace.get("nothing")).isNull();
        assertThat(namespace.contains("nothing")).isTrue();
        assertThat(namespace.toMap()).containsOnlyKeys("a", "nothing", "b");
        assertThatThrownBy(() -> namespace.get("c"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("c");
        assertThatThrownBy(() -> namespace.get("b", Integer.class)).isInstanceOf(ClassCastException.class);
        namespace.delete("a");
        assertThatThrownBy(() -> namespace.delete("a")).isInstanceOf(NoSuchElementException.class);
        assertThat(namespace.toString()).isEqualTo("{nothing=null, b=[1, 2]}");
    }

    @Test
    void namespaceIsSeenThroughAnInterface() {
        Settings settings = manager.namespace("settings", Settings.class);
        assertThat(settings.timeout()).isEqualTo(30);
        settings.timeout(5);
        settings.host("localhost");
        Settings again = manager.namespace("settings", Settings.class);
        assertThat(again.timeout()).isEqualTo(5);
        assertThat(again.host()).isEqualTo("localhost");
        assertThat(again).isEqualTo(settings);
    }
}
