package dev.steward.process.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.Hold;
import dev.steward.api.TypeCode;
import dev.steward.process.ctype.CNumber;
import dev.steward.process.ctype.CTypes;
import dev.steward.process.memory.MemoryBlock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lincheck has threads call cells in the same memory at once, and looks whether what each of them was told fits into one
 * order of whole steps. It runs them freely, many times: its model checker, which decides who goes next, does not know
 * {@code VarHandle}s over buffers.
 */
@Timeout(100)
@Tag("one-jdk")
class CellRacesTest {

    private static final int LOCK = 64;
    private static final int SIZE = 128;

    private static MemoryBlock block;

    @BeforeAll
    static void make() {
        block = MemoryBlock.unnamed(SIZE);
        // Before anybody watches: it asks the system who this process is.
        assertThat(ProcessWord.MINE).isNotZero();
    }

    @AfterAll
    static void end() throws IOException {
        block.close();
        // Lincheck leaves in the temporary folder what it has put before the JDK's classes, which needs it to the last.
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "lincheck-*.jar")) {
            jars.forEach(jar -> jar.toFile().deleteOnExit());
        }
    }

    private static ByteBuffer zeros() {
        ByteBuffer bytes = block.buffer();
        for (int at = 0; at < SIZE; at += Long.BYTES) {
            bytes.putLong(at, 0);
        }
        return bytes;
    }

    private static <T> CNumber<T> number(TypeCode<T> code) {
        return CTypes.of(code);
    }

    private static void check(Class<?> raced, Class<?> oneByOne) {
        new StressOptions()
                .iterations(8)
                .invocationsPerIteration(250)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(oneByOne)
                .check(raced);
    }

    /** A number, and how often its lock was taken on purpose. */
    public static class Counted {
        private long number;
        private long taken;

        public long addHere(int delta) {
            long before = number;
            number += delta;
            return before;
        }

        public long addThere(int delta) {
            return addHere(delta);
        }

        public boolean exchangeThere(int expected, int next) {
            boolean is = number == expected;
            number = is ? next : number;
            return is;
        }

        public long takeHere() {
            return ++taken;
        }

        public long takeThere() {
            return ++taken;
        }
    }

    /** The same with a lock in memory, which two objects stand for, as in two processes. */
    @Param(name = "small", gen = IntGen.class, conf = "0:2")
    public static class Guarded {
        private final ByteBuffer memory = zeros();
        private final OwnLock here = new OwnLock(block, LOCK, ProcessWord.MINE);
        private final OwnLock there = new OwnLock(block, LOCK, ProcessWord.MINE);
        private final GuardedCells<Long> cellHere = new GuardedCells<>(memory, 0, number(TypeCode.LONG), 1, here);
        private final GuardedCells<Long> cellThere = new GuardedCells<>(memory, 0, number(TypeCode.LONG), 1, there);

        @Operation(params = "small")
        public long addHere(int delta) {
            return cellHere.getAndAdd(0, (long) delta);
        }

        @Operation(params = "small")
        public long addThere(int delta) {
            return cellThere.getAndAdd(0, (long) delta);
        }

        @Operation(params = {"small", "small"})
        public boolean exchangeThere(int expected, int next) {
            return cellThere.compareAndSet(0, (long) expected, (long) next);
        }

        @Operation
        public long takeHere() throws InterruptedException {
            return token(here);
        }

        @Operation
        public long takeThere() throws InterruptedException {
            return token(there);
        }

        private static long token(OwnLock lock) throws InterruptedException {
            try (Hold hold = Objects.requireNonNull(lock.tryHold(CellGuard.FOR_EVER))) {
                return hold.fencingToken();
            }
        }
    }

    @Test
    void whatALockInMemoryGuardsIsDoneInWholeSteps() {
        check(Guarded.class, Counted.class);
    }

    /** Small numbers that lie beside each other. */
    public static class Beside {
        private final long[] numbers = new long[4];

        public long get(int index) {
            return numbers[index];
        }

        public void set(int index, int value) {
            numbers[index] = value;
        }

        public long add(int index, int delta) {
            long before = numbers[index];
            numbers[index] += delta;
            return before;
        }

        public long replace(int index, int value) {
            long before = numbers[index];
            numbers[index] = value;
            return before;
        }

        public boolean exchange(int index, int expected, int next) {
            boolean is = numbers[index] == expected;
            numbers[index] = is ? next : numbers[index];
            return is;
        }

        public long doubled(int index) {
            numbers[index] = (numbers[index] * 2 + 1) % 32;
            return numbers[index];
        }
    }

    /**
     * The same in memory without a lock, of which the processor exchanges four bytes at a time.
     *
     * @param <T> the class of the numbers
     */
    @Param(name = "index", gen = IntGen.class, conf = "0:1")
    @Param(name = "small", gen = IntGen.class, conf = "0:2")
    public abstract static class Raw<T extends Number> {
        private final GuardedCells<T> cells;

        Raw(TypeCode<T> code) {
            cells = new GuardedCells<>(zeros(), 0, number(code), 4, null);
        }

        /** Returns a number as one of the class. */
        abstract T of(long value);

        @Operation(params = "index")
        public long get(int index) {
            return cells.get(index).longValue();
        }

        @Operation(params = {"index", "small"})
        public void set(int index, int value) {
            cells.set(index, of(value));
        }

        @Operation(params = {"index", "small"})
        public long add(int index, int delta) {
            return cells.getAndAdd(index, of(delta)).longValue();
        }

        @Operation(params = {"index", "small"})
        public long replace(int index, int value) {
            return cells.getAndSet(index, of(value)).longValue();
        }

        @Operation(params = {"index", "small", "small"})
        public boolean exchange(int index, int expected, int next) {
            return cells.compareAndSet(index, of(expected), of(next));
        }

        @Operation(params = "index")
        public long doubled(int index) {
            return cells.update(index, number -> of((number.longValue() * 2 + 1) % 32))
                    .longValue();
        }
    }

    /** Of one byte. */
    public static class RawBytes extends Raw<Byte> {
        public RawBytes() {
            super(TypeCode.BYTE);
        }

        @Override
        Byte of(long value) {
            return (byte) value;
        }
    }

    /** Of eight bytes. */
    public static class RawLongs extends Raw<Long> {
        public RawLongs() {
            super(TypeCode.LONG);
        }

        @Override
        Long of(long value) {
            return value;
        }
    }

    @Test
    void bytesBesideEachOtherAreChangedInWholeStepsWithoutALock() {
        check(RawBytes.class, Beside.class);
    }

    @Test
    void wordsAreChangedInWholeStepsWithoutALock() {
        check(RawLongs.class, Beside.class);
    }
}
