package dev.steward.cli.look;

import java.util.function.Supplier;
import picocli.CommandLine;

/** Adds the commands of this package to the others. Stateless. */
public final class LookCommands {

    private LookCommands() {}

    /**
     * Adds them.
     *
     * @param access makes the options by which one of them finds its server
     */
    public static void addTo(CommandLine line, Supplier<? extends ServerAccess> access) {
        line.addSubcommand(new ListCommand(access.get()));
        line.addSubcommand(new ShowCommand(access.get()));
        line.addSubcommand(new WhoCommand(access.get()));
        line.addSubcommand(new SessionsCommand(access.get()));
        line.addSubcommand(new EventsCommand(access.get()));
        line.addSubcommand(new WarningsCommand(access.get()));
        line.addSubcommand(new LimitsCommand(access.get()));
        line.addSubcommand(new TopCommand(access.get()));
        line.addSubcommand(new PeekCommand(access.get()));
        line.addSubcommand(takingJson(new PutCommand(access.get())));
        line.addSubcommand(takingJson(new SetCommand(access.get())));
        line.addSubcommand(new DeleteCommand(access.get()));
        line.addSubcommand(new PurgeCommand(access.get()));
        line.addSubcommand(new RequeueCommand(access.get()));
        line.addSubcommand(new ReleaseCommand(access.get()));
        line.addSubcommand(new KickCommand(access.get()));
        line.addSubcommand(new ClusterCommand(access.get()));
    }

    /** A number may begin with a minus, as options do. */
    private static CommandLine takingJson(LookCommand command) {
        return new CommandLine(command).setUnmatchedOptionsArePositionalParams(true);
    }
}
