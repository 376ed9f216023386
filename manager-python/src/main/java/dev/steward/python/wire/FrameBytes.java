package dev.steward.python.wire;

import org.jspecify.annotations.Nullable;

/**
 * What came between two lengths.
 *
 * @param length how many bytes it had
 * @param bytes those, not changed any more; null if there was no memory for them, and they were dropped
 */
@SuppressWarnings("ArrayRecordComponent")
public record FrameBytes(int length, byte @Nullable [] bytes) {

    /** From how many bytes on a frame is large: its memory is counted until it is let go. */
    public static final int LARGE = 64 << 10;

    /** Returns whether its memory is counted. */
    public boolean isCounted() {
        return length > LARGE && bytes != null;
    }
}
