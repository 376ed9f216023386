package dev.steward.vocabulary;

import org.jspecify.annotations.Nullable;

/** How a task of a pool ended. The number is that of the wire; each says what the value beside it is. */
public enum TaskEnd {
    /** With a result: the value. */
    RESULT(0, Argument.Kind.ANY),
    /** Its function threw: what a server sends of an exception, a list. */
    THROWN(1, Argument.Kind.LIST),
    /** With a result that cannot travel: a text. */
    NO_RESULT(2, Argument.Kind.TEXT),
    /** The process that ran it is gone: a list of a text and the exit code, -1 if it is not known. */
    LOST(3, Argument.Kind.LIST),
    /** It was cancelled: a text. Never said by a worker. */
    CANCELLED(4, Argument.Kind.TEXT),
    /** The worker cannot or may not run it: a text. */
    REFUSED(5, Argument.Kind.TEXT),
    /** It took longer than it may: a text. */
    TIMED_OUT(6, Argument.Kind.TEXT),
    /** It was not begun, and is for another worker: a text. */
    NOT_BEGUN(7, Argument.Kind.TEXT);

    private final int code;

    @SuppressWarnings("ImmutableEnumChecker") // an enum
    private final Argument.Kind value;

    TaskEnd(int code, Argument.Kind value) {
        this.code = code;
        this.value = value;
    }

    /** Returns the end of a number, or null if there is none. */
    public static @Nullable TaskEnd of(long code) {
        for (TaskEnd end : values()) {
            if (end.code == code) {
                return end;
            }
        }
        return null;
    }

    /** Returns the number on the wire. */
    public int code() {
        return code;
    }

    /** Returns what the value beside it must be. */
    public Argument.Kind value() {
        return value;
    }
}
