package dev.steward.server.service;

import dev.steward.objects.ArgumentCheck;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.vocabulary.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of a question to the server, which are as its row says. */
final class Questioned {

    private final Values values;
    private final List<Value> arguments;

    /** Checks them; {@link dev.steward.objects.OperationRefusal} if they are others. */
    Questioned(Values values, Operation operation, List<Value> arguments) {
        ArgumentCheck.check(values, "server", operation, arguments);
        this.values = values;
        this.arguments = arguments;
    }

    String text(int index) {
        return values.asText(arguments.get(index));
    }

    @Nullable
    String textOrNull(int index) {
        Value argument = arguments.get(index);
        return values.isNull(argument) ? null : values.asText(argument);
    }

    int count(int index) {
        return (int) Math.min(Integer.MAX_VALUE, values.asLong(arguments.get(index)));
    }
}
