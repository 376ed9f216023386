package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.steward.api.Length;
import dev.steward.api.TypeCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueCellTest {

    record Point(double x, double y) {}

    // Compared by its elements, one by one, below.
    @SuppressWarnings("ArrayRecordComponent")
    record Sample(
            byte flag, @Length(2) int[] numbers, @Length(8) String name) {}

    private static <T> ValueCell<T> cell(boolean raw, TypeCode<T> code, T value) {
        return raw ? ValueCell.raw(code, value) : ValueCell.of(code, value);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdsANumberAndChangesIt(boolean raw) {
        ValueCell<Integer> cell = cell(raw, TypeCode.INT, 7);
        assertThat(cell.get()).isEqualTo(7);
        cell.set(49);
        assertThat(cell.getAndAdd(1)).isEqualTo(49);
        assertThat(cell.update(n -> n * 2)).isEqualTo(100);
        assertThat(cell.compareAndSet(99, 0)).isFalse();
        assertThat(cell.compareAndSet(100, -1)).isTrue();
        assertThat(cell.getAndSet(5)).isEqualTo(-1);
        assertThat(cell.get()).isEqualTo(5);
        assertThat(cell).hasToString("ValueCell(int, 5)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdsWhatIsSmallerThanANumberThatIsExchanged(boolean raw) {
        ValueCell<Boolean> truth = cell(raw, TypeCode.BOOLEAN, false);
        assertThat(truth.compareAndSet(false, true)).isTrue();
        assertThat(truth.getAndSet(false)).isTrue();
        ValueCell<Short> unsigned = cell(raw, TypeCode.UNSIGNED_BYTE, (short) 254);
        assertThat(unsigned.getAndAdd((short) 1)).isEqualTo((short) 254);
        assertThatIllegalArgumentException().isThrownBy(() -> unsigned.getAndAdd((short) 1));
        assertThat(unsigned.get()).isEqualTo((short) 255);
        ValueCell<Double> fraction = cell(raw, TypeCode.DOUBLE, Double.NaN);
        assertThat(fraction.compareAndSet(Double.NaN, 0.5)).isTrue();
        assertThat(fraction.getAndAdd(0.25)).isEqualTo(0.5);
        assertThat(fraction.get()).isEqualTo(0.75);
        ValueCell<Character> character = cell(raw, TypeCode.CHARACTER, 'a');
        assertThat(character.update(c -> Character.toUpperCase(c))).isEqualTo('A');
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void staysAsItIsIfAValueDoesNotFit(boolean raw) {
        ValueCell<Long> cell = cell(raw, TypeCode.UNSIGNED_INT, 3L);
        assertThatIllegalArgumentException().isThrownBy(() -> cell.set(-1L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cell.getAndAdd(-4L))
                .withMessageContaining("unchanged");
        assertThatIllegalArgumentException().isThrownBy(() -> cell.getAndSet(1L << 40));
        assertThatIllegalArgumentException().isThrownBy(() -> cell.compareAndSet(3L, -1L));
        assertThatIllegalArgumentException().isThrownBy(() -> cell.update(n -> -n));
        assertThat(cell.get()).isEqualTo(3);
        ValueCell<Boolean> truth = cell(raw, TypeCode.BOOLEAN, true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> truth.getAndAdd(true))
                .withMessageContaining("no numbers");
    }

    @Test
    void holdsARecord() {
        ValueCell<Point> cell = ValueCell.of(Point.class, new Point(1.875, -6.25));
        assertThat(cell.get()).isEqualTo(new Point(1.875, -6.25));
        assertThat(cell.update(p -> new Point(p.x() * p.x(), p.y() * p.y()))).isEqualTo(new Point(3.515625, 39.0625));
        assertThat(cell.compareAndSet(new Point(0, 0), new Point(1, 1))).isFalse();
        assertThat(cell.getAndSet(new Point(2, 3))).isEqualTo(new Point(3.515625, 39.0625));
        assertThat(cell).hasToString("ValueCell(struct Point, Point[x=2.0, y=3.0])");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cell.getAndAdd(new Point(1, 1)))
                .withMessageContaining("update(f)");
    }

    @Test
    void recordsWithArraysAreComparedByTheirElements() {
        ValueCell<Sample> cell = ValueCell.of(Sample.class, new Sample((byte) 1, new int[] {1, 2}, "Anna"));
        cell.set(new Sample((byte) 1, new int[] {1, 2}, "Bo"));
        assertThat(cell.get().name()).isEqualTo("Bo");
        assertThat(cell.compareAndSet(
                        new Sample((byte) 1, new int[] {1, 3}, "Bo"), new Sample((byte) 2, new int[2], "")))
                .isFalse();
        assertThat(cell.compareAndSet(
                        new Sample((byte) 1, new int[] {1, 2}, "Bo"), new Sample((byte) 2, new int[2], "")))
                .isTrue();
        assertThat(cell.update(sample -> new Sample((byte) 3, new int[] {7, 8}, sample.name() + "x"))
                        .name())
                .isEqualTo("x");
        assertThat(cell.get().numbers()).containsExactly(7, 8);
        assertThatIllegalArgumentException().isThrownBy(() -> cell.set(new Sample((byte) 9, new int[] {1}, "")));
        assertThat(cell.get().flag()).isEqualTo((byte) 3);
    }

    @Test
    void aRecordWithoutALockIsReadAndSetAndNotExchanged() {
        ValueCell<Point> cell = ValueCell.raw(Point.class, new Point(1, 2));
        cell.set(new Point(3, 4));
        assertThat(cell.get()).isEqualTo(new Point(3, 4));
        for (Runnable refused : List.<Runnable>of(
                () -> cell.update(p -> p),
                () -> cell.getAndSet(new Point(0, 0)),
                () -> cell.compareAndSet(new Point(3, 4), new Point(0, 0)))) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(refused::run)
                    .withMessageContaining("make it with of(..)");
        }
        assertThat(cell.get()).isEqualTo(new Point(3, 4));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(cell::lock)
                .withMessageContaining("of(..)");
    }

    @Test
    void aFunctionRunsAgainIfTheValueWasChangedMeanwhile() {
        for (ValueCell<Integer> cell : List.of(ValueCell.of(TypeCode.INT, 1), ValueCell.raw(TypeCode.INT, 1))) {
            AtomicInteger calls = new AtomicInteger();
            assertThat(cell.update(n -> {
                        if (calls.incrementAndGet() == 1) {
                            cell.set(10);
                        }
                        return n + 1;
                    }))
                    .isEqualTo(11);
            assertThat(calls).hasValue(2);
        }
    }

    @Test
    void noLockIsHeldWhileAFunctionRuns() {
        ValueCell<Integer> cell = ValueCell.of(TypeCode.INT, 1);
        cell.update(n -> {
            assertThat(cell.lock().isLocked()).isFalse();
            return n;
        });
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> cell.update(n -> Math.addExact(n, Integer.MAX_VALUE)));
        assertThat(cell.lock().isLocked()).isFalse();
    }

    @Test
    void itsLockKeepsOthersAwayFromItsValue() throws Exception {
        ValueCell<Integer> cell = ValueCell.of(TypeCode.INT, 1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> other;
            cell.lock().lock();
            try {
                other = threads.submit(() -> cell.getAndAdd(1));
                cell.set(cell.get() + 1);
                assertThat(other.isDone()).isFalse();
                cell.set(cell.get() + 1);
            } finally {
                cell.lock().unlock();
            }
            assertThat(other.get()).isEqualTo(3);
            assertThat(cell.get()).isEqualTo(4);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void canBeGuardedByTheLockOfAnotherCell() throws Exception {
        ValueCell<Integer> first = ValueCell.of(TypeCode.INT, 1);
        ValueCell<Integer> second = ValueCell.of(TypeCode.INT, 2, first.lock());
        assertThat(second.lock()).isEqualTo(first.lock()).hasSameHashCodeAs(first.lock());
        assertThat(ValueCell.of(TypeCode.INT, 1).lock()).isNotEqualTo(first.lock());
        second.lock().lock();
        try {
            assertThat(first.lock().isHeldByMe()).isTrue();
        } finally {
            second.lock().unlock();
        }
        assertThat(first.lock().isLocked()).isFalse();
    }

    @Test
    void aLockOfOneProcessIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueCell.of(TypeCode.INT, 1, new ReentrantLock()))
                .withMessageContaining("Multiprocessing.lock()");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> ValueCell.of(TypeCode.INT, 1).lock().newCondition())
                .withMessageContaining("Multiprocessing.condition()");
    }

    // Null is what is tested.
    @SuppressWarnings("NullAway")
    @Test
    void nullIsNoValueAndNoLock() {
        ValueCell<Integer> cell = ValueCell.of(TypeCode.INT, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> cell.set(null));
        assertThatIllegalArgumentException().isThrownBy(() -> cell.update(n -> null));
        assertThatNullPointerException().isThrownBy(() -> ValueCell.of(TypeCode.INT, null));
        assertThatNullPointerException().isThrownBy(() -> ValueCell.of(TypeCode.INT, 1, null));
        assertThat(cell.get()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void threadsThatAddCountExactly(boolean raw) throws Exception {
        ValueCell<Integer> cell = cell(raw, TypeCode.INT, 0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        cell.getAndAdd(1);
                        cell.update(n -> n + 1);
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(cell.get()).isEqualTo(40_000);
    }
}
