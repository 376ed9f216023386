package dev.steward.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocks of shared memory that end with it. No process stands behind it: what it made is unlinked by {@link #close()},
 * and if that is never called, with the process tree, as every {@link SharedMemory}. Safe for use by any number of threads.
 *
 * <p>Python twin: {@code multiprocessing.managers.SharedMemoryManager}, in whose place {@code try} stands for {@code with}.
 */
public final class SharedMemoryManager implements AutoCloseable {

    private final List<SharedMemory> made = new ArrayList<>();
    private boolean closed;

    /** A manager that has made nothing yet. */
    public SharedMemoryManager() {}

    /**
     * Makes a block of zeros, as {@link SharedMemory#create(long)} does. Blocks while they are written. Python twin: {@code
     * SharedMemory(size)}.
     *
     * @throws IllegalStateException if the manager was closed, also meanwhile
     */
    public SharedMemory sharedMemory(long size) {
        return kept(SharedMemory.create(size));
    }

    /**
     * Makes a list, as {@link ShareableList#create(Collection)} does. Python twin: {@code ShareableList(sequence)}.
     *
     * @throws IllegalStateException if the manager was closed, also meanwhile
     */
    public ShareableList shareableList(Collection<? extends @Nullable Object> elements) {
        ShareableList list = ShareableList.create(elements);
        SharedMemory unused = kept(list.memory());
        return list;
    }

    private SharedMemory kept(SharedMemory memory) {
        synchronized (made) {
            if (!closed) {
                made.add(memory);
                return memory;
            }
        }
        end(memory);
        throw new IllegalStateException("this SharedMemoryManager was closed: make a new one");
    }

    private static void end(SharedMemory memory) {
        boolean unused = memory.unlink();
        memory.close();
    }

    /** Unlinks and closes all that it made. May be called again. Python twin: {@code shutdown}. */
    @Override
    public void close() {
        List<SharedMemory> ending;
        synchronized (made) {
            closed = true;
            ending = List.copyOf(made);
            made.clear();
        }
        ending.forEach(SharedMemoryManager::end);
    }
}
