package dev.steward.python.value;

import dev.steward.protocol.value.ValueKind;
import dev.steward.python.pickle.GlobalName;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleInstance.Step;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleNode;
import org.jspecify.annotations.Nullable;

/**
 * What Java sees of the classes of Python's {@code collections}: those that are dicts or lists with something to them.
 *
 * @param kind MAP or LIST
 * @param holder whose parts they are
 * @param from the first of the parts
 * @param to the place behind the last one
 */
record PythonCollection(ValueKind kind, PickleNode holder, int from, int to) {

    /** Returns what there is to see of an instance, or null if there is nothing. */
    static @Nullable PythonCollection of(PickleInstance instance) {
        if (!(instance.callable() instanceof GlobalName name) || !name.module().equals("collections")) {
            return null;
        }
        PickleNode arguments = instance.arguments();
        return switch (name.name()) {
            case "OrderedDict" -> arguments.size() == 0 ? ofSteps(instance, Step.SET_ITEMS, ValueKind.MAP) : null;
            case "defaultdict" -> arguments.size() <= 1 ? ofSteps(instance, Step.SET_ITEMS, ValueKind.MAP) : null;
            case "deque" -> ofSteps(instance, Step.APPEND, ValueKind.LIST);
            case "Counter" ->
                instance.steps() == 0
                                && arguments.size() == 1
                                && arguments.part(0).kind() == PickleKind.DICT
                        ? new PythonCollection(
                                ValueKind.MAP,
                                arguments.part(0),
                                0,
                                arguments.part(0).size())
                        : null;
            default -> null;
        };
    }

    private static @Nullable PythonCollection ofSteps(PickleInstance instance, Step step, ValueKind kind) {
        int from = instance.madeOf();
        boolean isOnly = instance.steps() == 0 || (instance.steps() == 1 && instance.step(0) == step);
        return isOnly ? new PythonCollection(kind, instance, from, instance.size()) : null;
    }
}
