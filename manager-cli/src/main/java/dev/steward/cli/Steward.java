package dev.steward.cli;

import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.cli.look.LookCommands;
import dev.steward.vocabulary.Printable;
import java.io.ObjectInputFilter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry of the runnable jar: picks the command, and turns how it ended into an exit code. */
@Command(
        name = "steward",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Multiprocessing managers for the JVM: one server holds the shared objects,",
            "every other process holds a proxy.",
            ""
        },
        footer = {
            "",
            "First steps:",
            "  (umask 077; head -c 32 /dev/urandom | base64 > key.txt)   a key for server and clients",
            "  steward serve --port 8080 --authkey-file key.txt          a server; it prints its address",
            "  steward ls --connect 127.0.0.1:8080 --authkey-file key.txt",
            "",
            "Every option has a twin in the environment: --authkey-file is STEWARD_AUTHKEY_FILE.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 cannot connect or authenticate."
        },
        subcommands = {ServeCommand.class, WorkerCommand.class, PingCommand.class, ShutdownCommand.class})
public final class Steward implements Runnable {

    /** The server cannot be reached, or does not accept the key. */
    static final int CANNOT_CONNECT = 3;

    private static final int USAGE_WIDTH = 90;

    @Spec
    private @Nullable CommandSpec spec;

    private Steward() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        refuseSerializedObjects();
        System.exit(run(arguments));
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "say what to do: " + String.join(", ", spec.subcommands().keySet()));
        }
    }

    /** Runs one command and returns its exit code. */
    static int run(String... arguments) {
        CommandLine line = commandLine();
        try {
            line.setDefaultValueProvider(Settings.of(List.of(arguments), System.getenv()));
        } catch (IllegalArgumentException wrongFile) {
            say(line.getErr(), wrongFile);
            return ExitCode.USAGE;
        }
        return line.execute(arguments);
    }

    private static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Steward());
        LookCommands.addTo(line, ConnectOptions::new);
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().versionProvider(new Version()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(USAGE_WIDTH);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            say(command.getErr(), failure);
            return exitCodeOf(failure);
        });
        line.setParameterExceptionHandler((parsed, arguments) -> {
            CommandLine command = parsed.getCommandLine();
            ParameterException wrong = misspelled(parsed, command, arguments);
            say(command.getErr(), wrong);
            UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
            command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
            command.getErr().flush();
            return ExitCode.USAGE;
        });
        return line;
    }

    /** What seems to be missing may be there with a letter too few: then that is the news. */
    private static ParameterException misspelled(ParameterException wrong, CommandLine command, String[] arguments) {
        if (!(wrong instanceof MissingParameterException)) {
            return wrong;
        }
        List<String> unknown = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith("--"))
                .map(argument -> argument.split("=", 2)[0])
                .filter(option -> !command.getCommandSpec().optionsMap().containsKey(option))
                .toList();
        return unknown.isEmpty() ? wrong : new UnmatchedArgumentException(command, unknown);
    }

    /** Nothing here reads Java's own serialized form, so a class that would has no business doing it. */
    private static void refuseSerializedObjects() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!*"));
        }
    }

    private static int exitCodeOf(Throwable failure) {
        if (failure instanceof AuthenticationException || failure instanceof ConnectionLostException) {
            return CANNOT_CONNECT;
        }
        return failure instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private static void say(PrintWriter err, Throwable failure) {
        String message = failure.getMessage();
        boolean known = failure instanceof ManagerException
                || failure instanceof ParameterException
                || failure instanceof IllegalStateException
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalArgumentException;
        err.println("steward: " + Printable.of(message == null || !known ? failure.toString() : message));
        if (!known) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            err.print(Printable.lines(trace.toString()));
        }
        err.flush();
    }
}
