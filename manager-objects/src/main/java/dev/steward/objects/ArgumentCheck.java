package dev.steward.objects;

import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;

/** Holds the arguments of a call to the row of its operation, before anything happens. Stateless. */
public final class ArgumentCheck {

    private ArgumentCheck() {}

    /**
     * Checks number and kinds of the arguments.
     *
     * @throws OperationRefusal BAD_ARGUMENT with a sentence that names the type and the operation
     */
    public static void check(Values values, String typeId, Operation operation, List<Value> given) {
        List<Argument> arguments = operation.arguments();
        if (given.size() != arguments.size()) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    typeId + ": " + operation + " takes " + arguments.size() + " arguments " + arguments + ", not "
                            + given.size());
        }
        for (int i = 0; i < given.size(); i++) {
            check(values, typeId + ": " + operation, arguments.get(i), given.get(i));
        }
    }

    /**
     * Checks the kind of one argument.
     *
     * @param taker what takes it, as the beginning of a sentence
     * @throws OperationRefusal BAD_ARGUMENT with a sentence that begins with the taker
     */
    public static void check(Values values, String taker, Argument argument, Value given) {
        if (!allows(values, argument.kind(), given)) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    taker + " takes " + argument.kind().words() + " as " + argument + ", not "
                            + values.summary(given, 40));
        }
    }

    private static boolean allows(Values values, Argument.Kind kind, Value given) {
        if (kind == Argument.Kind.ANY) {
            return true;
        }
        Values.Kind of = values.kindOf(given);
        return switch (kind) {
            case ANY, ANY_NUMBER -> true;
            case TEXT -> of == Values.Kind.TEXT;
            case TEXT_OR_NULL -> of == Values.Kind.TEXT || of == Values.Kind.NULL;
            case BOOLEAN -> of == Values.Kind.BOOLEAN;
            case INTEGER -> of == Values.Kind.INTEGER;
            case COUNT -> of == Values.Kind.INTEGER && values.asLong(given) >= 0;
            case TIMEOUT -> of == Values.Kind.INTEGER && values.asLong(given) >= -1;
            case LOCK_TIMEOUT -> of == Values.Kind.INTEGER && values.asLong(given) >= Argument.FOR_EVER_UNLESS_OWN;
            case LIST -> of == Values.Kind.LIST;
            case PAIRS -> of == Values.Kind.LIST && values.asList(given).size() % 2 == 0;
            case REFERENCE -> of == Values.Kind.OTHER && given.references().size() == 1;
        };
    }
}
