package dev.steward.systemtests.history;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A call of a {@link RehearsedClient} that is under way. One thread. */
final class Flight {

    final String object;
    final String name;
    final long argument;
    final long invokedAt;
    final ObjectId target;
    final Operation operation;
    final List<Value> arguments;
    final BiConsumer<Flight, Answer> then;
    /** The call as the machine knows it, once it has arrived. */
    @Nullable
    CallId sent;
    /** What it is answered with in the place of the machine's answer. */
    @Nullable
    Answer forged;

    Flight(
            String object,
            String name,
            long argument,
            long invokedAt,
            ObjectId target,
            Operation operation,
            List<Value> arguments,
            BiConsumer<Flight, Answer> then) {
        this.object = object;
        this.name = name;
        this.argument = argument;
        this.invokedAt = invokedAt;
        this.target = target;
        this.operation = operation;
        this.arguments = arguments;
        this.then = then;
    }

    boolean isOf(String objectName, String method) {
        return object.equals(objectName) && name.equals(method);
    }
}
