package dev.steward.process.reference;

import dev.steward.protocol.value.codec.Passage;

/**
 * What travels in the place of {@link System#out} or {@link System#err}, as in {@code System.out::println}: the other
 * process's own.
 *
 * @param errors whether it is that for errors
 */
record StandardStream(boolean errors) implements Passage {

    @Override
    public Object arrive() {
        return errors ? System.err : System.out;
    }
}
