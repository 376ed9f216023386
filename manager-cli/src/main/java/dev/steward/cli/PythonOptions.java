package dev.steward.cli;

import dev.steward.python.PythonGateway;
import dev.steward.server.ManagerServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where Python's own clients reach a server. A mixin of picocli, which fills it from the command line. */
final class PythonOptions {

    @Option(
            names = "--python-port",
            paramLabel = "PORT",
            description =
                    "port for Python's own clients, BaseManager and SyncManager, at the address of --host; 0 picks one")
    private @Nullable Integer port;

    @Option(names = "--python-unix", paramLabel = "PATH", description = "Unix domain socket for Python's own clients")
    private @Nullable Path socket;

    @Option(names = "--python-md5", description = "let Python's clients up to 3.11 in, which prove the key by MD5")
    private boolean md5;

    /** Has the server's code loaded before it listens, and that for Python's clients if they can come. */
    void warmUp() {
        if (port == null && socket == null) {
            ManagerServer.warmUp();
        } else {
            ManagerServer.warmUp(PythonGateway.builder().build());
        }
    }

    /** Returns what was asked for: none, one or two. */
    List<PythonGateway> gateways(CommandLine line, String host) {
        if (md5 && port == null && socket == null) {
            throw new ParameterException(
                    line, "--python-md5 is of no use alone: add --python-port PORT or --python-unix PATH");
        }
        List<PythonGateway> gateways = new ArrayList<>();
        if (port != null) {
            gateways.add(
                    PythonGateway.builder().address(host, port).allowMd5(md5).build());
        }
        if (socket != null) {
            gateways.add(PythonGateway.builder().address(socket).allowMd5(md5).build());
        }
        return gateways;
    }
}
