package dev.steward.cli.look;

import dev.steward.admin.json.CallRates;
import dev.steward.admin.json.InspectionJson;
import dev.steward.api.SessionInspection;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.lines.InspectionLines;
import dev.steward.vocabulary.lines.TextTable;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists who is connected to a server. */
@Command(
        name = "sessions",
        mixinStandardHelpOptions = true,
        header = "Lists who is connected to a server, what they hold and what they wait for.",
        description = {
            "A session is one client process; one that is away may come back and keeps",
            "what it holds until its window ends.",
            ""
        },
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} sessions --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class SessionsCommand extends LookCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "TEXT",
            description = "only those whose number begins so, or whose name or address has this in it")
    private String text = "";

    private final CallRates rates = new CallRates();

    SessionsCommand(ServerAccess server) {
        super(server);
    }

    @Override
    Look look(SyncManager manager) {
        List<SessionInspection> all = manager.inspection().sessions();
        CallRates.Round round = rates.next(all);
        List<SessionInspection> found = all.stream().filter(this::isMeant).toList();
        List<String> lines = TextTable.of(InspectionLines.sessions(found, round::of));
        if (found.isEmpty()) {
            lines = List.of("no session has '" + text + "' in its number, name or address (" + all.size() + " in all)");
        }
        return new Look(
                lines,
                found.stream()
                        .map(session -> InspectionJson.session(session, round.of(session)))
                        .toList());
    }

    private boolean isMeant(SessionInspection session) {
        return session.client().session().startsWith(text.toLowerCase(Locale.ROOT))
                || session.client().name().contains(text)
                || session.client().address().contains(text);
    }
}
