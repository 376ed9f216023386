package dev.steward.server.service;

import dev.steward.api.ObjectId;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.trace.Tracing;
import dev.steward.objects.CallId;
import dev.steward.objects.GroupId;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.protocol.value.TraceContext;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.server.lane.LaneKey;
import dev.steward.server.lane.Lanes;
import dev.steward.server.local.LaneCaller;
import dev.steward.server.local.LocalReferences;
import dev.steward.server.machine.Sequencer;
import dev.steward.server.registry.ExposedMethod;
import dev.steward.server.registry.Registration;
import dev.steward.server.registry.Registry;
import dev.steward.server.registry.Returned;
import dev.steward.server.registry.UserObject;
import dev.steward.server.registry.UserObjects;
import dev.steward.vocabulary.Status;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls of users' code: methods of users' objects and registered callables, each on the lane of its caller. Event loops
 * hand over, lanes run; a method that returns a {@link CompletionStage} is answered when that completes.
 */
public final class UserCalls {

    private final Sequencer sequencer;
    private final Registry registry;
    private final Returned returned;
    private final UserObjects userObjects;
    private final Lanes lanes;
    private final ValueCodec codec;
    private final Answers answers;
    private final Exports exports;
    private final Predicate<SessionId> sessionEnded;
    private final Map<CallId, CompletableFuture<?>> promised = new ConcurrentHashMap<>();

    /**
     * The calls of a server.
     *
     * @param returned is told which objects registered callables returned
     * @param mostBytes how large a result may be
     * @param sessionEnded tells whether nothing may be done for a session any more
     */
    public UserCalls(
            Sequencer sequencer,
            Registry registry,
            Returned returned,
            UserObjects userObjects,
            Lanes lanes,
            LocalReferences references,
            int mostBytes,
            Predicate<SessionId> sessionEnded) {
        this.sequencer = sequencer;
        this.registry = registry;
        this.returned = returned;
        this.userObjects = userObjects;
        this.lanes = lanes;
        this.codec = references.codec();
        this.answers = new Answers(sequencer, references.codec(), mostBytes);
        this.exports = new Exports(sequencer, userObjects, references);
        this.sessionEnded = sessionEnded;
    }

    /** Returns how answers are given. */
    Answers answers() {
        return answers;
    }

    /** Answers with the exposed methods of an object. */
    void methods(CallId call, List<Value> arguments) {
        if (arguments.size() != 1 || sequencer.values().kindOf(arguments.get(0)) != Values.Kind.INTEGER) {
            answers.failed(call, Status.BAD_ARGUMENT, "METHODS takes an object id");
            return;
        }
        ObjectId id = new ObjectId(sequencer.values().asLong(arguments.get(0)));
        UserObject object = userObjects.find(id);
        if (object == null) {
            refuseMissing(call, id);
            return;
        }
        List<Value> signatures = new ArrayList<>();
        object.methods()
                .signatures()
                .forEach(signature -> signatures.add(sequencer.values().of(signature)));
        answers.ok(call, sequencer.values().listOf(signatures));
    }

    private void refuseMissing(CallId call, ObjectId id) {
        if (sequencer.has(GroupId.of(id))) {
            answers.failed(
                    call,
                    Status.NO_SUCH_OPERATION,
                    "object " + id
                            + " is of a built-in type and has no methods of a user's object: use its own interface");
        } else {
            answers.failed(call, Status.NO_SUCH_OBJECT, "there is no object " + id + " any more: get it again");
        }
    }

    /** Calls a method of a user's object by its number. */
    void method(CallId call, ObjectId target, int index, List<Value> all) {
        UserObject object = userObjects.find(target);
        if (object == null) {
            refuseMissing(call, target);
            return;
        }
        ExposedMethod method = object.methods().method(index);
        if (method == null) {
            answers.failed(
                    call,
                    Status.NO_SUCH_OPERATION,
                    object.typeId() + " " + target + " exposes no method of the number " + index + "; it exposes "
                            + object.methods().signatures());
            return;
        }
        submit(call, all, arguments -> {
            Object result = method.invoke(object.target(), decoded(method.toString(), arguments));
            if (result != null && method.returnsProxy()) {
                exports.export(
                        object.typeId() + "." + method.name(),
                        () -> keyOf(object.typeId() + "." + method, arguments),
                        result,
                        method.proxyFace(),
                        reference -> answers.ok(call, reference));
            } else if (result != null && isServed(result)) {
                answers.failed(
                        call,
                        Status.RESULT_REFUSED,
                        "the result of " + method + " is an object that this server serves, and a copy of it would"
                                + " be another one; mark the method @ReturnsProxy");
            } else {
                answer(call, method.toString(), result);
            }
        });
    }

    /** Calls what is registered under a typeid: an object's callable, or a function. */
    void registered(CallId call, List<Value> arguments, boolean byValue) {
        if (arguments.isEmpty() || sequencer.values().kindOf(arguments.get(0)) != Values.Kind.TEXT) {
            answers.failed(call, Status.BAD_ARGUMENT, "the first argument must be a typeid, a string");
            return;
        }
        String typeId = sequencer.values().asText(arguments.get(0));
        Registration registration = registry.find(typeId);
        if (registration == null) {
            answers.failed(call, Status.NO_SUCH_TYPE, registry.unknown(typeId));
        } else if (registration.byValue() && !byValue) {
            answers.failed(
                    call,
                    Status.NO_SUCH_TYPE,
                    "'" + typeId + "' is registered as a function, whose result has no proxy: use call(..)");
        } else if (!registration.byValue() && byValue) {
            answers.failed(
                    call,
                    Status.NO_SUCH_TYPE,
                    "'" + typeId + "' is registered as an object, not as a function: use get(..)");
        } else {
            submit(call, arguments.subList(1, arguments.size()), given -> run(call, registration, given));
        }
    }

    private void run(CallId call, Registration registration, List<Value> arguments) throws Exception {
        String typeId = registration.typeId();
        Object result = registration.call(decoded(typeId, arguments));
        if (registration.byValue()) {
            answer(call, typeId, result);
        } else if (result == null) {
            answers.failed(
                    call,
                    Status.NO_SUCH_OBJECT,
                    "the callable registered as '" + typeId + "' returned null, which no proxy can stand for");
        } else {
            exports.export(typeId, () -> keyOf(typeId, arguments), result, registration.face(), reference -> {
                reference.references().forEach(object -> returned.note(typeId, object));
                answers.ok(call, reference);
            });
        }
    }

    /** Returns what says the same for the same call of a registered callable, in whatever process of the server. */
    private String keyOf(String callee, List<Value> arguments) {
        if (arguments.isEmpty()) {
            return callee;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Value argument : arguments) {
                sequencer.values().encoded(argument).writeTo(digest::update);
            }
            return callee + " " + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** What runs, with the arguments that the caller gave. */
    private interface Callee {
        void run(List<Value> arguments) throws Throwable;
    }

    /**
     * Has a lane run something in the trace of its caller.
     *
     * @param all the arguments, and maybe the caller's trace behind them
     */
    private void submit(CallId call, List<Value> all, Callee callee) {
        // On the lane, where reading what a client wrote costs that client alone, and fails that call alone.
        submit(call, () -> {
            TraceContext trace = traceOf(all);
            if (trace == null) {
                callee.run(all);
            } else {
                Tracing.ofProcess().run(trace, () -> callee.run(all.subList(0, all.size() - 1)));
            }
        });
    }

    private @Nullable TraceContext traceOf(List<Value> all) {
        return all.isEmpty() ? null : TraceContext.of(sequencer.values().encoded(all.get(all.size() - 1)));
    }

    private void submit(CallId call, UserCall.Body body) {
        LaneCaller caller = new LaneCaller(sequencer, call.session(), call.thread());
        lanes.submit(
                new LaneKey(call.session(), call.thread()), new UserCall(call, caller, sessionEnded, answers, body));
    }

    private List<@Nullable Object> decoded(String callee, List<Value> arguments) throws UserCall.RefusedArgument {
        List<@Nullable Object> decoded = new ArrayList<>(arguments.size());
        try {
            for (Value argument : arguments) {
                decoded.add(codec.decode(sequencer.values().encoded(argument)));
            }
        } catch (UnsupportedValueException notAllowed) {
            throw new UserCall.RefusedArgument(callee, notAllowed);
        }
        return decoded;
    }

    /** Returns whether clients have proxies of an object that is no value by nature. */
    private boolean isServed(Object result) {
        boolean value =
                result instanceof Record || result instanceof Enum || AllowedClasses.isOfTheJdk(result.getClass());
        return !value && userObjects.idOf(result) != null;
    }

    private void answer(CallId call, String callee, @Nullable Object result) {
        if (!(result instanceof CompletionStage<?> stage)) {
            answers.result(call, callee, result);
            return;
        }
        CompletableFuture<?> future = stage.toCompletableFuture();
        promised.put(call, future);
        // What completes is answered there; nobody looks at what comes after.
        CompletableFuture<?> ignored = future.whenComplete((value, thrown) -> {
            promised.remove(call);
            if (thrown == null) {
                answers.result(call, callee, value);
            } else {
                answers.stageFailed(call, thrown);
            }
        });
    }

    /** Waits for the results that methods have promised; returns whether all came in time. */
    public boolean awaitPromised(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            CompletableFuture.allOf(promised.values().toArray(CompletableFuture<?>[]::new))
                    .get(timeout, unit);
            return true;
        } catch (ExecutionException answeredAsSuch) {
            return true;
        } catch (TimeoutException late) {
            return false;
        }
    }

    /** Ends a call early, which is answered all the same: refused if it waits, interrupted if it runs. */
    public void cancel(CallId call) {
        CompletableFuture<?> future = promised.get(call);
        if (future == null) {
            lanes.cancel(new LaneKey(call.session(), call.thread()), call.number());
        } else {
            future.cancel(true);
        }
    }
}
