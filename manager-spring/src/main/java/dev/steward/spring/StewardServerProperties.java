package dev.steward.spring;

import dev.steward.api.AuthKey;
import dev.steward.server.Fsync;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the server inside of the application. Immutable.
 *
 * @param enabled whether there is one
 * @param host the address that it listens at; 127.0.0.1 is seen by this machine only
 * @param port the port that it listens at; 0 picks a free one
 * @param unix the Unix domain socket that it listens at instead
 * @param authKey the key that clients must hold
 * @param authKeyFile a file with the key that clients must hold
 * @param adminKey the key for administrators; without it every client may do all
 * @param adminKeyFile a file with the key for administrators
 * @param limits limits by their names in {@link ServerLimit}
 * @param stateDir a folder that remembers the epoch of the server
 * @param durable whether all objects and sessions are kept in that folder
 * @param fsync whether a durable server waits for the disk; by default it does
 * @param insecure whether other machines may connect without TLS
 * @param polling whether event loops look for the next message for some microseconds before they sleep
 * @param allowPackages packages whose classes may be opened as arguments of beans
 * @param tls the certificate
 * @param admin the admin endpoint
 */
@ConfigurationProperties("steward.server")
public record StewardServerProperties(
        boolean enabled,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Path unix,
        @Nullable String authKey,
        @Nullable Path authKeyFile,
        @Nullable String adminKey,
        @Nullable Path adminKeyFile,
        @DefaultValue Map<ServerLimit, Long> limits,
        @Nullable Path stateDir,
        boolean durable,
        @Nullable Fsync fsync,
        boolean insecure,
        @DefaultValue("true") boolean polling,
        @DefaultValue Set<String> allowPackages,
        @DefaultValue Tls tls,
        @DefaultValue Admin admin) {

    /** What settings of a server begin with. */
    static final String PREFIX = "steward.server.";

    static final String LOOPBACK = "127.0.0.1";

    /**
     * What the server proves itself by.
     *
     * @param certificate a PEM file with the certificate chain, which turns TLS on
     * @param key a PEM file with the private key of the certificate
     */
    public record Tls(@Nullable Path certificate, @Nullable Path key) {}

    /**
     * Where the server tells over HTTP what it does.
     *
     * @param host the address that it listens at
     * @param port the port that it listens at, 0 picks a free one; without it there is no such endpoint
     * @param names names by which requests may come besides addresses and localhost
     */
    public record Admin(
            @Nullable String host,
            @Nullable Integer port,
            @DefaultValue List<String> names) {

        String hostOrLoopback() {
            return host == null ? LOOPBACK : host;
        }
    }

    /**
     * Returns the key that clients must hold.
     *
     * @throws SetupException if there is none
     */
    AuthKey key() {
        AuthKey key = KeySetting.find(PREFIX + "auth-key", authKey, authKeyFile);
        if (key == null) {
            throw new SetupException(
                    "the server inside of the application has no key",
                    "Set " + PREFIX + "auth-key-file to a file with 16 random bytes or more, or " + PREFIX
                            + "auth-key to the key itself.",
                    null);
        }
        return key;
    }

    /** Returns the key for administrators, or null if there is none. */
    @Nullable
    AuthKey keyOfAdmins() {
        return KeySetting.find(PREFIX + "admin-key", adminKey, adminKeyFile);
    }

    /**
     * Returns a server that is as the settings have it, with nothing registered.
     *
     * @throws SetupException if settings do not go together
     * @throws IllegalArgumentException if one of them is out of range, or a file cannot be read
     */
    ManagerServer.Builder server() {
        requireTogether();
        ManagerServer.Builder server = ManagerServer.builder().authKey(key()).polling(polling);
        if (unix != null) {
            server.address(unix);
        } else {
            server.address(hostOrLoopback(), portOrAny());
        }
        AuthKey admins = keyOfAdmins();
        if (admins != null) {
            server.adminKey(admins);
        }
        if (tls.certificate != null && tls.key != null) {
            server.tls(tls.certificate, tls.key);
        }
        if (insecure) {
            server.insecure();
        }
        if (stateDir != null && durable) {
            server.durable(stateDir, fsyncOrAlways());
        } else if (stateDir != null) {
            server.stateDir(stateDir);
        }
        limits.forEach(server::limit);
        allowPackages.forEach(server::allowPackage);
        return server;
    }

    String hostOrLoopback() {
        return host == null ? LOOPBACK : host;
    }

    int portOrAny() {
        return port == null ? 0 : port;
    }

    Fsync fsyncOrAlways() {
        return fsync == null ? Fsync.ALWAYS : fsync;
    }

    private void requireTogether() {
        if (unix != null && (host != null || port != null)) {
            throw wrong("unix stands alone", "Leave " + PREFIX + "host and " + PREFIX + "port out.");
        }
        if ((tls.certificate == null) != (tls.key == null)) {
            throw wrong("tls.certificate and " + PREFIX + "tls.key go together", "Set both or neither.");
        }
        if (durable && stateDir == null) {
            throw wrong("durable needs a folder to keep all in", "Set " + PREFIX + "state-dir.");
        }
        if (fsync != null && !durable) {
            throw wrong(
                    "fsync is of no use without " + PREFIX + "durable",
                    "Set " + PREFIX + "durable=true, or leave it out.");
        }
        if (admin.port == null && (admin.host != null || !admin.names.isEmpty())) {
            throw wrong(
                    "admin.host and " + PREFIX + "admin.names are of no use without a port",
                    "Set " + PREFIX + "admin.port, or leave them out.");
        }
    }

    private static SetupException wrong(String what, String cure) {
        return new SetupException(PREFIX + what, cure, null);
    }

    /** Returns a text without the keys. */
    @Override
    public String toString() {
        return "the settings " + PREFIX + "*";
    }
}
