package dev.steward.protocol.value.decoded;

import dev.steward.protocol.value.thrown.JdkThrowables;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list, set or map of a user's class, such as {@code class Names extends ArrayList<String>}, where that class is declared: what
 * arrives as a plain one is made into it, by its constructor without arguments and its own {@code add} or {@code put}. Not if it
 * has fields of its own, which a plain one does not bring. Looked at once per class; immutable.
 */
final class UsersCollection {

    private static final ClassValue<UsersCollection> KNOWN = new ClassValue<>() {
        @Override
        protected UsersCollection computeValue(Class<?> type) {
            return new UsersCollection(type);
        }
    };

    private final @Nullable Constructor<?> maker;
    private final List<String> fields = new ArrayList<>();

    private UsersCollection(Class<?> type) {
        boolean collects = Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        boolean users = collects
                && !type.isInterface()
                && !Modifier.isAbstract(type.getModifiers())
                && !JdkThrowables.isOfTheJdk(type);
        for (Class<?> each = type; users && !JdkThrowables.isOfTheJdk(each); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    fields.add(field.getName());
                }
            }
        }
        maker = users && fields.isEmpty() ? constructor(type) : null;
    }

    private static @Nullable Constructor<?> constructor(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException none) {
            return null;
        }
    }

    /** Returns the fields of that class which a plain collection does not bring; empty if it is no user's collection. */
    static List<String> fieldsOf(Class<?> declared) {
        return KNOWN.get(declared).fields;
    }

    /**
     * Returns a collection of that class with these elements, or null if there is no way to make one.
     *
     * @throws IllegalArgumentException if its constructor fails
     */
    @SuppressWarnings("unchecked")
    static @Nullable Object of(Class<?> declared, Collection<?> elements) {
        Object made = KNOWN.get(declared).make();
        if (!(made instanceof Collection<?> collection)) {
            return null;
        }
        collection.clear();
        for (Object element : elements) {
            ((Collection<@Nullable Object>) collection).add(element);
        }
        return made;
    }

    /** As {@link #of(Class, Collection)}, of entries. */
    @SuppressWarnings("unchecked")
    static @Nullable Object of(Class<?> declared, Map<?, ?> entries) {
        Object made = KNOWN.get(declared).make();
        if (!(made instanceof Map<?, ?> map)) {
            return null;
        }
        map.clear();
        entries.forEach(((Map<@Nullable Object, @Nullable Object>) map)::put);
        return made;
    }

    private @Nullable Object make() {
        if (maker == null) {
            return null;
        }
        try {
            return maker.newInstance();
        } catch (ReflectiveOperationException failed) {
            throw new IllegalArgumentException(
                    "its constructor without arguments failed: " + failed.getCause(), failed);
        }
    }
}
