package dev.steward.protocol.value;

import com.esotericsoftware.kryo.KryoException;
import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;

/**
 * Why a value cannot be encoded or decoded, on its way up through the values around it, each of which adds where it was.
 * Becomes an {@link UnsupportedValueException} at the door of the codec, and goes no further.
 */
public final class Refusal extends KryoException {
    private static final long serialVersionUID = 1L;

    /** A longer way is shown by its beginning and its end. */
    private static final int MOST_OF_PATH = 160;

    private final String what;
    private final String cure;
    private String path = "";

    /** What is wrong, and what to do. */
    public Refusal(String what, String cure) {
        super(what);
        this.what = what;
        this.cure = cure;
    }

    /** What is wrong, and what to do; with what it came from. */
    public Refusal(String what, String cure, Throwable cause) {
        super(what, cause);
        this.what = what;
        this.cure = cure;
    }

    /** Adds the step that led to where it happened: {@code [3]}, {@code .address}, {@code {key}}. Returns this. */
    public Refusal at(String step) {
        path = step + path;
        return this;
    }

    /** Returns where it was and what is wrong, for who can do nothing about it. */
    public String reason() {
        return path.isEmpty() ? what : (path.startsWith(".") ? path.substring(1) : path) + ": " + what;
    }

    /** Returns it as what users see: what could not be done, where, why, and what to do. */
    public UnsupportedValueException toException(String verb, Outcome outcome) {
        String shown = path.length() <= MOST_OF_PATH
                ? path
                : path.substring(0, MOST_OF_PATH / 2) + " ... " + path.substring(path.length() - MOST_OF_PATH / 2);
        String place = path.isEmpty() ? "" : " (at value" + shown + ")";
        return new UnsupportedValueException(
                "cannot " + verb + " this value" + place + ": " + what + "; " + cure, outcome, getCause());
    }
}
