package dev.steward.client.proxy;

import dev.steward.api.MethodNotExposedException;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Type;
import dev.steward.protocol.value.decoded.HandleOfObject;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a user's object that arrived where no interface is known, such as inside a list. It can be passed on,
 * becomes a proxy where one is declared, such as by {@code Type.list(Counter.class)} or a field of a record, and
 * {@code manager.attach(handle.objectToken(), Type.of(Calculator.class))} makes it callable. Immutable.
 */
final class UntypedProxy implements RemoteProxy, RemoteProxy.Forgettable, HandleOfObject {

    private final RemoteCaller caller;

    UntypedProxy(RemoteCaller caller) {
        this.caller = caller;
    }

    RemoteCaller caller() {
        return caller;
    }

    @Override
    public @Nullable Object as(Type<?> type) {
        return Proxies.service(caller, type);
    }

    @Override
    public ObjectToken objectToken() {
        return caller.token();
    }

    @Override
    public Object snapshot() {
        throw noValue(caller);
    }

    /** Returns what to throw where the contents of a user's object are asked for. */
    static MethodNotExposedException noValue(RemoteCaller caller) {
        return new MethodNotExposedException(
                caller.label()
                        + " is an object of the server's own and has no value to copy: call its methods through an"
                        + " interface, see BaseManager.attach",
                Outcome.NOT_EXECUTED);
    }

    @Override
    public void forget() {
        caller.forget();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || sameObject(other);
    }

    @Override
    public int hashCode() {
        return caller.token().hashCode();
    }

    @Override
    public String toString() {
        return caller.label() + " (a proxy without an interface)";
    }
}
