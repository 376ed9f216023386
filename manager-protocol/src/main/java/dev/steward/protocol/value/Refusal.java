package dev.steward.protocol.value;

import com.esotericsoftware.kryo.KryoException;
import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;

/**
 * Why a value cannot be encoded or decoded, on its way up through the values around it, each of which adds where it was.
 * Becomes an {@link UnsupportedValueException} at the door of {@link ValueCodec}; never leaves the package.
 */
final class Refusal extends KryoException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String cure;
    private String path = "";

    Refusal(String what, String cure) {
        super(what);
        this.what = what;
        this.cure = cure;
    }

    Refusal(String what, String cure, Throwable cause) {
        super(what, cause);
        this.what = what;
        this.cure = cure;
    }

    /** Adds the step that led to where it happened: {@code [3]}, {@code .address}, {@code {key}}. Returns this. */
    Refusal at(String step) {
        path = step + path;
        return this;
    }

    UnsupportedValueException toException(String verb, Outcome outcome) {
        String place = path.isEmpty() ? "" : " (at value" + path + ")";
        return new UnsupportedValueException(
                "cannot " + verb + " this value" + place + ": " + what + "; " + cure, outcome, getCause());
    }
}
