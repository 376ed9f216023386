package dev.steward.protocol.value.codec;

import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;

/**
 * Stands in an answer for a value that cannot be opened here, so that those beside it can be read. Whoever wants the value
 * is told why. Immutable.
 */
public final class Unopened {

    private final UnsupportedValueException why;

    /** Stands for a value that cannot be opened for that reason. */
    public Unopened(UnsupportedValueException why) {
        this.why = why;
    }

    /**
     * Returns what who wants the value is told.
     *
     * @param holder names what holds the value
     * @param outcome what is known of the call that read it
     */
    public UnsupportedValueException failure(String holder, Outcome outcome) {
        return new UnsupportedValueException(holder + ": " + why.getMessage(), outcome, why.getCause());
    }

    /** Says it to people. */
    @Override
    public String toString() {
        return "(cannot be opened here)";
    }
}
