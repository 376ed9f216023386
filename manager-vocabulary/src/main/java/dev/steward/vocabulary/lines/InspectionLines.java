package dev.steward.vocabulary.lines;

import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import dev.steward.vocabulary.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What an inspection told, as lines and as rows of tables. Stateless. */
public final class InspectionLines {

    private InspectionLines() {}

    /** Returns what people call an object: its type with its name or number. */
    public static String called(ObjectDescription object) {
        return object.typeId() + " " + (object.name() == null ? object.objectId() : "'" + object.name() + "'");
    }

    /** Returns a count with its noun. */
    public static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String process(ObjectInspection.Client client) {
        return client.process() == 0 ? "-" : Long.toString(client.process());
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    /** Returns who holds an object, as lines, and how many more do; none if nobody does. */
    public static List<String> holders(ObjectInspection found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SESSION", "CLIENT", "PID", "FROM", "THREAD", "SINCE", "COUNT", "WHAT"));
        for (ObjectInspection.Holder holder : found.holders()) {
            ObjectInspection.Client client = holder.client();
            rows.add(List.of(
                    client.shortSession(),
                    orDash(client.name()),
                    process(client),
                    orDash(client.address()),
                    Integer.toString(holder.thread()),
                    Ages.of(holder.since()),
                    Long.toString(holder.count()),
                    orDash(holder.what())));
        }
        return cut(rows, found.holding());
    }

    /** Returns who waits in an object, as lines, and how many more do; none if nobody does. */
    public static List<String> waiters(ObjectInspection found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SESSION", "CLIENT", "PID", "FROM", "THREAD", "SINCE", "FOR"));
        for (ObjectInspection.Waiter waiter : found.waiters()) {
            ObjectInspection.Client client = waiter.client();
            rows.add(List.of(
                    client.shortSession(),
                    orDash(client.name()),
                    process(client),
                    orDash(client.address()),
                    Integer.toString(waiter.thread()),
                    Ages.of(waiter.since()),
                    waiter.what()));
        }
        return cut(rows, found.object().waiting());
    }

    /** Returns objects as a table, and how many more there are; nothing if there are none. */
    public static List<String> objects(List<ObjectInspection> shown, long all) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "TYPE", "ID", "REFERENCES", "WAITING", "OLDEST", "CONTENTS"));
        for (ObjectInspection row : shown) {
            ObjectDescription object = row.object();
            String name = object.name();
            rows.add(List.of(
                    name == null ? "-" : name,
                    object.typeId(),
                    object.objectId().toString(),
                    Integer.toString(object.references()),
                    Integer.toString(object.waiting()),
                    Ages.of(row.oldest()),
                    object.summary()));
        }
        return cut(rows, all);
    }

    /** Returns who holds an object and who waits for it. */
    public static List<String> who(ObjectInspection found) {
        ObjectDescription object = found.object();
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(called(object)
                + (object.name() == null ? "" : " (" + object.objectId() + ")")
                + ": " + object.summary()));
        lines.add(found.holding() == 0 ? "nobody holds it" : "held by");
        holders(found).forEach(line -> lines.add("  " + line));
        lines.add(
                object.waiting() == 0
                        ? "nobody waits"
                        : counted(object.waiting(), "call") + (object.waiting() == 1 ? " waits" : " wait"));
        waiters(found).forEach(line -> lines.add("  " + line));
        if (found.oldest() != null) {
            lines.add("the next element has been there for " + Ages.of(found.oldest()));
        }
        return lines;
    }

    /**
     * Returns sessions as rows below their heading.
     *
     * @param rate how many calls each makes a second; null for a single look, which cannot tell
     */
    public static List<List<String>> sessions(
            List<SessionInspection> sessions, @Nullable ToDoubleFunction<SessionInspection> rate) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns(
                List.of("SESSION", "CLIENT", "PID", "FROM", "SINCE", "STATE", "CALLS"),
                rate == null ? null : "CALLS/S",
                List.of("HOLDS", "WAITS FOR")));
        for (SessionInspection session : sessions) {
            ObjectInspection.Client client = session.client();
            rows.add(columns(
                    List.of(
                            client.shortSession() + (session.isAdmin() ? " (admin)" : ""),
                            orDash(client.name()),
                            process(client),
                            client.address(),
                            Ages.of(session.since()),
                            session.away() == null ? "open" : "away " + Ages.of(session.away()),
                            Long.toString(session.calls())),
                    rate == null ? null : String.format(Locale.ROOT, "%.1f", rate.applyAsDouble(session)),
                    List.of(held(session.holds(), session.holding()), held(session.waits(), session.waiting()))));
        }
        return rows;
    }

    private static List<String> columns(List<String> first, @Nullable String perhaps, List<String> last) {
        List<String> all = new ArrayList<>(first);
        if (perhaps != null) {
            all.add(perhaps);
        }
        all.addAll(last);
        return all;
    }

    private static String held(List<SessionInspection.Held> held, int all) {
        if (held.isEmpty()) {
            return "-";
        }
        SessionInspection.Held first = held.get(0);
        return called(first) + " " + Ages.of(first.since()) + (all > 1 ? ", and " + (all - 1) + " more" : "");
    }

    /** Returns what people call an object that a session holds, or waits in. */
    public static String called(SessionInspection.Held held) {
        String name = held.name();
        return held.typeId() + " " + (name == null ? held.object() : "'" + name + "'");
    }

    private static List<String> cut(List<List<String>> rows, long all) {
        // Without rows there is no table, but there may be more.
        List<String> lines = rows.size() == 1 ? new ArrayList<>() : new ArrayList<>(TextTable.of(rows));
        long more = all - (rows.size() - 1);
        if (more > 0) {
            lines.add("... and " + more + " more");
        }
        return lines;
    }
}
