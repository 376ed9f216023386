package dev.steward.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * What a call asks of an object, by number. Each constant says its arguments and its result, and which status codes it
 * has of its own. Timeouts are nanoseconds: -1 waits for ever, 0 does not wait. References are tokens.
 *
 * <p>Numbers from {@link #FIRST_USER_METHOD} on are methods of users' own objects: the index into the list that
 * {@link #METHODS} returns.
 */
public enum OperationCode {
    // The directory, object 0: what the machine does.
    /** Takes {@code type id, name or null, list of creation arguments}, returns reference. With a name: find or make. */
    CREATE(0x0001, Manner.CHANGES),
    /** Takes {@code name, type id or null}, returns reference; NO_SUCH_NAME if there is none. */
    FIND(0x0002, Manner.CHANGES),
    /** Takes {@code glob}, returns sorted list of names. */
    NAMES(0x0003, Manner.READS),
    /** Takes {@code name}, returns whether there was one. */
    DELETE(0x0004, Manner.CHANGES),
    /** Returns how many objects there are, the directory not counted. */
    COUNT(0x0005, Manner.READS),
    /** Takes {@code object id}, returns reference, held by the session from now on. */
    ATTACH(0x0006, Manner.CHANGES),
    /** Takes {@code object id, count}, returns null; the session drops so many of its references. */
    RELEASE(0x0007, Manner.GIVES_BACK),
    // The directory, object 0: what the server does around the machine.
    /** Returns null. */
    PING(0x0080, Manner.READS),
    /** Takes {@code type id, arguments...}, returns reference to what the registered callable returned. */
    GET(0x0081, Manner.WAITS),
    /** Takes {@code type id, arguments...}, returns the result of the registered function, by value. */
    CALL(0x0082, Manner.WAITS),
    /** Takes {@code object id}, returns list of the object's exposed methods as {@code name(descriptor)}, in the order of their numbers. */
    METHODS(0x0083, Manner.READS),
    /** Returns list of {@code [object id, type id, name or null, references, waiting, summary]}. */
    DESCRIBE(0x0084, Manner.READS),
    /** Returns null; the server drains and ends. */
    SHUTDOWN(0x0085, Manner.CHANGES),
    // Every object.
    /** Returns {@code [waiting, summary]}. */
    OBJECT_DESCRIBE(0x00F0, Manner.READS),
    // list
    /** Returns size. */
    LIST_SIZE(0x0100, Manner.READS),
    /** Takes {@code index}, returns element; INDEX. Index -1 is the last element. */
    LIST_GET(0x0101, Manner.READS),
    /** Takes {@code index, element}, returns the old element; INDEX. */
    LIST_SET(0x0102, Manner.CHANGES),
    /** Takes {@code element}, returns null. */
    LIST_ADD(0x0103, Manner.CHANGES),
    /** Takes {@code index, element}, returns null; INDEX. */
    LIST_INSERT(0x0104, Manner.CHANGES),
    /** Takes {@code list}, returns whether anything was added. */
    LIST_ADD_ALL(0x0105, Manner.CHANGES),
    /** Takes {@code index, list}, returns whether anything was added; INDEX. */
    LIST_INSERT_ALL(0x0106, Manner.CHANGES),
    /** Takes {@code index}, returns the element that was there; INDEX. Index -1 is the last element. */
    LIST_REMOVE_AT(0x0107, Manner.CHANGES),
    /** Takes {@code element}, returns whether the first equal one was removed. */
    LIST_REMOVE(0x0108, Manner.CHANGES),
    /** Takes {@code list}, returns whether anything was removed. */
    LIST_REMOVE_ALL(0x0109, Manner.CHANGES),
    /** Takes {@code list}, returns whether anything was removed. */
    LIST_RETAIN_ALL(0x010A, Manner.CHANGES),
    /** Takes {@code start, stop}, returns null; INDEX. */
    LIST_REMOVE_RANGE(0x010B, Manner.CHANGES),
    /** Returns null. */
    LIST_CLEAR(0x010C, Manner.CHANGES),
    /** Takes {@code element}, returns whether it is there. */
    LIST_CONTAINS(0x010D, Manner.READS),
    /** Takes {@code list}, returns whether all are there. */
    LIST_CONTAINS_ALL(0x010E, Manner.READS),
    /** Takes {@code element}, returns the first index or -1. */
    LIST_INDEX_OF(0x010F, Manner.READS),
    /** Takes {@code element}, returns the last index or -1. */
    LIST_LAST_INDEX_OF(0x0110, Manner.READS),
    /** Returns list of all elements. */
    LIST_SNAPSHOT(0x0111, Manner.READS),
    /** Takes {@code start, stop}, returns list of the elements from start to before stop; INDEX. */
    LIST_SLICE(0x0112, Manner.READS),
    /** Takes {@code start, stop, list}, returns null; what was from start to before stop becomes the list; INDEX. */
    LIST_SET_SLICE(0x0113, Manner.CHANGES),
    /** Takes {@code reverse}, returns null; natural order, stable; NOT_COMPARABLE, unchanged then. */
    LIST_SORT(0x0114, Manner.CHANGES),
    /** Returns {@code [sequence, list of elements, list of their stamps]}. */
    LIST_STAMPED(0x0115, Manner.READS),
    /** Takes {@code sequence, list}, returns whether the list was still as of that sequence and is now this one; an element that stays the same to the byte keeps its stamp. */
    LIST_REPLACE_IF(0x0116, Manner.CHANGES),
    /** Takes {@code stamp, element}, returns the new stamp of the element that still had that stamp and is now this one, or 0 if there was none. */
    LIST_SET_IF(0x0117, Manner.CHANGES),
    /** Takes {@code stamp}, returns whether an element still had that stamp and is gone now. */
    LIST_REMOVE_IF(0x0118, Manner.CHANGES),
    /** Takes {@code stamp, element}, puts the element before the one that still has that stamp (stamp 0: at the end), returns its stamp, or 0 if there was none. */
    LIST_INSERT_IF(0x0119, Manner.CHANGES),
    // dict
    /** Returns size. */
    DICT_SIZE(0x0200, Manner.READS),
    /** Takes {@code key}, returns value; NO_SUCH_KEY. */
    DICT_GET(0x0201, Manner.READS),
    /** Takes {@code key}, returns whether it is there. */
    DICT_CONTAINS_KEY(0x0202, Manner.READS),
    /** Takes {@code value}, returns whether it is there. */
    DICT_CONTAINS_VALUE(0x0203, Manner.READS),
    /** Takes {@code key, value}, returns the old value, or null. */
    DICT_PUT(0x0204, Manner.CHANGES),
    /** Takes {@code key, value}, returns the value that was there, or null if this one was put. */
    DICT_PUT_IF_ABSENT(0x0205, Manner.CHANGES),
    /** Takes {@code list of key, value, key, value...}, returns null. */
    DICT_PUT_ALL(0x0206, Manner.CHANGES),
    /** Takes {@code key}, returns the old value, or null. */
    DICT_REMOVE(0x0207, Manner.CHANGES),
    /** Takes {@code key, value}, returns whether the key had that value and is gone now. */
    DICT_REMOVE_EQUAL(0x0208, Manner.CHANGES),
    /** Takes {@code key, value}, returns the old value, or null if the key was not there and nothing changed. */
    DICT_REPLACE(0x0209, Manner.CHANGES),
    /** Takes {@code key, expected, value}, returns whether the key had the expected value and has this one now. */
    DICT_REPLACE_EQUAL(0x020A, Manner.CHANGES),
    /** Returns null. */
    DICT_CLEAR(0x020B, Manner.CHANGES),
    /** Returns list of keys in order of insertion. */
    DICT_KEYS(0x020C, Manner.READS),
    /** Returns list of values in order of insertion. */
    DICT_VALUES(0x020D, Manner.READS),
    /** Returns {@code list of key, value, key, value...} in order of insertion. */
    DICT_SNAPSHOT(0x020E, Manner.READS),
    /** Takes {@code key}, returns {@code [stamp, value]}, or null if it is not there. */
    DICT_GET_STAMPED(0x020F, Manner.READS),
    /** Takes {@code key, stamp, value}, returns the new stamp of the entry if it still had that stamp (0: was still absent) and has this value now, else 0. */
    DICT_PUT_STAMPED(0x0210, Manner.CHANGES),
    /** Takes {@code key, stamp}, returns whether the entry still had that stamp and is gone now. */
    DICT_REMOVE_STAMPED(0x0211, Manner.CHANGES),
    /** Returns {@code [sequence, list of key, value, stamp, key...]}. */
    DICT_STAMPED(0x0212, Manner.READS),
    /** Takes {@code sequence, list of key, value...}, returns whether the dict was still as of that sequence and now holds exactly these; an entry that stays the same to the byte keeps its stamp. */
    DICT_REPLACE_IF(0x0213, Manner.CHANGES),
    /** Takes {@code list of keys}, returns how many were removed. */
    DICT_REMOVE_ALL(0x0214, Manner.CHANGES),
    // Namespace
    /** Takes {@code name}, returns value; NO_SUCH_ATTRIBUTE. */
    NAMESPACE_GET(0x0300, Manner.READS),
    /** Takes {@code name, value}, returns null. */
    NAMESPACE_SET(0x0301, Manner.CHANGES),
    /** Takes {@code name}, returns null; NO_SUCH_ATTRIBUTE. */
    NAMESPACE_DELETE(0x0302, Manner.CHANGES),
    /** Takes {@code name}, returns whether it is set. */
    NAMESPACE_CONTAINS(0x0303, Manner.READS),
    /** Takes {@code list of name, value, name, value...}, returns null. */
    NAMESPACE_UPDATE(0x0304, Manner.CHANGES),
    /** Returns {@code list of name, value, name, value...}. */
    NAMESPACE_SNAPSHOT(0x0305, Manner.READS),
    // Queue
    /** Takes {@code element, timeout}, returns true, or false if there was no room in time; SHUT_DOWN. */
    QUEUE_PUT(0x0400, Manner.WAITS),
    /** Takes {@code list}, returns how many were put, in order, until the queue was full; SHUT_DOWN. */
    QUEUE_PUT_ALL(0x0401, Manner.CHANGES),
    /** Takes {@code timeout}, returns the element, delivered under acknowledgement; EMPTY if none came in time; SHUT_DOWN if shut down and drained. */
    QUEUE_TAKE(0x0402, Manner.WAITS),
    /** Takes {@code timeout}, returns {@code [element, delivery id, delivery count]}; EMPTY, SHUT_DOWN. */
    QUEUE_RECEIVE(0x0403, Manner.WAITS),
    /** Takes {@code delivery id, done}, returns null; done forgets the element, else it returns to its old place; SETTLED. */
    QUEUE_SETTLE(0x0404, Manner.GIVES_BACK),
    /** Takes {@code at most}, returns list of that many elements, delivered under acknowledgement together. */
    QUEUE_DRAIN(0x0405, Manner.CHANGES),
    /** Returns the element; EMPTY. */
    QUEUE_PEEK(0x0406, Manner.READS),
    /** Returns size without the elements in delivery. */
    QUEUE_SIZE(0x0407, Manner.READS),
    /** Returns how many elements fit; 2147483647 if unbounded. */
    QUEUE_REMAINING_CAPACITY(0x0408, Manner.READS),
    /** Takes {@code element}, returns whether it is there. */
    QUEUE_CONTAINS(0x0409, Manner.READS),
    /** Takes {@code element}, returns whether the first equal one was removed. */
    QUEUE_REMOVE(0x040A, Manner.CHANGES),
    /** Takes {@code list}, returns whether anything was removed. */
    QUEUE_REMOVE_ALL(0x040B, Manner.CHANGES),
    /** Takes {@code list}, returns whether anything was removed. */
    QUEUE_RETAIN_ALL(0x040C, Manner.CHANGES),
    /** Returns null. */
    QUEUE_CLEAR(0x040D, Manner.CHANGES),
    /** Returns list of the elements that wait to be taken. */
    QUEUE_SNAPSHOT(0x040E, Manner.READS),
    /** Takes {@code at once}, returns null; at once drops the elements and ends the waits. */
    QUEUE_SHUTDOWN(0x040F, Manner.CHANGES),
    /** Returns whether it is shut down. */
    QUEUE_IS_SHUTDOWN(0x0410, Manner.READS),
    /** Returns {@code [list of elements, list of their stamps]}, for iterators that remove. */
    QUEUE_STAMPED(0x0411, Manner.READS),
    /** Takes {@code list of stamps}, returns how many of those elements were still there and are gone now. */
    QUEUE_REMOVE_STAMPED(0x0412, Manner.CHANGES),
    // Lock and Condition
    /** Takes {@code timeout}, returns {@code [fencing token, abandoned]}; TIMED_OUT if it was not free in time. Re-entrant where the type is. */
    LOCK_ACQUIRE(0x0500, Manner.WAITS),
    /** Returns null; by the holder only: its thread if the type is re-entrant, else any of its session; NOT_OWNER. */
    LOCK_RELEASE(0x0501, Manner.GIVES_BACK),
    /** Returns null; by anyone if the type is not re-entrant; NOT_LOCKED, NOT_OWNER. */
    LOCK_RELEASE_ANY(0x0502, Manner.GIVES_BACK),
    /** Takes {@code fencing token}, returns whether it was still held under that token by this session; any thread of the session may. */
    LOCK_RELEASE_HOLD(0x0503, Manner.GIVES_BACK),
    /** Returns whether anyone holds it. */
    LOCK_IS_LOCKED(0x0504, Manner.READS),
    /** Returns whether the calling thread holds it. */
    LOCK_IS_HELD(0x0505, Manner.READS),
    /** Takes {@code timeout}, returns true if signalled, false if the time passed; the lock is owned again either way, also when cancelled (CANCELLED); NOT_OWNER. */
    CONDITION_AWAIT(0x0506, Manner.WAITS),
    /** Takes {@code n}, returns null; NOT_OWNER. */
    CONDITION_SIGNAL(0x0507, Manner.CHANGES),
    /** Returns null; NOT_OWNER. */
    CONDITION_SIGNAL_ALL(0x0508, Manner.CHANGES),
    /** Returns reference to a new condition of the same lock, with waiters of its own. */
    LOCK_NEW_CONDITION(0x0509, Manner.CHANGES),
    // Value
    /** Returns value. */
    VALUE_GET(0x0600, Manner.READS),
    /** Takes {@code value}, returns null; OUT_OF_RANGE, WRONG_TYPE. */
    VALUE_SET(0x0601, Manner.CHANGES),
    /** Takes {@code delta}, returns the old value; OUT_OF_RANGE, WRONG_TYPE, unchanged then. */
    VALUE_GET_AND_ADD(0x0602, Manner.CHANGES),
    /** Takes {@code expected, value}, returns whether it was equal and is this one now; OUT_OF_RANGE, WRONG_TYPE. */
    VALUE_COMPARE_AND_SET(0x0603, Manner.CHANGES),
    /** Returns {@code [stamp, value]}. */
    VALUE_GET_STAMPED(0x0604, Manner.READS),
    /** Takes {@code stamp, value}, returns whether the cell still had that stamp and has this value now. */
    VALUE_SET_STAMPED(0x0605, Manner.CHANGES),
    // Semaphore
    /** Takes {@code permits, timeout}, returns how many permits it acquired, all or none; TIMED_OUT if they were not free in time. Under acknowledgement if they are used up. */
    SEMAPHORE_ACQUIRE(0x0610, Manner.WAITS),
    /** Takes {@code permits}, returns null; by anyone; TOO_MANY, unchanged then. */
    SEMAPHORE_RELEASE(0x0611, Manner.GIVES_BACK),
    /** Returns how many permits are free. */
    SEMAPHORE_AVAILABLE(0x0612, Manner.READS),
    // Event
    /** Returns null; every call that waits is answered with true, whatever comes after. */
    EVENT_SET(0x0620, Manner.CHANGES),
    /** Returns null. */
    EVENT_CLEAR(0x0621, Manner.CHANGES),
    /** Returns whether it is set. */
    EVENT_IS_SET(0x0622, Manner.READS),
    /** Takes {@code timeout}, returns true once it is or was set, false if the time passed. */
    EVENT_AWAIT(0x0623, Manner.WAITS),
    // Barrier
    /** Takes {@code brings an action, timeout}, returns {@code [arrival index, whether to run the action now]} when all parties have arrived; index 0 arrives last; TIMED_OUT, BROKEN. */
    BARRIER_AWAIT(0x0628, Manner.WAITS),
    /** Takes {@code done}, returns null; by who was told to run the action: lets all parties go, or breaks the barrier; BROKEN if it was broken or reset meanwhile. */
    BARRIER_ACTED(0x0629, Manner.GIVES_BACK),
    /** Returns null; the barrier is broken until it is reset. */
    BARRIER_ABORT(0x062A, Manner.CHANGES),
    /** Returns null; for who waits it is broken, then it begins anew. */
    BARRIER_RESET(0x062B, Manner.CHANGES),
    /** Returns how many parties it takes. */
    BARRIER_PARTIES(0x062C, Manner.READS),
    /** Returns how many parties wait. */
    BARRIER_WAITING(0x062D, Manner.READS),
    /** Returns whether it is broken. */
    BARRIER_IS_BROKEN(0x062E, Manner.READS),
    // JoinableQueue
    /** Takes {@code done}, settles the oldest element that this thread has taken, else that this session has: done forgets it, else it returns to its old place; returns null; SETTLED if there is none. */
    QUEUE_TASK_DONE(0x0640, Manner.GIVES_BACK),
    /** Takes {@code timeout}, returns true once no element waits or is in delivery, or false if that was not so in time. */
    QUEUE_JOIN(0x0641, Manner.WAITS),
    // Array
    /** Returns how many cells there are. */
    ARRAY_LENGTH(0x0650, Manner.READS),
    /** Takes {@code index}, returns the value; INDEX. */
    ARRAY_GET(0x0651, Manner.READS),
    /** Takes {@code index, value}, returns null; INDEX, OUT_OF_RANGE, WRONG_TYPE. */
    ARRAY_SET(0x0652, Manner.CHANGES),
    /** Takes {@code start, stop}, returns list of the values from start to before stop; INDEX. */
    ARRAY_GET_RANGE(0x0653, Manner.READS),
    /** Takes {@code start, list}, returns null; sets all of them from start on, or none; INDEX, OUT_OF_RANGE, WRONG_TYPE. */
    ARRAY_SET_RANGE(0x0654, Manner.CHANGES),
    /** Returns list of all values. */
    ARRAY_SNAPSHOT(0x0655, Manner.READS),
    /** Takes {@code index, delta}, returns the old value; INDEX, OUT_OF_RANGE, WRONG_TYPE, unchanged then. */
    ARRAY_GET_AND_ADD(0x0656, Manner.CHANGES),
    /** Takes {@code index, expected, value}, returns whether it was equal and is this one now; INDEX, OUT_OF_RANGE, WRONG_TYPE. */
    ARRAY_COMPARE_AND_SET(0x0657, Manner.CHANGES),
    /** Takes {@code index}, returns {@code [stamp, value]}; INDEX. */
    ARRAY_GET_STAMPED(0x0658, Manner.READS),
    /** Takes {@code index, stamp, value}, returns whether the cell still had that stamp and has this value now; INDEX, OUT_OF_RANGE, WRONG_TYPE. */
    ARRAY_SET_STAMPED(0x0659, Manner.CHANGES),
    // What has elements
    /** Returns reference to a new iterator over the elements as they are now, of a dict its keys. An iterator is taken from as a queue that is shut down. */
    OBJECT_ITERATE(0x0660, Manner.CHANGES);

    /** The first number that is a method of a user's object. */
    public static final int FIRST_USER_METHOD = 0x1000;

    /** How an operation behaves towards credit, replies and waiting. */
    public enum Manner {
        /** Changes nothing: its reply is not kept, a repeat simply runs again. */
        READS,
        /** Changes the object and answers at once. */
        CHANGES,
        /** May be answered much later. */
        WAITS,
        /** Gives something back: needs no credit and is served under overload. */
        GIVES_BACK
    }

    private static final @Nullable OperationCode[] BY_CODE = new OperationCode[0x0700];

    static {
        for (OperationCode operation : values()) {
            BY_CODE[operation.code] = operation;
        }
    }

    private final int code;
    private final Manner manner;

    OperationCode(int code, Manner manner) {
        this.code = code;
        this.manner = manner;
    }

    /** Returns the operation of a number, or null if there is none. */
    public static @Nullable OperationCode of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** Returns the number on the wire. */
    public int code() {
        return code;
    }

    /** Returns how it behaves towards credit, replies and waiting. */
    public Manner manner() {
        return manner;
    }

    /** Returns whether it may be answered much later. */
    public boolean mayWait() {
        return manner == Manner.WAITS;
    }
}
