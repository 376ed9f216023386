package dev.steward.server.registry;

import dev.steward.protocol.value.codec.AllowedClasses;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The registered callables by typeid. Immutable. */
public final class Registry {

    private final Map<String, Registration> registrations = new TreeMap<>();

    /** A registry of these; of two with the same typeid the later one counts, as in Python. */
    public Registry(Collection<Registration> registered) {
        registered.forEach(registration -> registrations.put(registration.typeId(), registration));
    }

    /** Returns what is registered under a typeid, or null. */
    public @Nullable Registration find(String typeId) {
        return registrations.get(typeId);
    }

    /** Returns the error for a typeid under which nothing is registered: it names what there is. */
    public String unknown(String typeId) {
        return "nothing is registered under the typeid '" + typeId + "'; this server has " + registrations.keySet();
    }

    /** Allows the classes that the registered callables name as arguments to be opened. */
    public void allowArguments(AllowedClasses allowed) {
        registrations.values().forEach(registration -> registration.parameters().forEach(allowed::allow));
    }
}
