package dev.steward.process.cell;

import dev.steward.process.ctype.CNumber;
import dev.steward.process.ctype.CType;
import dev.steward.process.ctype.Word;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Cells of one type, one behind the other in shared memory, and what guards them. With a guard each access takes it, so
 * each is one step. Without one a number is still read, written and exchanged in one step, as a volatile variable is, and a
 * structure member by member.
 *
 * @param <T> the class of the values
 */
public final class GuardedCells<T> {

    private final ByteBuffer memory;
    private final int at;
    private final CType<T> type;
    private final @Nullable CNumber<T> number;
    private final int length;
    private final @Nullable CellGuard guard;

    /**
     * Cells that lie somewhere.
     *
     * @param memory in native order
     * @param at where they begin, at a multiple of the alignment of the type
     * @param guard null if nothing guards them
     */
    public GuardedCells(ByteBuffer memory, int at, CType<T> type, int length, @Nullable CellGuard guard) {
        this.memory = memory;
        this.at = at;
        this.type = type;
        this.number = type instanceof CNumber<T> found ? found : null;
        this.length = length;
        this.guard = guard;
    }

    /** Returns what the cells hold. */
    public CType<T> type() {
        return type;
    }

    /** Returns how many there are. */
    public int length() {
        return length;
    }

    /** Returns where in the memory they begin. */
    public int offset() {
        return at;
    }

    /** Returns what guards them, or null. */
    public @Nullable CellGuard guard() {
        return guard;
    }

    /** Returns some of them, with the same guard; the range was checked. */
    public GuardedCells<T> slice(int from, int to) {
        return new GuardedCells<>(memory, place(from), type, to - from, guard);
    }

    private int place(int index) {
        return at + index * type.size();
    }

    /** Copies between elements and something else, with the guard: hands over their bytes, in native order. */
    public void copy(int from, int count, Consumer<ByteBuffer> access) {
        ByteBuffer bytes = memory.slice(place(from), count * type.size()).order(ByteOrder.nativeOrder());
        enter();
        try {
            access.accept(bytes);
        } finally {
            exit();
        }
    }

    /** Returns all values. */
    public List<T> getAll() {
        byte[] bytes = new byte[length * type.size()];
        copy(0, length, all -> all.get(bytes));
        ByteBuffer copied = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        List<T> values = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            values.add(type.read(copied, i * type.size()));
        }
        return Collections.unmodifiableList(values);
    }

    private void enter() {
        if (guard != null) {
            guard.enter();
        }
    }

    private void exit() {
        if (guard != null) {
            guard.exit();
        }
    }

    /** Returns the bytes of all cells, with a position of their own; the caller guards them. */
    public ByteBuffer bytes() {
        return memory.slice(at, length * type.size()).order(ByteOrder.nativeOrder());
    }

    /** Returns a value. */
    public T get(int index) {
        int place = place(index);
        if (number == null) {
            return guard == null ? type.read(memory, place) : valueOf(copy(place));
        }
        if (guard == null) {
            return number.valueOf(number.word().getVolatile(memory, place));
        }
        return number.valueOf(guardedBits(number, guard, place));
    }

    private long guardedBits(CNumber<T> type, CellGuard taken, int place) {
        taken.enter();
        try {
            return type.word().get(memory, place);
        } finally {
            taken.exit();
        }
    }

    /** Returns the bytes of one cell. What they stand for is made without the guard: records have constructors. */
    private byte[] copy(int place) {
        byte[] bytes = new byte[type.size()];
        enter();
        try {
            memory.get(place, bytes);
        } finally {
            exit();
        }
        return bytes;
    }

    private T valueOf(byte[] bytes) {
        return type.read(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), 0);
    }

    /** Returns a value as it lies there, whoever else has the guard. */
    public T peek(int index) {
        return type.read(memory, place(index));
    }

    /** Sets a value. */
    public void set(int index, T value) {
        int place = place(index);
        if (number != null) {
            long bits = number.bitsOf(value);
            if (guard == null) {
                number.word().putVolatile(memory, place, bits);
                return;
            }
            guard.enter();
            try {
                number.word().put(memory, place, bits);
            } finally {
                guard.exit();
            }
        } else {
            byte[] bytes = bytesOf(value);
            enter();
            try {
                memory.put(place, bytes);
            } finally {
                exit();
            }
        }
    }

    /** Returns what a value is in memory, with zeros wherever nothing of it lies. */
    private byte[] bytesOf(@Nullable Object value) {
        ByteBuffer bytes = ByteBuffer.allocate(type.size()).order(ByteOrder.nativeOrder());
        type.write(bytes, 0, value);
        return bytes.array();
    }

    /** Sets cells from an index on, all or none of them. */
    public void setAll(int index, Object[] values) {
        byte[] bytes = bytesOf(type, values);
        enter();
        try {
            memory.put(place(index), bytes);
        } finally {
            exit();
        }
    }

    /**
     * Returns what values are in memory, one behind the other.
     *
     * @throws IllegalArgumentException if one of them is none of the type; says which
     */
    public static byte[] bytesOf(CType<?> type, @Nullable Object[] values) {
        long size = (long) values.length * type.size();
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(values.length + " " + type.name() + ", each of " + type.size()
                    + " bytes, are more than a block of shared memory holds; make several");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.nativeOrder());
        for (int i = 0; i < values.length; i++) {
            try {
                type.write(bytes, i * type.size(), values[i]);
            } catch (IllegalArgumentException refused) {
                if (values.length == 1) {
                    throw refused;
                }
                throw new IllegalArgumentException("value " + i + ": " + refused.getMessage(), refused);
            }
        }
        return bytes.array();
    }

    /** Sets a value and returns the one before. */
    public T getAndSet(int index, T value) {
        int place = place(index);
        if (number != null) {
            long bits = number.bitsOf(value);
            while (true) {
                long before = bits(number, place);
                T known = number.valueOf(before);
                if (exchangeBits(number, place, before, bits)) {
                    return known;
                }
            }
        }
        byte[] bytes = bytesOf(value);
        requireGuard("getAndSet");
        while (true) {
            byte[] before = copy(place);
            T known = valueOf(before);
            if (exchangeBytes(place, before, bytes)) {
                return known;
            }
        }
    }

    /** Adds to a number and returns the one before. */
    public T getAndAdd(int index, T delta) {
        if (number == null) {
            throw new IllegalArgumentException(
                    "a cell of " + type.name() + " holds no number to add to; use update(f)");
        }
        int place = place(index);
        Word word = number.word();
        if (guard == null) {
            while (true) {
                long before = word.getVolatile(memory, place);
                if (word.compareAndSet(memory, place, before, number.sum(before, delta))) {
                    return number.valueOf(before);
                }
            }
        }
        guard.enter();
        try {
            long before = word.get(memory, place);
            word.put(memory, place, number.sum(before, delta));
            return number.valueOf(before);
        } finally {
            guard.exit();
        }
    }

    /** Sets a value if the expected one is there, and returns whether it was. */
    public boolean compareAndSet(int index, T expected, T value) {
        int place = place(index);
        if (number != null) {
            long bits = number.bitsOf(value);
            T wanted = number.valueOf(number.bitsOf(expected));
            while (true) {
                long before = bits(number, place);
                if (!number.valueOf(before).equals(wanted)) {
                    return false;
                }
                if (exchangeBits(number, place, before, bits)) {
                    return true;
                }
            }
        }
        byte[] bytes = bytesOf(value);
        byte[] wanted = bytesOf(expected);
        requireGuard("compareAndSet");
        while (true) {
            byte[] before = copy(place);
            // What lies between the members of a structure, and behind the end of a text, says nothing.
            if (!Arrays.equals(bytesOf(valueOf(before)), wanted)) {
                return false;
            }
            if (exchangeBytes(place, before, bytes)) {
                return true;
            }
        }
    }

    /**
     * Replaces a value by what a function makes of it, and returns the new one. The function runs without the guard, and
     * again if the cell was changed meanwhile.
     */
    public T update(int index, UnaryOperator<T> function) {
        int place = place(index);
        if (number == null) {
            requireGuard("update");
        }
        while (true) {
            if (number != null) {
                long before = bits(number, place);
                T after = function.apply(number.valueOf(before));
                if (exchangeBits(number, place, before, number.bitsOf(after))) {
                    return after;
                }
            } else {
                byte[] before = copy(place);
                T after = function.apply(valueOf(before));
                if (exchangeBytes(place, before, bytesOf(after))) {
                    return after;
                }
            }
        }
    }

    private long bits(CNumber<T> numbers, int place) {
        return guard == null ? numbers.word().getVolatile(memory, place) : guardedBits(numbers, guard, place);
    }

    private boolean exchangeBits(CNumber<T> numbers, int place, long before, long bits) {
        if (guard == null) {
            return numbers.word().compareAndSet(memory, place, before, bits);
        }
        guard.enter();
        try {
            boolean isUnchanged = numbers.word().get(memory, place) == before;
            if (isUnchanged) {
                numbers.word().put(memory, place, bits);
            }
            return isUnchanged;
        } finally {
            guard.exit();
        }
    }

    private boolean exchangeBytes(int place, byte[] before, byte[] bytes) {
        byte[] now = new byte[before.length];
        enter();
        try {
            memory.get(place, now);
            boolean isUnchanged = Arrays.equals(now, before);
            if (isUnchanged) {
                memory.put(place, bytes);
            }
            return isUnchanged;
        } finally {
            exit();
        }
    }

    /** Sets a value and returns the one before; in one step where that can be. */
    public T replace(int index, T value) {
        if (canExchange()) {
            return getAndSet(index, value);
        }
        T before = get(index);
        set(index, value);
        return before;
    }

    /** Replaces a value by what a function makes of it; in one step where that can be. */
    public void replaceBy(int index, UnaryOperator<T> function) {
        if (canExchange()) {
            T unused = update(index, function);
        } else {
            set(index, function.apply(get(index)));
        }
    }

    private boolean canExchange() {
        return number != null || guard != null;
    }

    private void requireGuard(String method) {
        if (!canExchange()) {
            throw new UnsupportedOperationException(method + ": a cell of " + type.name()
                    + " without a lock is no single word, so it cannot be exchanged in one step; make it with of(..),"
                    + " which gives it a lock, or use get and set");
        }
    }
}
