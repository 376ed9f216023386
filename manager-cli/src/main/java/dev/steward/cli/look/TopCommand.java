package dev.steward.cli.look;

import dev.steward.api.Inspection;
import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import dev.steward.api.SyncManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a server does, live. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        header = "Shows what a server does: who calls most, where calls wait, which queues grow.",
        description = {"Every two seconds until it is ended with ^C; --watch says how often.", ""},
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} top --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class TopCommand extends LookCommand {

    private static final double EVERY = 2;

    /** Those first where something is the matter: calls wait, then what is oldest, then what holds most. */
    private static final Comparator<ObjectInspection> BUSIEST_FIRST = Comparator.comparingInt(
                    (ObjectInspection object) -> object.object().waiting())
            .thenComparingLong(TopCommand::ageOfOldest)
            .thenComparingLong(ObjectInspection::elements)
            .thenComparingLong(ObjectInspection::holding)
            .reversed();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "at most so many sessions and so many objects (default: 10)")
    private int limit = 10;

    private final CallRates rates = new CallRates();

    TopCommand(ServerAccess server) {
        super(server);
        printing().watchEvery(EVERY);
    }

    private static long ageOfOldest(ObjectInspection object) {
        return object.oldest() == null ? -1 : object.oldest().toMillis();
    }

    @Override
    Look look(SyncManager manager) {
        Inspection inspection = manager.inspection();
        List<SessionInspection> sessions = inspection.sessions();
        List<ObjectInspection> objects = inspection.objects(0);
        CallRates.Round round = rates.next(sessions);
        List<SessionInspection> busiest = sessions.stream()
                .sorted(Comparator.comparingDouble((SessionInspection session) -> round.of(session))
                        .reversed())
                .limit(limit)
                .toList();
        List<ObjectInspection> shown =
                objects.stream().sorted(BUSIEST_FIRST).limit(limit).toList();
        long waiting =
                objects.stream().mapToLong(object -> object.object().waiting()).sum();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %s, %s, %.1f calls/s, %s",
                server().address(),
                Rows.counted(sessions.size(), "session"),
                Rows.counted(objects.size(), "object"),
                round.ofAll(),
                Rows.counted(waiting, "call") + (waiting == 1 ? " waits" : " wait")));
        lines.add("");
        lines.addAll(Look.table(SessionsCommand.rows(busiest, round)));
        lines.add("");
        lines.addAll(Look.table(rows(shown)));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sessions", sessions.size());
        json.put("objects", objects.size());
        json.put("callsPerSecond", round.ofAll());
        json.put("waiting", waiting);
        json.put(
                "busiestSessions",
                busiest.stream()
                        .map(session -> Rows.json(session, round.of(session)))
                        .toList());
        json.put("busiestObjects", shown.stream().map(Rows::json).toList());
        return new Look(lines, json);
    }

    private static List<List<String>> rows(List<ObjectInspection> objects) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "TYPE", "ID", "WAITING", "HOLDERS", "ELEMENTS", "OLDEST", "CONTENTS"));
        for (ObjectInspection found : objects) {
            ObjectDescription object = found.object();
            rows.add(List.of(
                    object.name() == null ? "-" : object.name(),
                    object.typeId(),
                    object.objectId().toString(),
                    Integer.toString(object.waiting()),
                    Long.toString(found.holding()),
                    found.elements() < 0 ? "-" : Long.toString(found.elements()),
                    Ages.of(found.oldest()),
                    object.summary()));
        }
        return rows;
    }
}
