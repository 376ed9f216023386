package dev.steward.cli;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.MethodNotExposedException;
import dev.steward.cli.look.LookCommands;
import dev.steward.vocabulary.Printable;
import java.io.ObjectInputFilter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

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
            "  ${ROOT-COMMAND-NAME} serve --port 8080 --authkey-file key.txt",
            "  ${ROOT-COMMAND-NAME} ls --connect 127.0.0.1:8080 --authkey-file key.txt",
            "  ${ROOT-COMMAND-NAME} doctor --port 8080 --authkey-file key.txt     if something is wrong",
            "",
            "Every option has a twin in the environment: --authkey-file is STEWARD_AUTHKEY_FILE.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 cannot connect or authenticate."
        },
        subcommands = {
            ServeCommand.class,
            WorkerCommand.class,
            PingCommand.class,
            ShutdownCommand.class,
            DoctorCommand.class,
            TokenCommand.class,
            LogCommand.class,
            BackupCommand.class,
            CompletionCommand.class
        })
public final class Steward implements Runnable {

    /** The server cannot be reached, or does not accept the key. */
    static final int CANNOT_CONNECT = 3;

    private static final int USAGE_WIDTH = 90;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--log-level",
            scope = ScopeType.INHERIT,
            paramLabel = "LEVEL",
            description = "how much is logged on standard error: off, error, warn (default), info, debug or trace")
    private CommandLog.@Nullable Level logLevel;

    @Option(
            names = "--log-format",
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "how lines of the log look: text (default), or json, an object a line")
    private CommandLog.@Nullable Format logFormat;

    private Steward() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        CommandLog.bind();
        refuseSerializedObjects();
        System.exit(run(arguments));
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "say what to do: " + Mistyped.commands(spec.commandLine()));
        }
    }

    /**
     * Runs one command in this JVM and returns its exit code: 0 done, 1 failed, 2 wrong usage, 3 cannot connect or
     * authenticate. Prints to {@code System.out} and {@code System.err}; blocks until the command is done, {@code serve} and
     * {@code worker} for as long as they run.
     */
    public static int run(String... arguments) {
        CommandLine line = commandLine();
        try {
            line.setDefaultValueProvider(Settings.of(List.of(arguments), System.getenv(), settings()));
        } catch (IllegalArgumentException wrongFile) {
            say(line.getErr(), wrongFile);
            return ExitCode.USAGE;
        }
        return line.execute(arguments);
    }

    /** Returns the names that a settings file may use: the options of {@code serve}. */
    static List<String> settings() {
        CommandLine serve = requireNonNull(commandLine().getSubcommands().get("serve"));
        return serve.getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .filter(name -> !name.equals("--config"))
                .map(name -> name.substring(2))
                .sorted()
                .toList();
    }

    /** Returns all commands with their options. */
    static CommandLine commandLine() {
        Steward root = new Steward();
        CommandLine line = new CommandLine(root);
        LookCommands.addTo(line, ConnectOptions::new);
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().versionProvider(new Version()));
        line.setCommandName(Launched.command());
        if (Launched.byScript()) {
            ScriptCommands.addTo(line);
        }
        line.setExecutionStrategy(root::execute);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(USAGE_WIDTH);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            say(command.getErr(), failure);
            return exitCodeOf(failure);
        });
        line.setParameterExceptionHandler((wrong, arguments) -> {
            CommandLine command = wrong.getCommandLine();
            say(command.getErr(), Mistyped.explain(wrong, arguments));
            command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
            command.getErr().flush();
            return ExitCode.USAGE;
        });
        return line;
    }

    private int execute(ParseResult parsed) {
        PrintWriter err = parsed.commandSpec().commandLine().getErr();
        if (logFormat != null) {
            CommandLog.set(logFormat).ifPresent(why -> say(err, why));
        }
        if (logLevel != null) {
            CommandLog.set(logLevel).ifPresent(why -> say(err, why));
        }
        return new RunLast().execute(parsed);
    }

    /** Nothing here reads Java's own serialized form, so a class that would has no business doing it. */
    private static void refuseSerializedObjects() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!*"));
        }
    }

    private static int exitCodeOf(Throwable failure) {
        if (failure instanceof CannotConnectException
                || failure instanceof AuthenticationException
                || failure instanceof ConnectionLostException) {
            return CANNOT_CONNECT;
        }
        // A command that the type of its object has not is wrong usage, whoever finds out: the command or the server.
        return failure instanceof IllegalArgumentException || failure instanceof MethodNotExposedException
                ? ExitCode.USAGE
                : ExitCode.SOFTWARE;
    }

    private static void say(PrintWriter err, Throwable failure) {
        String message = failure.getMessage();
        boolean known = failure instanceof ManagerException
                || failure instanceof CannotConnectException
                || failure instanceof IllegalStateException
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalArgumentException;
        say(err, message == null || !known ? failure.toString() : Wording.of(message));
        if (!known) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            err.print(Printable.lines(trace.toString()));
            err.println("This is a fault of Steward: please report it with these lines.");
        }
        err.flush();
    }

    private static void say(PrintWriter err, String message) {
        err.println("steward: " + Printable.of(message));
        err.flush();
    }
}
