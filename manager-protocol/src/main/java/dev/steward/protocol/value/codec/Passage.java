package dev.steward.protocol.value.codec;

/**
 * What travels between processes of one program in the place of an object, and becomes such an object where it arrives. Its
 * class is a record, whose components are values.
 */
public interface Passage {

    /**
     * Returns the object. Called once, on the thread that decodes; may block, where that thread may.
     *
     * @throws RuntimeException if it cannot be had here; the message says why and what to do
     */
    Object arrive();
}
