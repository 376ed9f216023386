package dev.steward.python.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Pickles that nobody's pickler writes. */
public final class HandMade {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private HandMade() {}

    /** Returns the bytes of a text of which each character is one. */
    public static byte[] bytes(String characters) {
        return characters.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns a pickle: a start, something so many times, and an end. */
    public static byte[] repeated(String start, String part, int times, String end) {
        HandMade pickle = new HandMade();
        pickle.add(start, 1);
        pickle.add(part, times);
        pickle.add(end, 1);
        return pickle.bytes.toByteArray();
    }

    private void add(String part, int times) {
        byte[] each = bytes(part);
        for (int i = 0; i < times; i++) {
            bytes.writeBytes(each);
        }
    }

    /** Returns so many lists, each in the one before. */
    public static byte[] deepLists(int depth) {
        HandMade pickle = new HandMade();
        pickle.add("]", depth);
        pickle.add("a", depth - 1);
        pickle.add(".", 1);
        return pickle.bytes.toByteArray();
    }
}
