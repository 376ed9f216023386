package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.util.MapReferenceResolver;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueKind;
import java.util.Arrays;

/**
 * Which objects of an envelope were met before, and how much there is if what is shared is counted each time: the steps
 * that a hash takes, which nobody may make without end with a few bytes. Writer and reader count the same, so that what is
 * written can be read. For one envelope after the other, by one thread at a time.
 */
class SharedParts extends MapReferenceResolver {

    /** So many steps are few, whatever the size of the envelope: some milliseconds. */
    static final long FEW_STEPS = 1_000_000;

    /** As many for each byte: more than nested sets can need that share nothing. */
    static final int STEPS_PER_BYTE = 256;

    /** Counting stops here, long before it would overflow. */
    private static final long MOST = 1L << 50;

    private long[] begins = new long[16];
    private long[] ends = new long[16];
    private int count;
    private long steps;
    private long keySteps;
    private long mostKeySteps;
    private boolean metAgain;
    private boolean metCircle;

    private boolean toldByBytes;

    /**
     * Forgets everything.
     *
     * @param mostKeySteps how many steps all keys may take
     */
    void begin(long mostKeySteps) {
        count = 0;
        steps = 0;
        keySteps = 0;
        metAgain = false;
        metCircle = false;
        toldByBytes = true;
        this.mostKeySteps = mostKeySteps;
        reset();
    }

    /** Returns how many steps keys may take in an envelope of that size. */
    static long mostKeySteps(int bytes) {
        return Math.max(FEW_STEPS, (long) STEPS_PER_BYTE * bytes);
    }

    /** Returns how many objects were met so far. */
    int count() {
        return count;
    }

    /** Returns how many steps there were so far. */
    long steps() {
        return steps;
    }

    /** Returns how many steps the keys take that were met so far. */
    long keySteps() {
        return keySteps;
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

    /** A part begins, whatever it is. */
    void step() {
        steps++;
    }

    /** Ends the object that has that number, if there is one. */
    void close(int number) {
        if (number < count && ends[number] == 0) {
            ends[number] = steps;
        }
    }

    /** A key, or an element of a set, has been written or read that began at so many steps. */
    void key(long begin) {
        keySteps = Math.min(MOST, keySteps + steps - begin);
        if (keySteps > mostKeySteps) {
            throw tooManySteps(keySteps);
        }
    }

    static Refusal tooManySteps(long steps) {
        return new Refusal(
                "the keys of its maps and the elements of its sets share collections, so that their hashes take "
                        + (steps >= MOST ? "endless" : String.valueOf(steps)) + " steps",
                "put copies into the keys, or make them smaller");
    }

    /** Returns whether an object was written before; counts nothing. */
    boolean knows(Object object) {
        return super.getWrittenId(object) >= 0;
    }

    /** Ends so many objects that were met together. */
    void closeAll(int first, int objects) {
        for (int number = first; number < first + objects; number++) {
            close(number);
        }
    }

    /** Leaves out so many objects that are not read. */
    void skip(int objects) {
        for (int left = objects; left > 0; left--) {
            open();
            super.nextReadId(Object.class);
        }
    }

    private void open() {
        if (count == begins.length) {
            begins = Arrays.copyOf(begins, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        begins[count] = steps;
        ends[count] = 0;
        count++;
    }

    private void again(int number) {
        metAgain = true;
        if (ends[number] == 0) {
            metCircle = true;
        } else {
            steps = Math.min(MOST, steps + ends[number] - begins[number]);
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
            if (ends[number] == 0 && EnvelopeClasses.of(object.getClass()).getSerializer() instanceof MadeOfParts) {
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
        toldByBytes &= ObjectForm.isToldByBytes(object.getClass());
        open();
        return super.addWrittenObject(object);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public int nextReadId(Class type) {
        open();
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
