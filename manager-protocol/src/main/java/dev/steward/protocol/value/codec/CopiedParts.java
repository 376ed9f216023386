package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.KryoException;

/** Takes every object for one that was not met before, so that what is shared is written as if it were not. */
final class CopiedParts extends SharedParts {

    /** Ends what would be too long. It says nothing to anybody, and has no trace. */
    static final class TooLong extends KryoException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("too long");
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    @Override
    public int getWrittenId(Object object) {
        return -1;
    }

    @Override
    boolean knows(Object object) {
        return false;
    }
}
