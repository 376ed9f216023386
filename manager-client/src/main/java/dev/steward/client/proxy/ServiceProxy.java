package dev.steward.client.proxy;

import dev.steward.api.MethodNotExposedException;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Type;
import dev.steward.client.session.Request;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind a proxy of a user's interface: a method becomes the number that the server has for it. The manners of
 * {@link Object} are settled here and never call the server. Runs on the threads of its callers.
 */
final class ServiceProxy implements InvocationHandler, RemoteProxy, RemoteProxy.Forgettable {

    private static final @Nullable Object[] NONE = {};

    private final RemoteCaller caller;
    private final ServiceInterface service;
    private volatile @Nullable Map<Method, Integer> numbers;

    private ServiceProxy(RemoteCaller caller, ServiceInterface service) {
        this.caller = caller;
        this.service = service;
    }

    /** Makes a proxy. Does not call the server. */
    static Object create(RemoteCaller caller, Class<?> type) {
        ServiceInterface service = ServiceInterface.of(type);
        for (ServiceMethod method : service.methods().values()) {
            caller.allow(method.result());
            method.declared().forEach(exception -> caller.allow(Type.of(exception)));
        }
        return new ServiceProxy(caller, service).proxy();
    }

    private Object proxy() {
        Class<?> type = service.type();
        return Proxy.newProxyInstance(Proxies.loaderOf(type), new Class<?>[] {type}, this);
    }

    /** Returns a proxy of the same object each of whose calls must be answered within a time. */
    Object withDeadline(Duration deadline) {
        ServiceProxy limited = new ServiceProxy(caller.withDeadline(deadline), service);
        limited.numbers = numbers;
        return limited.proxy();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] arguments = given == null ? NONE : given;
        ServiceMethod known = service.find(method);
        if (known == null) {
            return ofObject(proxy, method, arguments);
        }
        int number = number(method);
        if (number == ServiceTables.NOT_EXPOSED) {
            if (known.hasOwnBody()) {
                return known.runOwnBody(proxy, arguments);
            }
            throw new MethodNotExposedException(
                    caller.label() + " does not expose " + known + "; it exposes " + exposed(), Outcome.NOT_EXECUTED);
        }
        return RemoteMethod.call(caller, known, request(known, number, arguments));
    }

    /**
     * Asks what the object exposes. Blocks, once for a proxy.
     *
     * @throws MethodNotExposedException if no method of the interface can be called
     */
    void requireFit() {
        Set<Method> methods = service.methods().keySet();
        if (!methods.isEmpty() && methods.stream().noneMatch(this::canBeCalled)) {
            throw new MethodNotExposedException(
                    caller.label() + " exposes no method of " + service.type().getName() + "; it exposes " + exposed()
                            + ": ask for it as an interface with some of these",
                    Outcome.EXECUTED);
        }
    }

    private boolean canBeCalled(Method method) {
        ServiceMethod known = service.find(method);
        return number(method) != ServiceTables.NOT_EXPOSED || (known != null && known.hasOwnBody());
    }

    private Request request(ServiceMethod method, int number, @Nullable Object[] arguments) {
        method.refuseCallbacks(arguments, caller.proxies().allowed(), caller::label);
        return caller.request(
                Operation.FIRST_USER_METHOD + number, Manner.WAITS, arguments, () -> caller.label() + ", " + method);
    }

    private @Nullable Object ofObject(Object proxy, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0] || sameObject(arguments[0]);
            case "hashCode" -> hashCode();
            case "toString" -> toString();
            default -> throw new IllegalStateException(method + " is not a method of a proxy");
        };
    }

    private int number(Method method) {
        Map<Method, Integer> resolved = numbers;
        if (resolved == null) {
            resolved = caller.proxies().services().table(service, exposed());
            numbers = resolved;
        }
        return resolved.getOrDefault(method, ServiceTables.NOT_EXPOSED);
    }

    private List<ListedMethod> exposed() {
        RemoteCaller directory = caller.directory();
        try {
            Object listed =
                    directory.call(Operation.METHODS, caller.token().objectId().value());
            List<ListedMethod> methods = new ArrayList<>();
            if (listed instanceof List<?> entries) {
                entries.forEach(entry -> methods.add(ListedMethod.of(String.valueOf(entry))));
            }
            return List.copyOf(methods);
        } catch (OperationFailedException failure) {
            throw RemoteFailures.of(failure, caller.label() + ", methods");
        }
    }

    @Override
    public ObjectToken objectToken() {
        return caller.token();
    }

    @Override
    public Object snapshot() {
        throw UntypedProxy.noValue(caller);
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
        return service.type().getSimpleName() + " (proxy of " + caller.label() + " at "
                + caller.proxies().address() + ")";
    }
}
