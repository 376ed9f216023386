package dev.steward.cli.look;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;

/** The proxy of an object that somebody named. Stateless. */
final class Named {

    private Named() {}

    /**
     * Returns the object of that name; if there is none, the one that is registered under it.
     *
     * @throws NoSuchObjectException if there is neither
     */
    static Object find(SyncManager manager, String name) {
        try {
            return manager.find(name, Type.of(Object.class));
        } catch (NoSuchObjectException noName) {
            try {
                return manager.get(name, Type.of(Object.class));
            } catch (NoSuchObjectException notRegistered) {
                throw new NoSuchObjectException(
                        "no object has the name '" + name
                                + "', and nothing is registered under it: programs make objects,"
                                + " steward ls lists those that are there",
                        notRegistered.outcome(),
                        notRegistered);
            }
        }
    }
}
