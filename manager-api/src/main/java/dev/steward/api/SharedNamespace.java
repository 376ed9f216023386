package dev.steward.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bag of named attributes that lives on the server. An attribute may hold null; one that was never set is an error that
 * names it. Each call is one atomic step. Python twin: {@code Namespace}.
 */
public interface SharedNamespace extends RemoteProxy, Asynchronous<AsyncNamespace> {

    /**
     * Returns the value of an attribute.
     *
     * @param name the attribute
     * @throws java.util.NoSuchElementException if the attribute is not set; the message names it
     */
    @Nullable
    Object get(String name);

    /**
     * Returns the value of an attribute as a type.
     *
     * @param name the attribute
     * @param type the class to read it as; integers are widened
     * @throws java.util.NoSuchElementException if the attribute is not set; the message names it
     * @throws ClassCastException if the value is of another type
     */
    <T> @Nullable T get(String name, Class<T> type);

    /** Sets an attribute; null is a value. */
    void set(String name, @Nullable Object value);

    /**
     * Removes an attribute.
     *
     * @throws java.util.NoSuchElementException if the attribute is not set; the message names it
     */
    void delete(String name);

    /** Returns whether an attribute is set. */
    boolean contains(String name);

    /** Sets all these attributes in one step. */
    void update(Map<String, ? extends @Nullable Object> attributes);

    /** Returns an unmodifiable copy of all attributes at one instant, in the order in which they were first set. */
    Map<String, @Nullable Object> toMap();

    /**
     * Returns the attributes as an interface: a method without parameters reads the attribute of its name, one without a
     * result and with one parameter sets it. The body of a default method is the value of an attribute that is not set.
     * Does not call the server.
     *
     * <pre>{@code
     * interface Settings {
     *     String host();
     *     void host(String host);
     *     default int timeout() { return 30; }
     * }
     * }</pre>
     *
     * @param type the interface; its types are allowed to be opened
     * @throws IllegalArgumentException if it is no interface, or a method is neither; the message names it
     */
    <T> T as(Class<T> type);

    /** Returns the same as {@link #toMap()}. */
    @Override
    Map<String, @Nullable Object> snapshot();
}
