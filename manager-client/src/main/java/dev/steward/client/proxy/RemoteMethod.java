package dev.steward.client.proxy;

import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.session.Request;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.decoded.Coercion;
import dev.steward.vocabulary.BuiltInType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls of methods that users declared, whose results and exceptions have declared types. Stateless. */
final class RemoteMethod {

    private RemoteMethod() {}

    /** Calls and returns the result, or a future of it if the method is asynchronous. */
    // The caller of the proxy gets the future.
    @SuppressWarnings("FutureReturnValueIgnored")
    static @Nullable Object call(RemoteCaller caller, ServiceMethod method, Request request) throws Throwable {
        if (method.isAsynchronous()) {
            return submit(caller, method, request);
        }
        Reply reply = caller.proxies().session().call(request, true);
        return result(caller, method, request, reply);
    }

    private static CompletableFuture<@Nullable Object> submit(
            RemoteCaller caller, ServiceMethod method, Request request) {
        return RemoteFuture.submit(
                caller.proxies().session(),
                caller.proxies().callbacks(),
                request,
                reply -> result(caller, method, request, reply));
    }

    private static @Nullable Object result(RemoteCaller caller, ServiceMethod method, Request request, Reply reply)
            throws Throwable {
        try {
            return typed(caller.proxies(), caller.encodedResult(reply), method.result());
        } catch (UnsupportedValueException unread) {
            // The method has run; only its result cannot be read.
            throw new UnsupportedValueException(
                    request.name().text() + ": " + unread.getMessage(), Outcome.EXECUTED, unread.getCause());
        } catch (OperationFailedException failure) {
            // A future may fail with any exception, whatever its method declares.
            throw RemoteFailures.ofUserMethod(
                    failure,
                    request.name().text(),
                    method.isAsynchronous() ? List.of(Throwable.class) : method.declared());
        }
    }

    /** Decodes a result as the declared type: a reference as a proxy of that type, all else as a value. */
    static @Nullable Object typed(Proxies proxies, EncodedValue value, Type<?> type) {
        if (type.raw() == void.class || type.raw() == Void.class) {
            return null;
        }
        if (value.isReference() && wantsProxy(type.raw())) {
            return proxies.proxy(value.tokens().get(0), type);
        }
        return Coercion.to(type, proxies.decode(value));
    }

    private static boolean wantsProxy(Class<?> type) {
        return type.isInterface()
                || type == Object.class
                || RemoteProxy.class.isAssignableFrom(type)
                || BuiltInType.isFace(type);
    }
}
