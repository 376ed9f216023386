package dev.steward.spring;

import dev.steward.api.AuthKey;
import dev.steward.client.Address;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The server inside of the application, as the client of the same application reaches it. Names nothing of the server's module. */
interface OwnServer {

    Address address();

    /** Returns the key that a client needs, the one for administrators if it is to be one and there is such a key. */
    AuthKey key(boolean admin);

    /** Returns the certificate to trust, or null without TLS. */
    @Nullable
    Path certificate();
}
