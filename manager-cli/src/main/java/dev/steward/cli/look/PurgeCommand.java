package dev.steward.cli.look;

import dev.steward.admin.json.InspectionJson;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.Printable;
import dev.steward.vocabulary.lines.InspectionLines;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Drops the elements of an object. */
@Command(
        name = "purge",
        mixinStandardHelpOptions = true,
        header = "Drops all elements of a queue, list, dict, set or namespace.",
        description = {"The object stays. What a queue has in delivery stays with whoever has it.", ""},
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} purge jobs --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class PurgeCommand extends LookCommand {

    @Mixin
    private final Meant meant = new Meant();

    PurgeCommand(ServerAccess server) {
        super(server);
    }

    @Override
    Look look(SyncManager manager) {
        ObjectInspection found = meant.one(manager, AtMost.NONE);
        long dropped = manager.inspection().purge(found.object().objectId());
        Map<String, @Nullable Object> json = InspectionJson.object(found);
        json.put("dropped", dropped);
        return new Look(
                List.of(Printable.of(InspectionLines.called(found.object())) + ": dropped "
                        + InspectionLines.counted(dropped, "element")),
                json);
    }
}
