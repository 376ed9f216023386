package dev.steward.process.ctype;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the processor reads and writes in one step: 1, 2, 4 or 8 bytes at a multiple of that. Bits beyond its size are not
 * written, and are of any value when they are read.
 */
public enum Word {
    /** One byte. */
    ONE(Byte.BYTES) {
        @Override
        public long get(ByteBuffer memory, int at) {
            return memory.get(at);
        }

        @Override
        public void put(ByteBuffer memory, int at, long bits) {
            memory.put(at, (byte) bits);
        }

        @Override
        public long getVolatile(ByteBuffer memory, int at) {
            long bits = memory.get(at);
            VarHandle.fullFence();
            return bits;
        }

        @Override
        public void putVolatile(ByteBuffer memory, int at, long bits) {
            VarHandle.releaseFence();
            memory.put(at, (byte) bits);
            VarHandle.fullFence();
        }

        @Override
        public boolean compareAndSet(ByteBuffer memory, int at, long expected, long bits) {
            return compareAndSetWithin(memory, at, expected, bits, 0xFF);
        }
    },
    /** Two bytes. */
    TWO(Short.BYTES) {
        @Override
        public long get(ByteBuffer memory, int at) {
            return (short) SHORTS.get(memory, at);
        }

        @Override
        public void put(ByteBuffer memory, int at, long bits) {
            SHORTS.set(memory, at, (short) bits);
        }

        @Override
        public long getVolatile(ByteBuffer memory, int at) {
            return (short) SHORTS.getVolatile(memory, at);
        }

        @Override
        public void putVolatile(ByteBuffer memory, int at, long bits) {
            SHORTS.setVolatile(memory, at, (short) bits);
        }

        @Override
        public boolean compareAndSet(ByteBuffer memory, int at, long expected, long bits) {
            return compareAndSetWithin(memory, at, expected, bits, 0xFFFF);
        }
    },
    /** Four bytes. */
    FOUR(Integer.BYTES) {
        @Override
        public long get(ByteBuffer memory, int at) {
            return (int) INTS.get(memory, at);
        }

        @Override
        public void put(ByteBuffer memory, int at, long bits) {
            INTS.set(memory, at, (int) bits);
        }

        @Override
        public long getVolatile(ByteBuffer memory, int at) {
            return (int) INTS.getVolatile(memory, at);
        }

        @Override
        public void putVolatile(ByteBuffer memory, int at, long bits) {
            INTS.setVolatile(memory, at, (int) bits);
        }

        @Override
        public boolean compareAndSet(ByteBuffer memory, int at, long expected, long bits) {
            return INTS.compareAndSet(memory, at, (int) expected, (int) bits);
        }
    },
    /** Eight bytes. */
    EIGHT(Long.BYTES) {
        @Override
        public long get(ByteBuffer memory, int at) {
            return (long) LONGS.get(memory, at);
        }

        @Override
        public void put(ByteBuffer memory, int at, long bits) {
            LONGS.set(memory, at, bits);
        }

        @Override
        public long getVolatile(ByteBuffer memory, int at) {
            return (long) LONGS.getVolatile(memory, at);
        }

        @Override
        public void putVolatile(ByteBuffer memory, int at, long bits) {
            LONGS.setVolatile(memory, at, bits);
        }

        @Override
        public boolean compareAndSet(ByteBuffer memory, int at, long expected, long bits) {
            return LONGS.compareAndSet(memory, at, expected, bits);
        }
    };

    private static final VarHandle SHORTS =
            MethodHandles.byteBufferViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final int size;

    Word(int size) {
        this.size = size;
    }

    /** Returns the word of so many bytes. */
    static Word ofSize(int size) {
        return switch (size) {
            case Byte.BYTES -> ONE;
            case Short.BYTES -> TWO;
            case Integer.BYTES -> FOUR;
            case Long.BYTES -> EIGHT;
            default -> throw new IllegalArgumentException("no word has " + size + " bytes");
        };
    }

    /** Returns how many bytes it has. */
    public int size() {
        return size;
    }

    /** Returns its bits, without any order with what other threads do. */
    public abstract long get(ByteBuffer memory, int at);

    /** Writes its bits, without any order with what other threads do. */
    public abstract void put(ByteBuffer memory, int at, long bits);

    /** Returns its bits, as of a volatile field. */
    public abstract long getVolatile(ByteBuffer memory, int at);

    /** Writes its bits, as to a volatile field. */
    public abstract void putVolatile(ByteBuffer memory, int at, long bits);

    /** Writes its bits in one step if they are the expected ones, and returns whether they were. */
    public abstract boolean compareAndSet(ByteBuffer memory, int at, long expected, long bits);

    /** Exchanges a part of the four bytes around it: the processor has no view of fewer in Java. */
    private static boolean compareAndSetWithin(ByteBuffer memory, int at, long expected, long bits, int ones) {
        int around = at & -Integer.BYTES;
        if (around + Integer.BYTES > memory.capacity()) {
            throw new UnsupportedOperationException("the last bytes of memory whose size is no multiple of "
                    + Integer.BYTES + " can be read and written, but not exchanged; make it longer");
        }
        int inside = at - around;
        int bytes = ones > 0xFF ? Short.BYTES : Byte.BYTES;
        int shift = Byte.SIZE * (memory.order() == ByteOrder.LITTLE_ENDIAN ? inside : Integer.BYTES - bytes - inside);
        int mask = ones << shift;
        int old = ((int) expected & ones) << shift;
        int replacement = ((int) bits & ones) << shift;
        while (true) {
            int whole = (int) INTS.getVolatile(memory, around);
            if ((whole & mask) != old) {
                return false;
            }
            if (INTS.compareAndSet(memory, around, whole, (whole & ~mask) | replacement)) {
                return true;
            }
        }
    }
}
