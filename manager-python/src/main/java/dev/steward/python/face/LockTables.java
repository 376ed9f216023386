package dev.steward.python.face;

import static dev.steward.vocabulary.Operation.BARRIER_ABORT;
import static dev.steward.vocabulary.Operation.BARRIER_AWAIT;
import static dev.steward.vocabulary.Operation.BARRIER_IS_BROKEN;
import static dev.steward.vocabulary.Operation.BARRIER_PARTIES;
import static dev.steward.vocabulary.Operation.BARRIER_RESET;
import static dev.steward.vocabulary.Operation.BARRIER_WAITING;
import static dev.steward.vocabulary.Operation.CONDITION_AWAIT;
import static dev.steward.vocabulary.Operation.CONDITION_SIGNAL;
import static dev.steward.vocabulary.Operation.CONDITION_SIGNAL_ALL;
import static dev.steward.vocabulary.Operation.EVENT_AWAIT;
import static dev.steward.vocabulary.Operation.EVENT_CLEAR;
import static dev.steward.vocabulary.Operation.EVENT_IS_SET;
import static dev.steward.vocabulary.Operation.EVENT_SET;
import static dev.steward.vocabulary.Operation.LOCK_ACQUIRE;
import static dev.steward.vocabulary.Operation.LOCK_IS_LOCKED;
import static dev.steward.vocabulary.Operation.LOCK_RELEASE_ANY;
import static dev.steward.vocabulary.Operation.SEMAPHORE_ACQUIRE;
import static dev.steward.vocabulary.Operation.SEMAPHORE_AVAILABLE;
import static dev.steward.vocabulary.Operation.SEMAPHORE_RELEASE;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.pickle.PickleNode;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import org.jspecify.annotations.Nullable;

/** {@code Lock}, {@code RLock}, {@code Condition}, {@code Semaphore}, {@code BoundedSemaphore}, {@code Event} and {@code Barrier}. */
final class LockTables {

    private static final EncodedValue ONE = EncodedValue.of(1);

    private LockTables() {}

    private static PythonError runtime(String message) {
        return PythonError.builtin("RuntimeError", message);
    }

    private static PythonMethod reprOf(String name, Operation state, String on, String off) {
        return call -> call.ask(state).then(is -> call.returns("<" + (is.asBoolean() ? on : off) + name + ">"));
    }

    private static final PythonMethod NO_VALUE = call -> {
        throw PythonError.words("TypeError: cannot pickle '_thread.lock' object");
    };

    // Locks.

    static PythonType lock() {
        return acquired(
                        PythonType.builder("Lock", BuiltInType.LOCK.typeId())
                                .proxy("AcquirerProxy")
                                .creation(call -> call.create(null)),
                        "release unlocked lock")
                .method("locked", call -> call.ask(LOCK_IS_LOCKED).thenReturn())
                .shown(reprOf(" _thread.lock object", LOCK_IS_LOCKED, "locked", "unlocked"), NO_VALUE)
                .build();
    }

    static PythonType rlock() {
        return acquired(
                        PythonType.builder("RLock", BuiltInType.RLOCK.typeId())
                                .proxy("AcquirerProxy")
                                .creation(call -> call.create(null)),
                        "cannot release un-acquired lock")
                .method("locked", call -> call.ask(LOCK_IS_LOCKED).thenReturn())
                .shown(reprOf(" _thread.RLock object", LOCK_IS_LOCKED, "locked", "unlocked"), NO_VALUE)
                .build();
    }

    private static PythonType.Builder acquired(PythonType.Builder table, String notHeld) {
        PythonError error = runtime(notHeld);
        return table.method("acquire", LockTables::acquire)
                .method(
                        "release",
                        call -> call.ask(LOCK_RELEASE_ANY)
                                .raising(Status.NOT_LOCKED, error)
                                .raising(Status.NOT_OWNER, error)
                                .thenNone());
    }

    private static void acquire(MethodCall call) throws PythonError {
        PickleNode[] given = call.bind(0, "blocking", "timeout");
        boolean blocking = given[0] == null || Nodes.truth(given[0]);
        Double seconds = Nodes.seconds(given[1]);
        double wait = seconds == null ? -1 : seconds;
        if (!blocking && wait != -1) {
            throw PythonError.value("can't specify a timeout for a non-blocking call");
        }
        if (wait < 0 && wait != -1) {
            throw PythonError.value("timeout value must be a non-negative number");
        }
        EncodedValue time = !blocking ? PythonTimes.AT_ONCE : wait == -1 ? PythonTimes.FOR_EVER : PythonTimes.of(wait);
        call.ask(LOCK_ACQUIRE, time)
                .on(Status.TIMED_OUT, late -> call.returns(false))
                .then(held -> call.returns(true));
    }

    static PythonType condition() {
        PythonError cannotNotify = runtime("cannot notify on un-acquired lock");
        return acquired(
                        PythonType.builder("Condition", BuiltInType.CONDITION.typeId())
                                .proxy("ConditionProxy")
                                .creation(LockTables::createCondition),
                        "cannot release un-acquired lock")
                .method("wait", LockTables::await)
                .method("notify", call -> {
                    PickleNode n = call.bind(0, "n")[0];
                    call.ask(CONDITION_SIGNAL, EncodedValue.of(n == null ? 1 : Math.max(0, Nodes.integer(n))))
                            .raising(Status.NOT_OWNER, cannotNotify)
                            .thenNone();
                })
                .method(
                        "notify_all",
                        call -> call.ask(CONDITION_SIGNAL_ALL)
                                .raising(Status.NOT_OWNER, cannotNotify)
                                .thenNone())
                .method("locked", call -> call.ask(LOCK_IS_LOCKED).thenReturn())
                .shown(call -> call.returns("<Condition>"), NO_VALUE)
                .build();
    }

    /** With a lock: one more condition of it. */
    private static void createCondition(MethodCall call) throws PythonError {
        PickleNode lock = call.bind(0, "lock")[0];
        if (Nodes.isNone(lock)) {
            call.create(null);
            return;
        }
        EncodedValue reference = call.value(MethodCall.given(lock));
        if (!reference.isReference()) {
            throw PythonError.type("a condition is made of a lock of this manager, not of a "
                    + Nodes.typeName(MethodCall.given(lock)));
        }
        call.ask(Operation.LOCK_NEW_CONDITION, reference.tokens().get(0).objectId(), java.util.List.of())
                .then(made -> call.made(made.tokens().get(0), null));
    }

    private static void await(MethodCall call) throws PythonError {
        Double seconds = Nodes.seconds(call.bind(0, "timeout")[0]);
        call.ask(CONDITION_AWAIT, seconds == null ? PythonTimes.FOR_EVER : PythonTimes.of(seconds))
                .raising(Status.NOT_OWNER, runtime("cannot wait on un-acquired lock"))
                .thenReturn();
    }

    // Semaphores.

    static PythonType semaphore() {
        return semaphore("Semaphore", BuiltInType.SEMAPHORE);
    }

    static PythonType boundedSemaphore() {
        return semaphore("BoundedSemaphore", BuiltInType.BOUNDED_SEMAPHORE);
    }

    private static PythonType semaphore(String typeId, BuiltInType type) {
        return PythonType.builder(typeId, type.typeId())
                .proxy("AcquirerProxy")
                .creation(call -> {
                    PickleNode value = call.bind(0, "value")[0];
                    long permits = value == null ? 1 : Nodes.integer(value);
                    if (permits < 0) {
                        throw PythonError.value("semaphore initial value must be >= 0");
                    }
                    call.create(null, EncodedValue.of(permits));
                })
                .method("acquire", LockTables::acquirePermit)
                .method("release", call -> {
                    PickleNode n = call.bind(0, "n")[0];
                    long permits = n == null ? 1 : Nodes.integer(n);
                    if (permits < 1) {
                        throw PythonError.value("n must be one or more");
                    }
                    call.ask(SEMAPHORE_RELEASE, EncodedValue.of(permits))
                            .raising(Status.TOO_MANY, PythonError.value("Semaphore released too many times"))
                            .thenNone();
                })
                .shown(
                        call -> call.ask(SEMAPHORE_AVAILABLE)
                                .then(free -> call.returns("<threading." + typeId + ": value=" + free.asLong() + ">")),
                        NO_VALUE)
                .build();
    }

    private static void acquirePermit(MethodCall call) throws PythonError {
        PickleNode[] given = call.bind(0, "blocking", "timeout");
        boolean blocking = given[0] == null || Nodes.truth(given[0]);
        Double seconds = Nodes.seconds(given[1]);
        if (!blocking && seconds != null) {
            throw PythonError.value("can't specify timeout for non-blocking acquire");
        }
        EncodedValue time =
                !blocking ? PythonTimes.AT_ONCE : seconds == null ? PythonTimes.FOR_EVER : PythonTimes.of(seconds);
        call.ask(SEMAPHORE_ACQUIRE, ONE, time)
                .on(Status.TIMED_OUT, late -> call.returns(false))
                .then(held -> call.returns(true));
    }

    // Events.

    static PythonType event() {
        return PythonType.builder("Event", BuiltInType.EVENT.typeId())
                .proxy("EventProxy")
                .creation(call -> call.create(null))
                .method("is_set", call -> call.ask(EVENT_IS_SET).thenReturn())
                .method("set", call -> call.ask(EVENT_SET).thenNone())
                .method("clear", call -> call.ask(EVENT_CLEAR).thenNone())
                .method("wait", call -> {
                    Double seconds = Nodes.seconds(call.bind(0, "timeout")[0]);
                    call.ask(EVENT_AWAIT, seconds == null ? PythonTimes.FOR_EVER : PythonTimes.of(seconds))
                            .thenReturn();
                })
                .shown(
                        call -> call.ask(EVENT_IS_SET)
                                .then(set -> call.returns(
                                        "<threading.Event at 0x0: " + (set.asBoolean() ? "set" : "unset") + ">")),
                        NO_VALUE)
                .build();
    }

    // Barriers.

    static PythonType barrier() {
        return PythonType.builder("Barrier", BuiltInType.BARRIER.typeId())
                .proxy("BarrierProxy")
                .creation(LockTables::createBarrier)
                .method("__getattribute__", LockTables::attribute)
                .method("wait", LockTables::arrive)
                .method("abort", call -> call.ask(BARRIER_ABORT).thenNone())
                .method("reset", call -> call.ask(BARRIER_RESET).thenNone())
                .shown(
                        call -> call.ask(BARRIER_PARTIES)
                                .then(parties -> call.returns("<threading.Barrier: parties=" + parties.asLong() + ">")),
                        NO_VALUE)
                .build();
    }

    private static void createBarrier(MethodCall call) throws PythonError {
        PickleNode[] given = call.bind(1, "parties", "action", "timeout");
        long parties = Nodes.integer(MethodCall.given(given[0]));
        if (parties < 1) {
            throw PythonError.value("parties must be greater than zero");
        }
        if (!Nodes.isNone(given[1])) {
            throw PythonError.type(
                    "a function of Python cannot run in this server: let the party that gets 0 from wait()"
                            + " do what the action does");
        }
        Double ignored = Nodes.seconds(given[2]);
        call.create(MethodCall.given(given[2]), EncodedValue.of(parties), EncodedValue.of(false));
    }

    private static void arrive(MethodCall call) throws PythonError {
        Double seconds = Nodes.seconds(call.bind(0, "timeout")[0]);
        Double longest = seconds == null ? Nodes.seconds(call.note()) : seconds;
        PythonError broken = PythonError.of("threading", "BrokenBarrierError");
        call.ask(
                        BARRIER_AWAIT,
                        EncodedValue.of(false),
                        longest == null ? PythonTimes.FOR_EVER : PythonTimes.of(longest))
                .raising(Status.TIMED_OUT, broken)
                .raising(Status.BROKEN, broken)
                .then(arrived -> call.returns(call.node(arrived.asList().get(0))));
    }

    private static void attribute(MethodCall call) throws PythonError {
        PickleNode name = call.only("name");
        Operation asked = operationOf(Nodes.text(name));
        if (asked == null) {
            throw PythonError.builtin("AttributeError", "'Barrier' object has no attribute " + PythonRepr.of(name));
        }
        call.ask(asked).thenReturn();
    }

    private static @Nullable Operation operationOf(@Nullable String attribute) {
        if (attribute == null) {
            return null;
        }
        return switch (attribute) {
            case "parties" -> BARRIER_PARTIES;
            case "n_waiting" -> BARRIER_WAITING;
            case "broken" -> BARRIER_IS_BROKEN;
            default -> null;
        };
    }
}
