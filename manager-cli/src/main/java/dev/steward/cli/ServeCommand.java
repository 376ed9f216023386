package dev.steward.cli;

import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a server for the built-in types until a signal or a client ends it. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Runs a server.",
        description = {
            "It holds shared lists, dicts, sets, queues, values, namespaces and conditions.",
            "Clients make them by name: manager.dict(\"scores\", ...).",
            ""
        },
        footer = {
            "",
            "Example: steward serve --port 8080 --authkey-file key.txt",
            "Ctrl-C or SIGTERM drains: waiting calls are answered, then it exits with 0.",
            "A second one ends it at once."
        })
final class ServeCommand implements Callable<Integer> {

    private static final String LOOPBACK = "127.0.0.1";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "address to listen on (default: 127.0.0.1, seen by this machine only)")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "port to listen on; 0, the default, picks a free one")
    private @Nullable Integer port;

    @Option(names = "--unix", paramLabel = "PATH", description = "listen on a Unix domain socket instead")
    private @Nullable Path unix;

    @Option(
            names = "--authkey-file",
            paramLabel = "FILE",
            description = "file with the key that clients must hold; - reads a line of standard input. Without it the"
                    + " variable STEWARD_AUTHKEY holds the key itself")
    private @Nullable String authKeyFile;

    @Option(
            names = "--next-authkey-file",
            paramLabel = "FILE",
            description = "file with a second key that holds too, to change keys without a stop")
    private @Nullable String nextAuthKeyFile;

    @Option(
            names = "--admin-key-file",
            paramLabel = "FILE",
            description =
                    "file with the key for shutdown and ls; without it the first key may do all. Or STEWARD_ADMIN_KEY")
    private @Nullable String adminKeyFile;

    @Option(
            names = "--next-admin-key-file",
            paramLabel = "FILE",
            description = "file with a second admin key that holds too")
    private @Nullable String nextAdminKeyFile;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "folder that remembers the epoch, so that fencing tokens grow over any restart")
    private @Nullable Path stateDirectory;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "PEM file with the certificate chain; turns TLS 1.3 on")
    private @Nullable Path tlsCertificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "PEM file with the certificate's private key, PKCS#8")
    private @Nullable Path tlsKey;

    @Option(
            names = "--insecure",
            description = "allow other machines to connect without TLS; only for networks that are safe themselves")
    private boolean insecure;

    @Option(
            names = "--no-polling",
            description = "let idle event loops sleep at once: spares processor time, makes answers slower")
    private boolean noPolling;

    @Option(
            names = "--limit",
            paramLabel = "NAME=N",
            split = ",",
            description = "change a limit: ${COMPLETION-CANDIDATES}. May be given again")
    private Map<ServerLimit, Long> limits = new EnumMap<>(ServerLimit.class);

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "start workers for N tasks at a time of a shared pool, in processes beside the server")
    private @Nullable Integer workers;

    @Mixin
    private WorkerOptions worker = new WorkerOptions();

    private volatile @Nullable ServedWorkers served;

    @Option(names = "--config", paramLabel = "FILE", description = "read these options from a file, as lines port=8080")
    private @Nullable Path config;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = commandLine();
        checkTogether(line);
        Keys.Sourced key = Keys.require(line, authKeyFile, "--authkey-file", "STEWARD_AUTHKEY", System.getenv());
        Keys.@Nullable Sourced adminKey = Keys.find(adminKeyFile, "STEWARD_ADMIN_KEY", System.getenv());
        try (ManagerServer server = server(key, adminKey)) {
            Signals.onFirst(() -> end(server));
            server.start();
            print(line.getOut(), server, key, adminKey);
            serve(server, key);
        }
        line.getOut().println("steward: drained, good bye");
        line.getOut().flush();
        return ExitCode.OK;
    }

    private void serve(ManagerServer server, Keys.Sourced key) throws InterruptedException {
        if (workers == null) {
            server.awaitShutdown();
            return;
        }
        WorkerSettings settings = worker.settings("--workers", workers, false, "");
        List<Path> classPath = worker.classPath();
        ClientOptions.Builder options = ClientOptions.builder().name("steward-serve");
        worker.allowed().forEach(options::allowPackage);
        if (tlsCertificate != null) {
            options.trust(tlsCertificate);
        }
        try (SyncManager manager = Address.of(server.address()).fromHere().connect(key.key(), options.build());
                ServedWorkers started = new ServedWorkers(manager, settings, classPath)) {
            served = started;
            server.awaitShutdown();
        }
    }

    /** What the workers have begun is done, and told of, while there is a server. */
    private void end(ManagerServer server) {
        ServedWorkers workersOfServer = served;
        if (workersOfServer != null) {
            workersOfServer.close();
        }
        server.close();
    }

    /** Returns the names that a settings file may use. */
    static List<String> settings() {
        return CommandSpec.forAnnotatedObject(new ServeCommand()).options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .filter(name -> !name.equals("--config"))
                .map(name -> name.substring(2))
                .sorted()
                .toList();
    }

    private void checkTogether(CommandLine line) {
        if (unix != null && (host != null || port != null)) {
            throw new ParameterException(line, "--unix stands alone: leave --host and --port out");
        }
        if ((tlsCertificate == null) != (tlsKey == null)) {
            throw new ParameterException(line, "--tls-cert and --tls-key go together: give both or neither");
        }
        if (workers == null && worker.isGiven()) {
            throw new ParameterException(line, "what workers may run is of no use without workers: add --workers N");
        }
        if (port != null && (port < 0 || port > 65_535)) {
            throw new ParameterException(line, "--port must be from 0 to 65535, not " + port);
        }
    }

    private ManagerServer server(Keys.Sourced key, Keys.@Nullable Sourced adminKey) {
        ManagerServer.Builder builder = ManagerServer.builder().authKey(key.key());
        if (unix == null) {
            builder.address(host == null ? LOOPBACK : host, port == null ? 0 : port);
        } else {
            builder.address(unix);
        }
        if (adminKey != null) {
            builder.adminKey(adminKey.key());
        }
        Keys.Sourced nextKey = Keys.find(nextAuthKeyFile, "STEWARD_NEXT_AUTHKEY", System.getenv());
        if (nextKey != null) {
            builder.nextAuthKey(nextKey.key());
        }
        Keys.Sourced nextAdminKey = Keys.find(nextAdminKeyFile, "STEWARD_NEXT_ADMIN_KEY", System.getenv());
        if (nextAdminKey != null) {
            builder.nextAdminKey(nextAdminKey.key());
        }
        if (tlsCertificate != null && tlsKey != null) {
            builder.tls(tlsCertificate, tlsKey);
        }
        if (insecure) {
            builder.insecure();
        }
        if (stateDirectory != null) {
            builder.stateDir(stateDirectory);
        }
        builder.polling(!noPolling);
        limits.forEach(builder::limit);
        return builder.build();
    }

    private void print(PrintWriter out, ManagerServer server, Keys.Sourced key, Keys.@Nullable Sourced adminKey) {
        out.println("steward " + Version.text() + " serves the built-in types");
        out.println("  address    " + server.address());
        out.println("  key        " + key);
        out.println("  admin key  " + (adminKey == null ? "none: the key may do all" : adminKey));
        out.println("  tls        " + (tlsCertificate == null ? "off" : "on, certificate " + tlsCertificate)
                + (insecure ? ", other machines are let in without it" : ""));
        out.println("  state      "
                + (stateDirectory == null
                        ? "none: fencing tokens grow over a restart as long as the clock does"
                        : "kept in " + stateDirectory));
        if (config != null) {
            out.println("  settings   file " + config);
        }
        if (!limits.isEmpty()) {
            out.println("  limits     " + limits);
        }
        if (workers != null) {
            out.println("  workers    for " + workers + (workers == 1 ? " task" : " tasks") + " at a time"
                    + (worker.allowed().isEmpty()
                            ? ", and refuse each: add --allow PACKAGE"
                            : " of " + String.join(", ", worker.allowed())));
        }
        out.println("  look at it " + "steward ls --connect " + server.address()
                + (authKeyFile == null ? "" : " --authkey-file " + authKeyFile));
        out.println("  end it     Ctrl-C");
        out.flush();
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli runs this command");
        }
        return spec.commandLine();
    }
}
