package dev.steward.process;

import dev.steward.api.TypeCode;
import dev.steward.process.ctype.CTypes;
import dev.steward.protocol.value.codec.Passable;
import dev.steward.protocol.value.codec.Passage;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One value in memory that several processes of this machine share: a number, a boolean, a character, or a record of such.
 * There is no server in the way.
 *
 * <pre>{@code
 * ValueCell<Integer> n = ValueCell.of(TypeCode.INT, 7);
 * JavaProcess.start(Main::square, n).join();
 * n.get();
 * }</pre>
 *
 * <p>Its bytes are those of C: what {@code ctypes} has for the type code, and for a record a {@code Structure} of the same
 * fields. A cell of {@link #of} has a lock that each access takes, so each method is one step, also while another process
 * holds {@link #lock()} for several. A cell of {@link #raw} has none; if it is no record each method is one step all the same.
 *
 * <p>It can be an argument of a {@link JavaProcess} or of a task of a pool, and go through a pipe: the other process then has
 * the same bytes. It lives as long as a process has it. Equal to another that has the same bytes. Safe for use by any number of threads. Python
 * twin: {@code multiprocessing.Value}, and {@code RawValue} for {@link #raw}.
 *
 * @param <T> the class of the value
 */
public final class ValueCell<T> implements Passable {

    private final CellMemory<T> memory;

    ValueCell(CellMemory<T> memory) {
        this.memory = memory;
    }

    /**
     * Makes a cell with a lock of its own. Python twin: {@code Value(code, value)}.
     *
     * @throws IllegalArgumentException if the value does not fit the type
     */
    public static <T> ValueCell<T> of(TypeCode<T> code, T value) {
        return new ValueCell<>(CellMemory.of(CTypes.of(code), List.of(value)));
    }

    /** Makes a cell that is guarded by a lock of a manager or of another cell. Python twin: {@code Value(code, value, lock=lock)}. */
    public static <T> ValueCell<T> of(TypeCode<T> code, T value, Lock lock) {
        return new ValueCell<>(CellMemory.of(CTypes.of(code), List.of(value), lock));
    }

    /**
     * Makes a cell with a lock of its own for a record, or for a primitive type or its wrapper.
     *
     * @throws IllegalArgumentException if the class is none of these, or a component of the record has no place in C; the
     *     message names it and says what to do
     */
    public static <T> ValueCell<T> of(Class<T> type, T value) {
        return new ValueCell<>(CellMemory.of(CTypes.of(type), List.of(value)));
    }

    /** Makes a cell as {@link #of(Class, Object)} does, guarded by a lock of a manager or of another cell. */
    public static <T> ValueCell<T> of(Class<T> type, T value, Lock lock) {
        return new ValueCell<>(CellMemory.of(CTypes.of(type), List.of(value), lock));
    }

    /** Makes a cell without a lock. Python twin: {@code Value(code, value, lock=False)}, {@code RawValue(code, value)}. */
    public static <T> ValueCell<T> raw(TypeCode<T> code, T value) {
        return new ValueCell<>(CellMemory.raw(CTypes.of(code), List.of(value)));
    }

    /** Makes a cell without a lock, as {@link #of(Class, Object)} otherwise. */
    public static <T> ValueCell<T> raw(Class<T> type, T value) {
        return new ValueCell<>(CellMemory.raw(CTypes.of(type), List.of(value)));
    }

    /**
     * Makes a cell of the bytes that are somewhere in a block, without a lock: nothing is written. Python twin: {@code
     * c_int.from_buffer(block.buf, offset)}.
     *
     * @param offset where it begins; a multiple of the alignment of its type in C
     * @throws IndexOutOfBoundsException if the block has not so many bytes there
     * @throws IllegalArgumentException if that is no such multiple
     */
    public static <T> ValueCell<T> at(SharedMemory block, int offset, TypeCode<T> code) {
        return new ValueCell<>(CellMemory.at(block.block(), offset, CTypes.of(code), 1));
    }

    /** Makes a cell of bytes of a block as {@link #at(SharedMemory, int, TypeCode)} does, for what {@link #of(Class, Object)} takes. */
    public static <T> ValueCell<T> at(SharedMemory block, int offset, Class<T> type) {
        return new ValueCell<>(CellMemory.at(block.block(), offset, CTypes.of(type), 1));
    }

    /**
     * Returns the value. Waits for the lock, if there is one. Python twin: {@code value}.
     *
     * @throws IllegalStateException if the bytes there are no value of the class, as when a record's constructor refuses them
     */
    public T get() {
        return memory.cells().get(0);
    }

    /**
     * Sets the value. Waits for the lock, if there is one. Python twin: {@code value = x}.
     *
     * @throws IllegalArgumentException if it does not fit the type; unchanged then
     */
    public void set(T value) {
        memory.cells().set(0, value);
    }

    /**
     * Sets the value and returns what it was before, in one step.
     *
     * @throws IllegalArgumentException if it does not fit the type; unchanged then
     * @throws UnsupportedOperationException if it is a record without a lock
     */
    public T getAndSet(T value) {
        return memory.cells().getAndSet(0, value);
    }

    /**
     * Adds to the number and returns what it was before, in one step. Python's {@code value += 1} is none.
     *
     * @throws IllegalArgumentException if it is no number, or the sum does not fit the type; unchanged then
     */
    public T getAndAdd(T delta) {
        return memory.cells().getAndAdd(0, delta);
    }

    /**
     * Sets the value if it equals the expected one, in one step, and returns whether it did. Components of records that are
     * arrays are equal if their elements are.
     *
     * @throws IllegalArgumentException if one of them does not fit the type; unchanged then
     * @throws UnsupportedOperationException if it is a record without a lock
     */
    public boolean compareAndSet(T expected, T value) {
        return memory.cells().compareAndSet(0, expected, value);
    }

    /**
     * Replaces the value by what the function makes of it and returns the new one. The function runs without the lock, and
     * again if the value was changed meanwhile.
     *
     * @throws IllegalArgumentException if what it makes does not fit the type; unchanged then
     * @throws UnsupportedOperationException if it is a record without a lock
     */
    public T update(UnaryOperator<T> function) {
        return memory.cells().update(0, function);
    }

    /**
     * Returns the lock, for several accesses in one. Python twin: {@code get_lock()}.
     *
     * @throws UnsupportedOperationException if it was made without one
     */
    public CellLock lock() {
        return memory.lock();
    }

    /** Returns what travels in its place to another process of this program. */
    @Override
    public Passage passage() {
        return memory.passage(true);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueCell<?> cell && memory.equals(cell.memory);
    }

    @Override
    public int hashCode() {
        return memory.hashCode();
    }

    /** Returns the type and the value as it lies there, whoever holds the lock. */
    @Override
    public String toString() {
        return "ValueCell(" + memory.cells().type().name() + ", " + memory.shown(0) + ")";
    }
}
