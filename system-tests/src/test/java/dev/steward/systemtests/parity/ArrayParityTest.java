package dev.steward.systemtests.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.SharedArray;
import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** A shared array beside an {@link AtomicIntegerArray}. */
class ArrayParityTest extends ParityTest {

    @Test
    void randomCallsEndAsOnAnAtomicIntegerArray() {
        Random random = new Random(11);
        AtomicIntegerArray twin = new AtomicIntegerArray(5);
        SharedArray<Integer> shared = manager.array(Integer.class, 5);
        for (int i = 0; i < 200; i++) {
            int index = random.nextInt(5);
            int one = random.nextInt(6);
            int other = random.nextInt(6);
            int kind = random.nextInt(6);
            Ended expected = Ended.of(() -> switch (kind) {
                case 0 -> twin.getAndAdd(index, one);
                case 1 -> twin.compareAndSet(index, one, other);
                case 2 -> twin.updateAndGet(index, v -> v % 7 + one);
                case 3 -> twin.getAndUpdate(index, v -> v / 2);
                case 4 -> twin.get(index);
                default -> {
                    twin.set(index, one);
                    yield null;
                }
            });
            Ended actual = Ended.of(() -> switch (kind) {
                case 0 -> shared.getAndAdd(index, one);
                case 1 -> shared.compareAndSet(index, one, other);
                case 2 -> shared.updateAndGet(index, v -> v % 7 + one);
                case 3 -> shared.getAndUpdate(index, v -> v / 2);
                case 4 -> shared.get(index);
                default -> {
                    shared.set(index, one);
                    yield null;
                }
            });
            assertThat(actual).as("call " + kind + " at " + index).isEqualTo(expected);
            assertThat(shared).hasToString(twin.toString());
        }
        assertThat(shared.length()).isEqualTo(twin.length());
    }

    @Test
    void everyTypeCodeBeginsAtZeroAndGivesItsClassBack() {
        for (TypeCode<?> code : TypeCode.values()) {
            SharedArray<?> array = manager.array(code, 2);
            assertThat(array.get(1)).as(code.toString()).isInstanceOf(code.type());
        }
        assertThat(manager.array(TypeCode.DOUBLE, 2)).containsExactly(0.0, 0.0);
        assertThat(manager.array(TypeCode.BOOLEAN, 1)).containsExactly(false);
        assertThat(manager.array(String.class, 1).get(0)).isNull();
        assertThat(manager.array(int.class, List.of(1, 2)).getAndAdd(0, 5)).isEqualTo(1);
    }

    @Test
    void whatDoesNotFitIsRefusedAndChangesNothing() {
        SharedArray<Integer> ints = manager.array(TypeCode.INT, List.of(1, Integer.MAX_VALUE));
        assertThatThrownBy(() -> ints.getAndAdd(1, 1)).isInstanceOf(IllegalArgumentException.class);
        SharedArray<Long> wide = manager.attach(ints.objectToken(), Type.array(Long.class));
        assertThatThrownBy(() -> wide.setRange(0, List.of(5L, 1L << 40))).isInstanceOf(IllegalArgumentException.class);
        assertThat(ints).containsExactly(1, Integer.MAX_VALUE);
        BigInteger most = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
        SharedArray<BigInteger> unsigned = manager.array(TypeCode.UNSIGNED_LONG, List.of(most));
        assertThatThrownBy(() -> unsigned.getAndAdd(0, BigInteger.ONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> unsigned.set(0, BigInteger.ONE.negate())).isInstanceOf(IllegalArgumentException.class);
        assertThat(unsigned.get(0)).isEqualTo(most);
        assertThatThrownBy(() -> manager.array(TypeCode.UNSIGNED_BYTE, List.of((short) 256)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rangesAndPrimitiveCopiesAreTheSameOnBothSides() {
        SharedArray<Integer> ints = manager.array(TypeCode.INT, 5);
        ints.setRange(1, 7, 8, 9);
        assertThat(ints.toIntArray()).containsExactly(0, 7, 8, 9, 0);
        assertThat(ints.toLongArray()).containsExactly(0, 7, 8, 9, 0);
        assertThat(ints.getRange(1, 3)).containsExactly(7, 8);
        SharedArray<Double> doubles = manager.array(TypeCode.DOUBLE, 2);
        doubles.setRange(0, 0.5, 1e300);
        assertThat(doubles.toDoubleArray()).containsExactly(0.5, 1e300);
        SharedArray<Byte> bytes = manager.array(TypeCode.BYTE, 3);
        bytes.setRange(0, new byte[] {1, -128, 127});
        assertThat(bytes.toByteArray()).containsExactly(1, -128, 127);
        assertThat(bytes.snapshot()).isEqualTo(bytes.toList());
    }

    @Test
    void outsideOfTheArrayIsWhatTheJdkSays() {
        SharedArray<Integer> array = manager.array(Integer.class, 3);
        assertThatThrownBy(() -> array.get(3))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageEndingWith("get(): Index 3 out of bounds for length 3");
        assertThatThrownBy(() -> array.setRange(2, 1, 2))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageEndingWith("setRange(): Range [2, 4) out of bounds for length 3");
        assertThatThrownBy(() -> manager.array(Integer.class, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager.array(Integer.class, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2147483647");
    }

    @Test
    void namedArrayIsTheSameForAllAndItsFirstValuesCountOnce() {
        SharedArray<Integer> mine = manager.array("shared", Integer.class, List.of(1, 2));
        try (SyncManager other = loopback.client()) {
            SharedArray<Integer> theirs = other.array("shared", Integer.class, 2);
            theirs.set(0, 9);
            assertThat(other.array("shared", Integer.class, List.of(5, 5))).containsExactly(9, 2);
            assertThat(theirs).isEqualTo(mine).hasSameHashCodeAs(mine);
        }
        assertThat(mine).containsExactly(9, 2);
        assertThatThrownBy(() -> manager.array("shared", Integer.class, 3))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("length 2");
        assertThatThrownBy(() -> manager.array("shared", TypeCode.INT, 2)).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void cellsMayHoldSharedObjects() {
        SharedList<Integer> list = manager.list(Integer.class);
        SharedArray<Object> array = manager.array(Object.class, 1);
        array.set(0, list);
        list.add(4);
        assertThat(((SharedList<?>) array.get(0)).get(0)).isEqualTo(4);
    }

    @Test
    void addingFromManyThreadsLosesNothing() throws Exception {
        SharedArray<Integer> array = manager.array("added", Integer.class, 2);
        try (SyncManager second = loopback.client()) {
            List<Background<Boolean>> adders = List.of(array, second.array("added", Integer.class, 2)).stream()
                    .map(end -> Background.run(() -> {
                        for (int i = 0; i < 100; i++) {
                            end.getAndAdd(0, 1);
                            end.updateAndGet(1, old -> old + 1);
                        }
                        return true;
                    }))
                    .toList();
            for (Background<Boolean> adder : adders) {
                adder.result();
                adder.close();
            }
        }
        assertThat(array).containsExactly(200, 200);
    }
}
