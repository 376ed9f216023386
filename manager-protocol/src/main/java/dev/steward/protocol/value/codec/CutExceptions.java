package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.KryoException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which exceptions of one value arrive as one of their superclasses, because a field of theirs cannot travel, or cannot be
 * opened. That is found out on the way through them, which begins anew then: once for each, until there were many, and then
 * once for each class. Used by one thread at a time.
 */
final class CutExceptions {

    private static final int MOST_ONE_BY_ONE = 16;
    private static final int MOST = 64;

    /** How many of its classes are left, and why no more. */
    record Cut(int levels, String reason) {}

    /** Begins anew. It says nothing to anybody, and has no trace. */
    static final class Again extends KryoException {
        private static final long serialVersionUID = 1L;

        Again() {
            super("again, without a field");
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    private final IdentityHashMap<Throwable, Cut> written = new IdentityHashMap<>();
    private final Map<Integer, Cut> read = new HashMap<>();
    private final Map<String, Cut> ofClass = new HashMap<>();
    private final boolean lenient;
    private int count;

    /** Knows of none yet; a lenient one cuts what is written, too. */
    CutExceptions(boolean lenient) {
        this.lenient = lenient;
    }

    /** Returns whether none is cut. */
    boolean isEmpty() {
        return count == 0;
    }

    /** Returns whether what cannot travel is left out, and not refused. */
    boolean isLenient() {
        return lenient;
    }

    /** Returns what is left of one that is written, or null if all is. */
    @Nullable
    Cut of(Throwable thrown) {
        Cut one = written.get(thrown);
        return one != null ? one : ofClass.get(thrown.getClass().getName());
    }

    /** Returns what is left of the one that has that number among the objects that are read, or null if all is. */
    @Nullable
    Cut of(int number, String className) {
        Cut one = read.get(number);
        return one != null ? one : ofClass.get(className);
    }

    /** Leaves so many classes of one that is written. */
    Again cut(Throwable thrown, Cut cut) {
        count++;
        if (count > MOST_ONE_BY_ONE) {
            ofClass.merge(thrown.getClass().getName(), cut, CutExceptions::shorter);
        } else {
            written.merge(thrown, cut, CutExceptions::shorter);
        }
        return again(cut);
    }

    /** Leaves so many classes of one that is read. */
    Again cut(int number, String className, Cut cut) {
        count++;
        if (count > MOST_ONE_BY_ONE) {
            ofClass.merge(className, cut, CutExceptions::shorter);
        } else {
            read.merge(number, cut, CutExceptions::shorter);
        }
        return again(cut);
    }

    private static Cut shorter(Cut known, Cut more) {
        return more.levels() < known.levels() ? more : known;
    }

    private Again again(Cut cut) {
        if (count > MOST) {
            throw new KryoException("exceptions of too many classes cannot travel whole; the last: " + cut.reason());
        }
        return new Again();
    }
}
