package dev.steward.cli;

import dev.steward.server.DurableState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies what a durable server has kept, while it serves. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Backs up the state directory of a durable server, which may go on serving.",
        description = {
            "All that the server had answered when this began is in the backup, which is on the disk",
            "and was read through, as log verify does, when this ends with 0. Half of one is refused.",
            "",
            "TARGET is a state directory: start a server there, or on a copy of it, to restore it. It",
            "is another server than the one that went on: its fencing tokens are greater than all",
            "that one gave, and sessions have ended as if their clients had died.",
            ""
        },
        footer = {
            "",
            "Run it as the user that the server runs as. Nothing is asked of the server.",
            "Example: ${ROOT-COMMAND-NAME} backup /var/lib/steward /backup/steward-monday"
        })
final class BackupCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "the state directory: what serve got as --state-dir")
    private @Nullable Path directory;

    @Parameters(
            index = "1",
            paramLabel = "TARGET",
            description = "where to: a directory that is empty, or is not there yet")
    private @Nullable Path target;

    @Override
    public Integer call() {
        PrintWriter out = Output.of(spec);
        Path from = directory;
        Path to = target;
        if (from == null || to == null) {
            throw new IllegalStateException("picocli sets what must be given");
        }
        LogCommand.print(out, DurableState.backup(from, to));
        return ExitCode.OK;
    }
}
