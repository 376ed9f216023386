package dev.steward.process;

import dev.steward.api.TypeCode;
import dev.steward.process.ctype.CText;
import dev.steward.process.ctype.CTypes;
import dev.steward.protocol.value.codec.Passable;
import dev.steward.protocol.value.codec.Passage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Values of one type in a row, in memory that several processes of this machine share: numbers, booleans, characters,
 * records of such, or the bytes of a text. How many there are never changes. There is no server in the way.
 *
 * <pre>{@code
 * ArrayCell<Integer> squares = ArrayCell.of(TypeCode.INT, 0, 1, 2, 3, 4);
 * ArrayCell<Byte> text = ArrayCell.ofBytes("hello world");
 * JavaProcess.start(Main::work, squares, text).join();
 * }</pre>
 *
 * <p>Its bytes are those of C, as of a {@link ValueCell}. With a lock, {@link #of}, each access takes it, whole ranges and
 * copies too, so each is one step; without, {@link #raw}, an access to one element is one step if that is no record, and a
 * range is read or written one element after the other. Primitive arrays are copied at the speed of memory.
 *
 * <p>It can be an argument of a {@link JavaProcess} or of a task of a pool, and go through a pipe: the other process then has
 * the same bytes; so can a {@link #slice}. Equal to another that has the same bytes. Safe for use by any number of threads.
 * Python twin: {@code multiprocessing.Array}, and {@code RawArray} for {@link #raw}.
 *
 * @param <T> the class of the values
 */
public final class ArrayCell<T> implements Iterable<T>, Passable {

    private final CellMemory<T> memory;
    private final ElementsView<T> view;

    ArrayCell(CellMemory<T> memory) {
        this.memory = memory;
        this.view = new ElementsView<>(memory.cells());
    }

    /**
     * Makes an array of these values, with a lock of its own. Python twin: {@code Array(code, [...])}.
     *
     * @throws IllegalArgumentException if there is none, or one does not fit the type
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> ArrayCell<T> of(TypeCode<T> code, T... values) {
        return of(code, Arrays.asList(values));
    }

    /** Makes an array of these values, with a lock of its own; see {@link #of(TypeCode, Object...)}. */
    public static <T> ArrayCell<T> of(TypeCode<T> code, Collection<? extends T> values) {
        return new ArrayCell<>(CellMemory.of(CTypes.of(code), values));
    }

    /** Makes an array that is guarded by a lock of a manager or of another cell. Python twin: {@code Array(code, [...], lock=lock)}. */
    public static <T> ArrayCell<T> of(TypeCode<T> code, Collection<? extends T> values, Lock lock) {
        return new ArrayCell<>(CellMemory.of(CTypes.of(code), values, lock));
    }

    /**
     * Makes an array of records, or of a primitive type or its wrapper, with a lock of its own. Python twin: {@code
     * Array(Structure, [...])}.
     *
     * @throws IllegalArgumentException if there is no value or one does not fit, if the class is none of these, or if a
     *     component of the record has no place in C; the message names it and says what to do
     */
    public static <T> ArrayCell<T> of(Class<T> type, Collection<? extends T> values) {
        return new ArrayCell<>(CellMemory.of(CTypes.of(type), values));
    }

    /** Makes an array as {@link #of(Class, Collection)} does, guarded by a lock of a manager or of another cell. */
    public static <T> ArrayCell<T> of(Class<T> type, Collection<? extends T> values, Lock lock) {
        return new ArrayCell<>(CellMemory.of(CTypes.of(type), values, lock));
    }

    /**
     * Makes an array of zeros, with a lock of its own. Python twin: {@code Array(code, length)}.
     *
     * @throws IllegalArgumentException if the length is less than 1, or more than there is in one block
     */
    public static <T> ArrayCell<T> ofLength(TypeCode<T> code, int length) {
        return new ArrayCell<>(CellMemory.ofLength(CTypes.of(code), length));
    }

    /** Makes an array of zeros, guarded by a lock of a manager or of another cell. */
    public static <T> ArrayCell<T> ofLength(TypeCode<T> code, int length, Lock lock) {
        return new ArrayCell<>(CellMemory.ofLength(CTypes.of(code), length, lock));
    }

    /** Makes an array of records of zeros, with a lock of its own. */
    public static <T> ArrayCell<T> ofLength(Class<T> type, int length) {
        return new ArrayCell<>(CellMemory.ofLength(CTypes.of(type), length));
    }

    /** Makes an array of records of zeros, guarded by a lock of a manager or of another cell. */
    public static <T> ArrayCell<T> ofLength(Class<T> type, int length, Lock lock) {
        return new ArrayCell<>(CellMemory.ofLength(CTypes.of(type), length, lock));
    }

    /**
     * Makes an array of the bytes of a text in UTF-8, with a lock of its own. Python twin: {@code Array('c', b'...')}.
     *
     * @throws IllegalArgumentException if the text is empty, or has a zero or half a surrogate pair
     */
    public static ArrayCell<Byte> ofBytes(String text) {
        return ofBytes(CText.bytesOf(text));
    }

    /** Makes an array of the bytes of a text, guarded by a lock of a manager or of another cell. */
    public static ArrayCell<Byte> ofBytes(String text, Lock lock) {
        return ofBytes(CText.bytesOf(text), lock);
    }

    /** Makes an array of bytes, with a lock of its own. */
    public static ArrayCell<Byte> ofBytes(byte[] bytes) {
        return new ArrayCell<>(
                CellMemory.ofLength(CTypes.of(TypeCode.BYTE), bytes.length).filled(bytes));
    }

    /** Makes an array of bytes, guarded by a lock of a manager or of another cell. */
    public static ArrayCell<Byte> ofBytes(byte[] bytes, Lock lock) {
        return new ArrayCell<>(CellMemory.ofLength(CTypes.of(TypeCode.BYTE), bytes.length, lock)
                .filled(bytes));
    }

    /** Makes an array without a lock. Python twin: {@code Array(code, [...], lock=False)}, {@code RawArray(code, [...])}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> ArrayCell<T> raw(TypeCode<T> code, T... values) {
        return raw(code, Arrays.asList(values));
    }

    /** Makes an array without a lock. */
    public static <T> ArrayCell<T> raw(TypeCode<T> code, Collection<? extends T> values) {
        return new ArrayCell<>(CellMemory.raw(CTypes.of(code), values));
    }

    /** Makes an array of records without a lock. */
    public static <T> ArrayCell<T> raw(Class<T> type, Collection<? extends T> values) {
        return new ArrayCell<>(CellMemory.raw(CTypes.of(type), values));
    }

    /** Makes an array of zeros without a lock. Python twin: {@code RawArray(code, length)}. */
    public static <T> ArrayCell<T> rawOfLength(TypeCode<T> code, int length) {
        return new ArrayCell<>(CellMemory.rawOfLength(CTypes.of(code), length));
    }

    /** Makes an array of records of zeros without a lock. */
    public static <T> ArrayCell<T> rawOfLength(Class<T> type, int length) {
        return new ArrayCell<>(CellMemory.rawOfLength(CTypes.of(type), length));
    }

    /**
     * Makes an array of the bytes that are somewhere in a block, without a lock: nothing is written. Python twin: {@code
     * (c_int * length).from_buffer(block.buf, offset)}.
     *
     * @param offset where it begins; a multiple of the alignment of its type in C
     * @throws IndexOutOfBoundsException if the block has not so many bytes there
     * @throws IllegalArgumentException if that is no such multiple, or the length is less than 1
     */
    public static <T> ArrayCell<T> at(SharedMemory block, int offset, TypeCode<T> code, int length) {
        return new ArrayCell<>(CellMemory.at(block.block(), offset, CTypes.of(code), length));
    }

    /** Makes an array of bytes of a block as {@link #at(SharedMemory, int, TypeCode, int)} does, for what {@link #of(Class, Collection)} takes. */
    public static <T> ArrayCell<T> at(SharedMemory block, int offset, Class<T> type, int length) {
        return new ArrayCell<>(CellMemory.at(block.block(), offset, CTypes.of(type), length));
    }

    /** Returns how many values there are; never changes. Python twin: {@code len(array)}. */
    public int length() {
        return memory.cells().length();
    }

    /**
     * Returns a value. Python twin: {@code array[i]}.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalStateException if the bytes there are no value of the class, as when a record's constructor refuses them
     */
    public T get(int index) {
        return memory.cells().get(checked(index));
    }

    /**
     * Sets a value. Python twin: {@code array[i] = x}.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the value does not fit the type; unchanged then
     */
    public void set(int index, T value) {
        memory.cells().set(checked(index), value);
    }

    /** Sets a value and returns what it was before; as {@link ValueCell#getAndSet}. */
    public T getAndSet(int index, T value) {
        return memory.cells().getAndSet(checked(index), value);
    }

    /** Adds to a number and returns what it was before; as {@link ValueCell#getAndAdd}. */
    public T getAndAdd(int index, T delta) {
        return memory.cells().getAndAdd(checked(index), delta);
    }

    /** Sets a value if it equals the expected one; as {@link ValueCell#compareAndSet}. */
    public boolean compareAndSet(int index, T expected, T value) {
        return memory.cells().compareAndSet(checked(index), expected, value);
    }

    /** Replaces a value by what the function makes of it and returns the new one; as {@link ValueCell#update}. */
    public T update(int index, UnaryOperator<T> function) {
        return memory.cells().update(checked(index), function);
    }

    private int checked(int index) {
        int length = length();
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("an array of " + length + " elements has no element " + index);
        }
        return index;
    }

    private void checkRange(int from, int to) {
        int length = length();
        if (from < 0 || to < from || to > length) {
            throw new IndexOutOfBoundsException(
                    "an array of " + length + " elements has no range from " + from + " to " + to);
        }
    }

    private void checkCount(int from, int count) {
        int length = length();
        if (from < 0 || from > length || count > length - from) {
            throw new IndexOutOfBoundsException(
                    "an array of " + length + " elements has no " + count + " from " + from + " on");
        }
    }

    /**
     * Sets as many elements as there are values; all of them, or none.
     *
     * @param from the index of the first one
     * @throws IndexOutOfBoundsException if they are more than fit; nothing is changed
     * @throws IllegalArgumentException if a value does not fit the type; nothing is changed
     */
    public void setRange(int from, Collection<? extends T> values) {
        Object[] all = values.toArray();
        checkCount(from, all.length);
        memory.cells().setAll(from, all);
    }

    /**
     * Returns a part of this array: the same bytes and the same lock.
     *
     * @param from the first index
     * @param to the index behind the last one
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public ArrayCell<T> slice(int from, int to) {
        checkRange(from, to);
        return new ArrayCell<>(memory.slice(from, to));
    }

    /** Returns an unmodifiable copy of all values; at one instant if there is a lock. Python twin: {@code array[:]}. */
    public List<T> toList() {
        return memory.cells().getAll();
    }

    /**
     * Returns the array as a list: what is set there is set here, and its size never changes. Each of its methods is as many
     * steps as it reads or sets elements; {@code replaceAll} is as many as {@link #update}.
     */
    public List<T> asList() {
        return view;
    }

    /** Walks the array, element by element, as it is when it gets there. */
    @Override
    public Iterator<T> iterator() {
        return view.iterator();
    }

    /**
     * Returns the text of an array of bytes: up to the first zero, or the end. Python twin: {@code value} of an array of
     * {@code 'c'}.
     *
     * @throws UnsupportedOperationException if it is no array of bytes
     * @throws IllegalStateException if the bytes are no text in UTF-8
     */
    public String text() {
        byte[] bytes = new byte[textLength("text()")];
        copyTo(0, bytes);
        return new CText(bytes.length).read(ByteBuffer.wrap(bytes), 0);
    }

    /**
     * Sets the text of an array of bytes, with zeros behind it.
     *
     * @throws UnsupportedOperationException if it is no array of bytes
     * @throws IllegalArgumentException if the text does not fit, or has a zero or half a surrogate pair; unchanged then
     */
    public void setText(String text) {
        byte[] bytes = new byte[textLength("setText(..)")];
        new CText(bytes.length).write(ByteBuffer.wrap(bytes), 0, text);
        copyFrom(0, bytes);
    }

    private int textLength(String method) {
        if (memory.cells().type() != CTypes.of(TypeCode.BYTE)) {
            throw new UnsupportedOperationException(method + ": an array of "
                    + memory.cells().type().name() + " is no text; ArrayCell.ofBytes makes one that is");
        }
        return length();
    }

    /**
     * Copies elements into the whole of an array.
     *
     * @param from the index of the first one
     * @throws IndexOutOfBoundsException if there are not so many
     * @throws UnsupportedOperationException if the elements are not those of such an array
     */
    public void copyTo(int from, byte[] target) {
        bulk(from, target.length, byte[].class, bytes -> bytes.get(target));
    }

    /** As {@link #copyTo(int, byte[])}; unsigned numbers by their bits, as of {@link Short#toUnsignedInt}. */
    public void copyTo(int from, short[] target) {
        bulk(from, target.length, short[].class, bytes -> bytes.asShortBuffer().get(target));
    }

    /** As {@link #copyTo(int, byte[])}; unsigned numbers by their bits, as of {@link Integer#toUnsignedLong}. */
    public void copyTo(int from, int[] target) {
        bulk(from, target.length, int[].class, bytes -> bytes.asIntBuffer().get(target));
    }

    /** As {@link #copyTo(int, byte[])}; unsigned numbers by their bits, as of {@link Long#toUnsignedString}. */
    public void copyTo(int from, long[] target) {
        bulk(from, target.length, long[].class, bytes -> bytes.asLongBuffer().get(target));
    }

    /** As {@link #copyTo(int, byte[])}. */
    public void copyTo(int from, float[] target) {
        bulk(from, target.length, float[].class, bytes -> bytes.asFloatBuffer().get(target));
    }

    /** As {@link #copyTo(int, byte[])}. */
    public void copyTo(int from, double[] target) {
        bulk(
                from,
                target.length,
                double[].class,
                bytes -> bytes.asDoubleBuffer().get(target));
    }

    /**
     * Copies the bytes of elements, of whatever type, into what remains of a buffer.
     *
     * @param from the index of the first one
     * @throws IndexOutOfBoundsException if there are not so many
     * @throws IllegalArgumentException if what remains is no whole number of elements
     */
    public void copyTo(int from, ByteBuffer target) {
        memory.cells().copy(from, elementsIn(from, target), target::put);
    }

    /**
     * Copies the whole of an array into elements.
     *
     * @param from the index of the first one
     * @throws IndexOutOfBoundsException if there are not so many
     * @throws UnsupportedOperationException if the elements are not those of such an array
     */
    public void copyFrom(int from, byte[] source) {
        bulk(from, source.length, byte[].class, bytes -> bytes.put(source));
    }

    /** As {@link #copyFrom(int, byte[])}; unsigned numbers by their bits. */
    public void copyFrom(int from, short[] source) {
        bulk(from, source.length, short[].class, bytes -> bytes.asShortBuffer().put(source));
    }

    /** As {@link #copyFrom(int, byte[])}; unsigned numbers by their bits. */
    public void copyFrom(int from, int[] source) {
        bulk(from, source.length, int[].class, bytes -> bytes.asIntBuffer().put(source));
    }

    /** As {@link #copyFrom(int, byte[])}; unsigned numbers by their bits. */
    public void copyFrom(int from, long[] source) {
        bulk(from, source.length, long[].class, bytes -> bytes.asLongBuffer().put(source));
    }

    /** As {@link #copyFrom(int, byte[])}. */
    public void copyFrom(int from, float[] source) {
        bulk(from, source.length, float[].class, bytes -> bytes.asFloatBuffer().put(source));
    }

    /** As {@link #copyFrom(int, byte[])}. */
    public void copyFrom(int from, double[] source) {
        bulk(
                from,
                source.length,
                double[].class,
                bytes -> bytes.asDoubleBuffer().put(source));
    }

    /**
     * Copies what remains of a buffer into the bytes of elements, of whatever type.
     *
     * @param from the index of the first one
     * @throws IndexOutOfBoundsException if there are not so many
     * @throws IllegalArgumentException if what remains is no whole number of elements
     */
    public void copyFrom(int from, ByteBuffer source) {
        memory.cells().copy(from, elementsIn(from, source), bytes -> bytes.put(source));
    }

    private int elementsIn(int from, ByteBuffer other) {
        int size = memory.cells().type().size();
        if (other.remaining() % size != 0) {
            throw new IllegalArgumentException(
                    "the buffer has " + other.remaining() + " bytes, which is no whole number of "
                            + memory.cells().type().name() + ", each of " + size);
        }
        int count = other.remaining() / size;
        checkCount(from, count);
        return count;
    }

    private void bulk(int from, int count, Class<?> array, CellMemory.Copy copy) {
        checkCount(from, count);
        memory.checkCopies(array);
        memory.cells().copy(from, count, copy::between);
    }

    /** Returns the bytes of all values, in native order: the memory itself, which no lock guards here. */
    public ByteBuffer buffer() {
        return memory.cells().bytes();
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
        return memory.passage(false);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ArrayCell<?> cell && memory.equals(cell.memory);
    }

    @Override
    public int hashCode() {
        return memory.hashCode();
    }

    /** Returns the type, the length and the first values as they lie there, whoever holds the lock. */
    @Override
    public String toString() {
        return "ArrayCell(" + memory.cells().type().name() + "[" + length() + "], " + memory.shownAll() + ")";
    }
}
