package dev.steward.python.value;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.pickle.PickleNode;

/**
 * Objects of Python as values of a server, and back. What is plain becomes a value of the closed set, which Java reads as
 * what it is there: an int as a Long, a dict as a Map, a datetime as a LocalDateTime. Python gets back the type that it had.
 * What is not plain becomes an opaque value that goes back as it came; Java sees as much of it as the closed set can say.
 * Stateless; takes no stack, however deep the graph is, and no more than a fixed multiple of what it came in.
 */
public final class PythonValues {

    private PythonValues() {}

    /**
     * Returns the value that an object of Python is.
     *
     * @param root not changed
     * @param size in how many bytes it came
     * @throws dev.steward.api.UnsupportedValueException if it takes more than 2 GiB
     */
    public static EncodedValue toValue(PickleNode root, int size) {
        Budget budget = new Budget(size);
        GraphSurvey survey = new GraphSurvey(root, budget);
        if (!survey.isShared(root)) {
            try {
                return ValueForm.of(root, survey, budget);
            } catch (ValueForm.DoesNotFit opaque) {
                return ValueForm.opaque(root, survey, budget);
            }
        }
        return ValueForm.opaque(root, survey, budget);
    }

    /**
     * Returns the object that Python gets for a value.
     *
     * @throws dev.steward.api.UnsupportedValueException if it refers to a shared object
     */
    public static PickleNode toGraph(EncodedValue value) {
        return ValueGraph.of(value);
    }
}
