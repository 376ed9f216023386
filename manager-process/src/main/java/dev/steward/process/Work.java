package dev.steward.process;

import dev.steward.api.SerializableBiConsumer;
import dev.steward.api.SerializableConsumer;
import dev.steward.api.SerializableQuadConsumer;
import dev.steward.api.SerializableQuintConsumer;
import dev.steward.api.SerializableRunnable;
import dev.steward.api.SerializableTriConsumer;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A function with the arguments to call it with, as a child gets it.
 *
 * @param function one of the serializable function types without a result
 * @param arguments as many as it takes
 */
record Work(Serializable function, List<@Nullable Object> arguments) implements Callable<@Nullable Void> {

    // The builder's methods pair each function with arguments of its types.
    @SuppressWarnings("unchecked")
    @Override
    public @Nullable Void call() throws Exception {
        switch (arguments.size()) {
            case 0 -> ((SerializableRunnable) function).run();
            case 1 -> ((SerializableConsumer<@Nullable Object>) function).accept(arguments.get(0));
            case 2 ->
                ((SerializableBiConsumer<@Nullable Object, @Nullable Object>) function)
                        .accept(arguments.get(0), arguments.get(1));
            case 3 ->
                ((SerializableTriConsumer<@Nullable Object, @Nullable Object, @Nullable Object>) function)
                        .accept(arguments.get(0), arguments.get(1), arguments.get(2));
            case 4 ->
                ((SerializableQuadConsumer<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>)
                                function)
                        .accept(arguments.get(0), arguments.get(1), arguments.get(2), arguments.get(3));
            default ->
                ((SerializableQuintConsumer<
                                        @Nullable Object,
                                        @Nullable Object,
                                        @Nullable Object,
                                        @Nullable Object,
                                        @Nullable Object>)
                                function)
                        .accept(
                                arguments.get(0),
                                arguments.get(1),
                                arguments.get(2),
                                arguments.get(3),
                                arguments.get(4));
        }
        return null;
    }
}
