package dev.steward.systemtests.parity;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One drawn call, made on a shared object and on its twin of the JDK.
 *
 * @param name what it is called in a message
 * @param call what it does
 */
record Step<T>(String name, Call<T> call) {

    /** What is done with one of the two; may throw what the JDK's own object throws. */
    interface Call<T> {
        @Nullable
        Object on(T object) throws Exception;
    }

    static <T> Step<T> step(String name, Call<T> call) {
        return new Step<>(name, call);
    }

    /** A call that has no result. */
    static <T> Step<T> act(String name, Consumer<T> call) {
        return new Step<>(name, object -> {
            call.accept(object);
            return null;
        });
    }

    /** Makes the call on one of the two. */
    Ended on(T object) {
        return Ended.of(() -> call.on(object));
    }

    @Override
    public String toString() {
        return name;
    }
}
