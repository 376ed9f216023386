package dev.steward.api;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a shared object in this process. The shared types extend it; for a proxy of a user's own interface
 * {@link #of} gives it.
 *
 * <p>Safe for use by any number of threads. {@code wait()} and {@code notify()} of a proxy are {@link Object}'s own and
 * say nothing to the shared object. Python twin: {@code multiprocessing.managers.BaseProxy}.
 */
public interface RemoteProxy {

    /** Returns what stands for the object wherever this proxy cannot go. Does not call the server. */
    ObjectToken objectToken();

    /**
     * Returns a copy of the object's contents at one instant. Calls the server. Python twin: {@code _getvalue()}.
     *
     * @throws ManagerException if the call fails, or the object is of a type that has no value to copy
     */
    @Nullable
    Object snapshot();

    /** Returns whether the other one is a proxy of the same object. Does not call the server. */
    default boolean sameObject(@Nullable Object other) {
        return other != null && isProxy(other) && of(other).objectToken().equals(objectToken());
    }

    /** Returns whether an object is a proxy, of a shared type or of a user's interface. */
    static boolean isProxy(Object object) {
        return object instanceof RemoteProxy
                || (Proxy.isProxyClass(object.getClass()) && Proxy.getInvocationHandler(object) instanceof RemoteProxy);
    }

    /**
     * Returns the handle of a proxy, also of one that a user's interface hides.
     *
     * @throws IllegalArgumentException if the object is no proxy
     */
    static RemoteProxy of(Object proxy) {
        if (proxy instanceof RemoteProxy handle) {
            return handle;
        }
        if (Proxy.isProxyClass(proxy.getClass()) && Proxy.getInvocationHandler(proxy) instanceof RemoteProxy handle) {
            return handle;
        }
        throw new IllegalArgumentException(
                "not a proxy of a shared object: " + proxy.getClass().getName());
    }

    /**
     * Drops this process's reference to the object before the garbage collector finds that the proxy is unused. The
     * proxy cannot be used afterwards. Returns at once; a second call does nothing. Python twin: {@code _decref()}.
     *
     * @throws IllegalArgumentException if the object is no proxy
     */
    static void forget(Object proxy) {
        if (of(proxy) instanceof Forgettable reference) {
            reference.forget();
        }
    }

    /** A handle whose reference can be dropped early. Implemented by the proxies; users call {@link #forget}. */
    interface Forgettable {
        /** Drops the reference. */
        void forget();
    }
}
