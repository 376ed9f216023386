package dev.steward.vocabulary;

/** How an operation behaves towards credit, replies and waiting. */
public enum Manner {
    /** Changes nothing: its reply is not kept, a repeat simply runs again. */
    READS,
    /** Changes the object and answers at once. */
    CHANGES,
    /** May be answered much later. */
    WAITS,
    /** Gives something back: needs no credit, and is served under overload and while the server drains. */
    GIVES_BACK
}
