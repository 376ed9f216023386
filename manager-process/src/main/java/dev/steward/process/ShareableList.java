package dev.steward.process;

import static java.util.Objects.requireNonNull;

import dev.steward.process.memory.ListLayout;
import dev.steward.protocol.value.codec.Passable;
import dev.steward.protocol.value.codec.Passage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A list of fixed length in a block of {@link SharedMemory}: what one process sets the others see, and on Linux a Python
 * process too. Its bytes are those of Python's.
 *
 * <p>Elements are whole numbers of 64 bits (a {@link Long}; other whole numbers that fit can be set and come back as one),
 * {@link Double} (a {@link Float} comes back as one), {@link Boolean}, {@link String}, {@code byte[]} and null. An element can
 * become one of another kind, but a text or bytes never longer than the room that its place got when the list was made: the
 * next multiple of 8 above its length then. As in Python, zeros at the end of a text or of bytes are lost. Python makes room
 * for as many bytes as a text has characters, and cuts it if it takes more; this class makes room for its bytes in UTF-8.
 *
 * <p>An element is read or set in several steps, which others may see between: who reads what others set needs a lock, or an
 * order between processes. Otherwise safe for use by any number of threads and processes.
 *
 * <p>Python twin: {@code multiprocessing.shared_memory.ShareableList}.
 */
public final class ShareableList implements Iterable<@Nullable Object>, AutoCloseable, Passable {

    private final SharedMemory memory;
    private final ListLayout layout;

    private ShareableList(SharedMemory memory, ListLayout layout) {
        this.memory = memory;
        this.layout = layout;
    }

    /**
     * Makes a list in a block with a name of its own, which ends with the process tree. Python twin: {@code
     * ShareableList(sequence)}.
     *
     * @param elements may hold nulls
     * @throws IllegalArgumentException if a list cannot have one of the elements; says which
     * @throws java.io.UncheckedIOException if there is no room
     */
    public static ShareableList create(Collection<? extends @Nullable Object> elements) {
        ListLayout.Content content = ListLayout.Content.of(elements);
        return filled(SharedMemory.create(content.size()), content);
    }

    /** Makes a list as {@link #create(Collection)} does. */
    public static ShareableList of(@Nullable Object... elements) {
        return create(Arrays.asList(elements));
    }

    /**
     * Makes a list in a block that has a name, as {@link SharedMemory#create(String, long)} does. Python twin: {@code
     * ShareableList(sequence, name=name)}.
     *
     * @param elements may hold nulls
     * @throws IllegalArgumentException if no block can have such a name, or a list cannot have one of the elements
     * @throws java.io.UncheckedIOException if the name is taken or there is no room
     */
    public static ShareableList create(String name, Collection<? extends @Nullable Object> elements) {
        requireNonNull(name, "name");
        ListLayout.Content content = ListLayout.Content.of(elements);
        return filled(SharedMemory.create(name, content.size()), content);
    }

    private static ShareableList filled(SharedMemory memory, ListLayout.Content content) {
        return new ShareableList(memory, ListLayout.write(memory.buffer(), content));
    }

    /**
     * Opens the list in the block that has a name. Python twin: {@code ShareableList(name=name)}.
     *
     * @throws IllegalArgumentException if no block can have such a name, or there is no list in that block
     * @throws java.io.UncheckedIOException if there is no such block, or it cannot be opened
     */
    public static ShareableList open(String name) {
        return in(SharedMemory.open(name));
    }

    private static ShareableList in(SharedMemory memory) {
        try {
            return new ShareableList(
                    memory, ListLayout.read("the shared memory '" + memory.name() + "'", memory.buffer()));
        } catch (IllegalArgumentException noList) {
            memory.close();
            throw noList;
        }
    }

    /** Returns the block that it is in: to unlink it, and to open it elsewhere by its name. Python twin: {@code shm}. */
    public SharedMemory memory() {
        return memory;
    }

    /** Returns how many elements it has. Python twin: {@code len(list)}. */
    public int size() {
        return layout.size();
    }

    /**
     * Returns an element: a Long, Double, Boolean, String, byte array or null.
     *
     * @throws IndexOutOfBoundsException if there is none at the index
     * @throws IllegalStateException if it was closed here, or something that is no ShareableList has written to the block
     */
    public @Nullable Object get(int index) {
        return opened().get(index);
    }

    /**
     * Sets an element.
     *
     * @throws IndexOutOfBoundsException if there is none at the index
     * @throws IllegalArgumentException if a list cannot have such a value, or it is longer than the room of its place;
     *     nothing has changed
     * @throws IllegalStateException if it was closed here
     */
    public void set(int index, @Nullable Object value) {
        opened().set(index, value);
    }

    private ListLayout opened() {
        if (memory.isClosed()) {
            throw new IllegalStateException("the ShareableList '" + memory.name()
                    + "' was closed here: use it before close(), or open it again");
        }
        return layout;
    }

    /**
     * Returns the index of the first element that is the same as a value, or -1. As in Python, numbers are the same if their
     * amounts are, and true is 1; bytes are by their content. Python twin: {@code index}.
     */
    public int indexOf(@Nullable Object value) {
        for (int i = 0; i < size(); i++) {
            if (ListLayout.areEqual(value, get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Returns how many elements are the same as a value, by what {@link #indexOf} says. Python twin: {@code count}. */
    public int count(@Nullable Object value) {
        int count = 0;
        for (Object element : this) {
            if (ListLayout.areEqual(value, element)) {
                count++;
            }
        }
        return count;
    }

    /** Returns the formats of all elements now, one after the other, as {@code struct} of Python writes them. */
    public String format() {
        ListLayout now = opened();
        StringBuilder formats = new StringBuilder();
        for (int i = 0; i < now.size(); i++) {
            formats.append(now.format(i));
        }
        return formats.toString();
    }

    /** Returns a copy of the elements, in a list that can be changed. */
    public List<@Nullable Object> toList() {
        List<@Nullable Object> elements = new ArrayList<>(size());
        for (Object element : this) {
            elements.add(element);
        }
        return elements;
    }

    /** Returns the elements one after the other, each as it is when its turn comes. Nothing can be removed. */
    @Override
    public Iterator<@Nullable Object> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public @Nullable Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the list has " + size() + " elements");
                }
                return get(next++);
            }
        };
    }

    /** Takes its name away, as {@link SharedMemory#unlink} does. Python twin: {@code shm.unlink}. */
    public boolean unlink() {
        return memory.unlink();
    }

    /** Lets go of it in this process, and leaves its name. Python twin: {@code shm.close}. */
    @Override
    public void close() {
        memory.close();
    }

    /**
     * Has another process of this program get it: there it is the same list.
     *
     * @throws dev.steward.api.UnsupportedValueException if it was closed here
     */
    @Override
    public Passage passage() {
        return new ShareableListPassage(memory);
    }

    /** What travels in its place. */
    private record ShareableListPassage(SharedMemory memory) implements Passage {
        @Override
        public Object arrive() {
            return in(memory);
        }
    }

    @Override
    public String toString() {
        return "ShareableList('" + memory.name() + "', size=" + size() + ")";
    }
}
