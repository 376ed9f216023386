package dev.steward.python.endpoint;

import dev.steward.python.face.CallArguments;
import dev.steward.python.face.PythonError;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks.
 *
 * @param ident of which object; null if it is a command to the server
 * @param method the name of the method or command
 * @param arguments what it is called with
 * @param size in how many bytes it came
 */
record PythonRequest(@Nullable String ident, String method, CallArguments arguments, int size) {

    private static final int PARTS = 4;

    /**
     * Reads a request.
     *
     * @throws PythonError if it is none
     */
    static PythonRequest of(PickleNode root, int size) throws PythonError {
        if ((root.kind() != PickleKind.TUPLE && root.kind() != PickleKind.LIST) || root.size() != PARTS) {
            throw PythonError.words("ValueError: a request has " + PARTS + " parts: ident, method, args, kwds");
        }
        String method = textOf(root.part(1));
        if (method == null) {
            throw PythonError.words("TypeError: attribute name must be string");
        }
        return new PythonRequest(textOf(root.part(0)), method, CallArguments.of(root.part(2), root.part(3)), size);
    }

    static @Nullable String textOf(PickleNode node) {
        return node instanceof PickleLeaf leaf && leaf.kind() == PickleKind.TEXT ? leaf.text() : null;
    }
}
