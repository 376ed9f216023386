package dev.steward.process;

import static java.util.Objects.requireNonNull;

import dev.steward.process.memory.MemoryBlock;
import dev.steward.protocol.value.codec.Passable;
import dev.steward.protocol.value.codec.Passage;
import java.nio.ByteBuffer;

/**
 * A block of memory with a name, which every process of this machine that opens the name has in common: what one writes the
 * others see, and nothing is copied. On Linux it is what {@code multiprocessing.shared_memory.SharedMemory(name)} of a
 * Python process of the same user opens, and the other way round.
 *
 * <p>A block lives until somebody calls {@link #unlink}, and then on in whoever has it open. If nobody does, it ends with the
 * process tree whose process made it: when the first process of that program has ended, in whatever way, its names are gone.
 * One that was made {@linkplain #untracked(String, long) untracked} stays until somebody unlinks it or the machine starts anew.
 *
 * <p>All room is taken when a block is made, so writing to one never fails for want of it. The bytes are as unguarded as
 * memory is: who writes while others read needs a lock of his own, a word that is read and written by a {@link
 * java.lang.invoke.VarHandle}, or an order between processes such as a queue. The methods here are safe for use by any number
 * of threads.
 *
 * <p>A process of this program can be given one: as an argument of a {@link JavaProcess}, with a task of a {@link Pool} or as
 * its result, through a {@link Pipe}. It arrives open. Anything else gets {@link #name()} and opens that.
 *
 * <p>Python twin: {@code multiprocessing.shared_memory.SharedMemory}.
 */
public final class SharedMemory implements AutoCloseable, Passable {

    private final MemoryBlock block;

    private SharedMemory(MemoryBlock block) {
        this.block = block;
    }

    /**
     * Makes a block of zeros. Blocks while they are written. Python twin: {@code SharedMemory(name, create=True, size=size)}.
     *
     * @param name of at most 255 bytes in UTF-8, without a slash but for one in front, which does not count
     * @param size in bytes, at least 1 and at most {@link Integer#MAX_VALUE}
     * @throws IllegalArgumentException if no block can have such a name or size
     * @throws java.io.UncheckedIOException if the name is taken, with a {@link java.nio.file.FileAlreadyExistsException} as
     *     its cause, or there is no room for so much; then nothing is left
     */
    public static SharedMemory create(String name, long size) {
        return new SharedMemory(MemoryBlock.create(requireNonNull(name, "name"), size, true));
    }

    /**
     * Makes a block of zeros with a name of its own, such as {@code psm_21467a3f}. Blocks while they are written. Python
     * twin: {@code SharedMemory(create=True, size=size)}.
     *
     * @param size in bytes, at least 1 and at most {@link Integer#MAX_VALUE}
     * @throws IllegalArgumentException if no block can have such a size
     * @throws java.io.UncheckedIOException if there is no room for so much
     */
    public static SharedMemory create(long size) {
        return new SharedMemory(MemoryBlock.create(size, true));
    }

    /**
     * Makes a block as {@link #create(String, long)} does that outlives this program: nobody removes it but {@link #unlink}.
     * Python twin: {@code track=False}.
     */
    public static SharedMemory untracked(String name, long size) {
        return new SharedMemory(MemoryBlock.create(requireNonNull(name, "name"), size, false));
    }

    /** Makes a block as {@link #create(long)} does that outlives this program, as {@link #untracked(String, long)} does. */
    public static SharedMemory untracked(long size) {
        return new SharedMemory(MemoryBlock.create(size, false));
    }

    /**
     * Opens the block that has a name, whoever made it. To open one changes nothing about when it ends. Python twin: {@code
     * SharedMemory(name, track=False)}.
     *
     * @throws IllegalArgumentException if no block can have such a name
     * @throws java.io.UncheckedIOException if there is none, with a {@link java.nio.file.NoSuchFileException} as its cause,
     *     if it is another user's, with an {@link java.nio.file.AccessDeniedException}, or if what has the name is no block
     */
    public static SharedMemory open(String name) {
        return new SharedMemory(MemoryBlock.open(requireNonNull(name, "name")));
    }

    MemoryBlock block() {
        return block;
    }

    /** Returns its name, without a slash in front: what another process opens. Python twin: {@code name}. */
    public String name() {
        return block.name();
    }

    /** Returns how many bytes it has. Python twin: {@code size}. */
    public int size() {
        return block.size();
    }

    /**
     * Returns its bytes in the order of this machine. Each call gives a buffer with a position of its own; it begins where a
     * page does, so words at multiples of their size are atomic for a {@link
     * java.lang.invoke.MethodHandles#byteBufferViewVarHandle}. Python twin: {@code buf}.
     *
     * <p>If another process cuts the block short, which neither this library nor Python's does, reading and writing beyond
     * its end throws {@link InternalError}, and {@code compareAndSet} there ends this JVM.
     *
     * @throws IllegalStateException if it was closed here
     */
    public ByteBuffer buffer() {
        return block.buffer();
    }

    /**
     * Takes the name away: nobody can open it any more, and another block may get it. Who has it open keeps its bytes; they
     * are freed when the last one has let go. Python twin: {@code unlink}.
     *
     * @return whether it had its name still; false if somebody was faster, also if another block has the name by now
     * @throws java.io.UncheckedIOException if it is another user's
     */
    public boolean unlink() {
        return block.unlink();
    }

    /**
     * Lets go of it in this process, and leaves its name. Buffers that {@link #buffer()} gave stay usable, and the memory
     * stays in this process until the garbage collector finds none of them: a buffer whose memory is gone would end the JVM.
     * Python twin: {@code close}.
     */
    @Override
    public void close() {
        block.close();
    }

    /** Returns whether {@link #close()} was called here. */
    public boolean isClosed() {
        return block.isClosed();
    }

    /**
     * Has another process of this program get it.
     *
     * @throws dev.steward.api.UnsupportedValueException if it was closed here
     */
    @Override
    public Passage passage() {
        return new SharedMemoryPassage(block);
    }

    /** What travels in its place. */
    private record SharedMemoryPassage(MemoryBlock block) implements Passage {
        @Override
        public Object arrive() {
            return new SharedMemory(block);
        }
    }

    @Override
    public String toString() {
        return "SharedMemory('" + name() + "', size=" + size() + ")";
    }
}
