package dev.steward.cli;

import dev.steward.api.SyncManager;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells a server to drain and end. */
@Command(
        name = "shutdown",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Tells a server to drain and end.",
        description = {"Waiting calls are answered, running ones finish. What it held is gone.", ""},
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} shutdown --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class ShutdownCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ConnectOptions server = new ConnectOptions();

    @Override
    public Integer call() {
        PrintWriter out = Output.of(spec);
        try (SyncManager manager = server.open()) {
            manager.shutdownServer();
            out.println("the server at " + server.address() + " ends");
            out.flush();
        }
        return ExitCode.OK;
    }
}
