package dev.steward.cli;

import dev.steward.server.DurableState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks into what a durable server has kept. */
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Looks into the state directory of a durable server.",
        description = "",
        footer = {"", "Example: ${ROOT-COMMAND-NAME} log verify /var/lib/steward"},
        subcommands = LogCommand.Verify.class)
final class LogCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli runs this command");
        }
        throw new ParameterException(spec.commandLine(), "say what to do with the log: verify DIR");
    }

    /** Says whether a server would start there. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            header = "Reads all that a durable server has kept, as one does that starts, and changes nothing.",
            description = {
                "Ends with 0 if a server would start there with all of it, and says what is there;",
                "else with 1, and names file, entry and cure.",
                ""
            },
            footer = {"", "Example: ${ROOT-COMMAND-NAME} log verify /var/lib/steward"})
    static final class Verify implements Callable<Integer> {

        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "the state directory: what serve got as --state-dir")
        private @Nullable Path directory;

        @Override
        public Integer call() {
            PrintWriter out = Output.of(spec);
            Path state = directory;
            if (state == null) {
                throw new IllegalStateException("picocli sets what must be given");
            }
            print(out, DurableState.verify(state));
            return ExitCode.OK;
        }
    }

    /** Says what a state directory or a backup has. */
    static void print(PrintWriter out, DurableState found) {
        out.println("server     " + found.serverId() + ", epoch " + found.epoch());
        out.println("snapshot   "
                + (found.snapshotEntry() == 0 ? "none" : "of all entries until " + found.snapshotEntry()));
        out.println("log        until entry " + found.lastEntry()
                + (found.tornBytes() == 0
                        ? ""
                        : ", and " + found.tornBytes()
                                + " bytes of one that was being written, which a start cuts off"));
        out.println("objects    " + found.objects());
        out.println(
                found.isBackup()
                        ? "a backup: a server that starts here has all of it but the sessions, which end, in a new epoch"
                        : "a server starts here with all of it");
        out.flush();
    }
}
