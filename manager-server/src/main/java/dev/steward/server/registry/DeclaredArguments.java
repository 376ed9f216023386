package dev.steward.server.registry;

import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.decoded.Coercion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the arguments that arrived into the ones that a method or callable declares. */
final class DeclaredArguments {

    private DeclaredArguments() {}

    /** Returns the arguments as declared, or says which one does not fit. */
    static @Nullable Object[] convert(String callee, List<Type<?>> declared, List<? extends @Nullable Object> arguments)
            throws ArgumentMismatch {
        if (arguments.size() != declared.size()) {
            throw new ArgumentMismatch(callee + " takes " + counted(declared.size()) + ", got " + arguments.size());
        }
        @Nullable Object[] converted = new Object[arguments.size()];
        for (int index = 0; index < converted.length; index++) {
            converted[index] = convert(callee, index, declared.get(index), arguments.get(index));
        }
        return converted;
    }

    private static @Nullable Object convert(String callee, int index, Type<?> declared, @Nullable Object argument)
            throws ArgumentMismatch {
        if (argument == null) {
            if (declared.raw().isPrimitive()) {
                throw new ArgumentMismatch(
                        "argument " + (index + 1) + " of " + callee + " is " + declared + " and cannot be null");
            }
            return null;
        }
        if (declared.raw() == Object.class) {
            return argument;
        }
        try {
            return Coercion.to(declared, argument);
        } catch (UnsupportedValueException mismatch) {
            throw new ArgumentMismatch("argument " + (index + 1) + " of " + callee + " must be " + declared + ", got "
                    + argument.getClass().getName() + ": " + mismatch.getMessage());
        }
    }

    private static String counted(int count) {
        return count == 1 ? "1 argument" : count + " arguments";
    }
}
