package dev.steward.vocabulary;

/** Operations that no type brings along: several types have them, or all, or none. */
public enum CommonCapability implements Capability {
    /** What the machine does with names and references; of object 0 only. */
    DIRECTORY,
    /** What the server does around the machine; of object 0 only. */
    SERVER,
    /** What every object can. */
    OBJECT,
    /** Elements that are taken in order, each by one. */
    SOURCE,
    /** Elements that an iterator can go over. */
    ELEMENTS,
    /** Tasks of a pool that were brought together. */
    TASKS
}
