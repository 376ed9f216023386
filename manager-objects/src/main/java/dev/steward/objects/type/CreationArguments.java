package dev.steward.objects.type;

import dev.steward.api.PermitPolicy;
import dev.steward.objects.Refusal;
import dev.steward.objects.Status;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an object is to be made with. Arguments that are left out, or null, are null or the default; what is no good is a
 * {@link Refusal} that says why. Immutable.
 */
record CreationArguments(String typeId, Values values, List<Value> arguments) {

    @Nullable
    Value orNull(int index) {
        if (index >= arguments.size() || values.isNull(arguments.get(index))) {
            return null;
        }
        return arguments.get(index);
    }

    Value checked(int index, Values.Kind kind, String words) {
        Value argument = arguments.get(index);
        if (values.kindOf(argument) != kind) {
            throw new Refusal(
                    Status.BAD_ARGUMENT, typeId + ": create takes " + words + ", not " + values.summary(argument, 40));
        }
        return argument;
    }

    /** Returns how many elements a queue takes; {@link Integer#MAX_VALUE} for any number. */
    int capacity() {
        if (orNull(0) == null) {
            return Integer.MAX_VALUE;
        }
        long capacity = values.asLong(checked(0, Values.Kind.INTEGER, "a whole number as capacity"));
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
                throw new Refusal(
                        Status.BAD_ARGUMENT,
                        typeId + ": create takes a length or a list of values, not " + values.summary(second, 40));
        };
    }

    /** Returns the name of the type of a cell, or null for any. */
    @Nullable
    String cellType() {
        return orNull(0) == null ? null : values.asText(checked(0, Values.Kind.TEXT, "the name of a type"));
    }

    /** Returns after how many deliveries an element does not go back any more; 0 for never. */
    int maxDeliveries() {
        if (orNull(1) == null) {
            return 0;
        }
        long most =
                values.asLong(checked(1, Values.Kind.INTEGER, "a whole number as the most deliveries of an element"));
        if (most < 1) {
            throw new Refusal(
                    Status.BAD_ARGUMENT, typeId + ": the most deliveries of an element are at least 1, not " + most);
        }
        return (int) Math.min(most, Integer.MAX_VALUE);
    }

    /** Returns the queue for such elements, or null if there is none. */
    @Nullable
    Value deadLetters() {
        Value deadLetters = orNull(2);
        if (deadLetters == null) {
            return null;
        }
        if (deadLetters.references().size() != 1) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    typeId + ": create takes a queue for dead letters, not " + values.summary(deadLetters, 40));
        }
        if (orNull(1) == null) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    typeId + ": a queue for dead letters needs to know after how many deliveries an element is"
                            + " one");
        }
        return deadLetters;
    }

    /** Returns how many permits a semaphore begins with. */
    int permits() {
        if (orNull(0) == null) {
            return 1;
        }
        Value argument = checked(0, Values.Kind.INTEGER, "a whole number of permits");
        long permits = values.asLong(argument);
        if (permits < 0 || permits > Integer.MAX_VALUE) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    typeId + ": create takes 0 to " + Integer.MAX_VALUE + " permits, not " + permits);
        }
        return (int) permits;
    }

    /** Returns what becomes of the permits of a holder that dies. */
    PermitPolicy policy() {
        if (orNull(1) == null) {
            return PermitPolicy.RETURN_ON_DEATH;
        }
        String name = values.asText(checked(1, Values.Kind.TEXT, "the name of a policy"));
        for (PermitPolicy policy : PermitPolicy.values()) {
            if (policy.name().equals(name)) {
                return policy;
            }
        }
        throw new Refusal(
                Status.BAD_ARGUMENT,
                typeId + ": create takes a policy of " + List.of(PermitPolicy.values()) + ", not " + name);
    }

    /** Returns the number of parties; a barrier that is restored has none yet. */
    int parties() {
        if (orNull(0) == null) {
            return 1;
        }
        long parties = values.asLong(checked(0, Values.Kind.INTEGER, "a whole number of parties"));
        if (parties < 1 || parties > Integer.MAX_VALUE) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    "barrier: create takes 1 to " + Integer.MAX_VALUE + " parties, not " + parties);
        }
        return (int) parties;
    }

    /** Returns whether a barrier has an action. */
    boolean hasAction() {
        return orNull(1) != null && values.asBoolean(checked(1, Values.Kind.BOOLEAN, "whether it has an action"));
    }
}
