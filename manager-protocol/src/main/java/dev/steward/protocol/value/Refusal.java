package dev.steward.protocol.value;

import com.esotericsoftware.kryo.KryoException;
import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import java.util.ArrayDeque;

/**
 * Why a value cannot be encoded or decoded, on its way up through the values around it, each of which adds where it was.
 * Becomes an {@link UnsupportedValueException} at the door of the codec, and goes no further.
 */
public final class Refusal extends KryoException {
    private static final long serialVersionUID = 1L;

    /** Of a long way about so many characters of either end are kept, however many steps it has. */
    private static final int MOST_OF_END = 80;

    private final String what;
    private final String cure;
    /** The steps next to what is wrong, the first of them last. */
    private final ArrayDeque<String> near = new ArrayDeque<>();

    /** The steps next to the value, the first of them first. */
    private final ArrayDeque<String> far = new ArrayDeque<>();

    private int lengthOfNear;
    private int lengthOfFar;
    private int between;

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
        String shown = step.length() <= MOST_OF_END ? step : step.substring(0, MOST_OF_END) + "...";
        if (far.isEmpty() && lengthOfNear + shown.length() <= MOST_OF_END) {
            near.addFirst(shown);
            lengthOfNear += shown.length();
            return this;
        }
        far.addFirst(shown);
        lengthOfFar += shown.length();
        while (lengthOfFar > MOST_OF_END && far.size() > 1) {
            lengthOfFar -= far.removeLast().length();
            between++;
        }
        return this;
    }

    /** Returns whether that is the way that was taken to it so far. */
    public boolean isAt(String way) {
        return way.equals(way());
    }

    /** Returns the same with another way out beside the first. */
    public Refusal orElse(String otherCure) {
        Refusal more = getCause() == null
                ? new Refusal(what, cure + "; " + otherCure)
                : new Refusal(what, cure + "; " + otherCure, getCause());
        return more.at(way());
    }

    /** Returns where it was and what is wrong, for who can do nothing about it. */
    public String reason() {
        String way = way();
        return way.isEmpty() ? what : (way.startsWith(".") ? way.substring(1) : way) + ": " + what;
    }

    private String way() {
        return String.join("", far) + (between == 0 ? "" : " ... " + between + " more ... ") + String.join("", near);
    }

    /** Returns it as what users see: what could not be done, where, why, and what to do. */
    public UnsupportedValueException toException(String verb, Outcome outcome) {
        String way = way();
        String place = way.isEmpty() ? "" : " (at value" + way + ")";
        return new UnsupportedValueException(
                "cannot " + verb + " this value" + place + ": " + what + "; " + cure, outcome, getCause());
    }
}
