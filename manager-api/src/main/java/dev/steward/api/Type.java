package dev.steward.api;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Java type with its arguments, for where a class alone does not say what a shared object holds. Naming a class here
 * also allows this client to open values of it. Immutable.
 *
 * <pre>{@code
 * var results = manager.get("get_result_queue", Type.queue(Integer.class));
 * var byName = manager.dict("by-name", Type.of(String.class), Type.listOf(Integer.class));
 * }</pre>
 *
 * @param <T> the type that it describes
 */
public final class Type<T> {

    private final Class<? super T> raw;
    private final List<Type<?>> arguments;

    private Type(Class<? super T> raw, List<Type<?>> arguments) {
        this.raw = raw;
        this.arguments = arguments;
    }

    /** Returns the type that a class is. */
    public static <T> Type<T> of(Class<T> type) {
        return new Type<>(type, List.of());
    }

    /** Returns the type of a shared list of such elements. */
    public static <E> Type<SharedList<E>> list(Class<E> element) {
        return list(of(element));
    }

    /** Returns the type of a shared list of such elements. */
    public static <E> Type<SharedList<E>> list(Type<E> element) {
        return new Type<>(SharedList.class, List.of(element));
    }

    /** Returns the type of a shared dict of such keys and values. */
    public static <K, V> Type<SharedDict<K, V>> dict(Class<K> key, Class<V> value) {
        return dict(of(key), of(value));
    }

    /** Returns the type of a shared dict of such keys and values. */
    public static <K, V> Type<SharedDict<K, V>> dict(Type<K> key, Type<V> value) {
        return new Type<>(SharedDict.class, List.of(key, value));
    }

    /** Returns the type of a shared set of such elements. */
    public static <E> Type<SharedSet<E>> set(Class<E> element) {
        return set(of(element));
    }

    /** Returns the type of a shared set of such elements. */
    public static <E> Type<SharedSet<E>> set(Type<E> element) {
        return new Type<>(SharedSet.class, List.of(element));
    }

    /** Returns the type of a shared queue of such elements. */
    public static <E> Type<SharedQueue<E>> queue(Class<E> element) {
        return queue(of(element));
    }

    /** Returns the type of a shared queue of such elements. */
    public static <E> Type<SharedQueue<E>> queue(Type<E> element) {
        return new Type<>(SharedQueue.class, List.of(element));
    }

    /** Returns the type of a shared joinable queue of such elements. */
    public static <E> Type<SharedJoinableQueue<E>> joinableQueue(Class<E> element) {
        return joinableQueue(of(element));
    }

    /** Returns the type of a shared joinable queue of such elements. */
    public static <E> Type<SharedJoinableQueue<E>> joinableQueue(Type<E> element) {
        return new Type<>(SharedJoinableQueue.class, List.of(element));
    }

    /** Returns the type of a shared iterator over such elements. */
    public static <E> Type<SharedIterator<E>> iterator(Class<E> element) {
        return iterator(of(element));
    }

    /** Returns the type of a shared iterator over such elements. */
    public static <E> Type<SharedIterator<E>> iterator(Type<E> element) {
        return new Type<>(SharedIterator.class, List.of(element));
    }

    /** Returns the type of a shared value of such a class. */
    public static <V> Type<SharedValue<V>> value(Class<V> value) {
        return value(of(value));
    }

    /** Returns the type of a shared value of such a type. */
    public static <V> Type<SharedValue<V>> value(Type<V> value) {
        return new Type<>(SharedValue.class, List.of(value));
    }

    /** Returns the type of a shared array of such a class. */
    public static <V> Type<SharedArray<V>> array(Class<V> value) {
        return array(of(value));
    }

    /** Returns the type of a shared array of such a type. */
    public static <V> Type<SharedArray<V>> array(Type<V> value) {
        return new Type<>(SharedArray.class, List.of(value));
    }

    /** Returns the type of an ordinary list of such elements, as a value. */
    public static <E> Type<List<E>> listOf(Class<E> element) {
        return listOf(of(element));
    }

    /** Returns the type of an ordinary list of such elements, as a value. */
    public static <E> Type<List<E>> listOf(Type<E> element) {
        return new Type<>(List.class, List.of(element));
    }

    /**
     * Returns the type that reflection describes; type variables and wildcards become their first bound.
     *
     * @param type a class, or what {@link java.lang.reflect.Method#getGenericReturnType()} and its like return
     */
    public static Type<?> of(java.lang.reflect.Type type) {
        if (type instanceof Class<?> raw) {
            return of(raw);
        }
        if (type instanceof ParameterizedType parameterized) {
            List<Type<?>> arguments = Arrays.stream(parameterized.getActualTypeArguments())
                    .<Type<?>>map(Type::of)
                    .collect(Collectors.toUnmodifiableList());
            return new Type<>((Class<?>) parameterized.getRawType(), arguments);
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof TypeVariable<?> variable) {
            return of(erasureOf(variable.getBounds()[0]));
        }
        if (type instanceof GenericArrayType array) {
            return of(of(array.getGenericComponentType()).raw().arrayType());
        }
        throw new IllegalArgumentException("not a type of the Java language: " + type);
    }

    /** Without arguments, because those of a bound may name the variable itself: {@code T extends Comparable<T>}. */
    private static Class<?> erasureOf(java.lang.reflect.Type bound) {
        if (bound instanceof Class<?> raw) {
            return raw;
        }
        return bound instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : erasureOf(((TypeVariable<?>) bound).getBounds()[0]);
    }

    /** Returns the class without its arguments. */
    public Class<? super T> raw() {
        return raw;
    }

    /** Returns the arguments in order; empty if there are none. */
    public List<Type<?>> arguments() {
        return arguments;
    }

    /** Returns the argument at an index, or {@code Object} where none was given. */
    public Type<?> argument(int index) {
        return index < arguments.size() ? arguments.get(index) : of(Object.class);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Type<?> type && raw.equals(type.raw) && arguments.equals(type.arguments);
    }

    @Override
    public int hashCode() {
        return 31 * raw.hashCode() + arguments.hashCode();
    }

    @Override
    public String toString() {
        return arguments.isEmpty()
                ? raw.getSimpleName()
                : raw.getSimpleName()
                        + arguments.stream().map(Type::toString).collect(Collectors.joining(", ", "<", ">"));
    }
}
