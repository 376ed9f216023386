package dev.steward.vocabulary;

/** How much of an object, or of an argument, an operation looks at; what may be much is too long for an event loop. */
public enum Reach {
    /** All elements, or any number of them. */
    WALKS,
    /** The one that it finds by its first argument, whose hash it takes: long where that is large. */
    FINDS,
    /** As {@link #FINDS}, and what is there is compared with an argument: long where either is large. */
    COMPARES,
    /** A few of them, however many there are and however large they are. */
    WALKS_NOT
}
