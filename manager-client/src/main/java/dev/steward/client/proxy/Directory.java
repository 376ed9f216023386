package dev.steward.client.proxy;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ManagerException;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.OverloadedException;
import dev.steward.api.ProtocolException;
import dev.steward.api.SessionLostException;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.session.Request;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.decoded.Coercion;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one server has: makes, finds, names and describes objects, and calls what is registered. Any thread; blocks. */
public final class Directory {

    private final Proxies proxies;
    private final RemoteCaller caller;

    Directory(Proxies proxies, RemoteCaller caller) {
        this.proxies = proxies;
        this.caller = caller;
    }

    /** Returns the same directory, each of whose calls must be answered within a time. */
    Directory withDeadline(Duration deadline) {
        return new Directory(proxies, caller.withDeadline(deadline));
    }

    /**
     * Makes an object of a built-in type, or finds the one of that name. A server that has no room for another one still
     * gives the one that there is, as it is: who comes to empty a queue needs it.
     */
    public <T> T create(BuiltInType builtIn, @Nullable String name, Type<T> type, @Nullable Object... creation) {
        proxies.allowed().allow(type);
        if (Coercion.namesSorted(type)) {
            return new Directory(proxies, caller.keepingOrder()).made(builtIn, name, type, creation);
        }
        return made(builtIn, name, type, creation);
    }

    private <T> T made(BuiltInType builtIn, @Nullable String name, Type<T> type, @Nullable Object[] creation) {
        String what = name == null ? builtIn.typeId() : builtIn + " '" + name + "'";
        EncodedValue made;
        try {
            made = ask(what, Operation.CREATE, builtIn.typeId(), name, caller.together(creation));
        } catch (OverloadedException full) {
            if (name == null) {
                throw full;
            }
            try {
                made = ask(what, Operation.FIND, name, builtIn.typeId());
            } catch (NoSuchObjectException none) {
                throw full;
            }
        }
        return proxies.proxy(token(made), name, null, type);
    }

    /** Finds a named object. */
    public <T> T find(String name, Type<T> type) {
        requireNonNull(name, "name");
        proxies.allowed().allow(type);
        BuiltInType only = BuiltInType.onlyWithFace(type.raw());
        String typeId = only == null ? null : only.typeId();
        return proxies.checkedProxy(token(ask("find '" + name + "'", Operation.FIND, name, typeId)), name, null, type);
    }

    /** Calls what is registered and returns a proxy of the object that it returned. */
    public <T> T get(String typeId, Type<T> type, @Nullable Object... arguments) {
        proxies.allowed().allow(type);
        String what = "get '" + typeId + "'";
        return got(token(ask(what, Operation.GET, prefixed(typeId, arguments))), what, type);
    }

    /** As {@link #get(String, Type, Object...)}, for a method that declares what the callable may throw. */
    Object get(ServiceMethod method, String typeId, @Nullable Object[] arguments) throws Throwable {
        proxies.allowed().allow(method.result());
        Request request = request("get '" + typeId + "'", Operation.GET, prefixed(typeId, arguments));
        try {
            return got(token(answer(request)), "get '" + typeId + "'", method.result());
        } catch (OperationFailedException failure) {
            throw RemoteFailures.ofUserMethod(failure, request.name().text(), method.declared());
        }
    }

    private <T> T got(ObjectToken token, String what, Type<T> type) {
        String call = caller.label() + ", " + what + ": ";
        try {
            return proxies.checkedProxy(token, null, "by " + what, type);
        } catch (NoSuchObjectException another) {
            throw new NoSuchObjectException(call + another.getMessage(), another.outcome());
        } catch (MethodNotExposedException nothing) {
            throw new MethodNotExposedException(call + nothing.getMessage(), nothing.outcome());
        }
    }

    /** Calls a registered function and returns its result by value. */
    public @Nullable Object call(String typeId, Type<?> type, @Nullable Object... arguments) {
        proxies.allowed().allow(type);
        String what = "call '" + typeId + "'";
        EncodedValue result = ask(what, Operation.CALL, prefixed(typeId, arguments));
        try {
            return RemoteMethod.typed(proxies, result, type);
        } catch (UnsupportedValueException unread) {
            throw new UnsupportedValueException(
                    caller.label() + ", " + what + ": " + unread.getMessage(), Outcome.EXECUTED, unread.getCause());
        }
    }

    /** Makes a request to call a registered function, for an asynchronous method. */
    Request callRequest(ServiceMethod method, String typeId, @Nullable Object[] arguments) {
        return caller.request(
                Operation.CALL.code(),
                Operation.CALL.manner(),
                prefixed(typeId, arguments),
                () -> "call '" + typeId + "' by " + method);
    }

    RemoteCaller caller() {
        return caller;
    }

    /** Refuses the token of an object that is not on this server, or of an earlier start of it. */
    public void requireHere(ObjectToken token) {
        proxies.requireHere(token);
    }

    /** Takes a reference of an object that a token stands for and returns a proxy. */
    public <T> T attach(ObjectToken token, Type<T> type) {
        requireNonNull(token, "token");
        proxies.requireHere(token);
        return proxies.checkedProxy(
                token(ask("attach " + token, Operation.ATTACH, token.objectId().value())), null, "by its token", type);
    }

    /** Returns the names that match a pattern. */
    public List<String> names(String glob) {
        return ask("names", Operation.NAMES, requireNonNull(glob, "glob")).asList().stream()
                .map(EncodedValue::asText)
                .toList();
    }

    /** Removes a name. */
    public boolean delete(String name) {
        requireNonNull(name, "name");
        return ask("delete '" + name + "'", Operation.DELETE, name).asBoolean();
    }

    /** Counts the objects. */
    public int objectCount() {
        return (int)
                Math.min(Integer.MAX_VALUE, ask("objectCount", Operation.COUNT).asLong());
    }

    /** Describes the objects. */
    public List<ObjectDescription> describe() {
        List<ObjectDescription> described = new ArrayList<>();
        for (EncodedValue row : ask("describeObjects", Operation.DESCRIBE).asList()) {
            List<EncodedValue> parts = row.asList();
            if (parts.size() < 6) {
                throw new ProtocolException("a description has 6 parts, not " + parts.size(), Outcome.EXECUTED);
            }
            described.add(new ObjectDescription(
                    new ObjectId(parts.get(0).asLong()),
                    parts.get(1).asText(),
                    parts.get(2).isNull() ? null : parts.get(2).asText(),
                    (int) parts.get(3).asLong(),
                    (int) parts.get(4).asLong(),
                    parts.get(5).asText()));
        }
        return List.copyOf(described);
    }

    /** Calls the server for nothing and returns how long that took. */
    public Duration ping() {
        long start = System.nanoTime();
        ask("ping", Operation.PING);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Tells the server to drain and end. */
    public void shutdownServer() {
        try {
            ask("shutdownServer", Operation.SHUTDOWN);
        } catch (SessionLostException ended) {
            // The end of the session comes by another connection than the answer, and may overtake it.
            if (ended.outcome() != Outcome.UNKNOWN) {
                throw ended;
            }
        }
    }

    /** Asks an object that this process need not have a reference of, and returns the result. */
    public @Nullable Object ask(ObjectId target, Operation operation, @Nullable Object... arguments) {
        return caller.of(target).call(operation, arguments);
    }

    private EncodedValue ask(String what, Operation operation, @Nullable Object... arguments) {
        Request request = request(what, operation, arguments);
        try {
            return answer(request);
        } catch (OperationFailedException failure) {
            throw thrown(RemoteFailures.ofUserMethod(failure, request.name().text(), List.of()));
        }
    }

    private Request request(String what, Operation operation, @Nullable Object[] arguments) {
        return caller.request(operation.code(), operation.manner(), arguments, () -> caller.label() + ", " + what);
    }

    private EncodedValue answer(Request request) {
        return caller.encodedResult(proxies.session().call(request, true));
    }

    // Nothing is declared, so nothing checked can come.
    private static RuntimeException thrown(Throwable failed) {
        if (failed instanceof Error error) {
            throw error;
        }
        return failed instanceof RuntimeException unchecked
                ? unchecked
                : new ManagerException(String.valueOf(failed.getMessage()), Outcome.EXECUTED, failed);
    }

    private static ObjectToken token(EncodedValue reference) {
        if (reference.tokens().size() != 1) {
            throw new ProtocolException(
                    "the server answered with " + reference + " where a reference to an object belongs",
                    Outcome.EXECUTED);
        }
        return reference.tokens().get(0);
    }

    private static @Nullable Object[] prefixed(String first, @Nullable Object[] rest) {
        @Nullable Object[] all = new @Nullable Object[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
