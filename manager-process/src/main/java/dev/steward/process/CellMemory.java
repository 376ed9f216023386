package dev.steward.process;

import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import dev.steward.process.cell.CellGuard;
import dev.steward.process.cell.CellLocks;
import dev.steward.process.cell.GuardedCells;
import dev.steward.process.cell.OwnLock;
import dev.steward.process.ctype.CNumber;
import dev.steward.process.ctype.CType;
import dev.steward.process.ctype.CTypes;
import dev.steward.process.memory.MemoryBlock;
import dev.steward.process.reference.TypeName;
import dev.steward.protocol.value.codec.Passage;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Cells with the block in which they lie: the values first, then, at a multiple of eight, the words of a lock of their own.
 *
 * @param <T> the class of the values
 */
final class CellMemory<T> {

    /** What is copied between the bytes of cells and an array. */
    interface Copy {
        void between(ByteBuffer bytes);
    }

    /** The arrays that elements of a type code are copied to and from. */
    private static final Map<Class<?>, String> COPIED = Map.of(
            byte[].class, "bB",
            short[].class, "hH",
            int[].class, "iIlL",
            long[].class, "qQlL",
            float[].class, "f",
            double[].class, "d");

    private static final Map<Class<?>, Integer> SIZES = Map.of(
            byte[].class, Byte.BYTES,
            short[].class, Short.BYTES,
            int[].class, Integer.BYTES,
            long[].class, Long.BYTES,
            float[].class, Float.BYTES,
            double[].class, Double.BYTES);

    private static final int MOST_SHOWN = 10;

    /** In the place of a type code. */
    private static final char STRUCTURE = 0;

    private final MemoryBlock block;
    private final GuardedCells<T> cells;
    private final @Nullable CellLock lock;

    private CellMemory(MemoryBlock block, GuardedCells<T> cells) {
        this.block = block;
        this.cells = cells;
        CellGuard guard = cells.guard();
        this.lock = guard == null ? null : new CellLock(guard);
    }

    static <T> CellMemory<T> of(CType<T> type, Collection<? extends T> values) {
        byte[] bytes = GuardedCells.bytesOf(type, values.toArray());
        return ofLength(type, values.size()).filled(bytes);
    }

    static <T> CellMemory<T> of(CType<T> type, Collection<? extends T> values, Lock lock) {
        byte[] bytes = GuardedCells.bytesOf(type, values.toArray());
        return ofLength(type, values.size(), lock).filled(bytes);
    }

    static <T> CellMemory<T> raw(CType<T> type, Collection<? extends T> values) {
        byte[] bytes = GuardedCells.bytesOf(type, values.toArray());
        return rawOfLength(type, values.size()).filled(bytes);
    }

    /** Zeros, with a lock of their own. */
    static <T> CellMemory<T> ofLength(CType<T> type, int length) {
        long end = sizeOf(type, length) + Long.BYTES - 1 & -Long.BYTES;
        MemoryBlock block = block(type, length, end + OwnLock.SIZE);
        OwnLock lock = CellLocks.begin(block, (int) end);
        return new CellMemory<>(block, new GuardedCells<>(block.buffer(), 0, type, length, lock));
    }

    static <T> CellMemory<T> ofLength(CType<T> type, int length, Lock lock) {
        CellGuard guard = CellLock.guardOf(lock);
        MemoryBlock block = block(type, length, sizeOf(type, length));
        return new CellMemory<>(block, new GuardedCells<>(block.buffer(), 0, type, length, guard));
    }

    static <T> CellMemory<T> rawOfLength(CType<T> type, int length) {
        MemoryBlock block = block(type, length, sizeOf(type, length));
        return new CellMemory<>(block, new GuardedCells<>(block.buffer(), 0, type, length, null));
    }

    /** What lies in a block that others have too. */
    static <T> CellMemory<T> at(MemoryBlock block, int offset, CType<T> type, int length) {
        long size = sizeOf(type, length);
        if (offset < 0 || offset + size > block.size()) {
            throw new IndexOutOfBoundsException(block + " has no " + size + " bytes for " + length + " " + type.name()
                    + " from byte " + offset + " on");
        }
        if (offset % type.alignment() != 0) {
            throw new IllegalArgumentException("a " + type.name() + " begins at a multiple of " + type.alignment()
                    + ", not at " + offset + ": its bytes could not be read in one step");
        }
        return new CellMemory<>(block, new GuardedCells<>(block.buffer(), offset, type, length, null));
    }

    private static long sizeOf(CType<?> type, int length) {
        if (length < 1) {
            throw new IllegalArgumentException("an array of " + type.name() + " has at least 1 element, not " + length);
        }
        return (long) type.size() * length;
    }

    private static MemoryBlock block(CType<?> type, int length, long size) {
        if (size > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalArgumentException("an array of " + length + " " + type.name() + ", each of " + type.size()
                    + " bytes, is longer than a block of shared memory can be; make several");
        }
        // A whole number of words: the last bytes are exchanged with those around them.
        return MemoryBlock.unnamed(size + Long.BYTES - 1 & -Long.BYTES);
    }

    /** Nobody else has them yet: a lock that was given may be held by whoever makes them. */
    CellMemory<T> filled(byte[] bytes) {
        cells.bytes().put(0, bytes);
        return this;
    }

    GuardedCells<T> cells() {
        return cells;
    }

    CellMemory<T> slice(int from, int to) {
        return new CellMemory<>(block, cells.slice(from, to));
    }

    CellLock lock() {
        if (lock == null) {
            throw new UnsupportedOperationException("this cell was made without a lock, by raw(..): make it by of(..)");
        }
        return lock;
    }

    /** Checks that an array has the elements that the cells have. */
    void checkCopies(Class<?> array) {
        CType<T> type = cells.type();
        boolean fits = type instanceof CNumber<?> number
                && COPIED.getOrDefault(array, "").indexOf(number.code().code()) >= 0
                && SIZES.getOrDefault(array, 0) == type.size();
        if (!fits) {
            throw new UnsupportedOperationException(type.name() + " is not what a " + array.getSimpleName()
                    + " holds: copy to an array of its type, to a ByteBuffer, or have toList()");
        }
    }

    String shown(int index) {
        try {
            return String.valueOf(cells.peek(index));
        } catch (IllegalStateException unreadable) {
            return "unreadable";
        }
    }

    String shownAll() {
        StringBuilder shown = new StringBuilder("[");
        for (int i = 0; i < cells.length(); i++) {
            shown.append(i > 0 ? ", " : "");
            if (i == MOST_SHOWN) {
                shown.append("...");
                break;
            }
            shown.append(shown(i));
        }
        return shown.append(']').toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CellMemory<?> memory
                && block.inode() == memory.block.inode()
                && cells.offset() == memory.cells.offset()
                && cells.length() == memory.cells.length()
                && cells.type().name().equals(memory.cells.type().name());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(block.inode()) * 31 + cells.offset();
    }

    /** Returns what travels in the place of one value, or of an array. */
    Passage passage(boolean isValue) {
        CType<T> type = cells.type();
        return new PassedCell(
                isValue,
                block,
                type instanceof CNumber<?> number ? number.code().code() : STRUCTURE,
                TypeName.of(Type.of(type.type())),
                type.size(),
                cells.offset(),
                cells.length(),
                lock);
    }

    /**
     * Cells on their way.
     *
     * @param block where they lie
     * @param code the letter of the type code; zero if it is a structure
     * @param type the class of the values
     * @param size how many bytes one has where it comes from
     * @param offset where in the block they begin
     */
    private record PassedCell(
            boolean isValue,
            MemoryBlock block,
            char code,
            TypeName type,
            int size,
            int offset,
            int length,
            @Nullable CellLock lock)
            implements Passage {

        @Override
        public Object arrive() {
            CType<?> arrived = code != STRUCTURE
                    ? CTypes.of(TypeCode.of(code))
                    : CTypes.of(type.type().raw());
            if (arrived.size() != size) {
                throw new IllegalStateException(
                        "a cell of " + arrived.name() + " has " + size + " bytes where it comes from" + " and "
                                + arrived.size() + " here: both processes need the same version of the class");
            }
            return arrive(arrived);
        }

        private <T> Object arrive(CType<T> arrived) {
            CellGuard guard = lock == null ? null : lock.guard();
            CellMemory<T> cells =
                    new CellMemory<>(block, new GuardedCells<>(block.buffer(), offset, arrived, length, guard));
            return isValue ? new ValueCell<>(cells) : new ArrayCell<>(cells);
        }
    }
}
