package dev.steward.cli.look;

import dev.steward.admin.json.InspectionJson;
import dev.steward.api.EventInspection;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.lines.Ages;
import dev.steward.vocabulary.lines.TextTable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what happened in a server lately. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        header = "Lists what happened in a server lately: what died, was redelivered, was refused.",
        description = {
            "The newest comes first. An event is a session (opened, suspended, resumed, ended),",
            "abandoned, redelivered, dead_lettered, refused, authenticated or",
            "authentication_failed; the server remembers the last 200 of each.",
            ""
        },
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} events refused --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class EventsCommand extends LookCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "TEXT",
            description = "only those that have this in the event, in who it is about or in what happened")
    private String text = "";

    @Option(names = "--limit", paramLabel = "N", converter = AtMost.Converter.class, description = "at most so many")
    private AtMost limit = AtMost.ALL;

    EventsCommand(ServerAccess server) {
        super(server);
    }

    @Override
    Look look(SyncManager manager) {
        List<EventInspection> found = manager.inspection().events(Integer.MAX_VALUE).stream()
                .filter(this::isMeant)
                .toList();
        List<EventInspection> shown = found.stream().limit(limit.count()).toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("AGO", "EVENT", "WHO", "WHAT"));
        for (EventInspection event : shown) {
            rows.add(List.of(Ages.of(event.since()), event.event(), event.who(), event.text()));
        }
        return new Look(
                found.isEmpty() ? List.of("nothing of that has happened lately") : TextTable.of(rows),
                shown.stream().map(InspectionJson::event).toList());
    }

    private boolean isMeant(EventInspection event) {
        return event.event().contains(text)
                || event.who().contains(text)
                || event.text().contains(text);
    }
}
