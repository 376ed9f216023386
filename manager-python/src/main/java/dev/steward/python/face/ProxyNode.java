package dev.steward.python.face;

import dev.steward.python.pickle.GlobalName;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleInstance.Step;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleNode;
import org.jspecify.annotations.Nullable;

/** What there is to read in what a client of Python has for a proxy, or for the token of one. */
public final class ProxyNode {

    private static final String MANAGERS = "multiprocessing.managers";

    private ProxyNode() {}

    /** Returns the class of the proxy that an instance is rebuilt as, or null if it is no proxy. */
    static @Nullable GlobalName classOf(PickleInstance instance) {
        return state(instance) != null && instance.arguments().part(0) instanceof GlobalName name ? name : null;
    }

    /** Returns the typeid, the address and the ident of a proxy, or null if it is none. */
    static @Nullable PickleNode state(PickleInstance instance) {
        if (!instance.isCallOf(MANAGERS, "RebuildProxy") || instance.arguments().size() < 2) {
            return null;
        }
        PickleNode token = instance.arguments().part(1);
        boolean isToken = token instanceof PickleInstance made
                && made.isBare(MANAGERS, "Token")
                && made.steps() == 1
                && made.step(0) == Step.STATE
                && made.part(made.size() - 1).kind() == PickleKind.TUPLE
                && made.part(made.size() - 1).size() == 3;
        return isToken ? token.part(token.size() - 1) : null;
    }

    /** Returns the typeid of a proxy. */
    static String typeIdOf(PickleInstance proxy) {
        PickleNode state = state(proxy);
        String typeId = state == null ? null : Nodes.text(state.part(0));
        return typeId == null ? "?" : typeId;
    }

    /** Returns the ident in a token by itself, or null if it is no token. */
    public static @Nullable String identOfToken(PickleNode node) {
        return node instanceof PickleInstance instance && instance.isBare(MANAGERS, "Token") && instance.steps() == 1
                ? Nodes.text(
                        instance.part(instance.size() - 1).size() == 3
                                ? instance.part(instance.size() - 1).part(2)
                                : null)
                : null;
    }
}
