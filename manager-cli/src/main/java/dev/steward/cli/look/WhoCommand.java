package dev.steward.cli.look;

import dev.steward.admin.json.InspectionJson;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.lines.InspectionLines;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says who holds an object and who waits for it. */
@Command(
        name = "who",
        mixinStandardHelpOptions = true,
        header = "Says who holds an object and who waits for it, since when and from where.",
        description = {
            "Of a lock: who has it. Of a semaphore: who has permits. Of a queue: who has",
            "which element in delivery. Of a pool: its workers.",
            ""
        },
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} who jobs-lock --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class WhoCommand extends LookCommand {

    @Mixin
    private final Meant meant = new Meant();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            converter = AtMost.Converter.class,
            description = "at most so many holders and waiters of each (default: 100)")
    private AtMost limit = AtMost.ALL;

    WhoCommand(ServerAccess server) {
        super(server);
    }

    @Override
    Look look(SyncManager manager) {
        List<ObjectInspection> found = meant.all(manager, limit);
        List<String> lines = new ArrayList<>();
        found.forEach(object -> lines.addAll(InspectionLines.who(object)));
        return new Look(
                lines, found.stream().map(InspectionJson::objectWithClients).toList());
    }
}
