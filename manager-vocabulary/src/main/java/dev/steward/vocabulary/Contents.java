package dev.steward.vocabulary;

/** Whether an object of a type has contents that can be copied. */
public enum Contents {
    /** It has: {@code snapshot()} returns them. */
    COPIED,
    /** It has none to copy, only a state that changes hands. */
    NONE
}
