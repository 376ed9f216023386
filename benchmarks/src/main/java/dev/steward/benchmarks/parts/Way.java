package dev.steward.benchmarks.parts;

/** How far around a call goes on its way to an object. */
public enum Way {
    /** Straight to the object in the single-threaded machine: what the operation itself costs. */
    OBJECT,
    /** By its session in the single-threaded machine: numbering, order, credit and kept replies come on top. */
    SESSION,
    /** By its session as the server runs it: inbox, claim and turn of each group, and the clock, come on top. */
    SERVER
}
