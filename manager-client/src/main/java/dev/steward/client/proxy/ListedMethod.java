package dev.steward.client.proxy;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A method of a user's object as its server lists it. Immutable.
 *
 * @param signature its name and the descriptors of its erased parameter types, such as {@code add(ILjava/lang/String;)}
 * @param name its name
 * @param parameters its erased parameter types, named but not loaded
 */
record ListedMethod(String signature, String name, List<ClassDesc> parameters) {

    /**
     * Reads an entry of the list.
     *
     * @throws ProtocolException if it is no signature
     */
    static ListedMethod of(String signature) {
        int open = signature.indexOf('(');
        try {
            MethodTypeDesc type = MethodTypeDesc.ofDescriptor(signature.substring(open) + "V");
            return new ListedMethod(signature, signature.substring(0, open), type.parameterList());
        } catch (RuntimeException malformed) {
            throw new ProtocolException(
                    "the server lists '" + signature + "' among the methods of an object",
                    Outcome.NOT_EXECUTED,
                    malformed);
        }
    }

    /** Returns the name with the simple names of the parameter types, such as {@code add(int, String)}. */
    @Override
    public String toString() {
        return name + parameters.stream().map(ListedMethod::simpleName).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String simpleName(ClassDesc type) {
        String withOuter = type.displayName();
        return withOuter.substring(withOuter.lastIndexOf('$') + 1);
    }
}
