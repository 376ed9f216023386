package dev.steward.vocabulary;

/** Operations that a type has together or not at all. A type has some of these, an operation is of exactly one. */
public enum Capability {
    /** What the machine does with names and references; of object 0 only. */
    DIRECTORY,
    /** What the server does around the machine; of object 0 only. */
    SERVER,
    /** What every object can. */
    OBJECT,
    /** Elements by index. */
    LIST,
    /** Values by key. */
    DICT,
    /** Attributes by name. */
    NAMESPACE,
    /** Elements that come from somebody and wait to be taken. */
    QUEUE,
    /** Elements that are taken in order, each by one. */
    SOURCE,
    /** Elements that are to be done. */
    JOINABLE_QUEUE,
    /** Ownership, and conditions over it. */
    LOCK,
    /** One cell. */
    VALUE,
    /** Cells by index. */
    ARRAY,
    /** Permits. */
    SEMAPHORE,
    /** A flag to wait for. */
    EVENT,
    /** Parties that go on together. */
    BARRIER,
    /** Elements that an iterator can go over. */
    ELEMENTS
}
