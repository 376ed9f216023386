package dev.steward.python.face;

import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One type as Python sees it: a table of the names that can be called. Immutable once it is built. */
public final class PythonType {

    /** The name by which a client asks for all of an object, whether it is exposed or not. */
    static final String VALUE_NAME = "#GETVALUE";

    static final String AUTO = "AutoProxy";

    /** By these a proxy without a class of its own would ask the server for its own parts, and again for those of the question. */
    private static final Set<String> OF_ATTRIBUTES = Set.of("__getattribute__", "__setattr__", "__delattr__");

    private final String typeId;
    private final @Nullable String machineTypeId;
    private final String proxyClass;
    private final PickleItems exposed;
    private final PickleItems exposedToAuto;
    private final boolean knowsExposed;
    private final Map<String, PythonMethod> methods;
    private final PythonMethod creation;

    private PythonType(Builder builder) {
        this.typeId = builder.typeId;
        this.machineTypeId = builder.machineTypeId;
        this.proxyClass = builder.proxyClass;
        this.methods = Map.copyOf(builder.methods);
        this.creation = builder.creation;
        this.knowsExposed = builder.knowsExposed;
        this.exposed = PickleItems.tuple();
        this.exposedToAuto = PickleItems.tuple();
        for (String name : builder.exposed) {
            exposed.add(PickleLeaf.of(name));
            if (!OF_ATTRIBUTES.contains(name)) {
                exposedToAuto.add(PickleLeaf.of(name));
            }
        }
    }

    /** Returns a table to fill. */
    static Builder builder(String typeId, @Nullable String machineTypeId) {
        return new Builder(typeId, machineTypeId);
    }

    /** Returns what Python calls it. */
    public String typeId() {
        return typeId;
    }

    /** Returns the typeid of its objects in the server, or null if it has none of its own. */
    @Nullable
    String machineTypeId() {
        return machineTypeId;
    }

    /** Returns the typeid of its objects in the server. */
    public String machineName() {
        return String.valueOf(machineTypeId);
    }

    /** Returns the class of its proxies. */
    String proxyClass() {
        return proxyClass;
    }

    /** Returns whether its proxies have what is exposed, rather than methods of their own. */
    boolean isAuto() {
        return proxyClass.equals(AUTO);
    }

    /** Returns whether {@link #exposed} says all; if not, clients have to ask. */
    boolean knowsExposed() {
        return knowsExposed;
    }

    /** Returns the names that can be called: a tuple. */
    public PickleNode exposed() {
        return exposed;
    }

    /** Returns those of them that a proxy can have which has no class of its own: a tuple. */
    public PickleNode exposedToAuto() {
        return exposedToAuto;
    }

    /** Begins to make an object of it. */
    public void create(MethodCall call) {
        call.make(this, creation);
    }

    /** Begins a call by the name that it has. */
    public void call(MethodCall call) {
        PythonMethod method = methods.get(call.method());
        if (method == null) {
            call.fail(PythonError.words("KeyError: '" + call.method() + "'\na " + typeId
                    + " exposes no such name; it has " + PythonRepr.of(exposed)));
        } else {
            call.run(method);
        }
    }

    /** Fills a table. */
    static final class Builder {
        private final String typeId;
        private final @Nullable String machineTypeId;
        private String proxyClass = AUTO;
        private boolean knowsExposed = true;
        private final List<String> exposed = new ArrayList<>();
        private final Map<String, PythonMethod> methods = new LinkedHashMap<>();
        private PythonMethod creation = call -> {
            throw PythonError.words("TypeError: nobody but the server makes a " + call.method());
        };

        private Builder(String typeId, @Nullable String machineTypeId) {
            this.typeId = typeId;
            this.machineTypeId = machineTypeId;
        }

        /** Says which class Python has for its proxies. */
        Builder proxy(String className) {
            proxyClass = className;
            return this;
        }

        /** Says that clients have to ask what is exposed. */
        Builder asked() {
            knowsExposed = false;
            return this;
        }

        /** Says how an object is made. */
        Builder creation(PythonMethod made) {
            creation = made;
            return this;
        }

        /** Adds a name that clients are told of. */
        Builder method(String name, PythonMethod method) {
            exposed.add(name);
            methods.put(name, method);
            return this;
        }

        /** Adds what Python may ask of anything: its text, and all of it as a value. */
        Builder shown(PythonMethod repr, PythonMethod value) {
            methods.put("__str__", repr);
            methods.put("__repr__", repr);
            methods.put(VALUE_NAME, value);
            return this;
        }

        PythonType build() {
            return new PythonType(this);
        }
    }
}
