package dev.steward.python.wire;

import dev.steward.api.AuthKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;

/**
 * A key that clients may prove, ready to make codes: each connection of a client of Python needs two, and a proxy of theirs three
 * connections. Safe for use by any number of threads.
 */
public final class ProvenKey {

    private final AuthKey key;
    private final boolean admin;

    /** What makes codes with the key: copied for each code, because finding one looks through all providers of cryptography. */
    private final Map<Digest, Mac> begun = new ConcurrentHashMap<>();

    /**
     * Of a key.
     *
     * @param admin whether who has it is an administrator
     */
    public ProvenKey(AuthKey key, boolean admin) {
        this.key = key;
        this.admin = admin;
    }

    /** Returns the key. */
    public AuthKey key() {
        return key;
    }

    /** Returns whether it is an administrator's. */
    public boolean isAdmin() {
        return admin;
    }

    /** Returns the code of a message under the key. */
    byte[] code(Digest digest, byte[] message) {
        Mac mac = begun.computeIfAbsent(digest, one -> one.begin(key));
        try {
            return ((Mac) mac.clone()).doFinal(message);
        } catch (CloneNotSupportedException not) {
            throw new IllegalStateException(mac.getAlgorithm() + " of this JDK cannot be copied", not);
        }
    }
}
