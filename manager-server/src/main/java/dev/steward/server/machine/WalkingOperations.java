package dev.steward.server.machine;

import dev.steward.objects.Group;
import dev.steward.objects.Invoke;
import dev.steward.objects.Operation;
import dev.steward.objects.Value;
import java.util.EnumSet;
import java.util.Set;

/** The operations that walk over all elements of an object, or of an argument, and from when on that takes long. */
final class WalkingOperations {

    private static final long MANY_ELEMENTS = 10_000;
    private static final int MANY_BYTES = 512 << 10;

    private static final Set<Operation> WALKING = EnumSet.of(
            Operation.LIST_ADD_ALL,
            Operation.LIST_INSERT_ALL,
            Operation.LIST_REMOVE,
            Operation.LIST_REMOVE_ALL,
            Operation.LIST_RETAIN_ALL,
            Operation.LIST_REMOVE_RANGE,
            Operation.LIST_CLEAR,
            Operation.LIST_CONTAINS,
            Operation.LIST_CONTAINS_ALL,
            Operation.LIST_INDEX_OF,
            Operation.LIST_LAST_INDEX_OF,
            Operation.LIST_SNAPSHOT,
            Operation.LIST_SLICE,
            Operation.LIST_SET_SLICE,
            Operation.LIST_SORT,
            Operation.LIST_STAMPED,
            Operation.LIST_REPLACE_IF,
            Operation.LIST_SET_IF,
            Operation.LIST_REMOVE_IF,
            Operation.LIST_INSERT_IF,
            Operation.DICT_CONTAINS_VALUE,
            Operation.DICT_PUT_ALL,
            Operation.DICT_CLEAR,
            Operation.DICT_KEYS,
            Operation.DICT_VALUES,
            Operation.DICT_SNAPSHOT,
            Operation.DICT_STAMPED,
            Operation.DICT_REPLACE_IF,
            Operation.DICT_REMOVE_ALL,
            Operation.NAMESPACE_UPDATE,
            Operation.NAMESPACE_SNAPSHOT,
            Operation.QUEUE_PUT_ALL,
            Operation.QUEUE_DRAIN,
            Operation.QUEUE_CONTAINS,
            Operation.QUEUE_REMOVE,
            Operation.QUEUE_REMOVE_ALL,
            Operation.QUEUE_RETAIN_ALL,
            Operation.QUEUE_CLEAR,
            Operation.QUEUE_SNAPSHOT,
            Operation.QUEUE_SHUTDOWN,
            Operation.QUEUE_STAMPED,
            Operation.QUEUE_REMOVE_STAMPED,
            Operation.ARRAY_GET_RANGE,
            Operation.ARRAY_SET_RANGE,
            Operation.ARRAY_SNAPSHOT,
            Operation.OBJECT_ITERATE);

    private WalkingOperations() {}

    /** Returns whether an operation takes longer than an event loop may linger. */
    static boolean isLong(Invoke invoke, Group group) {
        if (!WALKING.contains(invoke.operation())) {
            return false;
        }
        if (group.weight() > MANY_ELEMENTS) {
            return true;
        }
        for (Value argument : invoke.arguments()) {
            if (argument.size() > MANY_BYTES) {
                return true;
            }
        }
        return false;
    }
}
