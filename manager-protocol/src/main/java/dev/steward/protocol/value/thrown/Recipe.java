package dev.steward.protocol.value.thrown;

import dev.steward.protocol.value.MachineError;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an exception of the JDK that has fields of its own is made: those cannot be set from outside, so a public constructor
 * of it is told what its getters say. Immutable; any thread.
 */
public final class Recipe {

    /** Says what its constructor is told, and then its public fields. */
    @FunctionalInterface
    interface Parts<T extends Throwable> {
        /** Returns the parts in order; null where the cause belongs. */
        @Nullable
        Object[] of(T thrown);
    }

    private static final Class<?>[] MESSAGE = {String.class};

    private final Constructor<? extends Throwable> constructor;
    private final Parts<Throwable> parts;
    private final int messageAt;
    private final int causeAt;
    private final BiConsumer<Throwable, @Nullable Object[]> rest;
    private final @Nullable Function<Throwable, @Nullable Throwable> next;
    private final @Nullable BiConsumer<Throwable, Throwable> setNext;

    private Recipe(
            Constructor<? extends Throwable> constructor,
            Parts<Throwable> parts,
            int messageAt,
            BiConsumer<Throwable, @Nullable Object[]> rest,
            @Nullable Function<Throwable, @Nullable Throwable> next,
            @Nullable BiConsumer<Throwable, Throwable> setNext) {
        this.constructor = constructor;
        this.parts = parts;
        this.messageAt = messageAt;
        this.causeAt = causeOf(constructor.getParameterTypes());
        this.rest = rest;
        this.next = next;
        this.setNext = setNext;
    }

    private static int causeOf(Class<?>[] parameters) {
        for (int i = 0; i < parameters.length; i++) {
            if (Throwable.class.isAssignableFrom(parameters[i])) {
                return i;
            }
        }
        return -1;
    }

    /**
     * A recipe.
     *
     * @param messageAt which parameter is the message; -1 if none is
     * @param parameters those of the constructor
     */
    static <T extends Throwable> Recipe of(
            Class<T> type, int messageAt, Parts<? super T> parts, Class<?>... parameters) {
        return new Recipe(
                constructor(type, parameters),
                thrown -> parts.of(type.cast(thrown)),
                messageAt,
                (made, all) -> {},
                null,
                null);
    }

    /** A recipe for what is made of its message, and then told a part that is in a field. */
    static <T extends Throwable> Recipe ofField(
            Class<T> type, Parts<? super T> parts, BiConsumer<T, @Nullable Object> field) {
        return new Recipe(
                constructor(type, MESSAGE),
                thrown -> parts.of(type.cast(thrown)),
                0,
                (made, all) -> field.accept(type.cast(made), all[1]),
                null,
                null);
    }

    /** The same recipe for what has another one of its kind behind it. */
    <T extends Throwable> Recipe linked(
            Class<T> type, Function<T, @Nullable Throwable> getter, BiConsumer<T, T> setter) {
        return new Recipe(
                constructor,
                parts,
                messageAt,
                rest,
                thrown -> getter.apply(type.cast(thrown)),
                (thrown, behind) -> setter.accept(type.cast(thrown), type.cast(behind)));
    }

    private static <T extends Throwable> Constructor<T> constructor(Class<T> type, Class<?>[] parameters) {
        try {
            return type.getConstructor(parameters);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has another constructor here", e);
        }
    }

    /** Returns the recipes for an object of a class: that of each class of the JDK that it is of and that has one. */
    public static List<Recipe> allOf(Class<?> type) {
        List<Recipe> all = new ArrayList<>();
        for (Class<?> up = type; up != null && up != Throwable.class; up = up.getSuperclass()) {
            Recipe one = Recipes.find(up);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    /**
     * Returns the recipe for the fields that a class of the JDK has with its superclasses, or null if they have none.
     *
     * @throws IllegalStateException if there is none for one of them
     */
    static @Nullable Recipe forFieldsOf(Class<?> type) {
        for (Class<?> up = type; up != null && up != Throwable.class; up = up.getSuperclass()) {
            Recipe one = Recipes.find(up);
            if (one != null) {
                return one;
            }
            for (Field field : up.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    throw new IllegalStateException(field + " cannot be set");
                }
            }
        }
        return null;
    }

    /** Returns the name of the class that it is for. */
    public String className() {
        return constructor.getDeclaringClass().getName();
    }

    /** Returns what an exception of the class is made of, or null if a getter that it overrides fails. */
    public @Nullable Object @Nullable [] partsOf(Throwable thrown) {
        try {
            return parts.of(thrown);
        } catch (Throwable overridden) {
            MachineError.rethrow(overridden);
            return null;
        }
    }

    Constructor<? extends Throwable> constructor() {
        return constructor;
    }

    int parameterCount() {
        return constructor.getParameterCount();
    }

    int messageAt() {
        return messageAt;
    }

    /** Returns which parameter is the cause, which nothing can set later; -1 if none is. */
    int causeAt() {
        return causeAt;
    }

    /** Sets what the constructor does not take. */
    void complete(Throwable made, @Nullable Object[] all) {
        rest.accept(made, all);
    }

    /** Returns what an exception has behind it beside its cause, such as the next one of a {@code SQLException}; or null. */
    public static @Nullable Throwable next(Throwable thrown) {
        for (Recipe recipe : allOf(thrown.getClass())) {
            if (recipe.next != null) {
                try {
                    return recipe.next.apply(thrown);
                } catch (Throwable overridden) {
                    MachineError.rethrow(overridden);
                    return null;
                }
            }
        }
        return null;
    }

    /** Puts one behind an exception that has none there, if it can have one. */
    public static void setNext(Throwable thrown, Throwable behind) {
        for (Recipe recipe : allOf(thrown.getClass())) {
            if (recipe.setNext != null) {
                try {
                    recipe.setNext.accept(thrown, behind);
                } catch (Throwable overridden) {
                    MachineError.rethrow(overridden);
                    // It stays alone.
                }
                return;
            }
        }
    }
}
