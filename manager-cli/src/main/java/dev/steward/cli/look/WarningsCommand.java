package dev.steward.cli.look;

import dev.steward.admin.watch.Happening;
import dev.steward.admin.watch.Sampler;
import dev.steward.admin.watch.Warning;
import dev.steward.admin.watch.Warnings;
import dev.steward.api.Inspection;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.lines.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what is wrong with a server. */
@Command(
        name = "warnings",
        mixinStandardHelpOptions = true,
        header = "Says what is wrong with a server, the worst first: who is not taking, what is full.",
        description = {
            "Elements that lie in a queue and who has had some of it for longest, calls that",
            "wait for a lock or for room, clients that are away and hold something, limits",
            "nearly reached, and what happened in the last ten minutes that should not.",
            ""
        },
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} warnings --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class WarningsCommand extends LookCommand {

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "for how long an element may lie, or a call may wait (default: 60)")
    private long patience = Warnings.LONG.toSeconds();

    WarningsCommand(ServerAccess server) {
        super(server);
    }

    @Override
    Look look(SyncManager manager) {
        if (patience < 0) {
            throw wrong("--patience must be a number of seconds from 0 on, not " + patience);
        }
        Inspection inspection = manager.inspection();
        List<Warning> found = new Warnings(() -> Happening.recent(inspection.events(Integer.MAX_VALUE)))
                .of(new Sampler(inspection).recent(Duration.ZERO), Duration.ofSeconds(patience));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("KIND", "WHAT"));
        for (Warning warning : found) {
            rows.add(List.of(warning.kind(), warning.text()));
        }
        return new Look(
                found.isEmpty() ? List.of("nothing is wrong that shows from here") : TextTable.of(rows),
                found.stream().map(Warning::json).toList());
    }
}
