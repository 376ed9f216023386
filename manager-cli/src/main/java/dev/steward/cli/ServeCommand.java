package dev.steward.cli;

import dev.steward.api.SyncManager;
import dev.steward.client.Address;
import dev.steward.client.ClientOptions;
import dev.steward.python.PythonGateway;
import dev.steward.server.Fsync;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerCluster;
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
            "Example: ${ROOT-COMMAND-NAME} serve --port 8080 --authkey-file key.txt",
            "Ctrl-C or SIGTERM drains: waiting calls are answered, then it exits with 0.",
            "A second one ends it at once."
        })
final class ServeCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(
            names = "--next-authkey-file",
            paramLabel = "FILE",
            description = "file with a second key that holds too, to change keys without a stop")
    private @Nullable String nextAuthKeyFile;

    @Option(
            names = "--next-admin-key-file",
            paramLabel = "FILE",
            description = "file with a second admin key that holds too")
    private @Nullable String nextAdminKeyFile;

    @Option(
            names = "--no-polling",
            description = "let idle event loops sleep at once: spares processor time, makes answers slower")
    private boolean noPolling;

    @Option(
            names = "--no-warm-up",
            description = "listen at once: what comes first is answered slower, because its code is not loaded yet")
    private boolean noWarmUp;

    @Option(
            names = "--limit",
            paramLabel = "NAME=N",
            split = ",",
            description = "change a limit: ${COMPLETION-CANDIDATES}. May be given again")
    private Map<ServerLimit, Long> limits = new EnumMap<>(ServerLimit.class);

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description = "write down who opens sessions, who is refused, and what is forced with the admin key")
    private @Nullable Path audit;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "start workers for N tasks at a time of a shared pool, in processes beside the server")
    private @Nullable Integer workers;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Mixin
    private PythonOptions python = new PythonOptions();

    @Mixin
    private WorkerOptions worker = new WorkerOptions();

    private volatile @Nullable ServedWorkers served;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = commandLine();
        options.check();
        List<PythonGateway> gateways = python.gateways(line, options.host());
        if (workers == null && worker.isGiven()) {
            throw new ParameterException(line, "what workers may run is of no use without workers: add --workers N");
        }
        WorkerSettings settings = workers == null ? null : worker.settings("--workers", workers, false, "");
        List<Path> classPath = worker.classPath();
        ServedAdmin servedAdmin = admin.served();
        if (options.cluster() != null && (!gateways.isEmpty() || workers != null)) {
            throw new ParameterException(
                    line,
                    "--python-port, --python-unix and --workers are for a server that is alone, not for one of a"
                            + " --cluster: leave them out. Workers join by steward worker --connect, with the addresses of"
                            + " all servers");
        }
        Keys.Sourced key = options.key();
        Keys.@Nullable Sourced adminKey = options.adminKey();
        if (!noWarmUp) {
            python.warmUp();
        }
        try (ManagerServer server = server(key, adminKey, servedAdmin, gateways)) {
            Signals.onFirst(() -> end(server));
            server.start();
            print(line.getOut(), server, key, adminKey, servedAdmin, gateways);
            serve(server, key, settings, classPath);
        }
        line.getOut().println("steward: drained, good bye");
        line.getOut().flush();
        return ExitCode.OK;
    }

    private void serve(ManagerServer server, Keys.Sourced key, @Nullable WorkerSettings settings, List<Path> classPath)
            throws InterruptedException {
        if (settings == null) {
            server.awaitShutdown();
            return;
        }
        ClientOptions.Builder client = ClientOptions.builder().name("steward-serve");
        worker.allowed().forEach(client::allowPackage);
        Path certificate = options.tlsCertificate();
        if (certificate != null) {
            client.trust(certificate);
        }
        try (SyncManager manager = Address.of(server.address()).fromHere().connect(key.key(), client.build());
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

    private ManagerServer server(
            Keys.Sourced key,
            Keys.@Nullable Sourced adminKey,
            @Nullable ServedAdmin servedAdmin,
            List<PythonGateway> gateways) {
        ManagerServer.Builder builder = ManagerServer.builder().authKey(key.key());
        gateways.forEach(builder::gateway);
        Path unix = options.unix();
        if (unix == null) {
            builder.address(options.host(), options.port());
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
        Path certificate = options.tlsCertificate();
        Path tlsKey = options.tlsKey();
        if (certificate != null && tlsKey != null) {
            builder.tls(certificate, tlsKey);
        }
        if (options.isInsecure()) {
            builder.insecure();
        }
        Path state = options.stateDirectory();
        Fsync fsync = options.fsync();
        ServerCluster cluster = options.cluster();
        if (cluster != null) {
            builder.cluster(cluster);
        } else if (state != null && fsync != null) {
            builder.durable(state, fsync);
        } else if (state != null) {
            builder.stateDir(state);
        }
        if (servedAdmin != null) {
            servedAdmin.addTo(builder);
        }
        if (audit != null) {
            builder.audit(audit);
        }
        builder.polling(!noPolling);
        limits.forEach(builder::limit);
        return builder.build();
    }

    private void print(
            PrintWriter out,
            ManagerServer server,
            Keys.Sourced key,
            Keys.@Nullable Sourced adminKey,
            @Nullable ServedAdmin servedAdmin,
            List<PythonGateway> gateways) {
        out.println("steward " + Version.text() + " serves the built-in types");
        out.println("  address    " + server.address());
        gateways.forEach(gateway -> out.println("  python     " + gateway));
        out.println("  key        " + key);
        out.println("  admin key  " + (adminKey == null ? "none: the key may do all" : adminKey));
        Path certificate = options.tlsCertificate();
        out.println("  tls        " + (certificate == null ? "off" : "on, certificate " + certificate)
                + (options.isInsecure() ? ", other machines are let in without it" : ""));
        ServerCluster cluster = options.cluster();
        if (cluster != null) {
            out.println("  cluster    " + cluster);
        }
        Path state = options.stateDirectory();
        out.println("  state      "
                + (state == null
                        ? "none: fencing tokens grow over a restart as long as the clock does"
                        : (cluster == null ? inWords(options.fsync()) : "kept by all members, the part of this one")
                                + " in " + state));
        if (servedAdmin != null) {
            out.println("  admin port " + servedAdmin + " (steward token prints its token)");
        }
        if (audit != null) {
            out.println("  audit      " + audit);
        }
        if (options.config() != null) {
            out.println("  settings   file " + options.config());
        }
        if (!limits.isEmpty()) {
            out.println("  limits     " + limits);
        }
        if (workers != null) {
            out.println("  workers    for " + workers + (workers == 1 ? " task" : " tasks") + " at a time"
                    + (worker.allowed().isEmpty()
                            ? ", and refuse each: add --allow PACKAGE"
                            : " of " + WorkerSettings.inWords(worker.allowed())));
        }
        out.println("  look at it " + options.lookAtIt(Address.of(server.address())));
        out.println("  end it     Ctrl-C");
        out.flush();
    }

    private static String inWords(@Nullable Fsync fsync) {
        if (fsync == null) {
            return "kept";
        }
        return fsync == Fsync.ALWAYS
                ? "durable: each answer is on the disk before it is sent,"
                : "durable: the disk is up to a second behind the answers, which a power cut may cost,";
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli runs this command");
        }
        return spec.commandLine();
    }
}
