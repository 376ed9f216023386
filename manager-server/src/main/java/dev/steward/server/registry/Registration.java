package dev.steward.server.registry;

import dev.steward.api.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One registered callable.
 *
 * @param typeId under which clients ask for it
 * @param parameters the types of its arguments
 * @param face the interface whose methods are exposed, or null for all that the object implements
 * @param byValue whether its result is copied to the caller; else the caller gets a proxy of it
 * @param body what runs, on the lane of the caller
 */
public record Registration(
        String typeId, List<Type<?>> parameters, @Nullable Class<?> face, boolean byValue, Body body) {

    /** Checks the typeid and the interface, and copies the list. */
    public Registration {
        if (typeId.isBlank()) {
            throw new IllegalArgumentException("a typeid must not be blank");
        }
        if (face != null && !face.isInterface()) {
            throw new IllegalArgumentException(
                    "the typeid " + typeId + " is registered under " + face.getName()
                            + ", which is no interface, and clients get proxies of interfaces only: register it under one that it implements");
        }
        parameters = List.copyOf(parameters);
    }

    /** What a registered callable does. */
    @FunctionalInterface
    public interface Body {
        /** Runs it with as many arguments as it has parameters. Runs user code; may block. */
        @Nullable
        Object call(@Nullable Object[] arguments) throws Exception;
    }

    /**
     * Runs the callable. Runs user code; may block.
     *
     * @throws ArgumentMismatch if number or type of the arguments is wrong; nothing ran then
     * @throws Exception whatever the callable throws
     */
    public @Nullable Object call(List<? extends @Nullable Object> arguments) throws Exception {
        return body.call(DeclaredArguments.convert(typeId, parameters, arguments));
    }
}
