package dev.steward.examples;

import dev.steward.api.SharedLock;
import dev.steward.api.TypeCode;
import dev.steward.process.ArrayCell;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import dev.steward.process.ValueCell;
import java.util.List;
import java.util.Locale;

/**
 * T14: values and arrays in memory that parent and child share. The child squares the numbers, negates the array, and writes
 * the text in capitals; the parent reads what it left.
 */
public final class SharedMemoryTypes {

    /** Lies in memory as a structure of C with two doubles. */
    record Point(double x, double y) {}

    private SharedMemoryTypes() {}

    /** Runs without arguments. */
    public static void main(String[] args) throws InterruptedException {
        SharedLock lock = Multiprocessing.lock();
        Shared shared = new Shared(
                ValueCell.of(TypeCode.INT, 7),
                ValueCell.raw(TypeCode.DOUBLE, 1.0 / 3.0),
                ValueCell.raw(TypeCode.BOOLEAN, false),
                ArrayCell.ofBytes("hello world", lock),
                ArrayCell.of(TypeCode.INT, 0, 1, 2, 3, 4),
                ArrayCell.of(Point.class, List.of(new Point(1.875, -6.25), new Point(-5.75, 2.0)), lock));

        shared.print("before: ");
        JavaProcess.start(SharedMemoryTypes::modify, shared).join();
        shared.print("after:  ");
    }

    private static void modify(Shared shared) {
        shared.n.update(n -> n * n);
        shared.x.update(x -> x * x);
        shared.done.set(true);
        shared.text.setText(shared.text.text().toUpperCase(Locale.ROOT));
        shared.numbers.asList().replaceAll(n -> -n);
        shared.points.asList().replaceAll(p -> new Point(p.x() * p.x(), p.y() * p.y()));
    }

    private record Shared(
            ValueCell<Integer> n,
            ValueCell<Double> x,
            ValueCell<Boolean> done,
            ArrayCell<Byte> text,
            ArrayCell<Integer> numbers,
            ArrayCell<Point> points) {

        void print(String when) {
            System.out.println(when + n.get() + ", " + x.get() + ", " + done.get() + ", " + text.text() + ", "
                    + numbers.toList() + ", " + points.toList());
        }
    }
}
