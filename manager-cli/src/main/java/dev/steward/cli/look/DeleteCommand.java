package dev.steward.cli.look;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.Outcome;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.Printable;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes a name. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        header = "Removes the name of an object.",
        description = {"The object goes when no process and no other object refers to it any more.", ""},
        footer = {"", "Example: ${ROOT-COMMAND-NAME} delete scores --connect 127.0.0.1:8080 --authkey-file key.txt"})
final class DeleteCommand extends LookCommand {

    @Parameters(paramLabel = "NAME", description = "the name of the object, as ls shows it")
    private String name = "";

    DeleteCommand(ServerAccess server) {
        super(server);
    }

    @Override
    Look look(SyncManager manager) {
        if (!manager.delete(name)) {
            throw new NoSuchObjectException(
                    "there is no object named '" + name + "': ls shows those that are there", Outcome.NOT_EXECUTED);
        }
        return new Look(
                List.of("the name '" + Printable.of(name) + "' is gone"), Map.of("name", name, "deleted", true));
    }
}
