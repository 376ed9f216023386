package dev.steward.cli.look;

import dev.steward.admin.watch.LimitUse;
import dev.steward.admin.watch.Sampler;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.lines.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says how full a server is. */
@Command(
        name = "limits",
        mixinStandardHelpOptions = true,
        header = "Says what is full: how much of each limit is used, the fullest first.",
        description = {
            "Of the server: sessions, objects, connections, heap. Of each queue with elements:",
            "QUEUE_ELEMENTS, and its own capacity where calls wait to put because it is full.",
            ""
        },
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} limits --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class LimitsCommand extends LookCommand {

    private static final double PERCENT = 100;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            converter = AtMost.Converter.class,
            description = "at most so many (default: 20)")
    private AtMost limit = AtMost.ALL;

    LimitsCommand(ServerAccess server) {
        super(server);
    }

    @Override
    Look look(SyncManager manager) {
        List<LimitUse> found = LimitUse.of(new Sampler(manager.inspection()).recent(Duration.ZERO)).stream()
                .limit(limit.count())
                .toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("FULL", "LIMIT", "USED", "MOST", "OF"));
        for (LimitUse use : found) {
            rows.add(List.of(
                    String.format(Locale.ROOT, "%.1f %%", PERCENT * use.share()),
                    use.limit(),
                    Long.toString(use.used()),
                    Long.toString(use.most()),
                    use.what()));
        }
        return new Look(TextTable.of(rows), found.stream().map(LimitUse::json).toList());
    }
}
