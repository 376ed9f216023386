package dev.steward.python.face;

import dev.steward.protocol.value.EncodedValue;

/** Times to wait, in seconds at Python and nanoseconds at the server. */
final class PythonTimes {

    static final EncodedValue FOR_EVER = EncodedValue.of(-1);
    static final EncodedValue AT_ONCE = EncodedValue.of(0);

    private static final double NANOS = 1e9;

    private PythonTimes() {}

    /** Returns a time of 0 or more; what is longer than the server can say is for ever. */
    static EncodedValue of(double seconds) {
        double nanos = seconds * NANOS;
        if (!(nanos > 0)) {
            return AT_ONCE;
        }
        return nanos >= Long.MAX_VALUE / 2.0 ? FOR_EVER : EncodedValue.of((long) Math.ceil(nanos));
    }
}
