package dev.steward.objects;

import static dev.steward.objects.Argument.any;
import static dev.steward.objects.Argument.bool;
import static dev.steward.objects.Argument.count;
import static dev.steward.objects.Argument.integer;
import static dev.steward.objects.Argument.list;
import static dev.steward.objects.Argument.pairs;
import static dev.steward.objects.Argument.text;
import static dev.steward.objects.Argument.textOrNull;
import static dev.steward.objects.Argument.timeout;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks of the machine: number, manner and arguments. The numbers are those of the wire. Timeouts are
 * nanoseconds: -1 waits for ever, 0 does not wait.
 */
public enum Operation {
    // The directory
    /** Returns reference. With a name: find or make. */
    CREATE(0x0001, Manner.CHANGES, text("type id"), textOrNull("name"), list("creation arguments")),
    /** Returns reference; NO_SUCH_NAME if there is none. */
    FIND(0x0002, Manner.CHANGES, text("name"), textOrNull("type id")),
    /** Returns sorted list of names. */
    NAMES(0x0003, Manner.READS, text("glob")),
    /** Returns whether there was one. */
    DELETE(0x0004, Manner.CHANGES, text("name")),
    /** Returns how many objects there are, the directory not counted. */
    COUNT(0x0005, Manner.READS),
    /** Returns reference, held by the session from now on. */
    ATTACH(0x0006, Manner.CHANGES, integer("object id")),
    /** Returns null; the session drops so many of its references. */
    RELEASE(0x0007, Manner.GIVES_BACK, integer("object id"), count("count")),
    // Every object
    /** Returns {@code [waiting, summary]}. */
    OBJECT_DESCRIBE(0x00F0, Manner.READS),
    // list
    /** Returns size. */
    LIST_SIZE(0x0100, Manner.READS),
    /** Returns element; INDEX. */
    LIST_GET(0x0101, Manner.READS, integer("index")),
    /** Returns the old element; INDEX. */
    LIST_SET(0x0102, Manner.CHANGES, integer("index"), any("element")),
    /** Returns null. */
    LIST_ADD(0x0103, Manner.CHANGES, any("element")),
    /** Returns null; INDEX. */
    LIST_INSERT(0x0104, Manner.CHANGES, integer("index"), any("element")),
    /** Returns whether anything was added. */
    LIST_ADD_ALL(0x0105, Manner.CHANGES, list("elements")),
    /** Returns whether anything was added; INDEX. */
    LIST_INSERT_ALL(0x0106, Manner.CHANGES, integer("index"), list("elements")),
    /** Returns the element that was there; INDEX. Index -1 is the last element. */
    LIST_REMOVE_AT(0x0107, Manner.CHANGES, integer("index")),
    /** Returns whether the first equal one was removed. */
    LIST_REMOVE(0x0108, Manner.CHANGES, any("element")),
    /** Returns whether anything was removed. */
    LIST_REMOVE_ALL(0x0109, Manner.CHANGES, list("elements")),
    /** Returns whether anything was removed. */
    LIST_RETAIN_ALL(0x010A, Manner.CHANGES, list("elements")),
    /** Returns null; INDEX. */
    LIST_REMOVE_RANGE(0x010B, Manner.CHANGES, integer("start"), integer("stop")),
    /** Returns null. */
    LIST_CLEAR(0x010C, Manner.CHANGES),
    /** Returns whether it is there. */
    LIST_CONTAINS(0x010D, Manner.READS, any("element")),
    /** Returns whether all are there. */
    LIST_CONTAINS_ALL(0x010E, Manner.READS, list("elements")),
    /** Returns the first index or -1. */
    LIST_INDEX_OF(0x010F, Manner.READS, any("element")),
    /** Returns the last index or -1. */
    LIST_LAST_INDEX_OF(0x0110, Manner.READS, any("element")),
    /** Returns list of all elements. */
    LIST_SNAPSHOT(0x0111, Manner.READS),
    /** Returns list of the elements from start to before stop; INDEX. */
    LIST_SLICE(0x0112, Manner.READS, integer("start"), integer("stop")),
    /** Returns null; what was from start to before stop becomes the list; INDEX. */
    LIST_SET_SLICE(0x0113, Manner.CHANGES, integer("start"), integer("stop"), list("elements")),
    /** Returns null; natural order, stable; NOT_COMPARABLE, unchanged then. */
    LIST_SORT(0x0114, Manner.CHANGES, bool("reverse")),
    /** Returns {@code [sequence, list of elements, list of their stamps]}. */
    LIST_STAMPED(0x0115, Manner.READS),
    /** Returns whether the list was still as of that sequence and is now this one; the same elements keep their stamps. */
    LIST_REPLACE_IF(0x0116, Manner.CHANGES, integer("sequence"), list("elements")),
    /** Returns the new stamp of the element that still had that stamp and is now this one, or 0 if there was none. */
    LIST_SET_IF(0x0117, Manner.CHANGES, integer("stamp"), any("element")),
    /** Returns whether an element still had that stamp and is gone now. */
    LIST_REMOVE_IF(0x0118, Manner.CHANGES, integer("stamp")),
    /** Puts the element before the one that still has that stamp (stamp 0: at the end), returns its stamp, or 0 if there was none. */
    LIST_INSERT_IF(0x0119, Manner.CHANGES, integer("stamp"), any("element")),
    // dict
    /** Returns size. */
    DICT_SIZE(0x0200, Manner.READS),
    /** Returns value; NO_SUCH_KEY. */
    DICT_GET(0x0201, Manner.READS, any("key")),
    /** Returns whether it is there. */
    DICT_CONTAINS_KEY(0x0202, Manner.READS, any("key")),
    /** Returns whether it is there. */
    DICT_CONTAINS_VALUE(0x0203, Manner.READS, any("value")),
    /** Returns the old value, or null. */
    DICT_PUT(0x0204, Manner.CHANGES, any("key"), any("value")),
    /** Returns the value that was there, or null if this one was put. */
    DICT_PUT_IF_ABSENT(0x0205, Manner.CHANGES, any("key"), any("value")),
    /** Returns null. */
    DICT_PUT_ALL(0x0206, Manner.CHANGES, pairs("entries")),
    /** Returns the old value, or null. */
    DICT_REMOVE(0x0207, Manner.CHANGES, any("key")),
    /** Returns whether the key had that value and is gone now. */
    DICT_REMOVE_EQUAL(0x0208, Manner.CHANGES, any("key"), any("value")),
    /** Returns the old value, or null if the key was not there and nothing changed. */
    DICT_REPLACE(0x0209, Manner.CHANGES, any("key"), any("value")),
    /** Returns whether the key had the expected value and has this one now. */
    DICT_REPLACE_EQUAL(0x020A, Manner.CHANGES, any("key"), any("expected"), any("value")),
    /** Returns null. */
    DICT_CLEAR(0x020B, Manner.CHANGES),
    /** Returns list of keys in order of insertion. */
    DICT_KEYS(0x020C, Manner.READS),
    /** Returns list of values in order of insertion. */
    DICT_VALUES(0x020D, Manner.READS),
    /** Returns {@code list of key, value, key, value...} in order of insertion. */
    DICT_SNAPSHOT(0x020E, Manner.READS),
    /** Returns {@code [stamp, value]}, or null if it is not there. */
    DICT_GET_STAMPED(0x020F, Manner.READS, any("key")),
    /** Returns the new stamp of the entry if it still had that stamp (0: was still absent) and has this value now, else 0. */
    DICT_PUT_STAMPED(0x0210, Manner.CHANGES, any("key"), integer("stamp"), any("value")),
    /** Returns whether the entry still had that stamp and is gone now. */
    DICT_REMOVE_STAMPED(0x0211, Manner.CHANGES, any("key"), integer("stamp")),
    /** Returns {@code [sequence, list of key, value, stamp, key...]}. */
    DICT_STAMPED(0x0212, Manner.READS),
    /** Returns whether the dict was still as of that sequence and now holds exactly these; the same entries keep their stamps. */
    DICT_REPLACE_IF(0x0213, Manner.CHANGES, integer("sequence"), pairs("entries")),
    /** Returns how many were removed. */
    DICT_REMOVE_ALL(0x0214, Manner.CHANGES, list("keys")),
    // Namespace
    /** Returns value; NO_SUCH_ATTRIBUTE. */
    NAMESPACE_GET(0x0300, Manner.READS, text("name")),
    /** Returns null. */
    NAMESPACE_SET(0x0301, Manner.CHANGES, text("name"), any("value")),
    /** Returns null; NO_SUCH_ATTRIBUTE. */
    NAMESPACE_DELETE(0x0302, Manner.CHANGES, text("name")),
    /** Returns whether it is set. */
    NAMESPACE_CONTAINS(0x0303, Manner.READS, text("name")),
    /** Returns null. */
    NAMESPACE_UPDATE(0x0304, Manner.CHANGES, pairs("attributes")),
    /** Returns {@code list of name, value, name, value...}. */
    NAMESPACE_SNAPSHOT(0x0305, Manner.READS),
    // Queue
    /** Returns true, or false if there was no room in time; SHUT_DOWN. */
    QUEUE_PUT(0x0400, Manner.WAITS, any("element"), timeout("timeout")),
    /** Returns how many were put, in order, until the queue was full; SHUT_DOWN. */
    QUEUE_PUT_ALL(0x0401, Manner.CHANGES, list("elements")),
    /** Returns the element, delivered under acknowledgement; EMPTY if none came in time; SHUT_DOWN if shut down and drained. */
    QUEUE_TAKE(0x0402, Manner.WAITS, timeout("timeout")),
    /** Returns {@code [element, delivery id, delivery count]}; EMPTY, SHUT_DOWN. */
    QUEUE_RECEIVE(0x0403, Manner.WAITS, timeout("timeout")),
    /** Returns null; done forgets the element, else it returns to its old place; SETTLED. */
    QUEUE_SETTLE(0x0404, Manner.GIVES_BACK, integer("delivery id"), bool("done")),
    /** Returns list of that many elements, delivered under acknowledgement together. */
    QUEUE_DRAIN(0x0405, Manner.CHANGES, count("at most")),
    /** Returns the element; EMPTY. */
    QUEUE_PEEK(0x0406, Manner.READS),
    /** Returns size without the elements in delivery. */
    QUEUE_SIZE(0x0407, Manner.READS),
    /** Returns how many elements fit; 2147483647 if unbounded. */
    QUEUE_REMAINING_CAPACITY(0x0408, Manner.READS),
    /** Returns whether it is there. */
    QUEUE_CONTAINS(0x0409, Manner.READS, any("element")),
    /** Returns whether the first equal one was removed. */
    QUEUE_REMOVE(0x040A, Manner.CHANGES, any("element")),
    /** Returns whether anything was removed. */
    QUEUE_REMOVE_ALL(0x040B, Manner.CHANGES, list("elements")),
    /** Returns whether anything was removed. */
    QUEUE_RETAIN_ALL(0x040C, Manner.CHANGES, list("elements")),
    /** Returns null. */
    QUEUE_CLEAR(0x040D, Manner.CHANGES),
    /** Returns list of the elements that wait to be taken. */
    QUEUE_SNAPSHOT(0x040E, Manner.READS),
    /** Returns null; at once drops the elements and ends the waits. */
    QUEUE_SHUTDOWN(0x040F, Manner.CHANGES, bool("at once")),
    /** Returns whether it is shut down. */
    QUEUE_IS_SHUTDOWN(0x0410, Manner.READS),
    /** Returns {@code [list of elements, list of their stamps]}, for iterators that remove. */
    QUEUE_STAMPED(0x0411, Manner.READS),
    /** Returns how many of those elements were still there and are gone now. */
    QUEUE_REMOVE_STAMPED(0x0412, Manner.CHANGES, list("stamps")),
    // Lock and Condition
    /** Returns {@code [fencing token, abandoned]}; TIMED_OUT if it was not free in time. Re-entrant where the type is. */
    LOCK_ACQUIRE(0x0500, Manner.WAITS, timeout("timeout")),
    /** Returns null; by the holder only: its thread if the type is re-entrant, else any of its session; NOT_OWNER. */
    LOCK_RELEASE(0x0501, Manner.GIVES_BACK),
    /** Returns null; by anyone if the type is not re-entrant; NOT_LOCKED, NOT_OWNER. */
    LOCK_RELEASE_ANY(0x0502, Manner.GIVES_BACK),
    /** Returns whether it was still held under that token by this session; any thread of the session may. */
    LOCK_RELEASE_HOLD(0x0503, Manner.GIVES_BACK, integer("fencing token")),
    /** Returns whether anyone holds it. */
    LOCK_IS_LOCKED(0x0504, Manner.READS),
    /** Returns whether the calling thread holds it. */
    LOCK_IS_HELD(0x0505, Manner.READS),
    /** Returns true if signalled, false if the time passed; the lock is owned again either way, also when cancelled (CANCELLED); NOT_OWNER. */
    CONDITION_AWAIT(0x0506, Manner.WAITS, timeout("timeout")),
    /** Returns null; NOT_OWNER. */
    CONDITION_SIGNAL(0x0507, Manner.CHANGES, count("n")),
    /** Returns null; NOT_OWNER. */
    CONDITION_SIGNAL_ALL(0x0508, Manner.CHANGES),
    /** Returns reference to a new condition of the same lock, with waiters of its own. */
    LOCK_NEW_CONDITION(0x0509, Manner.CHANGES),
    // Value
    /** Returns value. */
    VALUE_GET(0x0600, Manner.READS),
    /** Returns null; OUT_OF_RANGE, WRONG_TYPE. */
    VALUE_SET(0x0601, Manner.CHANGES, any("value")),
    /** Returns the old value; OUT_OF_RANGE, WRONG_TYPE, unchanged then. */
    VALUE_GET_AND_ADD(0x0602, Manner.CHANGES, any("delta")),
    /** Returns whether it was equal and is this one now; OUT_OF_RANGE, WRONG_TYPE. */
    VALUE_COMPARE_AND_SET(0x0603, Manner.CHANGES, any("expected"), any("value")),
    /** Returns {@code [stamp, value]}. */
    VALUE_GET_STAMPED(0x0604, Manner.READS),
    /** Returns whether the cell still had that stamp and has this value now. */
    VALUE_SET_STAMPED(0x0605, Manner.CHANGES, integer("stamp"), any("value")),
    // Semaphore
    /** Returns how many permits it acquired, all or none; TIMED_OUT if they were not free in time. Under acknowledgement if they are used up. */
    SEMAPHORE_ACQUIRE(0x0610, Manner.WAITS, count("permits"), timeout("timeout")),
    /** Returns null; by anyone; TOO_MANY, unchanged then. */
    SEMAPHORE_RELEASE(0x0611, Manner.GIVES_BACK, count("permits")),
    /** Returns how many permits are free. */
    SEMAPHORE_AVAILABLE(0x0612, Manner.READS),
    // Event
    /** Returns null; every call that waits is answered with true, whatever comes after. */
    EVENT_SET(0x0620, Manner.CHANGES),
    /** Returns null. */
    EVENT_CLEAR(0x0621, Manner.CHANGES),
    /** Returns whether it is set. */
    EVENT_IS_SET(0x0622, Manner.READS),
    /** Returns true once it is or was set, false if the time passed. */
    EVENT_AWAIT(0x0623, Manner.WAITS, timeout("timeout")),
    // Barrier
    /** Returns {@code [arrival index, whether to run the action now]} when all parties have arrived; index 0 arrives last; TIMED_OUT, BROKEN. */
    BARRIER_AWAIT(0x0628, Manner.WAITS, bool("brings an action"), timeout("timeout")),
    /** Returns null; by who was told to run the action: lets all parties go, or breaks the barrier; BROKEN if it was broken or reset meanwhile. */
    BARRIER_ACTED(0x0629, Manner.GIVES_BACK, bool("done")),
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
    /** Returns null; settles the oldest element that this thread has taken, else that this session has; SETTLED if there is none. */
    QUEUE_TASK_DONE(0x0640, Manner.GIVES_BACK, bool("done")),
    /** Returns true once no element waits or is in delivery, or false if that was not so in time. */
    QUEUE_JOIN(0x0641, Manner.WAITS, timeout("timeout")),
    // Array
    /** Returns how many cells there are. */
    ARRAY_LENGTH(0x0650, Manner.READS),
    /** Returns the value; INDEX. */
    ARRAY_GET(0x0651, Manner.READS, integer("index")),
    /** Returns null; INDEX, OUT_OF_RANGE, WRONG_TYPE. */
    ARRAY_SET(0x0652, Manner.CHANGES, integer("index"), any("value")),
    /** Returns list of the values from start to before stop; INDEX. */
    ARRAY_GET_RANGE(0x0653, Manner.READS, integer("start"), integer("stop")),
    /** Returns null; sets all of them from start on, or none; INDEX, OUT_OF_RANGE, WRONG_TYPE. */
    ARRAY_SET_RANGE(0x0654, Manner.CHANGES, integer("start"), list("values")),
    /** Returns list of all values. */
    ARRAY_SNAPSHOT(0x0655, Manner.READS),
    /** Returns the old value; INDEX, OUT_OF_RANGE, WRONG_TYPE, unchanged then. */
    ARRAY_GET_AND_ADD(0x0656, Manner.CHANGES, integer("index"), any("delta")),
    /** Returns whether it was equal and is this one now; INDEX, OUT_OF_RANGE, WRONG_TYPE. */
    ARRAY_COMPARE_AND_SET(0x0657, Manner.CHANGES, integer("index"), any("expected"), any("value")),
    /** Returns {@code [stamp, value]}; INDEX. */
    ARRAY_GET_STAMPED(0x0658, Manner.READS, integer("index")),
    /** Returns whether the cell still had that stamp and has this value now; INDEX, OUT_OF_RANGE, WRONG_TYPE. */
    ARRAY_SET_STAMPED(0x0659, Manner.CHANGES, integer("index"), integer("stamp"), any("value")),
    // What has elements
    /** Returns reference to a new iterator over the elements as they are now, of a dict its keys. */
    OBJECT_ITERATE(0x0660, Manner.CHANGES);

    /** How an operation behaves towards replies and waiting. */
    public enum Manner {
        /** Changes nothing: its reply is not kept, a repeat simply runs again. */
        READS,
        /** Changes the object and answers at once. */
        CHANGES,
        /** May be answered much later. */
        WAITS,
        /** Gives something back: needs no credit. */
        GIVES_BACK
    }

    /** Numbers from here on are methods of users' own objects, which are none of the machine's business. */
    public static final int FIRST_USER_METHOD = 0x1000;

    private static final @Nullable Operation[] BY_CODE = new Operation[0x0700];

    static {
        for (Operation operation : values()) {
            BY_CODE[operation.code] = operation;
        }
    }

    private final int code;
    private final Manner manner;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Argument> arguments;

    private final String spokenName;

    Operation(int code, Manner manner, Argument... arguments) {
        this.code = code;
        this.manner = manner;
        this.arguments = List.of(arguments);
        this.spokenName = name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
    }

    /** Returns the operation of a number, or null if there is none. */
    public static @Nullable Operation of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** Returns its number. */
    public int code() {
        return code;
    }

    /** Returns how it behaves towards replies and waiting. */
    public Manner manner() {
        return manner;
    }

    /** Returns what it takes, in order. */
    public List<Argument> arguments() {
        return arguments;
    }

    /** Returns whether the directory does it. */
    public boolean isOfDirectory() {
        return code < 0x0080;
    }

    /**
     * Returns whether it may leave something of the caller's session in the object: a call that waits, a lock that is
     * held, an element in delivery. Objects that were never asked such a thing need not hear of the session's end.
     */
    public boolean leavesTraces() {
        return manner == Manner.WAITS || this == QUEUE_DRAIN;
    }

    /**
     * Returns whether what it leaves there may belong to the calling thread alone, so that the object must hear of the
     * thread's end.
     */
    public boolean belongsToThread() {
        return switch (this) {
            case LOCK_ACQUIRE, CONDITION_AWAIT, SEMAPHORE_ACQUIRE, EVENT_AWAIT, BARRIER_AWAIT -> true;
            default -> false;
        };
    }

    /**
     * Checks number and kinds of the arguments.
     *
     * @throws Refusal BAD_ARGUMENT with a sentence that names the type and the operation
     */
    public void check(Values values, String typeId, List<Value> given) {
        if (given.size() != arguments.size()) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    typeId + ": " + this + " takes " + arguments.size() + " arguments " + arguments + ", not "
                            + given.size());
        }
        for (int i = 0; i < arguments.size(); i++) {
            arguments.get(i).check(values, typeId, this, given.get(i));
        }
    }

    /** Returns it as people say it, such as {@code list.remove_range}. */
    @Override
    public String toString() {
        return spokenName;
    }
}
