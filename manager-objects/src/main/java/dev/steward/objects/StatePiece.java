package dev.steward.objects;

/**
 * A part of state that {@link StateWriter} has written: bytes, and values and what was lent that are still to be written, each
 * with the place among the bytes where it belongs. None of it ever changes, so this stays as it is whatever becomes of the objects that hold
 * them, and any thread may write it out.
 */
public final class StatePiece {

    private final byte[] bytes;
    private final Object[] kept;
    private final int[] places;

    /** Takes the arrays over. */
    StatePiece(byte[] bytes, Object[] kept, int[] places) {
        this.bytes = bytes;
        this.kept = kept;
        this.places = places;
    }

    /** Returns how many bytes there are; those of values that are still to be written not counted. */
    public int size() {
        return bytes.length;
    }

    /** Writes all of it, each value in its place. */
    public void writeTo(StateWriter writer) {
        int from = 0;
        for (int i = 0; i < kept.length; i++) {
            writer.writeRaw(bytes, from, places[i] - from);
            from = places[i];
            if (kept[i] instanceof Value value) {
                writer.writeValue(value);
            } else {
                ((StateWriter.Lent) kept[i]).state().accept(writer);
            }
        }
        writer.writeRaw(bytes, from, bytes.length - from);
    }

    /** Copies its bytes to a place in an array. */
    void copyTo(byte[] all, int at) {
        System.arraycopy(bytes, 0, all, at, bytes.length);
    }

    /** Returns its bytes, which must not be changed. */
    public byte[] bytes() {
        if (kept.length > 0) {
            throw new IllegalStateException(kept.length + " values are not written yet");
        }
        return bytes;
    }
}
