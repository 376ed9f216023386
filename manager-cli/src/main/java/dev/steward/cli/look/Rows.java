package dev.steward.cli.look;

import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectInspection;
import java.util.ArrayList;
import java.util.List;

/** What an inspection told, as rows of tables. Stateless. */
final class Rows {

    private Rows() {}

    /** Returns what people call an object: its type with its name or number. */
    static String called(ObjectDescription object) {
        return object.typeId() + " " + (object.name() == null ? object.objectId() : "'" + object.name() + "'");
    }

    /** Returns a count with its noun. */
    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String process(ObjectInspection.Client client) {
        return client.process() == 0 ? "-" : Long.toString(client.process());
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    /** Returns who holds an object, as lines; none if nobody does. */
    static List<String> holders(ObjectInspection found) {
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

    /** Returns who waits in an object, as lines; none if nobody does. */
    static List<String> waiters(ObjectInspection found) {
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

    /** Returns the rows below their heading, and how many more there are; nothing if there are none. */
    static List<String> cut(List<List<String>> rows, long all) {
        if (rows.size() == 1) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(Look.table(rows));
        long more = all - (rows.size() - 1);
        if (more > 0) {
            lines.add("... and " + more + " more");
        }
        return lines;
    }
}
