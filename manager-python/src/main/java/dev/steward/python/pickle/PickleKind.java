package dev.steward.python.pickle;

/** What a node of a pickle's graph is. */
public enum PickleKind {
    /** {@code None}. */
    NONE(0),
    /** {@code True} and {@code False}. */
    BOOL(1),
    /** An {@code int} of any size. */
    INT(2),
    /** A {@code float}. */
    FLOAT(3),
    /** A {@code str}, of any code points. */
    TEXT(4),
    /** A {@code bytes}. */
    BYTES(5),
    /** A class or function by the names of its module and its own. */
    GLOBAL(6),
    /** A {@code bytearray}. */
    BYTEARRAY(7),
    /** A {@code list}. */
    LIST(8),
    /** A {@code tuple}. */
    TUPLE(9),
    /** A {@code dict}: keys and values by turns. */
    DICT(10),
    /** A {@code set}. */
    SET(11),
    /** A {@code frozenset}. */
    FROZENSET(12),
    /** Whatever else is made by calling something. */
    INSTANCE(13);

    private final byte code;

    PickleKind(int code) {
        this.code = (byte) code;
    }

    /** The number that stands for it in fingerprints: never another one. */
    byte code() {
        return code;
    }
}
