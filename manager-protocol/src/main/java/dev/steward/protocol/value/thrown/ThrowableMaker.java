package dev.steward.protocol.value.thrown;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes exceptions of one class without a constructor of it: only that of {@link Throwable} runs, or that of the JDK's class
 * above it which has fields of its own. The fields of a user's class are set by whoever asked for it. Looked at once per
 * class; immutable.
 */
public final class ThrowableMaker {

    /** What is known of a class: how its exceptions are made, or nothing. */
    private record Known(@Nullable ThrowableMaker maker) {}

    private static final ClassValue<Known> KNOWN = new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> type) {
            return new Known(find(type));
        }
    };

    /** Serialization's own way to run the constructor of a superclass alone. */
    private static final MethodHandle CONSTRUCTOR_OF_SUPERCLASS = constructorOfSuperclass();

    private final @Nullable Recipe recipe;
    private final Constructor<?> constructor;

    /** For a class whose own way to fill in frames fails on what is half made: takes none. */
    private final @Nullable Constructor<?> withoutFrames;

    private ThrowableMaker(
            @Nullable Recipe recipe, Constructor<?> constructor, @Nullable Constructor<?> withoutFrames) {
        this.recipe = recipe;
        this.constructor = constructor;
        this.withoutFrames = withoutFrames;
    }

    private static MethodHandle constructorOfSuperclass() {
        try {
            // By name: javac warns of each mention of it, and this build takes no warning.
            Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
            Object instance = factory.getMethod("getReflectionFactory").invoke(null);
            return MethodHandles.publicLookup()
                    .findVirtual(
                            factory,
                            "newConstructorForSerialization",
                            methodType(Constructor.class, Class.class, Constructor.class))
                    .bindTo(instance);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("exceptions cannot be made here: add the module jdk.unsupported", e);
        }
    }

    private static @Nullable ThrowableMaker find(Class<?> type) {
        if (!Throwable.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) {
            return null;
        }
        Class<?> ofTheJdk = type;
        while (!JdkThrowables.isOfTheJdk(ofTheJdk)) {
            ofTheJdk = ofTheJdk.getSuperclass();
        }
        Recipe recipe;
        try {
            recipe = Recipe.forFieldsOf(ofTheJdk);
        } catch (IllegalStateException noRecipe) {
            return null;
        }
        try {
            if (recipe != null) {
                Constructor<?> own = recipe.constructor();
                return new ThrowableMaker(recipe, own.getDeclaringClass() == type ? own : runningOnly(own, type), null);
            }
            return new ThrowableMaker(
                    null,
                    runningOnly(Throwable.class.getConstructor(String.class), type),
                    runningOnly(
                            Throwable.class.getDeclaredConstructor(
                                    String.class, Throwable.class, boolean.class, boolean.class),
                            type));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
            return null;
        }
    }

    private static Constructor<?> runningOnly(Constructor<?> ofSuperclass, Class<?> type)
            throws ReflectiveOperationException {
        if (type == Throwable.class) {
            return ofSuperclass;
        }
        try {
            return (Constructor<?>) CONSTRUCTOR_OF_SUPERCLASS.invoke(type, ofSuperclass);
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable checked) {
            throw new ReflectiveOperationException(checked);
        }
    }

    /** Returns how exceptions of a class are made, or null if it is abstract, or has fields that cannot be set. */
    public static @Nullable ThrowableMaker of(Class<?> type) {
        return KNOWN.get(type).maker();
    }

    /** Returns the name of the class of the JDK whose parts are needed, or null if none are. */
    public @Nullable String partsOf() {
        return recipe == null ? null : recipe.className();
    }

    /** Returns whether the cause is needed to make one, because nothing can set it later. */
    public boolean takesCause() {
        return recipe != null && recipe.causeAt() >= 0;
    }

    /** Returns whether the message can be another than the one it had. */
    public boolean takesMessage() {
        return recipe == null || recipe.messageAt() >= 0;
    }

    /** Returns those parts with another message. */
    public @Nullable Object[] withMessage(@Nullable Object[] parts, String message) {
        @Nullable Object[] changed = parts.clone();
        if (recipe != null && recipe.messageAt() >= 0 && recipe.messageAt() < changed.length) {
            changed[recipe.messageAt()] = message;
        }
        return changed;
    }

    /**
     * Makes one. Runs nothing of a user's class but {@code fillInStackTrace}, if it overrides that.
     *
     * @param message the message of what needs no parts
     * @param parts what the JDK's class with fields is made of; empty for what needs none
     * @param cause what it is made with if it takes a cause; otherwise it is given later
     * @return null if its class refuses them
     */
    public @Nullable Throwable make(@Nullable String message, @Nullable Object[] parts, @Nullable Throwable cause) {
        if (recipe == null) {
            Throwable made = construct(constructor, message);
            return made != null || withoutFrames == null ? made : construct(withoutFrames, message, null, true, false);
        }
        if (parts.length < recipe.parameterCount()) {
            return null;
        }
        @Nullable Object[] arguments = Arrays.copyOf(parts, recipe.parameterCount());
        int at = recipe.causeAt();
        if (at >= 0) {
            arguments[at] = cause;
        }
        Throwable made = construct(constructor, arguments);
        if (made != null) {
            recipe.complete(made, parts);
        }
        return made;
    }

    private static @Nullable Throwable construct(Constructor<?> constructor, @Nullable Object... arguments) {
        try {
            return (Throwable) constructor.newInstance(arguments);
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException refused) {
            return null;
        } catch (RuntimeException | LinkageError unfit) {
            // Parts of other types than it takes: they come from the wire.
            return null;
        }
    }
}
