package dev.steward.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's way to the objects of one server. Safe for use by any number of threads. Closing it ends the session: what
 * this process holds is released, and its proxies cannot be used any more.
 *
 * <p>Every method but {@link #withDeadline} calls the server and may throw {@link ManagerException}; one that is
 * interrupted throws {@link CallInterruptedException}. Python twin: {@code multiprocessing.managers.BaseManager}.
 */
public interface BaseManager extends AutoCloseable {

    /**
     * Calls the callable registered under a typeid and returns a proxy of the object that it returned.
     *
     * @param typeId the typeid as the server registered it
     * @param type a shared type such as {@code SharedQueue.class}, or an interface that the object implements
     * @param arguments what a registered factory takes; must be able to travel
     * @throws NoSuchObjectException if nothing is registered under that typeid, or the object is of another type
     * @throws MethodNotExposedException if the object exposes no method of the interface; the message names what it does
     */
    <T> T get(String typeId, Class<? super T> type, @Nullable Object... arguments);

    /**
     * Calls the callable registered under a typeid and returns a proxy of the object that it returned.
     *
     * @param typeId the typeid as the server registered it
     * @param type the type with its arguments, such as {@code Type.queue(Integer.class)}
     * @param arguments what a registered factory takes; must be able to travel
     * @throws NoSuchObjectException if nothing is registered under that typeid, or the object is of another type
     * @throws MethodNotExposedException if the object exposes no method of the interface; the message names what it does
     */
    <T> T get(String typeId, Type<T> type, @Nullable Object... arguments);

    /**
     * Calls a registered function and returns its result by value.
     *
     * @param typeId the typeid as the server registered it
     * @param type the class of the result; integers are widened
     * @param arguments what the function takes; must be able to travel
     * @throws NoSuchObjectException if no function is registered under that typeid
     */
    <T> @Nullable T call(String typeId, Class<T> type, @Nullable Object... arguments);

    /**
     * Returns an interface whose methods stand for what the server registered: each by its {@link Registered} name, or
     * its own. A method whose result is a shared type or an interface gets a proxy, any other calls a function. Does not
     * call the server.
     *
     * @throws IllegalArgumentException if it is no interface
     */
    <T> T as(Class<T> type);

    /** Returns the same as {@link #as}, whose name is a keyword in some languages. */
    default <T> T typed(Class<T> type) {
        return as(type);
    }

    /**
     * Returns a proxy of the object that a token stands for.
     *
     * @throws StaleProxyException if the token is of another incarnation of this server
     * @throws NoSuchObjectException if the object is gone, or of another type
     * @throws IllegalArgumentException if the token is of another server
     */
    <T> T attach(ObjectToken token, Type<T> type);

    /**
     * Returns the names of named objects that match a pattern, sorted; {@code *} and {@code ?} are wild. Where there are many
     * thousands the server serves others while it looks: of names that come or go meanwhile it may see some.
     */
    List<String> names(String glob);

    /**
     * Returns a proxy of an existing named object; never creates one.
     *
     * @throws NoSuchObjectException if there is no object of that name, or it is of another type
     */
    <T> T find(String name, Type<T> type);

    /** Removes a name and returns whether there was one. The object lives on while anything refers to it. */
    boolean delete(String name);

    /** Returns how many objects the server holds. Python twin: {@code _number_of_objects()}. */
    int objectCount();

    /** Returns a description of each object. Python twin: {@code _debug_info()}. */
    List<ObjectDescription> describeObjects();

    /** Returns what looks into the server: who holds what, who waits, who is connected. Does not call the server. */
    Inspection inspection();

    /** Calls the server and returns how long the answer took. */
    Duration ping();

    /** Tells the server to drain and end. Python twin: {@code shutdown()}. */
    void shutdownServer();

    /**
     * Returns a proxy of the same object each of whose calls must be answered within a time. Does not call the server.
     *
     * @param proxy any proxy of this manager
     * @param deadline more than zero; replaces {@code ClientOptions.callTimeout} for this proxy
     */
    <T> T withDeadline(T proxy, Duration deadline);

    /** Ends the session cleanly. Returns when the server has released all, or cannot be reached. Idempotent. */
    @Override
    void close();
}
