package dev.steward.objects.shared;

/** How often one object was changed. The number of a change is also the stamp of what it changed. */
public final class Sequence {

    private long last;

    Sequence() {}

    /** Returns how often the object was changed. */
    public long last() {
        return last;
    }

    /** Counts one change and returns its number. */
    public long next() {
        return ++last;
    }

    /** Goes on from a number that was read. */
    void restore(long number) {
        last = number;
    }
}
