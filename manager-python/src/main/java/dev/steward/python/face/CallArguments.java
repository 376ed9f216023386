package dev.steward.python.face;

import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Python calls a method with: arguments in order, and some by name. Not changed once it is made. */
public final class CallArguments {

    private final List<PickleNode> positional;
    private final Map<String, PickleNode> named;

    private CallArguments(List<PickleNode> positional, Map<String, PickleNode> named) {
        this.positional = positional;
        this.named = named;
    }

    /**
     * Reads both parts of a request.
     *
     * @throws PythonError if they are no arguments
     */
    public static CallArguments of(PickleNode positional, PickleNode named) throws PythonError {
        if ((positional.kind() != PickleKind.TUPLE && positional.kind() != PickleKind.LIST)
                || named.kind() != PickleKind.DICT) {
            throw PythonError.words("TypeError: a call has a tuple of arguments and a dict of named ones, not a "
                    + Nodes.typeName(positional) + " and a " + Nodes.typeName(named));
        }
        List<PickleNode> inOrder = new ArrayList<>();
        for (int i = 0; i < positional.size(); i++) {
            inOrder.add(positional.part(i));
        }
        Map<String, PickleNode> byName = new LinkedHashMap<>();
        for (int i = 0; i < named.size(); i += 2) {
            String name = Nodes.text(named.part(i));
            if (name == null) {
                throw PythonError.words("TypeError: keywords must be strings");
            }
            byName.put(name, named.part(i + 1));
        }
        return new CallArguments(inOrder, byName);
    }

    /** Returns all but the first of those in order. */
    public CallArguments withoutFirst() {
        return new CallArguments(positional.subList(1, positional.size()), named);
    }

    /** Returns those in order. */
    public List<PickleNode> positional() {
        return positional;
    }

    /** Returns those with names. */
    public Map<String, PickleNode> named() {
        return named;
    }

    /**
     * Returns one for each parameter, null where none was given.
     *
     * @param method what to call it in errors
     * @param required how many of the first parameters must be given
     */
    @Nullable
    PickleNode[] bind(String method, int required, String... parameters) throws PythonError {
        if (positional.size() > parameters.length) {
            String most = required == parameters.length ? "" : "from " + required + " to ";
            throw PythonError.type(method + "() takes " + most + parameters.length + " positional argument"
                    + (parameters.length == 1 ? "" : "s") + " but " + positional.size()
                    + (positional.size() == 1 ? " was given" : " were given"));
        }
        @Nullable PickleNode[] bound = new PickleNode[parameters.length];
        for (int i = 0; i < positional.size(); i++) {
            bound[i] = positional.get(i);
        }
        for (Map.Entry<String, PickleNode> each : named.entrySet()) {
            int place = Arrays.asList(parameters).indexOf(each.getKey());
            if (place < 0) {
                throw PythonError.type(method + "() got an unexpected keyword argument '" + each.getKey() + "'");
            }
            if (bound[place] != null) {
                throw PythonError.type(method + "() got multiple values for argument '" + each.getKey() + "'");
            }
            bound[place] = each.getValue();
        }
        for (int i = 0; i < required; i++) {
            if (bound[i] == null) {
                throw PythonError.type(method + "() missing 1 required positional argument: '" + parameters[i] + "'");
            }
        }
        return bound;
    }
}
