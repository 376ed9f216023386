package dev.steward.protocol.value.codec;

import java.util.Arrays;

/** Parts that lie one behind the other in an array, brought into the order of their bytes. Stateless. */
final class SortedParts {
    private SortedParts() {}

    /**
     * Sorts the parts where they lie.
     *
     * @param start where the first one begins
     * @param ends where each one ends, and the next begins
     */
    static void sort(byte[] bytes, int start, int[] ends) {
        if (ends.length < 2) {
            return;
        }
        byte[][] parts = new byte[ends.length][];
        int from = start;
        for (int i = 0; i < ends.length; i++) {
            parts[i] = Arrays.copyOfRange(bytes, from, ends[i]);
            from = ends[i];
        }
        Arrays.sort(parts, Arrays::compareUnsigned);
        int at = start;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, bytes, at, part.length);
            at += part.length;
        }
    }
}
