package dev.steward.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where {@code serve} tells over HTTP what it does, if it does. */
final class AdminOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            description = "tell over HTTP what the server does, on this port; 0 picks a free one. steward token prints"
                    + " what requests must send")
    private @Nullable Integer port;

    @Option(
            names = "--admin-host",
            paramLabel = "HOST",
            description = "address for --admin-port (default: 127.0.0.1, seen by this machine only)")
    private @Nullable String host;

    @Option(
            names = "--admin-name",
            paramLabel = "NAME",
            split = ",",
            description =
                    "name by which requests to --admin-port may come, besides addresses and localhost. May be given"
                            + " again")
    private List<String> names = new ArrayList<>();

    /**
     * Returns what was asked for, or null if nothing was.
     *
     * @throws ParameterException if it does not go together
     */
    @Nullable
    ServedAdmin served() {
        if (port == null) {
            if (host != null || !names.isEmpty()) {
                throw wrong("--admin-host and --admin-name are of no use without a port: add --admin-port PORT");
            }
            return null;
        }
        if (port < 0 || port > ServerOptions.HIGHEST_PORT) {
            throw wrong("--admin-port must be from 0 to 65535, not " + port);
        }
        return new ServedAdmin(host == null ? ServerOptions.LOOPBACK : host, port, names);
    }

    private ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it runs a command");
        }
        CommandLine line = spec.commandLine();
        return new ParameterException(line, message);
    }
}
