package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.steward.api.TypeCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ArrayCellTest {

    record Point(double x, double y) {}

    private static final List<Point> POINTS =
            List.of(new Point(1.875, -6.25), new Point(-5.75, 2.0), new Point(2.375, 9.5));

    @Test
    void holdsNumbersInARow() {
        for (ArrayCell<Integer> cell : List.of(
                ArrayCell.of(TypeCode.INT, 0, 1, 2, 3, 4),
                ArrayCell.raw(TypeCode.INT, 0, 1, 2, 3, 4),
                ArrayCell.of(int.class, List.of(0, 1, 2, 3, 4)))) {
            assertThat(cell.length()).isEqualTo(5);
            assertThat(cell.get(4)).isEqualTo(4);
            cell.set(4, 40);
            assertThat(cell.getAndAdd(4, 2)).isEqualTo(40);
            assertThat(cell.update(0, n -> n - 1)).isEqualTo(-1);
            assertThat(cell.compareAndSet(1, 1, 11)).isTrue();
            assertThat(cell.getAndSet(2, 22)).isEqualTo(2);
            assertThat(cell).containsExactly(-1, 11, 22, 3, 42);
            assertThat(cell).hasToString("ArrayCell(int[5], [-1, 11, 22, 3, 42])");
        }
        assertThat(ArrayCell.ofLength(TypeCode.SHORT, 12))
                .hasToString("ArrayCell(short[12], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...])");
    }

    @Test
    void holdsRecords() {
        for (ArrayCell<Point> cell : List.of(ArrayCell.of(Point.class, POINTS), ArrayCell.raw(Point.class, POINTS))) {
            assertThat(cell.toList()).isEqualTo(POINTS);
            cell.asList().replaceAll(p -> new Point(p.x() * p.x(), p.y() * p.y()));
            assertThat(cell.get(1)).isEqualTo(new Point(33.0625, 4.0));
            assertThat(cell.asList().set(0, new Point(0, 0))).isEqualTo(new Point(3.515625, 39.0625));
        }
        assertThat(ArrayCell.ofLength(Point.class, 2)).containsExactly(new Point(0, 0), new Point(0, 0));
    }

    @Test
    void holdsAText() {
        ArrayCell<Byte> text = ArrayCell.ofBytes("hello world");
        assertThat(text.text()).isEqualTo("hello world");
        text.setText(text.text().toUpperCase(Locale.ROOT));
        assertThat(text.get(0)).isEqualTo((byte) 'H');
        text.setText("hi");
        assertThat(text.text()).isEqualTo("hi");
        assertThat(text.get(10)).isEqualTo((byte) 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text.setText("hello, world"))
                .withMessageContaining("12 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> text.setText("a\0b"));
        assertThat(text.text()).isEqualTo("hi");
        text.set(1, (byte) 0xFF);
        assertThatIllegalStateException().isThrownBy(text::text).withMessageContaining("UTF-8");
        assertThat(ArrayCell.ofBytes("größ").length()).isEqualTo(6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArrayCell.ofBytes(""))
                .withMessageContaining("at least 1");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> ArrayCell.ofLength(TypeCode.INT, 1).text())
                .withMessageContaining("ArrayCell.ofBytes");
    }

    @Test
    void indicesAndRangesAreChecked() {
        ArrayCell<Integer> cell = ArrayCell.of(TypeCode.INT, 1, 2, 3);
        for (Consumer<Integer> access : List.<Consumer<Integer>>of(
                cell::get,
                i -> cell.set(i, 0),
                i -> cell.getAndAdd(i, 1),
                i -> cell.getAndSet(i, 1),
                i -> cell.compareAndSet(i, 1, 1),
                i -> cell.update(i, n -> n),
                i -> cell.asList().get(i),
                i -> cell.asList().set(i, 1),
                i -> cell.slice(0, i + 1),
                i -> cell.copyTo(i, new int[1]),
                i -> cell.copyFrom(i, new int[1]),
                i -> cell.copyFrom(i, ByteBuffer.allocate(4)),
                i -> cell.setRange(i, List.of(1)))) {
            for (int index : new int[] {-2, 3, Integer.MAX_VALUE - 1, Integer.MIN_VALUE}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> access.accept(index));
            }
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> cell.slice(2, 1));
        assertThat(cell.toList()).containsExactly(1, 2, 3);
    }

    @Test
    void lengthsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArrayCell.ofLength(TypeCode.INT, 0))
                .withMessageContaining("at least 1");
        assertThatIllegalArgumentException().isThrownBy(() -> ArrayCell.ofLength(Point.class, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> ArrayCell.of(TypeCode.INT, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArrayCell.ofLength(Point.class, Integer.MAX_VALUE))
                .withMessageContaining("longer than a block");
    }

    @Test
    void allOfARangeIsSetOrNothing() {
        ArrayCell<Short> cell = ArrayCell.ofLength(TypeCode.UNSIGNED_BYTE, 4);
        cell.setRange(1, List.of((short) 1, (short) 255));
        assertThat(cell).containsExactly((short) 0, (short) 1, (short) 255, (short) 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cell.setRange(0, List.of((short) 7, (short) 256)))
                .withMessageContaining("value 1");
        assertThat(cell.get(0)).isEqualTo((short) 0);
    }

    @Test
    void aSliceIsTheSameBytesAndTheSameLock() {
        ArrayCell<Integer> cell = ArrayCell.of(TypeCode.INT, 0, 1, 2, 3, 4);
        ArrayCell<Integer> slice = cell.slice(1, 4);
        assertThat(slice).containsExactly(1, 2, 3);
        slice.set(0, 10);
        assertThat(cell.get(1)).isEqualTo(10);
        assertThat(slice.lock()).isEqualTo(cell.lock());
        assertThat(slice.slice(1, 2)).containsExactly(2);
        assertThat(cell.slice(1, 4)).isEqualTo(slice).hasSameHashCodeAs(slice);
        assertThat(slice).isNotEqualTo(cell).isNotEqualTo(cell.slice(0, 3));
        assertThat(cell.slice(2, 2)).isEmpty();
        assertThat(cell.slice(5, 5).toList()).isEmpty();
    }

    @Test
    void asAListItIsLiveAndOfFixedSize() {
        ArrayCell<Integer> cell = ArrayCell.of(TypeCode.INT, 3, 1, 2);
        List<Integer> list = cell.asList();
        Collections.sort(list);
        assertThat(cell.toList()).containsExactly(1, 2, 3);
        assertThat(list).isEqualTo(List.of(1, 2, 3));
        assertThat(list.indexOf(3)).isEqualTo(2);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.add(4));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> cell.toList().set(0, 1));
        List<Integer> walked = new ArrayList<>();
        for (int each : cell) {
            walked.add(each);
        }
        assertThat(walked).containsExactly(1, 2, 3);
    }

    @Test
    void arraysOfItsTypeAreCopiedAtOnce() {
        ArrayCell<Integer> ints = ArrayCell.ofLength(TypeCode.INT, 4);
        ints.copyFrom(1, new int[] {7, 8});
        int[] read = new int[3];
        ints.copyTo(0, read);
        assertThat(read).containsExactly(0, 7, 8);
        ArrayCell<Long> unsigned = ArrayCell.of(TypeCode.UNSIGNED_INT, 0xFFFF_FFFFL);
        int[] bits = new int[1];
        unsigned.copyTo(0, bits);
        assertThat(Integer.toUnsignedLong(bits[0])).isEqualTo(0xFFFF_FFFFL);
        ArrayCell<Double> doubles = ArrayCell.of(TypeCode.DOUBLE, 0.5, 1.5);
        double[] fractions = new double[2];
        doubles.copyTo(0, fractions);
        assertThat(fractions).containsExactly(0.5, 1.5);
        doubles.copyFrom(1, new double[] {2.5});
        assertThat(doubles.get(1)).isEqualTo(2.5);
        ArrayCell<Float> floats = ArrayCell.ofLength(TypeCode.FLOAT, 2);
        floats.copyFrom(0, new float[] {1f, 2f});
        float[] singles = new float[2];
        floats.copyTo(0, singles);
        assertThat(singles).containsExactly(1f, 2f);
        ArrayCell<Long> longs = ArrayCell.ofLength(TypeCode.LONG, 2);
        longs.copyFrom(0, new long[] {Long.MIN_VALUE, 5});
        long[] wide = new long[2];
        longs.copyTo(0, wide);
        assertThat(wide).containsExactly(Long.MIN_VALUE, 5);
        ArrayCell<Short> shorts = ArrayCell.ofLength(TypeCode.SHORT, 2);
        shorts.copyFrom(0, new short[] {-1, 5});
        short[] small = new short[2];
        shorts.copyTo(0, small);
        assertThat(small).containsExactly((short) -1, (short) 5);
        ArrayCell<Byte> bytes = ArrayCell.ofBytes(new byte[] {1, 2});
        byte[] tiny = new byte[2];
        bytes.copyTo(0, tiny);
        assertThat(tiny).containsExactly(1, 2);
    }

    @Test
    void arraysOfAnotherTypeAreRefused() {
        ArrayCell<Integer> ints = ArrayCell.ofLength(TypeCode.INT, 4);
        for (Runnable refused : List.<Runnable>of(
                () -> ints.copyTo(0, new long[1]),
                () -> ints.copyTo(0, new float[1]),
                () -> ints.copyFrom(0, new byte[4]),
                () -> ints.copyFrom(0, new short[1]),
                () -> ArrayCell.ofLength(Point.class, 1).copyTo(0, new double[1]),
                () -> ArrayCell.ofLength(TypeCode.BOOLEAN, 1).copyFrom(0, new byte[1]))) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(refused::run)
                    .withMessageContaining("ByteBuffer");
        }
    }

    @Test
    void bytesOfAnyTypeAreCopiedAsTheyAre() {
        ArrayCell<Point> points = ArrayCell.of(Point.class, POINTS);
        ByteBuffer copy = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
        points.copyTo(1, copy);
        copy.flip();
        assertThat(copy.getDouble(0)).isEqualTo(-5.75);
        points.copyFrom(0, copy);
        assertThat(points.toList()).containsExactly(POINTS.get(1), POINTS.get(2), POINTS.get(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> points.copyTo(0, ByteBuffer.allocate(17)))
                .withMessageContaining("no whole number");
        assertThat(points.buffer().getDouble(8)).isEqualTo(2.0);
        assertThat(points.slice(1, 2).buffer().remaining()).isEqualTo(16);
    }

    @Test
    void partsOfABlockAreCells() {
        try (SharedMemory block = SharedMemory.create(46)) {
            ArrayCell<Point> points = ArrayCell.at(block, 8, Point.class, 2);
            points.set(1, new Point(1, 2));
            ValueCell<Double> y = ValueCell.at(block, 32, TypeCode.DOUBLE);
            assertThat(y.get()).isEqualTo(2);
            y.set(3.0);
            assertThat(points.get(1)).isEqualTo(new Point(1, 3));
            assertThat(block.buffer().getDouble(32)).isEqualTo(3);
            assertThat(ValueCell.at(block, 40, int.class).getAndAdd(1)).isEqualTo(0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ArrayCell.at(block, 4, Point.class, 1))
                    .withMessageContaining("multiple of 8");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> ArrayCell.at(block, 8, Point.class, 3))
                    .withMessageContaining("46 bytes");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> ValueCell.at(block, -8, TypeCode.INT));
            block.unlink();
        }
    }
}
