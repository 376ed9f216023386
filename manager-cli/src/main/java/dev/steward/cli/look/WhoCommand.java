package dev.steward.cli.look;

import dev.steward.admin.json.InspectionJson;
import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.Printable;
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
        found.forEach(object -> lines.addAll(lines(object)));
        return new Look(
                lines, found.stream().map(InspectionJson::objectWithClients).toList());
    }

    /** Returns who holds an object and who waits for it, as lines. */
    static List<String> lines(ObjectInspection found) {
        ObjectDescription object = found.object();
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(Rows.called(object)
                + (object.name() == null ? "" : " (" + object.objectId() + ")")
                + ": " + object.summary()));
        lines.add(found.holding() == 0 ? "nobody holds it" : "held by");
        Rows.holders(found).forEach(line -> lines.add("  " + line));
        lines.add(
                object.waiting() == 0
                        ? "nobody waits"
                        : Rows.counted(object.waiting(), "call") + (object.waiting() == 1 ? " waits" : " wait"));
        Rows.waiters(found).forEach(line -> lines.add("  " + line));
        if (found.oldest() != null) {
            lines.add("the next element has been there for " + Ages.of(found.oldest()));
        }
        return lines;
    }
}
