package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.util.MapReferenceResolver;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueKind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which objects of an envelope were met before, and how much there is if what is shared is counted each time: the steps
 * that it takes to hash or to print it, which nobody may make without end with a few bytes. Writer and reader count the
 * same, so that what is written can be read. For one envelope after the other, by one thread at a time.
 *
 * <p>What is hashed while it is read (keys, and what is in a set) counts for all of them together, and records and users'
 * classes with a hash of their own count as if they looked at all that they hold. All else is hashed or printed by whoever
 * has it, if at all: each collection counts by itself, and an object of a user's class in it as one step, because what that
 * does is the class's own.
 */
class SharedParts extends MapReferenceResolver {

    /** So many steps are few, whatever the size of the envelope: some milliseconds. */
    static final long FEW_STEPS = 1_000_000;

    /** As many for each byte: more than nested sets can need that share nothing. */
    static final int STEPS_PER_BYTE = 256;

    /** Counting stops here, long before it would overflow. */
    private static final long MOST = 1L << 50;

    private static final int BYTES_PER_STEP = 16;

    /** The steps of an object that is not whole yet. */
    private static final long OPEN = 0;

    /** What is to know of a class whose objects are written: looked up once. */
    private record Written(boolean toldByBytes, Looked looked) {}

    private static final ClassValue<Written> WRITTEN = new ClassValue<>() {
        @Override
        protected Written computeValue(Class<?> type) {
            return new Written(
                    ObjectForm.isToldByBytes(type),
                    Looked.at(EnvelopeClasses.of(type).getType()));
        }
    };

    private Looked[] looked = new Looked[16];
    private long[] begins = new long[16];
    private long[] toHash = new long[16];
    private long[] toPrint = new long[16];
    private int count;

    /** What was met since the part began that is being written or read. */
    private long hashing;

    private long printing;

    /** All that was met. */
    private long all;

    private long keySteps;
    private long mostOfOne;
    private long allowed;
    private int keysAround;
    private boolean openInKey;
    private boolean metAgain;
    private boolean metCircle;

    private boolean toldByBytes;

    /** What waits for the object inside of it, the innermost last. */
    private final ArrayDeque<Around> arounds = new ArrayDeque<>();

    /** An object that is put around the next one that is read. */
    private static final class Around {
        private final int number;
        private final UnaryOperator<Object> maker;
        private @Nullable Object made;

        Around(int number, UnaryOperator<Object> maker) {
            this.number = number;
            this.maker = maker;
        }
    }

    /**
     * Forgets everything.
     *
     * @param allowedSteps how many steps all keys may take, and each other part
     */
    void begin(long allowedSteps) {
        count = 0;
        hashing = 0;
        printing = 0;
        all = 0;
        keySteps = 0;
        mostOfOne = 0;
        keysAround = 0;
        openInKey = false;
        metAgain = false;
        metCircle = false;
        toldByBytes = true;
        allowed = allowedSteps;
        arounds.clear();
        reset();
    }

    /** Returns how many steps are few enough in an envelope of that size. */
    static long allowedSteps(int bytes) {
        return Math.max(FEW_STEPS, (long) STEPS_PER_BYTE * bytes);
    }

    /** Returns how many objects were met so far. */
    int count() {
        return count;
    }

    /** Returns whether an object was met a second time. */
    boolean metAgain() {
        return metAgain;
    }

    /** Returns whether an object was met inside itself. */
    boolean metCircle() {
        return metCircle;
    }

    /** Returns whether each object that was met is of a class that is written in one way alone. */
    boolean areToldByTheirBytes() {
        return toldByBytes;
    }

    /** Returns what it takes so far to hash what is around a part that begins, for {@link #leave}. */
    long enterHashing() {
        long outer = hashing;
        hashing = 1;
        all = sum(all, 1);
        return outer;
    }

    /** Returns what it takes so far to print what is around a part that begins, for {@link #leave}. */
    long enterPrinting() {
        long outer = printing;
        printing = 1;
        return outer;
    }

    /** Counts a part that holds nothing and is not shared. */
    void scalar() {
        hashing = sum(hashing, 1);
        printing = sum(printing, 1);
        all = sum(all, 1);
    }

    /**
     * Ends a part.
     *
     * @param number which object it is, if it is one that was not met before
     * @param outerHashing what {@link #enterHashing} returned
     * @param outerPrinting what {@link #enterPrinting} returned
     * @param bytes how many bytes it has
     */
    void leave(int number, long outerHashing, long outerPrinting, int bytes) {
        if (number < count && toHash[number] == OPEN) {
            close(number, bytes);
            hashing = toHash[number];
            printing = toPrint[number];
        }
        hashing = sum(outerHashing, hashing);
        printing = sum(outerPrinting, printing);
    }

    private void close(int number, int bytes) {
        boolean through = looked[number] == Looked.THROUGH;
        long once = looked[number] == Looked.OVER ? 1 + bytes / BYTES_PER_STEP : 1;
        toHash[number] = through || looked[number] == Looked.AS_ITS_CLASS_SAYS ? hashing : once;
        toPrint[number] = through ? printing : once;
        mostOfOne = Math.max(mostOfOne, toPrint[number]);
        require(mostOfOne, allowed);
    }

    /** Ends so many objects that were met together. */
    void closeAll(int first, int objects) {
        for (int number = first; number < first + objects; number++) {
            if (number < count && toHash[number] == OPEN) {
                close(number, 0);
            }
        }
    }

    /** A key begins, or an element of a set. Returns what {@link #leaveKey} wants to have. */
    long enterKey() {
        long outer = hashing;
        hashing = 0;
        keysAround++;
        return outer;
    }

    /** It ends, and will be hashed or compared at once. Returns how many steps that takes. */
    long leaveKey(long outer) {
        long steps = hashing;
        keysAround--;
        hashing = sum(outer, steps);
        compare(steps);
        return steps;
    }

    /** Keys take so many steps more. */
    void compare(long steps) {
        keySteps = sum(keySteps, steps);
        require(keySteps, allowed);
    }

    /** Refuses what takes more steps than are allowed for so many bytes, the root included. */
    void requireFewSteps(int bytes) {
        long most = allowedSteps(bytes);
        require(keySteps, most);
        require(mostOfOne, most);
        if (count > 0 && looked[0] == Looked.THROUGH) {
            require(printing, most);
        }
        if (openInKey) {
            // It was hashed when it was not whole, and will be hashed again.
            require(all, most);
        }
    }

    /** The next object that is read has another one around it, which has that number and is made as soon as the next is. */
    void putAround(int number, UnaryOperator<Object> maker) {
        arounds.addLast(new Around(number, maker));
    }

    /** Returns the object that was made for {@link #putAround}, or null if it could not be made before the next was whole. */
    @Nullable
    Object takeAround(int number) {
        Around last = arounds.removeLast();
        if (last.number != number) {
            throw new IllegalStateException("objects around others are not taken in their order");
        }
        return last.made;
    }

    @Override
    public void setReadObject(int number, Object object) {
        super.setReadObject(number, object);
        if (arounds.isEmpty()) {
            return;
        }
        Around waiting = null;
        for (Around each : arounds) {
            waiting = each.number + 1 == number && each.made == null ? each : waiting;
        }
        if (waiting == null) {
            return;
        }
        try {
            waiting.made = waiting.maker.apply(object);
        } catch (RuntimeException notFilled) {
            return;
        }
        setReadObject(waiting.number, waiting.made);
    }

    private static void require(long steps, long most) {
        if (steps > most) {
            throw new Refusal(
                    "its parts share collections on so many levels that to hash or to print it takes "
                            + (steps >= MOST ? "endless" : String.valueOf(steps)) + " steps",
                    "share less of it: put copies into it, or names by which to find what is shared");
        }
    }

    private static long sum(long steps, long more) {
        return Math.min(MOST, steps + more);
    }

    /** Returns whether an object was written before; counts nothing. */
    boolean knows(Object object) {
        return super.getWrittenId(object) >= 0;
    }

    /** Leaves out so many objects that are not read. */
    void skip(int objects) {
        for (int left = objects; left > 0; left--) {
            open(Looked.PAST);
            super.nextReadId(Object.class);
        }
    }

    private void open(Looked how) {
        if (count == begins.length) {
            looked = Arrays.copyOf(looked, 2 * count);
            begins = Arrays.copyOf(begins, 2 * count);
            toHash = Arrays.copyOf(toHash, 2 * count);
            toPrint = Arrays.copyOf(toPrint, 2 * count);
        }
        looked[count] = how;
        begins[count] = all;
        toHash[count] = OPEN;
        count++;
    }

    private void again(int number) {
        metAgain = true;
        if (toHash[number] == OPEN) {
            metCircle = true;
            if (keysAround > 0) {
                openAgainInKey(number);
            }
        } else {
            hashing = sum(hashing, toHash[number]);
            printing = sum(printing, toPrint[number]);
            all = sum(all, toHash[number]);
        }
    }

    /** Whoever hashes the key now looks at what is there so far. */
    private void openAgainInKey(int number) {
        if (looked[number] == Looked.THROUGH) {
            hashing = sum(hashing, all >= MOST ? MOST : all - begins[number]);
        }
        openInKey |= looked[number] == Looked.THROUGH || looked[number] == Looked.AS_ITS_CLASS_SAYS;
        if (openInKey) {
            require(all, allowed);
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public boolean useReferences(Class type) {
        return ValueKind.of(type).hasIdentity();
    }

    @Override
    public int getWrittenId(Object object) {
        int number = super.getWrittenId(object);
        if (number >= 0) {
            if (toHash[number] == OPEN
                    && EnvelopeClasses.of(object.getClass()).getSerializer() instanceof MadeOfParts) {
                throw new Refusal(
                        "a " + object.getClass().getName() + " holds itself, and is made of its parts when it is read",
                        "make it a class with fields that can be set later, or leave out the way back");
            }
            again(number);
        }
        return number;
    }

    @Override
    public int addWrittenObject(Object object) {
        Written written = WRITTEN.get(object.getClass());
        toldByBytes &= written.toldByBytes;
        open(written.looked);
        return super.addWrittenObject(object);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public int nextReadId(Class type) {
        open(Looked.at(type));
        return super.nextReadId(type);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Object getReadObject(Class type, int number) {
        if (number < 0 || number >= count) {
            throw new KryoException("a reference to an object that does not come before it");
        }
        Object known = readObjects.get(number);
        if (known == null) {
            throw new KryoException("a record, tuple or key that holds itself, or what an exception that was cut has,"
                    + " cannot be rebuilt");
        }
        again(number);
        return known;
    }
}
