package dev.steward.face.pool;

import dev.steward.api.SerializableBiFunction;
import dev.steward.api.SerializableCallable;
import dev.steward.api.SerializableFunction;
import dev.steward.api.SerializableQuadFunction;
import dev.steward.api.SerializableQuintFunction;
import dev.steward.api.SerializableTriFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a worker calls the function of a task, of whatever pool: one that takes several arguments has them from a list, as a
 * task has one argument. Stateless.
 */
public final class TaskCall {

    private TaskCall() {}

    /**
     * Calls a function and returns its result.
     *
     * @param function one of {@code dev.steward.api} that returns something: of none to five arguments
     * @param argument its argument; a list of them if it takes several; ignored if it takes none
     * @throws IllegalArgumentException if it is no such function, or takes another number of arguments
     * @throws Exception whatever the function throws
     */
    // Who brought the task has fitted the arguments to the function, null or not.
    @SuppressWarnings({"unchecked", "NullAway"})
    public static @Nullable Object of(Object function, @Nullable Object argument) throws Exception {
        if (function instanceof SerializableCallable<?> none) {
            return none.call();
        }
        if (function instanceof SerializableFunction<?, ?> one) {
            return ((SerializableFunction<@Nullable Object, @Nullable Object>) one).apply(argument);
        }
        List<?> all = argument instanceof List<?> list ? list : List.of();
        if (function instanceof SerializableBiFunction<?, ?, ?> two && all.size() == 2) {
            return ((SerializableBiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) two)
                    .apply(all.get(0), all.get(1));
        }
        if (function instanceof SerializableTriFunction<?, ?, ?, ?> three && all.size() == 3) {
            return ((SerializableTriFunction<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>)
                            three)
                    .apply(all.get(0), all.get(1), all.get(2));
        }
        if (function instanceof SerializableQuadFunction<?, ?, ?, ?, ?> four && all.size() == 4) {
            return ((SerializableQuadFunction<
                                    @Nullable Object,
                                    @Nullable Object,
                                    @Nullable Object,
                                    @Nullable Object,
                                    @Nullable Object>)
                            four)
                    .apply(all.get(0), all.get(1), all.get(2), all.get(3));
        }
        if (function instanceof SerializableQuintFunction<?, ?, ?, ?, ?, ?> five && all.size() == 5) {
            return ((SerializableQuintFunction<
                                    @Nullable Object,
                                    @Nullable Object,
                                    @Nullable Object,
                                    @Nullable Object,
                                    @Nullable Object,
                                    @Nullable Object>)
                            five)
                    .apply(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4));
        }
        throw new IllegalArgumentException(function.getClass().getName()
                + " is no function of a pool for these arguments: a task is a SerializableCallable, or a Serializable function"
                + " of one to five arguments");
    }
}
