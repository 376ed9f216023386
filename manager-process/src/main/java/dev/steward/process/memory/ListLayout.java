package dev.steward.process.memory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code ShareableList} in the bytes of a block: how many elements; where the place of each begins, and where the
 * last one ends; the places; for each element its format in eight bytes; for each what is made of it. Where the places are
 * is read once and never changes.
 */
public final class ListLayout {

    private static final int WORD = ListElement.WORD;

    private final ByteBuffer bytes;

    /** From the beginning of the first place; one more than there are elements. */
    private final int[] offsets;

    private ListLayout(ByteBuffer bytes, int[] offsets) {
        this.bytes = bytes;
        this.offsets = offsets;
    }

    /** Values that a list can have, as they are kept. */
    public static final class Content {

        private final List<ListElement> elements;
        private final int[] offsets;

        private Content(List<ListElement> elements, int[] offsets) {
            this.elements = elements;
            this.offsets = offsets;
        }

        /**
         * Returns values as they are kept.
         *
         * @throws IllegalArgumentException if a list cannot have one of them; says which
         */
        public static Content of(Collection<?> values) {
            List<ListElement> elements = new ArrayList<>();
            List<Integer> offsets = new ArrayList<>(List.of(0));
            long end = 0;
            for (Object value : values) {
                ListElement element = ListElement.of(elements.size(), value);
                elements.add(element);
                end += element.room();
                if (end > Integer.MAX_VALUE) {
                    throw new IllegalArgumentException("the elements up to " + (elements.size() - 1)
                            + " take more than " + Integer.MAX_VALUE + " bytes: make several lists");
                }
                offsets.add((int) end);
            }
            return new Content(
                    elements, offsets.stream().mapToInt(Integer::intValue).toArray());
        }

        /** Returns how many bytes the block has to have. */
        public long size() {
            return sizeOf(offsets);
        }
    }

    private static long sizeOf(int[] offsets) {
        long count = offsets.length - 1L;
        return (count + 2) * WORD + offsets[offsets.length - 1] + count * WORD + count;
    }

    /** Writes a new list. */
    public static ListLayout write(ByteBuffer bytes, Content content) {
        ListLayout list = new ListLayout(bytes, content.offsets);
        bytes.putLong(0, list.size());
        for (int i = 0; i < content.offsets.length; i++) {
            bytes.putLong(WORD * (i + 1), content.offsets[i]);
        }
        for (int i = 0; i < list.size(); i++) {
            ListElement element = content.elements.get(i);
            list.put(i, element, element.format());
        }
        return list;
    }

    /**
     * Reads where the places of a list are.
     *
     * @throws IllegalArgumentException if the bytes are no list; the message begins with what it is called
     */
    public static ListLayout read(String what, ByteBuffer bytes) {
        int size = bytes.capacity();
        long count = size < 2 * WORD ? -1 : bytes.getLong(0);
        if (count < 0 || count > size / WORD - 2) {
            throw noList(what, size);
        }
        int[] offsets = new int[(int) count + 1];
        for (int i = 0; i < offsets.length; i++) {
            long offset = bytes.getLong(WORD * (i + 1));
            boolean fits = i == 0 ? offset == 0 : offset >= offsets[i - 1] + (long) WORD && offset <= size;
            if (!fits) {
                throw noList(what, size);
            }
            offsets[i] = (int) offset;
        }
        if (sizeOf(offsets) > size) {
            throw noList(what, size);
        }
        return new ListLayout(bytes, offsets);
    }

    private static IllegalArgumentException noList(String what, int size) {
        return new IllegalArgumentException(what + " has " + size
                + " bytes that are no ShareableList: open it as SharedMemory, or open the list's name");
    }

    /** Returns how many elements it has. */
    public int size() {
        return offsets.length - 1;
    }

    /** Returns how much room an element has, if it is a text or bytes. */
    private int room(int place) {
        return offsets[place + 1] - offsets[place];
    }

    private int begin(int place) {
        return WORD * (size() + 2) + offsets[place];
    }

    private int formatOf(int place) {
        return begin(size()) + WORD * place;
    }

    private int codeOf(int place) {
        return formatOf(size()) + place;
    }

    /** Returns the format of an element: see {@code struct} of Python. */
    public String format(int place) {
        byte[] format = new byte[WORD];
        bytes.get(formatOf(Objects.checkIndex(place, size())), format);
        return new String(format, 0, lengthOf(format), StandardCharsets.ISO_8859_1);
    }

    /** Returns an element: a Long, Double, Boolean, String, byte array or null. */
    public @Nullable Object get(int place) {
        String format = format(place);
        int begin = begin(place);
        return switch (format) {
            case ListElement.WHOLE -> bytes.getLong(begin);
            case ListElement.FLOATING -> bytes.getDouble(begin);
            case ListElement.TRUTH -> bytes.get(begin + WORD - 1) != 0;
            case ListElement.NOTHING -> null;
            default -> sized(place, format);
        };
    }

    private Object sized(int place, String format) {
        byte[] all = new byte[lengthIn(place, format)];
        bytes.get(begin(place), all);
        int length = lengthOf(all);
        if (bytes.get(codeOf(place)) != ListElement.TEXT) {
            return Arrays.copyOf(all, length);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(all, 0, length))
                    .toString();
        } catch (CharacterCodingException cut) {
            throw new IllegalStateException(
                    "element " + place
                            + " is no UTF-8: Python cuts a text that takes more bytes than it has characters; make"
                            + " room for it there with spaces, or set it as bytes",
                    cut);
        }
    }

    private int lengthIn(int place, String format) {
        if (format.matches("[0-9]{1,7}s")) {
            int length = Integer.parseInt(format.substring(0, format.length() - 1));
            if (length <= room(place)) {
                return length;
            }
        }
        throw new IllegalStateException("element " + place + " has the format '" + format
                + "', which no ShareableList writes: something else has written to this shared memory");
    }

    /** Returns whether Python finds two values the same. */
    public static boolean areEqual(@Nullable Object one, @Nullable Object other) {
        return ListElement.areEqual(one, other);
    }

    /** As in Python, zeros at the end are not part of a value. */
    private static int lengthOf(byte[] padded) {
        int length = padded.length;
        while (length > 0 && padded[length - 1] == 0) {
            length--;
        }
        return length;
    }

    /**
     * Sets an element.
     *
     * @throws IllegalArgumentException if a list cannot have such a value, or it is longer than the room of the place
     */
    public void set(int place, @Nullable Object value) {
        Objects.checkIndex(place, size());
        ListElement element = ListElement.of(place, value);
        if (element.bytes().length > room(place)) {
            throw new IllegalArgumentException("element " + place + " has room for " + room(place)
                    + " bytes, which it got when the list was made, and the value takes " + element.bytes().length
                    + ": make the list with a longer one in this place");
        }
        put(place, element, element.isSized() ? sizedFormat(place, element.bytes().length) : element.format());
    }

    /** Python leaves the format of a text or bytes, so that the room can be seen in it. */
    private String sizedFormat(int place, int length) {
        String before = format(place);
        return before.endsWith("s") && lengthIn(place, before) >= length ? before : room(place) + "s";
    }

    private void put(int place, ListElement element, String format) {
        byte[] padded = Arrays.copyOf(format.getBytes(StandardCharsets.ISO_8859_1), WORD);
        bytes.put(formatOf(place), padded);
        bytes.put(codeOf(place), element.code());
        int length = element.isSized() ? lengthIn(place, format) : WORD;
        bytes.put(begin(place), Arrays.copyOf(element.bytes(), length));
    }
}
