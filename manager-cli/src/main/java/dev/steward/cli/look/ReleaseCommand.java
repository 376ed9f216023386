package dev.steward.cli.look;

import dev.steward.admin.json.InspectionJson;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.Printable;
import dev.steward.vocabulary.lines.InspectionLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes back what sessions hold of an object. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        header = "Takes back a lock, permits or elements in delivery from whoever has them.",
        description = {
            "The lock passes on, and the next holder is told that it was left behind. The",
            "holder's process goes on, and finds out when it next uses the object: what",
            "it does until then is what fencing tokens are for.",
            ""
        },
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} release jobs-lock --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class ReleaseCommand extends LookCommand {

    @Mixin
    private final Meant meant = new Meant();

    ReleaseCommand(ServerAccess server) {
        super(server);
    }

    @Override
    Look look(SyncManager manager) {
        ObjectInspection found = meant.one(manager, AtMost.FEW);
        long released = manager.inspection().release(found.object().objectId());
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(InspectionLines.called(found.object())) + ": "
                + (released == 0 ? "nobody held it" : "took back " + released + " from"));
        if (released > 0) {
            InspectionLines.holders(found).forEach(line -> lines.add("  " + line));
        }
        Map<String, @Nullable Object> json = InspectionJson.objectWithClients(found);
        json.put("released", released);
        return new Look(lines, json);
    }
}
