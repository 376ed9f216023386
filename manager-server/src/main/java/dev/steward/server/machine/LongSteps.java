package dev.steward.server.machine;

import dev.steward.objects.Group;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.SessionEnded;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import java.util.List;

/** From when on an input may take a group longer than an event loop may linger. */
final class LongSteps {

    private static final long MANY_ELEMENTS = 10_000;

    /** Moving them to another array takes a millisecond. */
    private static final long VERY_MANY_ELEMENTS = 100_000;

    /** Of what a group holds: elements of some size are fewer. */
    private static final long MANY_BYTES = 256 << 10;

    /** Of what is hashed, compared or taken apart, and of what is sorted: the sets and decimals among them take longest. */
    private static final long LARGE = 64 << 10;

    private LongSteps() {}

    /** Returns whether an input may take long. Looks at no element. */
    static boolean isLong(Input input, Group group) {
        if (input instanceof Invoke invoke) {
            Operation operation = invoke.operation();
            if (operation.manner() != Manner.READS && group.weight() > VERY_MANY_ELEMENTS && group.isNextChangeLong()) {
                return true;
            }
            return switch (operation.reach()) {
                // How often a list is repeated is not to be seen from sizes.
                case WALKS ->
                    operation == Operation.LIST_REPEAT || isMuch(operation, group) || isAnyLarge(invoke.arguments());
                case FINDS -> isLarge(invoke.arguments(), 0);
                case COMPARES ->
                    isAnyLarge(invoke.arguments())
                            || (group.heldBytes() > MANY_BYTES && !areAllPlain(invoke.arguments()));
                case WALKS_NOT -> false;
            };
        }
        // What the session held goes back to its place.
        return input instanceof SessionEnded && group.weight() > MANY_ELEMENTS;
    }

    private static boolean isMuch(Operation operation, Group group) {
        return group.weight() > MANY_ELEMENTS
                || group.heldBytes() > (operation == Operation.LIST_SORT ? LARGE : MANY_BYTES);
    }

    private static boolean isAnyLarge(List<Value> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (isLarge(arguments, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLarge(List<Value> arguments, int index) {
        return index < arguments.size() && arguments.get(index).size() > LARGE;
    }

    /** Numbers, texts and the like differ from a set without a look at what is in it. */
    private static boolean areAllPlain(List<Value> arguments) {
        for (Value argument : arguments) {
            if (!(argument instanceof StoredValue stored && stored.encoded().depth() == 1)) {
                return false;
            }
        }
        return true;
    }
}
