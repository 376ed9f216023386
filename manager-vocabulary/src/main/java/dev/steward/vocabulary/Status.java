package dev.steward.vocabulary;

import org.jspecify.annotations.Nullable;

/** How a call ended. Its number is that of the wire; numbers are never used again. */
public enum Status {
    /** The result is the value. */
    OK(0),
    /** The call was cancelled before it took effect. */
    CANCELLED(1),
    /** Nothing was there in time. */
    EMPTY(2),
    /** There was no room in time. */
    FULL(3),
    /** The time passed. */
    TIMED_OUT(4),
    /** The queue is shut down. */
    SHUT_DOWN(5),
    /** The index is out of range. */
    INDEX(6),
    /** The dict has no such key. */
    NO_SUCH_KEY(7),
    /** The namespace has no such attribute. */
    NO_SUCH_ATTRIBUTE(8),
    /** The caller does not hold the lock, or holds it already where it may not. */
    NOT_OWNER(9),
    /** Nobody holds the lock. */
    NOT_LOCKED(10),
    /** The delivery was settled before. */
    SETTLED(11),
    /** The values have no natural order among each other. */
    NOT_COMPARABLE(12),
    /** A value is not of the type that the object holds or the operation takes. */
    WRONG_TYPE(13),
    /** A number does not fit the type of the cell. */
    OUT_OF_RANGE(14),
    /** The number, kind or range of the arguments is wrong. */
    BAD_ARGUMENT(15),
    /** A value cannot be opened on the server, or cannot travel. */
    VALUE_REFUSED(16),
    /** The value or the result is larger than the limits allow. */
    TOO_LARGE(17),
    /** There is no object of that id. */
    NO_SUCH_OBJECT(18),
    /** There is no object of that name. */
    NO_SUCH_NAME(19),
    /** Nothing is registered under that typeid. */
    NO_SUCH_TYPE(20),
    /** The name belongs to an object of another type or shape. */
    NAME_CONFLICT(21),
    /** The object does not expose that operation or method. */
    NO_SUCH_OPERATION(22),
    /** The key of this client does not give that right. */
    FORBIDDEN(23),
    /** Refused to protect the server; the message says which limit. Not executed. */
    OVERLOADED(24),
    /** The server is about to end. Not executed. */
    DRAINING(25),
    /** The session that the call belonged to has ended. */
    SESSION_ENDED(26),
    /** A method of a registered object, or a registered callable, threw. */
    USER_EXCEPTION(27),
    /** The server failed; its log has the stack. */
    INTERNAL(28),
    /** The call was executed, but its result cannot travel or is larger than a frame. */
    RESULT_REFUSED(29),
    /** A party of the barrier did not come, or its action failed. */
    BROKEN(32),
    /** More permits would be free than the semaphore may have. */
    TOO_MANY(33),
    /** The call was cancelled when a method of a registered object had begun: it was interrupted, and what it did stands. */
    INTERRUPTED(34);

    private static final @Nullable Status[] BY_CODE = new Status[64];

    static {
        for (Status status : values()) {
            BY_CODE[status.code] = status;
        }
    }

    private final int code;

    Status(int code) {
        this.code = code;
    }

    /**
     * Returns the status of a number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Status of(int code) {
        Status status = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (status == null) {
            throw new IllegalArgumentException("no status has the number " + code);
        }
        return status;
    }

    /** Returns the number on the wire. */
    public int code() {
        return code;
    }
}
