package dev.steward.client.proxy;

import dev.steward.api.MethodNotExposedException;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.StaleProxyException;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.session.ClientSession;
import dev.steward.face.Faces;
import dev.steward.face.callback.Callbacks;
import dev.steward.face.trace.Tracing;
import dev.steward.protocol.handshake.Capabilities;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.TraceContext;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.vocabulary.BuiltInType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the proxies of one session, and is how values with proxies inside get to bytes and back. Each proxy that is made
 * takes over one reference that the server counted when the token was sent. Any thread; never blocks.
 */
public final class Proxies implements References {

    private final ClientSession session;
    private final AllowedClasses allowed;
    private final ValueCodec codec;
    private final ValueCodec taskCodec;
    private final Callbacks callbacks;
    private final ServiceTables services = new ServiceTables();
    private final long timeout;
    private final String address;

    /**
     * The proxies of a session.
     *
     * @param allowed the classes that values may open; named types are added
     * @param callbacks runs what hangs on asynchronous results
     * @param callTimeout how long each call may take; zero is for ever
     * @param address where the server is, for messages
     */
    public Proxies(
            ClientSession session, AllowedClasses allowed, Callbacks callbacks, Duration callTimeout, String address) {
        this.session = session;
        this.allowed = allowed;
        this.codec = new ValueCodec(this, allowed, session.mostValueBytes());
        this.taskCodec = new ValueCodec(this, allowed.withFunctions(), session.mostValueBytes());
        this.callbacks = callbacks;
        this.timeout = RemoteCaller.nanos(callTimeout);
        this.address = address;
    }

    /** Returns the directory, object 0. */
    public Directory directory() {
        return new Directory(this, new RemoteCaller(this, directoryToken(), null, null, null, timeout));
    }

    ObjectToken directoryToken() {
        return new ObjectToken(
                session.server().serverId(),
                session.server().incarnation(),
                "manager",
                ObjectId.DIRECTORY,
                List.of(address));
    }

    /**
     * Makes a proxy, with the reference that came with the token.
     *
     * @throws NoSuchObjectException if the object is not of that type
     * @throws StaleProxyException if the token is of another incarnation of the server
     * @throws IllegalArgumentException if it is of another server
     */
    public <T> T proxy(ObjectToken token, Type<T> type) {
        return proxy(token, null, "from a value", type);
    }

    /**
     * As {@link #proxy}, of an object that did not come in a value.
     *
     * @param name by which name it was asked for, or null
     * @param origin how it came without a name, for messages, or null if it was made here
     */
    <T> T proxy(ObjectToken token, @Nullable String name, @Nullable String origin, Type<T> type) {
        requireHere(token);
        allowed.allow(type);
        RemoteCaller caller = new RemoteCaller(this, token, name, origin, session.hold(token.objectId()), timeout);
        try {
            return make(caller, type);
        } catch (RuntimeException refused) {
            caller.forget();
            throw refused;
        }
    }

    /**
     * As {@link #proxy}; the server is asked whether the object fits an interface of the user. Blocks.
     *
     * @throws MethodNotExposedException if no method of it can be called
     */
    <T> T checkedProxy(ObjectToken token, @Nullable String name, @Nullable String origin, Type<T> type) {
        T proxy = proxy(token, name, origin, type);
        if (Proxy.isProxyClass(proxy.getClass()) && Proxy.getInvocationHandler(proxy) instanceof ServiceProxy service) {
            try {
                service.requireFit();
            } catch (RuntimeException refused) {
                service.forget();
                throw refused;
            }
        }
        return proxy;
    }

    // The object that is made is an instance of the raw class of the type, which is all that a cast could check.
    @SuppressWarnings("unchecked")
    private <T> T make(RemoteCaller caller, Type<T> type) {
        ObjectToken token = caller.token();
        BuiltInType builtIn = BuiltInType.of(token.typeId());
        if (builtIn != null) {
            return (T) Faces.create(builtIn, caller, type);
        }
        Class<?> raw = type.raw();
        if (raw == Object.class || raw == RemoteProxy.class) {
            return (T) new UntypedProxy(caller);
        }
        Object service = service(caller, type);
        if (service == null) {
            throw new NoSuchObjectException(
                    caller.label() + " is an object of the server's own, not of type " + type
                            + ": ask for it as an interface" + " that it implements",
                    Outcome.NOT_EXECUTED);
        }
        return (T) service;
    }

    /** Returns a proxy of a user's object as an interface, or null if it is none that such an object can have. */
    static @Nullable Object service(RemoteCaller caller, Type<?> type) {
        Class<?> raw = type.raw();
        if (!raw.isInterface() || BuiltInType.isFace(raw)) {
            return null;
        }
        caller.allow(type);
        caller.proxies().allowed().allowArgumentsOfSupertypes(raw);
        return ServiceProxy.create(caller, raw);
    }

    /** Refuses tokens that this session cannot use. */
    public void requireHere(ObjectToken token) {
        if (!token.serverId().equals(session.server().serverId())) {
            throw new IllegalArgumentException(token + " is an object of another server than " + address
                    + ": attach it with a manager that is connected to " + token.addresses());
        }
        if (token.incarnation() != session.server().incarnation()) {
            throw new StaleProxyException(
                    token + " is an object of an earlier start of the server at " + address
                            + ", which is gone: ask the manager for it again",
                    Outcome.NOT_EXECUTED);
        }
    }

    @Override
    public @Nullable ObjectToken tokenOf(Object value) {
        if (!RemoteProxy.isProxy(value)) {
            return null;
        }
        ObjectToken token = RemoteProxy.of(value).objectToken();
        try {
            requireHere(token);
        } catch (IllegalArgumentException elsewhere) {
            throw new UnsupportedValueException(
                    "a shared object of another server cannot be stored here: " + elsewhere.getMessage(),
                    Outcome.NOT_EXECUTED,
                    elsewhere);
        }
        return token;
    }

    @Override
    public Object proxyOf(ObjectToken token) {
        return isHere(token) ? proxy(token, Type.of(Object.class)) : token;
    }

    private boolean isHere(ObjectToken token) {
        return token.serverId().equals(session.server().serverId())
                && token.incarnation() == session.server().incarnation();
    }

    @Override
    public void unread(ObjectToken token) {
        if (isHere(token)) {
            session.forget(session.hold(token.objectId()));
        }
    }

    /** Returns what values go through. */
    ValueCodec codec() {
        return codec;
    }

    /** Returns what functions, arguments and results of tasks go through. */
    ValueCodec taskCodec() {
        return taskCodec;
    }

    /** Turns the bytes of an answer into a value; each answer once. */
    @Nullable
    Object decode(EncodedValue value) {
        return codec.decodeOwn(value);
    }

    /** As {@link #decode}; the values so deep in lists are opened each by itself. */
    @Nullable
    Object decode(EncodedValue value, int alone) {
        return codec.decodeOwn(value, alone);
    }

    ClientSession session() {
        return session;
    }

    /** Returns the trace that the calling thread is in and the server is to hear of, or null. */
    @Nullable
    TraceContext trace() {
        return (session.server().features() & Capabilities.TRACE_CONTEXT) == 0
                ? null
                : Tracing.ofProcess().current();
    }

    AllowedClasses allowed() {
        return allowed;
    }

    Callbacks callbacks() {
        return callbacks;
    }

    ServiceTables services() {
        return services;
    }

    /**
     * Returns a proxy of the same object each of whose calls must be answered within a time.
     *
     * @throws IllegalArgumentException if it is no proxy of this client, or the time is not more than zero
     */
    // The new proxy has the same class or interface as the one that came in, which is a T.
    @SuppressWarnings("unchecked")
    public static <T> T withDeadline(T proxy, Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("a deadline must be more than zero, not " + deadline);
        }
        if (Proxy.isProxyClass(proxy.getClass())) {
            InvocationHandler handler = Proxy.getInvocationHandler(proxy);
            if (handler instanceof ServiceProxy service) {
                return (T) service.withDeadline(deadline);
            }
            if (handler instanceof RegisteredProxy registered) {
                return (T) registered.withDeadline(deadline);
            }
        }
        return proxy instanceof UntypedProxy untyped
                ? (T) new UntypedProxy(untyped.caller().withDeadline(deadline))
                : Faces.withDeadline(proxy, deadline);
    }

    /** Returns the loader of a class; the system's for classes of the JDK. */
    static ClassLoader loaderOf(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    /** Returns where the server is, for messages. */
    public String address() {
        return address;
    }
}
