package dev.steward.vocabulary;

/**
 * What an operation may leave of its caller in the object: a call that waits, a lock that is held, an element in
 * delivery. An object in which nobody left anything need not hear of a session's end.
 */
public enum Trace {
    /** Nothing. */
    NO_TRACE,
    /** Something of the session: the object hears of the session's end. */
    TRACE_OF_SESSION,
    /** Something that may belong to the calling thread alone: the object hears of the thread's end too. */
    TRACE_OF_THREAD
}
