package dev.steward.protocol.value.codec;

/**
 * An object that other processes of the same program can have too, though its fields mean nothing there: an end of a pipe,
 * a manager. In its place goes what {@link #passage()} returns. Only {@link AllowedClasses#ofOneProgram codecs of one
 * program} ask for it; any other refuses the object.
 */
public interface Passable {

    /**
     * Returns what goes in the place of this object. Called once for each value that holds it, on the thread that encodes.
     *
     * @throws dev.steward.api.UnsupportedValueException if it cannot be passed on any more, such as a closed pipe
     */
    Passage passage();
}
