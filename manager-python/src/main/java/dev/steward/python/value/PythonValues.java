package dev.steward.python.value;

import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleNode;
import org.jspecify.annotations.Nullable;

/**
 * Objects of Python as values of a server, and back. What is plain becomes a value of the closed set, which Java reads as
 * what it is there: an int as a Long, a dict as a Map, a datetime as a LocalDateTime. Python gets back the type that it had.
 * What is not plain becomes an opaque value that goes back as it came; Java sees as much of it as the closed set can say.
 * Stateless; takes no stack, however deep the graph is, and no more than a fixed multiple of what it came in.
 */
public final class PythonValues {

    private PythonValues() {}

    /** What stands for shared objects, in both worlds. */
    public interface References {
        /** There are none: an instance is an instance. */
        References NONE = new References() {
            @Override
            public @Nullable EncodedValue valueOf(PickleInstance instance) {
                return null;
            }

            @Override
            public PickleNode nodeOf(ObjectToken token) {
                throw new UnsupportedValueException(
                        "a reference to the shared object " + token + " cannot be given to Python here;"
                                + " give the object's contents",
                        Outcome.NOT_EXECUTED);
            }
        };

        /** Returns the reference that an instance is for a shared object, or null if it is something else. */
        @Nullable
        EncodedValue valueOf(PickleInstance instance);

        /** Returns what Python gets for a reference. */
        PickleNode nodeOf(ObjectToken token);
    }

    /**
     * Returns the value that an object of Python is.
     *
     * @param root not changed
     * @param size in how many bytes it came
     * @throws UnsupportedValueException if it takes more than 2 GiB
     */
    public static EncodedValue toValue(PickleNode root, int size) {
        return toValue(root, size, References.NONE, false);
    }

    /**
     * Returns the value that an object of Python is.
     *
     * @param root not changed
     * @param size in how many bytes it came
     * @param references know what stands for shared objects in it
     * @param hashed whether it is to be a key, or an element of a set
     * @throws UnsupportedValueException if it takes more than 2 GiB
     */
    public static EncodedValue toValue(PickleNode root, int size, References references, boolean hashed) {
        Budget budget = new Budget(size);
        GraphSurvey survey = new GraphSurvey(root, budget, references);
        if (!survey.isShared(root, hashed)) {
            try {
                return ValueForm.of(root, survey, budget, hashed);
            } catch (ValueForm.DoesNotFit opaque) {
                return ValueForm.opaque(root, survey, budget);
            }
        }
        return ValueForm.opaque(root, survey, budget);
    }

    /**
     * Returns the object that Python gets for a value.
     *
     * @throws UnsupportedValueException if it refers to a shared object
     */
    public static PickleNode toGraph(EncodedValue value) {
        return toGraph(value, References.NONE, false);
    }

    /**
     * Returns the object that Python gets for a value.
     *
     * @param references make what stands for shared objects in it
     * @param hashed whether it is a key, or an element of a set
     */
    public static PickleNode toGraph(EncodedValue value, References references, boolean hashed) {
        return ValueGraph.of(value, references, hashed);
    }
}
