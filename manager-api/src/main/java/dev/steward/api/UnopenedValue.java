package dev.steward.api;

/**
 * Stands for a value whose class this process may not open, or does not have.
 *
 * @param text the name of the class and how many bytes the value has, such as {@code com.acme.Order (34 bytes)}: what is in
 *     them has no names and only its class says how to read it
 */
public record UnopenedValue(String text) {

    /** Returns the text. */
    @Override
    public String toString() {
        return text;
    }
}
