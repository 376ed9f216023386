package dev.steward.protocol.value.decoded;

import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;

/**
 * Stands in an answer for a value that cannot be opened here, so that those beside it can be read. Whoever wants the value
 * is told why. Immutable.
 */
public final class Unopened {

    private final UnsupportedValueException why;
    private final String summary;

    /**
     * Stands for a value that cannot be opened for that reason.
     *
     * @param summary what can be told of it unopened, such as its class and how many bytes it has
     */
    public Unopened(UnsupportedValueException why, String summary) {
        this.why = why;
        this.summary = summary;
    }

    /** Returns what can be told of it unopened. */
    public String summary() {
        return summary;
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
