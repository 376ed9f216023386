package dev.steward.cli;

import dev.steward.api.SyncManager;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks whether a server answers, and how fast. */
@Command(
        name = "ping",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Asks whether a server answers, and how fast.",
        description = "",
        footer = {"", "Example: ${ROOT-COMMAND-NAME} ping --connect 127.0.0.1:8080 --authkey-file key.txt"})
final class PingCommand implements Callable<Integer> {

    private static final double NANOS_PER_MILLI = 1e6;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ConnectOptions server = new ConnectOptions();

    @Option(names = "--count", paramLabel = "N", defaultValue = "1", description = "how often (default: 1)")
    private int count = 1;

    @Override
    public Integer call() {
        PrintWriter out = Output.of(spec);
        try (SyncManager manager = server.open()) {
            for (int i = 0; i < count; i++) {
                Duration time = manager.ping();
                out.printf(
                        Locale.ROOT, "answer from %s in %.3f ms%n", server.address(), time.toNanos() / NANOS_PER_MILLI);
                out.flush();
            }
        }
        return ExitCode.OK;
    }
}
