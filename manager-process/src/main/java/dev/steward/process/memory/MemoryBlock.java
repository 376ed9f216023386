package dev.steward.process.memory;

import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import dev.steward.process.reference.ProgramCodec;
import dev.steward.protocol.value.codec.Passable;
import dev.steward.protocol.value.codec.Passage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A block of shared memory as this process has it. It has all its room from the moment that it is made: a block for which
 * there is no room is refused, and nobody who writes to one later ends by that. It travels to other processes of the
 * program: there it is the same bytes. Safe for use by any number of threads, but for the bytes themselves, which are as
 * unguarded as memory is.
 */
public final class MemoryBlock implements AutoCloseable, Passable {

    /** As Python's own names: what every system allows. */
    private static final String PREFIX = "psm_";

    private static final int RANDOM_BYTES = 4;

    private final String name;
    private final BlockFile file;
    /** The file without a name that this process holds; null if the block has a name. */
    private final @Nullable HeldFile held;

    private volatile boolean closed;

    private MemoryBlock(String name, BlockFile file, @Nullable HeldFile held) {
        this.name = name;
        this.file = file;
        this.held = held;
        if (held != null) {
            held.releaseAfter(this);
        }
    }

    /**
     * Makes a block of zeros under a name that nobody has, for this user only.
     *
     * @param size in bytes
     * @param tracked whether it ends with this process tree, if nobody unlinks it before
     * @throws IllegalArgumentException if no block can have such a name or size
     * @throws UncheckedIOException if the name is taken, with a {@link FileAlreadyExistsException}, or there is no room
     */
    public static MemoryBlock create(String name, long size, boolean tracked) {
        String checked = MemoryFolder.checked(name);
        int bytes = checkedSize(size);
        try {
            return Uninterrupted.call(() -> make(checked, bytes, tracked));
        } catch (IOException failed) {
            throw BlockFile.cannot("make", checked, failed);
        }
    }

    /** Makes a block as {@link #create(String, long, boolean)} does, under a name of its own. */
    public static MemoryBlock create(long size, boolean tracked) {
        int bytes = checkedSize(size);
        while (true) {
            String name = PREFIX + RandomNames.next(RANDOM_BYTES);
            try {
                return Uninterrupted.call(() -> make(name, bytes, tracked));
            } catch (IOException failed) {
                if (!(failed instanceof FileAlreadyExistsException)) {
                    throw BlockFile.cannot("make", name, failed);
                }
            }
        }
    }

    /**
     * Makes a block of zeros that no stranger finds: it reaches other processes by being passed to them. Its memory is freed
     * when no process of the tree has it any more, whether it was closed, was collected or its process ended. One that was
     * passed to a task, as a result or through a pipe may still be under way, so it stays until it is closed here or the tree
     * ends.
     *
     * @param size in bytes
     * @throws IllegalArgumentException if no block can have such a size
     * @throws UncheckedIOException if there is no room
     */
    public static MemoryBlock unnamed(long size) {
        int bytes = checkedSize(size);
        try {
            return Uninterrupted.call(() -> {
                Path path = ResourceTracker.folder().newFile();
                BlockFile made = madeIn(path, bytes);
                return new MemoryBlock("", made, new HeldFile(path));
            });
        } catch (IOException failed) {
            throw BlockFile.cannot("make", "", failed);
        }
    }

    private static MemoryBlock make(String name, int size, boolean tracked) throws IOException {
        TrackedFolder folder = ResourceTracker.folder();
        if (Files.exists(MemoryFolder.fileOf(name))) {
            // It is looked at again when it gets its name: this spares the room.
            throw new FileAlreadyExistsException(name);
        }
        Path path = folder.newFile();
        BlockFile made = madeIn(path, size);
        try {
            folder.publish(path, name, tracked);
            return new MemoryBlock(name, made, null);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(path);
            throw failed;
        }
    }

    private static BlockFile madeIn(Path path, int size) throws IOException {
        try {
            return BlockFile.make(path, size);
        } catch (NoSuchFileException gone) {
            throw new IOException("the program that this process belongs to has ended", gone);
        }
    }

    /**
     * Opens the block that has a name.
     *
     * @throws IllegalArgumentException if no block can have such a name
     * @throws UncheckedIOException if there is none, with a {@link NoSuchFileException}, or it is not this user's, with an
     *     {@link java.nio.file.AccessDeniedException}, or what has the name is no block
     */
    public static MemoryBlock open(String name) {
        String checked = MemoryFolder.checked(name);
        try {
            return new MemoryBlock(
                    checked, Uninterrupted.call(() -> BlockFile.open(MemoryFolder.fileOf(checked))), null);
        } catch (IOException failed) {
            throw BlockFile.cannot("open", checked, failed);
        }
    }

    /** Opens what was passed here. */
    static MemoryBlock arrived(PassedBlock passed) {
        try {
            return Uninterrupted.call(() -> {
                Path path = Path.of(passed.file());
                HeldFile held = passed.name().isEmpty() ? HeldFile.alsoOf(path) : null;
                BlockFile file = BlockFile.open(held == null ? path : held.path());
                if (file.inode() != passed.inode() || file.size() != passed.size()) {
                    throw new IOException("another block has got this name meanwhile");
                }
                return new MemoryBlock(passed.name(), file, held);
            });
        } catch (NoSuchFileException gone) {
            throw new UnsupportedValueException(
                    "shared memory" + inQuotes(passed.name())
                            + " was passed here and is gone: keep it open until the other"
                            + " process has it, and unlink it after that",
                    Outcome.NOT_EXECUTED,
                    gone);
        } catch (IOException failed) {
            throw BlockFile.cannot("open", passed.name(), failed);
        }
    }

    private static int checkedSize(long size) {
        if (size <= 0) {
            throw new IllegalArgumentException("shared memory has at least one byte, not " + size);
        }
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "shared memory has at most " + Integer.MAX_VALUE + " bytes, not " + size + ": take several blocks");
        }
        return (int) size;
    }

    /** Returns its name, without a slash; empty if it has none. */
    public String name() {
        return name;
    }

    /** Returns what tells it from all other blocks of this machine, as long as somebody has it. */
    public long inode() {
        return file.inode();
    }

    /** Returns how many bytes it has. */
    public int size() {
        return file.size();
    }

    /**
     * Returns its bytes, in native order, from the first to the last. Each call gives a buffer with a position of its own.
     * It starts at the beginning of a page, so that a view of it by {@link
     * java.lang.invoke.MethodHandles#byteBufferViewVarHandle} is atomic wherever the index is a multiple of the size.
     *
     * @throws IllegalStateException if it was closed
     */
    public ByteBuffer buffer() {
        if (closed) {
            throw new IllegalStateException(this + " was closed here: use it before close(), or open it again");
        }
        return file.bytes().duplicate().order(ByteOrder.nativeOrder());
    }

    /**
     * Takes its name away. Whoever has it open keeps the bytes.
     *
     * @return false if the name was gone, or is another block's by now
     */
    public boolean unlink() {
        HeldFile unnamed = held;
        if (unnamed != null) {
            return unnamed.release();
        }
        try {
            boolean unlinked = hasName() && Files.deleteIfExists(MemoryFolder.fileOf(name));
            ResourceTracker.forget(file.inode());
            return unlinked;
        } catch (IOException failed) {
            throw BlockFile.cannot("unlink", name, failed);
        }
    }

    private boolean hasName() throws IOException {
        try {
            return TrackedFolder.inodeOf(MemoryFolder.fileOf(name)) == file.inode();
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /** Returns whether it was closed here. */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Lets go of it here. Buffers that were given out stay usable, and the memory stays taken until the last of them is
     * collected: to take it away under them would end the JVM.
     */
    @Override
    public void close() {
        closed = true;
        HeldFile unnamed = held;
        if (unnamed != null) {
            unnamed.release();
        }
    }

    /** Goes to another process of the program. */
    @Override
    public Passage passage() {
        if (closed) {
            throw new UnsupportedValueException(
                    this + " was closed here: pass it before close()", Outcome.NOT_EXECUTED);
        }
        HeldFile unnamed = held;
        if (unnamed != null && !ProgramCodec.isKeptForReceiver()) {
            unnamed.stay();
        }
        Path path = unnamed == null ? MemoryFolder.fileOf(name) : unnamed.path();
        return new PassedBlock(name, path.toString(), file.inode(), file.size());
    }

    @Override
    public String toString() {
        return "shared memory" + inQuotes(name) + " of " + file.size() + " bytes";
    }

    private static String inQuotes(String name) {
        return name.isEmpty() ? "" : " '" + name + "'";
    }
}
