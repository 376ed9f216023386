package dev.steward.vocabulary;

import static dev.steward.vocabulary.Argument.any;
import static dev.steward.vocabulary.Argument.anyNumber;
import static dev.steward.vocabulary.Argument.bool;
import static dev.steward.vocabulary.Argument.count;
import static dev.steward.vocabulary.Argument.integer;
import static dev.steward.vocabulary.Argument.list;
import static dev.steward.vocabulary.Argument.lockTimeout;
import static dev.steward.vocabulary.Argument.pairs;
import static dev.steward.vocabulary.Argument.text;
import static dev.steward.vocabulary.Argument.textOrNull;
import static dev.steward.vocabulary.Argument.timeout;
import static dev.steward.vocabulary.BuiltInType.ARRAY;
import static dev.steward.vocabulary.BuiltInType.ASYNC_RESULT;
import static dev.steward.vocabulary.BuiltInType.BARRIER;
import static dev.steward.vocabulary.BuiltInType.DICT;
import static dev.steward.vocabulary.BuiltInType.EVENT;
import static dev.steward.vocabulary.BuiltInType.JOINABLE_QUEUE;
import static dev.steward.vocabulary.BuiltInType.LIST;
import static dev.steward.vocabulary.BuiltInType.LOCK;
import static dev.steward.vocabulary.BuiltInType.NAMESPACE;
import static dev.steward.vocabulary.BuiltInType.POOL;
import static dev.steward.vocabulary.BuiltInType.POOL_ITERATOR;
import static dev.steward.vocabulary.BuiltInType.QUEUE;
import static dev.steward.vocabulary.BuiltInType.SEMAPHORE;
import static dev.steward.vocabulary.BuiltInType.SET;
import static dev.steward.vocabulary.BuiltInType.VALUE;
import static dev.steward.vocabulary.CommonCapability.DIRECTORY;
import static dev.steward.vocabulary.CommonCapability.ELEMENTS;
import static dev.steward.vocabulary.CommonCapability.OBJECT;
import static dev.steward.vocabulary.CommonCapability.SERVER;
import static dev.steward.vocabulary.CommonCapability.SOURCE;
import static dev.steward.vocabulary.CommonCapability.TASKS;
import static dev.steward.vocabulary.Layout.LISTED;
import static dev.steward.vocabulary.Layout.NESTED;
import static dev.steward.vocabulary.Layout.WHOLE;
import static dev.steward.vocabulary.Manner.CHANGES;
import static dev.steward.vocabulary.Manner.GIVES_BACK;
import static dev.steward.vocabulary.Manner.READS;
import static dev.steward.vocabulary.Manner.WAITS;
import static dev.steward.vocabulary.Reach.COMPARES;
import static dev.steward.vocabulary.Reach.FINDS;
import static dev.steward.vocabulary.Reach.WALKS;
import static dev.steward.vocabulary.Reach.WALKS_NOT;
import static dev.steward.vocabulary.Right.ADMIN;
import static dev.steward.vocabulary.Right.ANYONE;
import static dev.steward.vocabulary.Storage.STORES;
import static dev.steward.vocabulary.Storage.STORES_NOTHING;
import static dev.steward.vocabulary.Taking.REGAINS;
import static dev.steward.vocabulary.Taking.TAKES;
import static dev.steward.vocabulary.Taking.TAKES_NOTHING;
import static dev.steward.vocabulary.Trace.NO_TRACE;
import static dev.steward.vocabulary.Trace.TRACE_OF_SESSION;
import static dev.steward.vocabulary.Trace.TRACE_OF_THREAD;

import dev.steward.api.ObjectId;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks of an object: one row per operation. A row says its number on the wire, the types that have it, and
 * everything that others decide by; then its arguments. The comment says what it returns, and which {@link Status} it has
 * of its own. Timeouts are nanoseconds: -1 waits for ever, 0 does not wait.
 *
 * <p>Numbers from {@link #FIRST_USER_METHOD} on are methods of users' own objects: the index into the list that
 * {@link #METHODS} returns.
 */
public enum Operation {
    // A table: a row is a line. spotless:off
    // The directory, object 0: what the machine does.
    /** Returns reference. With a name: find or make. */
    CREATE(0x0001, DIRECTORY, CHANGES, STORES, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, text("type id"), textOrNull("name"), list("creation arguments")),
    /** Returns reference; NO_SUCH_NAME if there is none. */
    FIND(0x0002, DIRECTORY, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, text("name"), textOrNull("type id")),
    /** Returns sorted list of names. */
    NAMES(0x0003, DIRECTORY, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, text("glob")),
    /** Returns whether there was one. */
    DELETE(0x0004, DIRECTORY, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, text("name")),
    /** Returns how many objects there are, the directory not counted. */
    COUNT(0x0005, DIRECTORY, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns reference, held by the session from now on. */
    ATTACH(0x0006, DIRECTORY, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("object id")),
    /** Returns null; the session drops so many of its references. */
    RELEASE(0x0007, DIRECTORY, GIVES_BACK, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("object id"), count("count")),
    // The directory, object 0: what the server does around the machine.
    /** Returns null. */
    PING(0x0080, SERVER, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns reference to what the registered callable returned. */
    GET(0x0081, SERVER, WAITS, STORES, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, text("type id"), anyNumber("arguments")),
    /** Returns the result of the registered function, by value. */
    CALL(0x0082, SERVER, WAITS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, text("type id"), anyNumber("arguments")),
    /** Returns list of the object's exposed methods as {@code name(descriptor)}, in the order of their numbers. */
    METHODS(0x0083, SERVER, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("object id")),
    /** Returns list of {@code [object id, type id, name or null, references, waiting, summary]}. */
    DESCRIBE(0x0084, SERVER, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ADMIN),
    /** Returns null; the server drains and ends. */
    SHUTDOWN(0x0085, SERVER, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ADMIN),
    /** Returns list of {@code [object id, type id, name or null, references, what OBJECT_INSPECT returns]} of the objects that are meant, or of all; a session there is {@code [id, client name, process, address]}; NO_SUCH_NAME. */
    INSPECT(0x0086, SERVER, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ADMIN, textOrNull("name, number or type id"), count("the most holders and waiters of each")),
    /** Returns list of {@code [[id, client name, process, address], admin, nanoseconds since it was opened, nanoseconds without a connection or -1, connections, calls, unanswered calls, holds, list of [object id, type id, name or null, thread, nanoseconds, count, what], waits, list of the same]}. */
    SESSIONS(0x0087, SERVER, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ADMIN, count("the most holdings and waits of each")),
    /** Returns the id of the session that began so and ends now; NO_SUCH_OBJECT if there is none, BAD_ARGUMENT if there is more than one. */
    KICK(0x0088, SERVER, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ADMIN, text("session")),
    /** Returns list of {@code [nanoseconds since it happened, event, who, text]}, the newest first. */
    EVENTS(0x0089, SERVER, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ADMIN, count("the most events")),
    /** Returns {@code [address, draining, heap bytes, the most heap bytes, bytes held for clients, list of nanoseconds that each loop needed to come to a task, list of [limit, value]]}. */
    INSPECT_SERVER(0x008B, SERVER, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ADMIN),
    // Every object.
    /** Returns {@code [waiting, summary]}. */
    OBJECT_DESCRIBE(0x00F0, OBJECT, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ADMIN),
    /** Returns {@code [waiting, summary, elements or -1, nanoseconds of the oldest or -1, holders, list of [session, thread, nanoseconds, count, what], list of waiters as the same]}, the first ones of each. */
    OBJECT_INSPECT(0x00F1, OBJECT, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ADMIN, count("the most holders and waiters")),
    /** Returns {@code [whether they are entries, list of the first elements]}, of entries {@code key, value, key, value...}; of a cell its value; of what has no contents nothing. */
    OBJECT_PEEK(0x00F2, OBJECT, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, NESTED, NO_TRACE, ANYONE, count("the most elements")),
    /** Returns how much was taken back from the sessions that held it: a lock, permits, elements in delivery. */
    OBJECT_TAKE_BACK(0x00F3, OBJECT, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ADMIN),
    /** Returns how many elements were dropped. */
    OBJECT_PURGE(0x00F4, OBJECT, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ADMIN),
    /** Returns {@code [requeued, without room, ended]}: how many dead letters are at the end of the queue again that gave them up; how many stay where they are because that has no room, or is shut down or gone. */
    OBJECT_REQUEUE(0x00F5, OBJECT, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ADMIN, count("the most elements")),
    // list
    /** Returns size. */
    LIST_SIZE(0x0100, LIST, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns element; INDEX. Index -1 is the last element. */
    LIST_GET(0x0101, LIST, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("index")),
    /** Returns the old element; INDEX. */
    LIST_SET(0x0102, LIST, CHANGES, STORES, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("index"), any("element")),
    /** Returns null. */
    LIST_ADD(0x0103, LIST, CHANGES, STORES, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("element")),
    /** Returns null; INDEX. */
    LIST_INSERT(0x0104, LIST, CHANGES, STORES, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("index"), any("element")),
    /** Returns whether anything was added. */
    LIST_ADD_ALL(0x0105, LIST, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("elements")),
    /** Returns whether anything was added; INDEX. */
    LIST_INSERT_ALL(0x0106, LIST, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("index"), list("elements")),
    /** Returns the element that was there; INDEX. Index -1 is the last element. */
    LIST_REMOVE_AT(0x0107, LIST, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("index")),
    /** Returns whether the first equal one was removed. */
    LIST_REMOVE(0x0108, LIST, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("element")),
    /** Returns whether anything was removed. */
    LIST_REMOVE_ALL(0x0109, LIST, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("elements")),
    /** Returns whether anything was removed. */
    LIST_RETAIN_ALL(0x010A, LIST, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("elements")),
    /** Returns null; INDEX. */
    LIST_REMOVE_RANGE(0x010B, LIST, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("start"), integer("stop")),
    /** Returns null. */
    LIST_CLEAR(0x010C, LIST, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns whether it is there. */
    LIST_CONTAINS(0x010D, LIST, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("element")),
    /** Returns whether all are there. */
    LIST_CONTAINS_ALL(0x010E, LIST, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("elements")),
    /** Returns the first index or -1. */
    LIST_INDEX_OF(0x010F, LIST, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("element")),
    /** Returns the last index or -1. */
    LIST_LAST_INDEX_OF(0x0110, LIST, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("element")),
    /** Returns list of all elements. */
    LIST_SNAPSHOT(0x0111, LIST, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE),
    /** Returns list of the elements from start to before stop; INDEX. */
    LIST_SLICE(0x0112, LIST, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE, integer("start"), integer("stop")),
    /** Returns null; what was from start to before stop becomes the list; INDEX. */
    LIST_SET_SLICE(0x0113, LIST, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("start"), integer("stop"), list("elements")),
    /** Returns null; natural order, stable; NOT_COMPARABLE, unchanged then. */
    LIST_SORT(0x0114, LIST, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, bool("reverse")),
    /** Returns {@code [sequence, list of elements, list of their stamps]}. */
    LIST_STAMPED(0x0115, LIST, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, NESTED, NO_TRACE, ANYONE),
    /** Returns whether the list was still as of that sequence and is now this one; an element that stays the same to the byte keeps its stamp. */
    LIST_REPLACE_IF(0x0116, LIST, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("sequence"), list("elements")),
    /** Returns the new stamp of the element that still had that stamp and is now this one, or 0 if there was none. */
    LIST_SET_IF(0x0117, LIST, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("stamp"), any("element")),
    /** Returns whether an element still had that stamp and is gone now. */
    LIST_REMOVE_IF(0x0118, LIST, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("stamp")),
    /** Puts the element before the one that still has that stamp (stamp 0: at the end), returns its stamp, or 0 if there was none. */
    LIST_INSERT_IF(0x0119, LIST, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("stamp"), any("element")),
    /** Returns the index in the list of the first equal element from start to before stop, or -1; INDEX. */
    LIST_RANGE_INDEX_OF(0x011A, LIST, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("start"), integer("stop"), any("element")),
    /** Returns the index in the list of the last equal element from start to before stop, or -1; INDEX. */
    LIST_RANGE_LAST_INDEX_OF(0x011B, LIST, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("start"), integer("stop"), any("element")),
    /** Returns whether all are there from start to before stop; INDEX. */
    LIST_RANGE_CONTAINS_ALL(0x011C, LIST, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("start"), integer("stop"), list("elements")),
    /** Returns whether the first equal element from start to before stop was removed; INDEX. */
    LIST_RANGE_REMOVE(0x011D, LIST, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("start"), integer("stop"), any("element")),
    /** Returns how many elements from start to before stop were removed because they are among these; INDEX. */
    LIST_RANGE_REMOVE_ALL(0x011E, LIST, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("start"), integer("stop"), list("elements")),
    /** Returns how many elements from start to before stop were removed because they are not among these; INDEX. */
    LIST_RANGE_RETAIN_ALL(0x011F, LIST, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("start"), integer("stop"), list("elements")),
    /** Returns null; the last element is the first one now, and so on. */
    LIST_REVERSE(0x0120, LIST, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns null; all elements in their order stand there so many times now; OVERLOADED, unchanged then. */
    LIST_REPEAT(0x0121, LIST, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, count("times")),
    // dict
    /** Returns size. */
    DICT_SIZE(0x0200, DICT, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns value; NO_SUCH_KEY. */
    DICT_GET(0x0201, DICT, READS, STORES_NOTHING, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("key")),
    /** Returns whether it is there. */
    DICT_CONTAINS_KEY(0x0202, DICT, READS, STORES_NOTHING, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("key")),
    /** Returns whether it is there. */
    DICT_CONTAINS_VALUE(0x0203, DICT, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("value")),
    /** Returns the old value, or null. */
    DICT_PUT(0x0204, DICT, CHANGES, STORES, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("key"), any("value")),
    /** Returns the value that was there, or null if this one was put. */
    DICT_PUT_IF_ABSENT(0x0205, DICT, CHANGES, STORES, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("key"), any("value")),
    /** Returns null. */
    DICT_PUT_ALL(0x0206, DICT, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, pairs("entries")),
    /** Returns the old value, or null. */
    DICT_REMOVE(0x0207, DICT, CHANGES, STORES_NOTHING, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("key")),
    /** Returns whether the key had that value and is gone now. */
    DICT_REMOVE_EQUAL(0x0208, DICT, CHANGES, STORES_NOTHING, COMPARES, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("key"), any("value")),
    /** Returns the old value, or null if the key was not there and nothing changed. */
    DICT_REPLACE(0x0209, DICT, CHANGES, STORES, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("key"), any("value")),
    /** Returns whether the key had the expected value and has this one now. */
    DICT_REPLACE_EQUAL(0x020A, DICT, CHANGES, STORES, COMPARES, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("key"), any("expected"), any("value")),
    /** Returns null. */
    DICT_CLEAR(0x020B, DICT, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns list of keys in order of insertion. */
    DICT_KEYS(0x020C, DICT, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE),
    /** Returns list of values in order of insertion. */
    DICT_VALUES(0x020D, DICT, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE),
    /** Returns {@code list of key, value, key, value...} in order of insertion. */
    DICT_SNAPSHOT(0x020E, DICT, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE),
    /** Returns {@code [stamp, value]}, or null if it is not there. */
    DICT_GET_STAMPED(0x020F, DICT, READS, STORES_NOTHING, FINDS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE, any("key")),
    /** Returns the new stamp of the entry if it still had that stamp (0: was still absent) and has this value now, else 0. */
    DICT_PUT_STAMPED(0x0210, DICT, CHANGES, STORES, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("key"), integer("stamp"), any("value")),
    /** Returns whether the entry still had that stamp and is gone now. */
    DICT_REMOVE_STAMPED(0x0211, DICT, CHANGES, STORES_NOTHING, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("key"), integer("stamp")),
    /** Returns {@code [sequence, list of key, value, stamp, key...]}. */
    DICT_STAMPED(0x0212, DICT, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, NESTED, NO_TRACE, ANYONE),
    /** Returns whether the dict was still as of that sequence and now holds exactly these; an entry that stays the same to the byte keeps its stamp. */
    DICT_REPLACE_IF(0x0213, DICT, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("sequence"), pairs("entries")),
    /** Returns how many were removed. */
    DICT_REMOVE_ALL(0x0214, DICT, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("keys")),
    /** Returns whether anything was removed because its key is not among these. */
    DICT_RETAIN_ALL(0x0215, DICT, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("keys")),
    /** Returns whether all of these are keys. */
    DICT_CONTAINS_KEYS(0x0216, DICT, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("keys")),
    /** Returns whether each of these is the value of some key. */
    DICT_CONTAINS_VALUES(0x0217, DICT, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("values")),
    /** Returns whether each of these keys has the value beside it. */
    DICT_CONTAINS_ENTRIES(0x0218, DICT, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, pairs("entries")),
    /** Returns whether the first entry of an equal value was removed. */
    DICT_REMOVE_VALUE(0x0219, DICT, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("value")),
    /** Returns whether anything was removed because its value is among these. */
    DICT_REMOVE_VALUES(0x021A, DICT, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("values")),
    /** Returns whether anything was removed because its value is not among these. */
    DICT_RETAIN_VALUES(0x021B, DICT, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("values")),
    /** Returns whether anything was removed because its key and value are one of these. */
    DICT_REMOVE_ENTRIES(0x021C, DICT, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, pairs("entries")),
    /** Returns whether anything was removed because its key and value are none of these. */
    DICT_RETAIN_ENTRIES(0x021D, DICT, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, pairs("entries")),
    /** Returns {@code [key, value]} of the first entry, which is gone now, or null if there was none. */
    DICT_POLL_FIRST(0x021E, DICT, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE),
    /** Returns {@code [key, value]} of the last entry, which is gone now, or null if there was none. */
    DICT_POLL_LAST(0x021F, DICT, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE),
    /** Returns {@code list of key, value, key, value...}: the entries in order of insertion, with the values of the others where those have them, and then the others. */
    DICT_UNION(0x0220, DICT, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE, pairs("entries")),
    // Namespace
    /** Returns value; NO_SUCH_ATTRIBUTE. */
    NAMESPACE_GET(0x0300, NAMESPACE, READS, STORES_NOTHING, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, text("name")),
    /** Returns null. */
    NAMESPACE_SET(0x0301, NAMESPACE, CHANGES, STORES, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, text("name"), any("value")),
    /** Returns null; NO_SUCH_ATTRIBUTE. */
    NAMESPACE_DELETE(0x0302, NAMESPACE, CHANGES, STORES_NOTHING, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, text("name")),
    /** Returns whether it is set. */
    NAMESPACE_CONTAINS(0x0303, NAMESPACE, READS, STORES_NOTHING, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, text("name")),
    /** Returns null. */
    NAMESPACE_UPDATE(0x0304, NAMESPACE, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, pairs("attributes")),
    /** Returns {@code list of name, value, name, value...}. */
    NAMESPACE_SNAPSHOT(0x0305, NAMESPACE, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE),
    // Queue
    /** Returns true, or false if there was no room in time; SHUT_DOWN. */
    QUEUE_PUT(0x0400, QUEUE, WAITS, STORES, WALKS_NOT, TAKES_NOTHING, WHOLE, TRACE_OF_SESSION, ANYONE, any("element"), timeout("timeout")),
    /** Returns how many were put, in order, until the queue was full; SHUT_DOWN. */
    QUEUE_PUT_ALL(0x0401, QUEUE, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("elements")),
    /** Returns the element, delivered under acknowledgement; EMPTY if none came in time; SHUT_DOWN if shut down and drained. */
    QUEUE_TAKE(0x0402, SOURCE, WAITS, STORES_NOTHING, WALKS_NOT, TAKES, WHOLE, TRACE_OF_SESSION, ANYONE, timeout("timeout")),
    /** Returns {@code [element, delivery id, delivery count]}; EMPTY, SHUT_DOWN. */
    QUEUE_RECEIVE(0x0403, QUEUE, WAITS, STORES_NOTHING, WALKS_NOT, TAKES, LISTED, TRACE_OF_SESSION, ANYONE, timeout("timeout")),
    /** Returns null; done forgets the element, else it returns to its old place; SETTLED. */
    QUEUE_SETTLE(0x0404, QUEUE, GIVES_BACK, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("delivery id"), bool("done")),
    /** Returns list of that many elements, delivered under acknowledgement together. */
    QUEUE_DRAIN(0x0405, QUEUE, CHANGES, STORES_NOTHING, WALKS, TAKES, LISTED, TRACE_OF_SESSION, ANYONE, count("at most")),
    /** Returns the element; EMPTY. */
    QUEUE_PEEK(0x0406, QUEUE, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns size without the elements in delivery. */
    QUEUE_SIZE(0x0407, SOURCE, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns how many elements fit; 2147483647 if unbounded. */
    QUEUE_REMAINING_CAPACITY(0x0408, QUEUE, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns whether it is there. */
    QUEUE_CONTAINS(0x0409, QUEUE, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("element")),
    /** Returns whether the first equal one was removed. */
    QUEUE_REMOVE(0x040A, QUEUE, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("element")),
    /** Returns whether anything was removed. */
    QUEUE_REMOVE_ALL(0x040B, QUEUE, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("elements")),
    /** Returns whether anything was removed. */
    QUEUE_RETAIN_ALL(0x040C, QUEUE, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("elements")),
    /** Returns null. */
    QUEUE_CLEAR(0x040D, QUEUE, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns list of the elements that wait to be taken. */
    QUEUE_SNAPSHOT(0x040E, SOURCE, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE),
    /** Returns null; at once drops the elements and ends the waits. */
    QUEUE_SHUTDOWN(0x040F, SOURCE, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, bool("at once")),
    /** Returns whether it is shut down. */
    QUEUE_IS_SHUTDOWN(0x0410, QUEUE, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns {@code [list of elements, list of their stamps]}, for iterators that remove. */
    QUEUE_STAMPED(0x0411, QUEUE, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, NESTED, NO_TRACE, ANYONE),
    /** Returns how many of those elements were still there and are gone now. */
    QUEUE_REMOVE_STAMPED(0x0412, QUEUE, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("stamps")),
    /** Returns whether all are there. */
    QUEUE_CONTAINS_ALL(0x0413, QUEUE, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("elements")),
    // Lock and Condition
    /** Returns {@code [fencing token, abandoned]}; TIMED_OUT if it was not free in time. Re-entrant where the type is; where not, and the time is -2, NOT_OWNER if the calling thread took it with that time too and holds it. */
    LOCK_ACQUIRE(0x0500, LOCK, WAITS, STORES_NOTHING, WALKS_NOT, TAKES, WHOLE, TRACE_OF_THREAD, ANYONE, lockTimeout("timeout")),
    /** Returns null; by the holder only: its thread if the type is re-entrant, else any of its session; NOT_OWNER. */
    LOCK_RELEASE(0x0501, LOCK, GIVES_BACK, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns null; by anyone if the type is not re-entrant, with either key, as in Python; NOT_LOCKED, NOT_OWNER. */
    LOCK_RELEASE_ANY(0x0502, LOCK, GIVES_BACK, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns whether it was still held under that token by this session; any thread of the session may. */
    LOCK_RELEASE_HOLD(0x0503, LOCK, GIVES_BACK, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("fencing token")),
    /** Returns whether anyone holds it. */
    LOCK_IS_LOCKED(0x0504, LOCK, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns whether the calling thread holds it. */
    LOCK_IS_HELD(0x0505, LOCK, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns true if signalled, false if the time passed; the lock is owned again either way, also when cancelled (CANCELLED); NOT_OWNER. */
    CONDITION_AWAIT(0x0506, LOCK, WAITS, STORES_NOTHING, WALKS_NOT, REGAINS, WHOLE, TRACE_OF_THREAD, ANYONE, timeout("timeout")),
    /** Returns null; NOT_OWNER. */
    CONDITION_SIGNAL(0x0507, LOCK, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, count("n")),
    /** Returns null; NOT_OWNER. */
    CONDITION_SIGNAL_ALL(0x0508, LOCK, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns reference to a new condition of the same lock, with waiters of its own. */
    LOCK_NEW_CONDITION(0x0509, LOCK, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    // Value
    /** Returns value. */
    VALUE_GET(0x0600, VALUE, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns null; OUT_OF_RANGE, WRONG_TYPE. */
    VALUE_SET(0x0601, VALUE, CHANGES, STORES, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("value")),
    /** Returns the old value; OUT_OF_RANGE, WRONG_TYPE, unchanged then. */
    VALUE_GET_AND_ADD(0x0602, VALUE, CHANGES, STORES, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("delta")),
    /** Returns whether it was equal and is this one now; OUT_OF_RANGE, WRONG_TYPE. */
    VALUE_COMPARE_AND_SET(0x0603, VALUE, CHANGES, STORES, COMPARES, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("expected"), any("value")),
    /** Returns {@code [stamp, value]}. */
    VALUE_GET_STAMPED(0x0604, VALUE, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE),
    /** Returns whether the cell still had that stamp and has this value now. */
    VALUE_SET_STAMPED(0x0605, VALUE, CHANGES, STORES, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("stamp"), any("value")),
    // Semaphore
    /** Returns how many permits it acquired, all or none; TIMED_OUT if they were not free in time. Under acknowledgement if they are used up. */
    SEMAPHORE_ACQUIRE(0x0610, SEMAPHORE, WAITS, STORES_NOTHING, WALKS_NOT, TAKES, WHOLE, TRACE_OF_THREAD, ANYONE, count("permits"), timeout("timeout")),
    /** Returns null; by anyone; TOO_MANY, unchanged then. */
    SEMAPHORE_RELEASE(0x0611, SEMAPHORE, GIVES_BACK, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, count("permits")),
    /** Returns how many permits are free. */
    SEMAPHORE_AVAILABLE(0x0612, SEMAPHORE, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    // Event
    /** Returns null; every call that waits is answered with true, whatever comes after. */
    EVENT_SET(0x0620, EVENT, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns null. */
    EVENT_CLEAR(0x0621, EVENT, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns whether it is set. */
    EVENT_IS_SET(0x0622, EVENT, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns true once it is or was set, false if the time passed. */
    EVENT_AWAIT(0x0623, EVENT, WAITS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, TRACE_OF_THREAD, ANYONE, timeout("timeout")),
    // Barrier
    /** Returns {@code [arrival index, whether to run the action now]} when all parties have arrived; index 0 arrives last; TIMED_OUT, BROKEN. */
    BARRIER_AWAIT(0x0628, BARRIER, WAITS, STORES_NOTHING, WALKS_NOT, TAKES, WHOLE, TRACE_OF_THREAD, ANYONE, bool("brings an action"), timeout("timeout")),
    /** Returns null; by who was told to run the action: lets all parties go, or breaks the barrier; BROKEN if it was broken or reset meanwhile. */
    BARRIER_ACTED(0x0629, BARRIER, GIVES_BACK, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, bool("done")),
    /** Returns null; the barrier is broken until it is reset. */
    BARRIER_ABORT(0x062A, BARRIER, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns null; for who waits it is broken, then it begins anew. */
    BARRIER_RESET(0x062B, BARRIER, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns how many parties it takes. */
    BARRIER_PARTIES(0x062C, BARRIER, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns how many parties wait. */
    BARRIER_WAITING(0x062D, BARRIER, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns whether it is broken. */
    BARRIER_IS_BROKEN(0x062E, BARRIER, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    // JoinableQueue
    /** Settles the oldest element that this thread has taken, else that this session has: done forgets it, else it returns to its old place; returns null; SETTLED if there is none. */
    QUEUE_TASK_DONE(0x0640, JOINABLE_QUEUE, GIVES_BACK, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, bool("done")),
    /** Returns true once no element waits or is in delivery, or false if that was not so in time. */
    QUEUE_JOIN(0x0641, JOINABLE_QUEUE, WAITS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, TRACE_OF_SESSION, ANYONE, timeout("timeout")),
    // Array
    /** Returns how many cells there are. */
    ARRAY_LENGTH(0x0650, ARRAY, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns the value; INDEX. */
    ARRAY_GET(0x0651, ARRAY, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("index")),
    /** Returns null; INDEX, OUT_OF_RANGE, WRONG_TYPE. */
    ARRAY_SET(0x0652, ARRAY, CHANGES, STORES, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("index"), any("value")),
    /** Returns list of the values from start to before stop; INDEX. */
    ARRAY_GET_RANGE(0x0653, ARRAY, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE, integer("start"), integer("stop")),
    /** Returns null; sets all of them from start on, or none; INDEX, OUT_OF_RANGE, WRONG_TYPE. */
    ARRAY_SET_RANGE(0x0654, ARRAY, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("start"), list("values")),
    /** Returns list of all values. */
    ARRAY_SNAPSHOT(0x0655, ARRAY, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE),
    /** Returns the old value; INDEX, OUT_OF_RANGE, WRONG_TYPE, unchanged then. */
    ARRAY_GET_AND_ADD(0x0656, ARRAY, CHANGES, STORES, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("index"), any("delta")),
    /** Returns whether it was equal and is this one now; INDEX, OUT_OF_RANGE, WRONG_TYPE. */
    ARRAY_COMPARE_AND_SET(0x0657, ARRAY, CHANGES, STORES, COMPARES, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("index"), any("expected"), any("value")),
    /** Returns {@code [stamp, value]}; INDEX. */
    ARRAY_GET_STAMPED(0x0658, ARRAY, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE, integer("index")),
    /** Returns whether the cell still had that stamp and has this value now; INDEX, OUT_OF_RANGE, WRONG_TYPE. */
    ARRAY_SET_STAMPED(0x0659, ARRAY, CHANGES, STORES, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("index"), integer("stamp"), any("value")),
    // What has elements
    /** Returns reference to a new iterator over the elements as they are now, of a dict its keys. An iterator is taken from as a queue that is shut down. */
    OBJECT_ITERATE(0x0660, ELEMENTS, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    // set
    /** Returns size. */
    SET_SIZE(0x0680, SET, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns whether it is there. */
    SET_CONTAINS(0x0681, SET, READS, STORES_NOTHING, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("element")),
    /** Returns whether all are there. */
    SET_CONTAINS_ALL(0x0682, SET, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("elements")),
    /** Returns whether it was not there before. */
    SET_ADD(0x0683, SET, CHANGES, STORES, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("element")),
    /** Returns whether anything was added. */
    SET_ADD_ALL(0x0684, SET, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("elements")),
    /** Returns whether it was there. */
    SET_REMOVE(0x0685, SET, CHANGES, STORES_NOTHING, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("element")),
    /** Returns whether anything was removed. */
    SET_REMOVE_ALL(0x0686, SET, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("elements")),
    /** Returns whether anything was removed because it is not among these. */
    SET_RETAIN_ALL(0x0687, SET, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("elements")),
    /** Returns whether anything changed: each of these that was there is gone, each other one is there now. */
    SET_TOGGLE_ALL(0x0688, SET, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, list("elements")),
    /** Returns null. */
    SET_CLEAR(0x0689, SET, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns the first element, which is gone now, or null if there is none. */
    SET_POLL_FIRST(0x068A, SET, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns list of all elements in order of insertion. */
    SET_SNAPSHOT(0x068B, SET, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE),
    /** Returns list of all elements, and behind them of these that are not there. */
    SET_UNION(0x068C, SET, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE, list("elements")),
    /** Returns list of the elements that are among these. */
    SET_INTERSECTION(0x068D, SET, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE, list("elements")),
    /** Returns list of the elements that are not among these. */
    SET_DIFFERENCE(0x068E, SET, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE, list("elements")),
    /** Returns list of the elements that are not among these, and behind them of these that are not there. */
    SET_SYMMETRIC_DIFFERENCE(0x068F, SET, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, LISTED, NO_TRACE, ANYONE, list("elements")),
    /** Returns {@code [sequence, list of elements, list of their stamps]}. */
    SET_STAMPED(0x0690, SET, READS, STORES_NOTHING, WALKS, TAKES_NOTHING, NESTED, NO_TRACE, ANYONE),
    /** Returns whether the element still had that stamp and is gone now. */
    SET_REMOVE_STAMPED(0x0691, SET, CHANGES, STORES_NOTHING, FINDS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, any("element"), integer("stamp")),
    /** Returns whether the set was still as of that sequence and has none of these now. */
    SET_REMOVE_IF(0x0692, SET, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("sequence"), list("elements")),
    // pool: who brings tasks, and everybody
    /** Returns reference to a new job, a result or an iterator; waits for room; SHUT_DOWN, TIMED_OUT. The kinds are those of {@code JobKind}. */
    POOL_SUBMIT(0x06A0, POOL, WAITS, STORES, WALKS, TAKES_NOTHING, WHOLE, TRACE_OF_SESSION, ANYONE, any("function"), text("package of the function"), text("name of the function"), count("kind"), list("items"), bool("no more come"), count("items that go to a worker together"), count("times that a task runs again"), timeout("limit of a task"), bool("outlives this session"), timeout("timeout")),
    /** Returns null; at once cancels all jobs. */
    POOL_SHUTDOWN(0x06A1, POOL, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, bool("at once")),
    /** Returns true once the pool is shut down and all jobs are done, or false if that was not so in time. */
    POOL_JOINED(0x06A2, POOL, WAITS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, TRACE_OF_SESSION, ANYONE, timeout("timeout")),
    /** Returns {@code [shut down, waiting, running, ended, list of workers]}, a worker as {@code [number, description, slots, packages, ended, list of [run, tasks, function, nanoseconds, cancelled]]}. */
    POOL_STATUS(0x06A3, POOL, READS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    // pool: workers
    /** Returns the number of a worker; SHUT_DOWN. Without packages it takes the functions of all. */
    POOL_JOIN(0x06A8, POOL, CHANGES, STORES, WALKS_NOT, TAKES, WHOLE, TRACE_OF_SESSION, ANYONE, text("description"), count("slots"), list("packages")),
    /** Returns whether this session had that worker; what it had begun is lost. */
    POOL_LEAVE(0x06A9, POOL, GIVES_BACK, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("worker")),
    /** Returns {@code [job, function's name, limit of a task, runs, [function or null, items...]]}, or {@code [0, "", -1, runs to end, []]}; EMPTY if there was nothing in time, SHUT_DOWN, NOT_OWNER. */
    POOL_TAKE(0x06AA, POOL, WAITS, STORES_NOTHING, WALKS, TAKES, NESTED, TRACE_OF_SESSION, ANYONE, integer("worker"), timeout("timeout")),
    /** Returns whether it counts how the task ended, as {@code TaskEnd}: not if it was cancelled; SETTLED. */
    POOL_DONE(0x06AB, POOL, CHANGES, STORES, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, integer("run"), count("end"), any("what it came to")),
    // what came of tasks
    /** Returns whether the items were taken, false if the job has failed or was cancelled; from the session that made it only; waits for room; NOT_OWNER, TIMED_OUT. */
    RESULT_ADD(0x06B0, TASKS, WAITS, STORES, WALKS, TAKES_NOTHING, WHOLE, TRACE_OF_SESSION, ANYONE, list("items"), bool("no more come"), timeout("timeout")),
    /** Returns whether it was not done before. What runs is to be ended or not; an iterator gives nothing any more. */
    RESULT_CANCEL(0x06B1, TASKS, CHANGES, STORES_NOTHING, WALKS, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE, bool("ends what runs")),
    /** Returns null; the end of the session that made it cancels it no more. */
    RESULT_DETACH(0x06B2, TASKS, CHANGES, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, NO_TRACE, ANYONE),
    /** Returns {@code [ended, how many or -1, done, without a result that was taken]} once more tasks than so many have ended, or it is done; TIMED_OUT. */
    RESULT_PROGRESS(0x06B3, TASKS, WAITS, STORES_NOTHING, WALKS_NOT, TAKES_NOTHING, WHOLE, TRACE_OF_SESSION, ANYONE, integer("known to have ended"), timeout("timeout")),
    /** Returns {@code [end, how many or -1, list]} once it is done: of a good end the values from a number on that fit into a page; TIMED_OUT. The task of a run waits with it. */
    RESULT_AWAIT(0x06B8, ASYNC_RESULT, WAITS, STORES_NOTHING, WALKS, TAKES_NOTHING, NESTED, TRACE_OF_SESSION, ANYONE, count("from"), integer("run"), timeout("timeout")),
    /** Returns {@code [end, -1, list]} of the next result, delivered under acknowledgement; SHUT_DOWN if there is none any more, TIMED_OUT. The task of a run waits with it. */
    RESULT_NEXT(0x06B9, POOL_ITERATOR, WAITS, STORES_NOTHING, WALKS_NOT, TAKES, NESTED, TRACE_OF_SESSION, ANYONE, integer("run"), timeout("timeout"));
    // spotless:on

    /** The first number that is a method of a user's object. */
    public static final int FIRST_USER_METHOD = 0x1000;

    private static final @Nullable Operation[] BY_CODE = new Operation[0x0700];

    static {
        for (Operation operation : values()) {
            BY_CODE[operation.code] = operation;
        }
    }

    private final int code;

    @SuppressWarnings("ImmutableEnumChecker") // an enum, one or the other
    private final Capability capability;

    private final Manner manner;
    private final boolean stores;
    private final Reach reach;
    private final Taking taking;
    private final Layout layout;
    private final Trace trace;
    private final Right right;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Argument> arguments;

    private final boolean takesTexts;
    private final String spokenName;

    Operation(
            int code,
            Capability capability,
            Manner manner,
            Storage storage,
            Reach reach,
            Taking taking,
            Layout layout,
            Trace trace,
            Right right,
            Argument... arguments) {
        this.code = code;
        this.capability = capability;
        this.manner = manner;
        this.stores = storage == STORES;
        this.reach = reach;
        this.taking = taking;
        this.layout = layout;
        this.trace = trace;
        this.right = right;
        this.arguments = List.of(arguments);
        boolean texts = false;
        for (Argument argument : arguments) {
            texts |= argument.isText();
        }
        this.takesTexts = texts;
        int type = name().indexOf('_');
        this.spokenName = (type < 0 ? name() : name().substring(0, type) + '.' + name().substring(type + 1))
                .toLowerCase(Locale.ROOT);
    }

    /** Returns the operation of a number, or null if there is none. */
    public static @Nullable Operation of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /**
     * Returns whether the lanes of a server, or the server itself, do what a number asks of an object, and not its machine:
     * methods of users' objects, and what concerns the server.
     */
    public static boolean isForLanes(ObjectId target, int code) {
        if (code >= FIRST_USER_METHOD) {
            return true;
        }
        Operation operation = target.equals(ObjectId.DIRECTORY) ? of(code) : null;
        return operation != null && operation.capability == SERVER;
    }

    /** Returns the number on the wire. */
    public int code() {
        return code;
    }

    /** Returns what a type must be capable of to have it: the type that brings it along, or what several share. */
    public Capability capability() {
        return capability;
    }

    /** Returns whether it is asked of an object, rather than of the directory or the server. */
    public boolean isOfObjects() {
        return capability != DIRECTORY && capability != SERVER;
    }

    /** Returns how it behaves towards credit, replies and waiting. */
    public Manner manner() {
        return manner;
    }

    /** Returns whether it may be answered much later. */
    public boolean mayWait() {
        return manner == WAITS;
    }

    /** Returns whether a server may keep more after it than before. */
    public boolean stores() {
        return stores;
    }

    /** Returns how much it looks at. */
    public Reach reach() {
        return reach;
    }

    /** Returns whether it looks at any number of elements. */
    public boolean walks() {
        return reach == WALKS;
    }

    /** Returns whether an answer that says OK hands something over that would be lost with it. */
    public boolean takes() {
        return taking == TAKES;
    }

    /** Returns how deep in an answer that says OK the values stand that the object holds. */
    public Layout layout() {
        return layout;
    }

    /** Returns whether its caller cannot go without the answer, because a lock is held again however it ends. */
    public boolean regains() {
        return taking == REGAINS;
    }

    /** Returns whether it may leave something of the caller's session in the object. */
    public boolean leavesTraces() {
        return trace != NO_TRACE;
    }

    /** Returns whether what it leaves there may belong to the calling thread alone. */
    public boolean belongsToThread() {
        return trace == TRACE_OF_THREAD;
    }

    /** Returns which key it needs. */
    public Right right() {
        return right;
    }

    /** Returns what it takes, in order; immutable. */
    public List<Argument> arguments() {
        return arguments;
    }

    /**
     * Returns which of its arguments should name something and has more bytes than {@link Argument#MOST_TEXT_BYTES}; null if
     * none has.
     *
     * @param count how many arguments were given, which need not be as many as it takes
     * @param sizes how many bytes each has, encoded
     */
    public @Nullable Argument tooLong(int count, IntUnaryOperator sizes) {
        if (takesTexts) {
            for (int i = 0; i < Math.min(count, arguments.size()); i++) {
                if (arguments.get(i).isText() && sizes.applyAsInt(i) > Argument.MOST_TEXT_BYTES) {
                    return arguments.get(i);
                }
            }
        }
        return null;
    }

    /** Returns the sentence that refuses such an argument. */
    public String tooLong(Argument argument) {
        return this + " takes " + argument.kind().words() + " of at most " + Argument.MOST_TEXT_BYTES + " bytes as "
                + argument + ": give it a shorter one";
    }

    /** Returns it as people say it, such as {@code list.remove_range}. */
    @Override
    public String toString() {
        return spokenName;
    }
}
