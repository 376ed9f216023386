package dev.steward.objects.type;

import dev.steward.api.PermitPolicy;
import dev.steward.objects.ArgumentCheck;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an object is to be made with. Arguments that are left out, or null, are null or the default; what is no good is a
 * {@link OperationRefusal} that says why. Immutable.
 */
record CreationArguments(BuiltInType type, Values values, List<Value> arguments) {

    /**
     * What was given, held to the row of the type.
     *
     * @throws OperationRefusal BAD_ARGUMENT
     */
    static CreationArguments of(BuiltInType type, Values values, List<Value> arguments) {
        List<Argument> row = type.creationArguments();
        CreationArguments given = new CreationArguments(type, values, arguments);
        if (arguments.size() > row.size()) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    type + ": create takes at most " + row.size() + " arguments " + row + ", not " + arguments.size());
        }
        for (int i = 0; i < row.size(); i++) {
            Value argument = given.orNull(i);
            if (argument != null) {
                ArgumentCheck.check(values, type + ": create", row.get(i), argument);
            } else if (i < type.leastCreationArguments()) {
                throw new OperationRefusal(
                        Status.BAD_ARGUMENT,
                        type + ": create takes " + row.get(i).kind().words() + " as " + row.get(i));
            }
        }
        return given;
    }

    /** Nothing given, as for an object that is restored: then even what {@link #of} requires. */
    static CreationArguments none(BuiltInType type, Values values) {
        return new CreationArguments(type, values, List.of());
    }

    @Nullable
    Value orNull(int index) {
        if (index >= arguments.size() || values.isNull(arguments.get(index))) {
            return null;
        }
        return arguments.get(index);
    }

    /** Returns an argument as it was given; the null value if it was not. */
    Value orNil(int index) {
        return index < arguments.size() ? arguments.get(index) : values.nil();
    }

    /** Returns the elements to begin with. */
    List<Value> elements() {
        Value elements = orNull(0);
        return elements == null ? List.of() : values.asList(elements);
    }

    /** Returns how many elements a queue takes; {@link Integer#MAX_VALUE} for any number. */
    int capacity() {
        Value argument = orNull(0);
        if (argument == null) {
            return Integer.MAX_VALUE;
        }
        long capacity = values.asLong(argument);
        return capacity <= 0 || capacity > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) capacity;
    }

    /** Returns how many cells an array has, as it was given: it may be out of range. */
    long length() {
        Value second = orNull(1);
        if (second == null) {
            return 0;
        }
        return switch (values.kindOf(second)) {
            case INTEGER -> values.asLong(second);
            case LIST -> values.asList(second).size();
            default ->
                throw new OperationRefusal(
                        Status.BAD_ARGUMENT,
                        type + ": create takes a length or a list of values, not " + values.summary(second, 40));
        };
    }

    /** Returns the values of the cells of an array, or null if it has a length instead. */
    @Nullable
    List<Value> cells() {
        Value second = orNull(1);
        return second != null && values.kindOf(second) == Values.Kind.LIST ? values.asList(second) : null;
    }

    /** Returns the name of the type of a cell, or null for any. */
    @Nullable
    String cellType() {
        Value argument = orNull(0);
        return argument == null ? null : text(argument);
    }

    private String text(Value argument) {
        if (argument.size() > Argument.MOST_TEXT_BYTES) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    type + ": create takes texts of at most " + Argument.MOST_TEXT_BYTES + " bytes, not "
                            + argument.size());
        }
        return values.asText(argument);
    }

    /** Returns after how many deliveries an element does not go back any more; 0 for never. */
    int maxDeliveries() {
        Value argument = orNull(1);
        if (argument == null) {
            return 0;
        }
        long most = values.asLong(argument);
        if (most < 1) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT, type + ": the most deliveries of an element are at least 1, not " + most);
        }
        return (int) Math.min(most, Integer.MAX_VALUE);
    }

    /** Returns the queue for such elements, or null if there is none. */
    @Nullable
    Value deadLetters() {
        Value deadLetters = orNull(2);
        if (deadLetters != null && orNull(1) == null) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    type + ": a queue for dead letters needs to know after how many deliveries an element is" + " one");
        }
        return deadLetters;
    }

    /** Returns how many permits a semaphore begins with. */
    int permits() {
        Value argument = orNull(0);
        if (argument == null) {
            return 1;
        }
        long permits = values.asLong(argument);
        if (permits < 0 || permits > Integer.MAX_VALUE) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    type + ": create takes 0 to " + Integer.MAX_VALUE + " permits, not " + permits);
        }
        return (int) permits;
    }

    /** Returns what becomes of the permits of a holder that dies. */
    PermitPolicy policy() {
        Value argument = orNull(1);
        if (argument == null) {
            return PermitPolicy.RETURN_ON_DEATH;
        }
        String name = text(argument);
        for (PermitPolicy policy : PermitPolicy.values()) {
            if (policy.name().equals(name)) {
                return policy;
            }
        }
        throw new OperationRefusal(
                Status.BAD_ARGUMENT,
                type + ": create takes a policy of " + List.of(PermitPolicy.values()) + ", not " + name);
    }

    /** Returns the number of parties; a barrier that is restored has none yet. */
    int parties() {
        Value argument = orNull(0);
        if (argument == null) {
            return 1;
        }
        long parties = values.asLong(argument);
        if (parties < 1 || parties > Integer.MAX_VALUE) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    type + ": create takes 1 to " + Integer.MAX_VALUE + " parties, not " + parties);
        }
        return (int) parties;
    }

    /** Returns whether a barrier has an action. */
    boolean hasAction() {
        Value argument = orNull(1);
        return argument != null && values.asBoolean(argument);
    }
}
