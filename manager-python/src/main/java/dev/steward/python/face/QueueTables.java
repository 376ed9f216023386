package dev.steward.python.face;

import static dev.steward.vocabulary.Operation.QUEUE_JOIN;
import static dev.steward.vocabulary.Operation.QUEUE_PUT;
import static dev.steward.vocabulary.Operation.QUEUE_REMAINING_CAPACITY;
import static dev.steward.vocabulary.Operation.QUEUE_SHUTDOWN;
import static dev.steward.vocabulary.Operation.QUEUE_SIZE;
import static dev.steward.vocabulary.Operation.QUEUE_TAKE;
import static dev.steward.vocabulary.Operation.QUEUE_TASK_DONE;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import org.jspecify.annotations.Nullable;

/** {@code Queue} and {@code JoinableQueue}: both {@code queue.Queue} at Python. */
final class QueueTables {

    private static final String MODULE = "queue";

    private QueueTables() {}

    static PythonType queue() {
        return table("Queue", BuiltInType.QUEUE)
                .method("join", call -> counted(call).whenFinished(call::none))
                .method("put", QueueTables::put)
                .method("put_nowait", call -> put(call, call.only("item"), PythonTimes.AT_ONCE))
                .method("qsize", call -> call.ask(QUEUE_SIZE).thenReturn())
                .method("shutdown", QueueTables::shutDown)
                .method("task_done", call -> {
                    if (!counted(call).finished()) {
                        throw tooManyTimes();
                    }
                    call.none();
                })
                .build();
    }

    static PythonType joinableQueue() {
        return table("JoinableQueue", BuiltInType.JOINABLE_QUEUE)
                .method("join", call -> {
                    PickleNode[] ignored = call.bind(0);
                    call.ask(QUEUE_JOIN, PythonTimes.FOR_EVER).thenNone();
                })
                .method("put", QueueTables::put)
                .method("put_nowait", call -> put(call, call.only("item"), PythonTimes.AT_ONCE))
                .method("qsize", call -> call.ask(QUEUE_SIZE).thenReturn())
                .method("shutdown", QueueTables::shutDown)
                .method(
                        "task_done",
                        call -> call.ask(QUEUE_TASK_DONE, EncodedValue.of(true))
                                .raising(Status.SETTLED, tooManyTimes())
                                .thenNone())
                .build();
    }

    private static PythonError tooManyTimes() {
        return PythonError.value("task_done() called too many times");
    }

    private static PythonType.Builder table(String typeId, BuiltInType type) {
        return PythonType.builder(typeId, type.typeId())
                .creation(call -> {
                    PickleNode size = call.bind(0, "maxsize")[0];
                    long most = size == null ? 0 : Nodes.integer(size);
                    call.create(PickleLeaf.TRUE, EncodedValue.of(Math.max(0, most)));
                })
                .shown(call -> call.returns("<queue.Queue object>"), call -> {
                    throw PythonError.words("TypeError: cannot pickle '_thread.lock' object");
                })
                .method("empty", call -> call.ask(QUEUE_SIZE).then(size -> call.returns(size.asLong() == 0)))
                .method(
                        "full",
                        call -> call.ask(QUEUE_REMAINING_CAPACITY).then(room -> call.returns(room.asLong() == 0)))
                .method("get", call -> {
                    PickleNode[] given = call.bind(0, "block", "timeout");
                    take(call, timeout(given[0], given[1]));
                })
                .method("get_nowait", call -> take(call, PythonTimes.AT_ONCE));
    }

    private static EncodedValue timeout(@Nullable PickleNode block, @Nullable PickleNode timeout) throws PythonError {
        if (block != null && !Nodes.truth(block)) {
            return PythonTimes.AT_ONCE;
        }
        Double seconds = Nodes.seconds(timeout);
        if (seconds == null) {
            return PythonTimes.FOR_EVER;
        }
        if (seconds < 0) {
            throw PythonError.value("'timeout' must be a non-negative number");
        }
        return PythonTimes.of(seconds);
    }

    private static void take(MethodCall call, EncodedValue timeout) {
        call.ask(QUEUE_TAKE, timeout)
                .raising(Status.EMPTY, PythonError.of(MODULE, "Empty"))
                .raising(Status.SHUT_DOWN, PythonError.of(MODULE, "ShutDown"))
                .thenReturn();
    }

    private static void put(MethodCall call) throws PythonError {
        PickleNode[] given = call.bind(1, "item", "block", "timeout");
        put(call, MethodCall.given(given[0]), timeout(given[1], given[2]));
    }

    private static void put(MethodCall call, PickleNode item, EncodedValue timeout) throws PythonError {
        EncodedValue element = call.value(item);
        TaskCount tasks = call.tasks();
        if (tasks == null) {
            put(call, element, timeout, () -> {});
        } else {
            // Before anybody can have taken it and say that it is done.
            tasks.added();
            put(call, element, timeout, tasks::finished);
        }
    }

    private static void put(MethodCall call, EncodedValue element, EncodedValue timeout, Runnable undo) {
        call.ask(QUEUE_PUT, element, timeout)
                .raising(Status.SHUT_DOWN, PythonError.of(MODULE, "ShutDown"))
                .undoing(undo)
                .then(isPut -> {
                    if (!isPut.asBoolean()) {
                        undo.run();
                        throw PythonError.of(MODULE, "Full");
                    }
                    call.none();
                });
    }

    private static void shutDown(MethodCall call) throws PythonError {
        PickleNode immediate = call.bind(0, "immediate")[0];
        call.ask(QUEUE_SHUTDOWN, EncodedValue.of(immediate != null && Nodes.truth(immediate)))
                .thenNone();
    }

    /** Elements of a queue of Java's are not counted: they are gone when they were taken. */
    private static TaskCount counted(MethodCall call) throws PythonError {
        TaskCount tasks = call.tasks();
        if (tasks == null) {
            throw PythonError.value(call.method() + "() is for a queue that Python has made, or for a joinable one:"
                    + " SharedObjects.joinableQueue() in Java");
        }
        return tasks;
    }

    /** An iterator that several share: it is taken from as a queue. */
    static PythonType iterator() {
        return PythonType.builder("Iterator", BuiltInType.ITERATOR.typeId())
                .proxy("IteratorProxy")
                .shown(
                        call -> call.returns("<iterator object>"),
                        call -> call.ask(dev.steward.vocabulary.Operation.QUEUE_SNAPSHOT)
                                .then(all -> call.returns(Nodes.iterator(call.nodes(all.asList())))))
                .method(
                        "__next__",
                        call -> call.ask(QUEUE_TAKE, PythonTimes.AT_ONCE)
                                .raising(Status.EMPTY, PythonError.of("builtins", "StopIteration"))
                                .raising(Status.SHUT_DOWN, PythonError.of("builtins", "StopIteration"))
                                .then(key -> call.returns(call.keyNode(key))))
                .method("send", QueueTables::refuseSending)
                .method("throw", QueueTables::refuseSending)
                .method("close", QueueTables::refuseSending)
                .build();
    }

    private static void refuseSending(MethodCall call) throws PythonError {
        throw PythonError.words("AttributeError: 'list_iterator' object has no attribute '" + call.method() + "'");
    }

    /** A value that a function of Java returned: Python gets a proxy of it, and all of it by {@code _getvalue()}. */
    static PythonType result() {
        PythonMethod value =
                call -> call.ask(dev.steward.vocabulary.Operation.VALUE_GET).thenReturn();
        PythonMethod text = call -> call.ask(dev.steward.vocabulary.Operation.VALUE_GET)
                .then(got -> call.returns(
                        call.method().equals("__str__")
                                ? PythonRepr.strOf(call.node(got))
                                : PythonRepr.of(call.node(got))));
        return PythonType.builder("result", BuiltInType.VALUE.typeId())
                .shown(text, value)
                .build();
    }
}
