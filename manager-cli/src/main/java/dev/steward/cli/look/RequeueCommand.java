package dev.steward.cli.look;

import dev.steward.admin.json.InspectionJson;
import dev.steward.api.ObjectInspection;
import dev.steward.api.Requeued;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.Printable;
import dev.steward.vocabulary.lines.InspectionLines;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts dead letters back into the queues that gave them up. */
@Command(
        name = "requeue",
        mixinStandardHelpOptions = true,
        header = "Puts dead letters back into the queues that gave them up.",
        description = {
            "Each goes to the end of the queue that it came from, as if it were new. What came",
            "in another way stays, and so does what its queue does not take: because it has no",
            "room, or is shut down or gone.",
            ""
        },
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} requeue failed --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class RequeueCommand extends LookCommand {

    @Mixin
    private final Meant meant = new Meant();

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = AtMost.Converter.class,
            description = "at most so many, the first ones")
    private AtMost limit = AtMost.ALL;

    RequeueCommand(ServerAccess server) {
        super(server);
    }

    @Override
    Look look(SyncManager manager) {
        ObjectInspection found = meant.one(manager, AtMost.NONE);
        Requeued requeued = manager.inspection().requeue(found.object().objectId(), limit.count());
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(InspectionLines.called(found.object())) + ": requeued "
                + InspectionLines.counted(requeued.requeued(), "dead letter"));
        if (requeued.withoutRoom() > 0) {
            lines.add(InspectionLines.counted(requeued.withoutRoom(), "dead letter")
                    + " stayed: the queue that gave them up has no room");
        }
        if (requeued.ended() > 0) {
            lines.add(InspectionLines.counted(requeued.ended(), "dead letter")
                    + " stayed: the queue that gave them up is shut down or gone");
        }
        return new Look(lines, InspectionJson.requeued(found, requeued));
    }
}
