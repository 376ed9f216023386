package dev.steward.vocabulary;

/** How much of an object, or of an argument, an operation looks at. */
public enum Reach {
    /** All elements, or any number of them: too long for an event loop where there are many. */
    WALKS,
    /** A few of them, however many there are. */
    WALKS_NOT
}
