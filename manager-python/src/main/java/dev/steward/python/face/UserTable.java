package dev.steward.python.face;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.pickle.PickleNode;
import dev.steward.vocabulary.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Users' objects of Java: a table that is made of the methods which an object exposes. */
public final class UserTable {

    private static final PythonMethod NO_VALUE = call -> {
        throw PythonError.words("TypeError: an object of Java cannot be given to Python as a value");
    };

    private UserTable() {}

    /** Returns the table of what has methods of its own that clients have to ask for. */
    static PythonType unknown(String typeId) {
        return PythonType.builder(typeId, typeId)
                .asked()
                .shown(call -> call.returns("<" + typeId + " object>"), NO_VALUE)
                .build();
    }

    /**
     * Returns the table of an object.
     *
     * @param signatures of its methods, such as {@code add(II)}, in the order of their numbers
     */
    public static PythonType of(String typeId, List<String> signatures) {
        Map<String, Map<Integer, Integer>> numbers = new LinkedHashMap<>();
        for (int i = 0; i < signatures.size(); i++) {
            String signature = signatures.get(i);
            String name = signature.substring(0, signature.indexOf('('));
            numbers.computeIfAbsent(name, first -> new LinkedHashMap<>()).putIfAbsent(parameters(signature), i);
        }
        PythonType.Builder table =
                PythonType.builder(typeId, typeId).shown(call -> call.returns("<" + typeId + " object>"), NO_VALUE);
        numbers.forEach((name, byCount) -> table.method(name, call -> call(call, byCount)));
        return table.build();
    }

    private static int parameters(String signature) {
        int count = 0;
        int at = signature.indexOf('(') + 1;
        while (signature.charAt(at) != ')') {
            while (signature.charAt(at) == '[') {
                at++;
            }
            at = signature.charAt(at) == 'L' ? signature.indexOf(';', at) + 1 : at + 1;
            count++;
        }
        return count;
    }

    private static void call(MethodCall call, Map<Integer, Integer> byCount) throws PythonError {
        if (!call.arguments().named().isEmpty()) {
            throw PythonError.type(call.method() + "() is a method of Java, whose arguments have no names here");
        }
        List<PickleNode> given = call.arguments().positional();
        Integer number = byCount.get(given.size());
        if (number == null) {
            throw PythonError.type(
                    call.method() + "() takes " + byCount.keySet() + " arguments but " + given.size() + " were given");
        }
        List<EncodedValue> values = call.values(given);
        call.askMethod(number, values)
                .on(Status.BAD_ARGUMENT, sentence -> {
                    throw PythonError.type(sentence.asText());
                })
                .thenReturn();
    }
}
