package dev.steward.cli;

import dev.steward.api.AuthKey;
import dev.steward.api.ManagerException;
import dev.steward.api.SyncManager;
import dev.steward.cli.look.ServerAccess;
import dev.steward.client.Address;
import dev.steward.client.ClientOptions;
import dev.steward.client.ClusterServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which server a command talks to, and with which key. */
final class ConnectOptions implements ServerAccess {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** One that is stopped is told by its silence. */
    private static final Duration LOOK = Duration.ofSeconds(3);

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--connect",
            required = true,
            paramLabel = "ADDRESS",
            converter = AddressConverter.class,
            description = "the server: HOST:PORT or unix:PATH, as serve printed it; of several servers all, with commas"
                    + " between. Or STEWARD_CONNECT")
    private @Nullable Address address;

    @Option(
            names = "--authkey-file",
            paramLabel = "FILE",
            description = "file with the key of the server; - reads a line of standard input. Without it the variable"
                    + " STEWARD_AUTHKEY holds the key itself")
    private @Nullable String authKeyFile;

    @Option(
            names = "--admin-key-file",
            paramLabel = "FILE",
            description = "file with the admin key, if the server has one. Or STEWARD_ADMIN_KEY")
    private @Nullable String adminKeyFile;

    @Option(
            names = "--tls-trust",
            paramLabel = "FILE",
            description = "PEM file with the server's certificate, or its authority's, to trust; turns TLS on")
    private @Nullable Path trust;

    /**
     * Opens a session for some calls; the caller closes it. With a key of both kinds the admin key counts.
     *
     * @throws CannotConnectException if there is none to be had
     */
    SyncManager open() {
        return open(List.of());
    }

    @Override
    public SyncManager open(List<String> packages) {
        ClientOptions.Builder options =
                ClientOptions.builder().callTimeout(PATIENCE).giveUp(PATIENCE);
        packages.forEach(options::allowPackage);
        return open(options);
    }

    /** As {@link #open}, for as long as the server is there; classes of these packages may be opened. */
    SyncManager openForLong(List<String> packages) {
        ClientOptions.Builder options = ClientOptions.builder();
        packages.forEach(options::allowPackage);
        return open(options);
    }

    @Override
    public ClusterServers cluster() {
        ClientOptions.Builder options = ClientOptions.builder().connectTimeout(LOOK);
        AuthKey key = key(options);
        List<String> addresses;
        if (where() instanceof Address.Several several) {
            addresses = several.servers().stream().map(Address.Tcp::toString).toList();
        } else if (where() instanceof Address.Tcp one) {
            addresses = List.of(one.toString());
        } else {
            throw new ParameterException(
                    spec().commandLine(),
                    "the servers of a cluster are reached at HOST:PORT, not at " + where() + ": name those of all");
        }
        return ClusterServers.of(addresses, key, options.build());
    }

    private SyncManager open(ClientOptions.Builder options) {
        AuthKey key = key(options);
        try {
            return where().connect(key, options.build());
        } catch (ManagerException noSession) {
            throw new CannotConnectException(noSession);
        }
    }

    /** Finds the key, and has the options say who asks, and with which kind of key. */
    private AuthKey key(ClientOptions.Builder options) {
        options.name("steward-" + spec().name());
        if (trust != null) {
            options.trust(trust);
        }
        Keys.Sourced key = Keys.find(adminKeyFile, "STEWARD_ADMIN_KEY", System.getenv());
        if (key != null) {
            options.adminKey();
            return key.key();
        }
        return Keys.require(spec().commandLine(), authKeyFile, "--authkey-file", "STEWARD_AUTHKEY", System.getenv())
                .key();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it runs a command");
        }
        return spec;
    }

    private Address where() {
        if (address == null) {
            throw new IllegalStateException("picocli requires the address");
        }
        return address;
    }

    @Override
    public String address() {
        return String.valueOf(address);
    }
}
