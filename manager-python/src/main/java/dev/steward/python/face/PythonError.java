package dev.steward.python.face;

import dev.steward.python.pickle.GlobalName;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import org.jspecify.annotations.Nullable;

/**
 * What a call of Python ends with in place of a result: an exception of Python, which its client raises as such, or words,
 * which it raises as a {@code RemoteError}. Carries no frames of Java: they would tell Python nothing.
 */
public final class PythonError extends Exception {
    private static final long serialVersionUID = 1L;

    @Nullable
    private final transient PickleNode raised;

    private PythonError(String message, @Nullable PickleNode raised) {
        super(message, null, false, false);
        this.raised = raised;
    }

    /** Returns the exception of a class of Python, made of some arguments. */
    public static PythonError of(String module, String name, PickleNode... arguments) {
        return new PythonError(name, PickleInstance.call(GlobalName.of(module, name), arguments));
    }

    /** Returns the exception of a class that every Python has, with a message. */
    public static PythonError builtin(String name, String message) {
        return of("builtins", name, PickleLeaf.of(message));
    }

    /** Returns a {@code TypeError}. */
    public static PythonError type(String message) {
        return builtin("TypeError", message);
    }

    /** Returns a {@code ValueError}. */
    public static PythonError value(String message) {
        return builtin("ValueError", message);
    }

    /** Returns the {@code KeyError} of a key. */
    public static PythonError key(PickleNode key) {
        return of("builtins", "KeyError", key);
    }

    /** Returns what a client raises as a {@code RemoteError}: words. */
    public static PythonError words(String message) {
        return new PythonError(message, null);
    }

    /** Returns the exception that is to be raised; null if there are words only. */
    public @Nullable PickleNode raised() {
        return raised;
    }

    /** Returns it as the last line of a traceback says it. */
    public String line() {
        if (raised instanceof PickleInstance instance && instance.callable() instanceof GlobalName type) {
            PickleNode arguments = instance.arguments();
            String name = type.module().equals("builtins") ? type.name() : type.toString();
            if (arguments.size() == 0) {
                return name;
            }
            PickleNode first = arguments.part(0);
            boolean isText = first instanceof PickleLeaf leaf && leaf.text() != null && !name.equals("KeyError");
            return name + ": " + (isText ? ((PickleLeaf) first).text() : PythonRepr.of(first));
        }
        return String.valueOf(getMessage());
    }
}
