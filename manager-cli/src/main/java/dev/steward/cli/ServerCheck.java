package dev.steward.cli;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.ManagerException;
import dev.steward.api.SyncManager;
import dev.steward.client.Address;
import dev.steward.client.ClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a server lets a client in, and how fast it answers. */
final class ServerCheck {

    private static final String SUBJECT = "server";
    private static final double NANOS_PER_MILLI = 1e6;

    private ServerCheck() {}

    static Finding of(Address address, KeyChecks keys, @Nullable Path trust) {
        AuthKey admin = keys.adminKey();
        AuthKey key = admin == null ? keys.key() : admin;
        if (key == null) {
            return Finding.fail(SUBJECT, address + " was not asked, for want of a key", "see above");
        }
        ClientOptions.Builder options = ClientOptions.builder().name("steward-doctor");
        try {
            if (admin != null) {
                options.adminKey();
            }
            if (trust != null) {
                options.trust(trust);
            }
            try (SyncManager manager = address.connect(key, options.build())) {
                Duration time = manager.ping();
                return Finding.ok(
                        SUBJECT,
                        String.format(
                                Locale.ROOT,
                                "%s lets this key in, and answers in %.3f ms",
                                address,
                                time.toNanos() / NANOS_PER_MILLI));
            }
        } catch (AuthenticationException refused) {
            return Finding.fail(
                    SUBJECT,
                    Wording.of(String.valueOf(refused.getMessage())),
                    "take the key file that the server was started with");
        } catch (ManagerException | IllegalArgumentException failed) {
            return Finding.fail(
                    SUBJECT,
                    Wording.of(String.valueOf(failed.getMessage())),
                    "docs/troubleshooting.md has this message");
        }
    }
}
