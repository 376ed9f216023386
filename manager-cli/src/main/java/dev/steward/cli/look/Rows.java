package dev.steward.cli.look;

import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an inspection told, as rows of tables and as JSON. Stateless. */
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

    /** Returns an object as JSON. */
    static Map<String, @Nullable Object> json(ObjectInspection found) {
        ObjectDescription object = found.object();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", object.name());
        json.put("type", object.typeId());
        json.put("id", object.objectId().value());
        json.put("references", object.references());
        json.put("waiting", object.waiting());
        json.put("holding", found.holding());
        json.put("elements", found.elements() < 0 ? null : found.elements());
        json.put("oldest", Ages.seconds(found.oldest()));
        json.put("contents", object.summary());
        return json;
    }

    /** Returns an object as JSON, with who holds it and who waits. */
    static Map<String, @Nullable Object> jsonWithClients(ObjectInspection found) {
        Map<String, @Nullable Object> json = json(found);
        List<Object> holders = new ArrayList<>();
        for (ObjectInspection.Holder holder : found.holders()) {
            Map<String, @Nullable Object> row = json(holder.client());
            row.put("thread", holder.thread());
            row.put("since", Ages.seconds(holder.since()));
            row.put("count", holder.count());
            row.put("what", holder.what());
            holders.add(row);
        }
        json.put("holders", holders);
        List<Object> waiters = new ArrayList<>();
        for (ObjectInspection.Waiter waiter : found.waiters()) {
            Map<String, @Nullable Object> row = json(waiter.client());
            row.put("thread", waiter.thread());
            row.put("since", Ages.seconds(waiter.since()));
            row.put("what", waiter.what());
            waiters.add(row);
        }
        json.put("waiters", waiters);
        return json;
    }

    /** Returns a client as JSON, to which more can be added. */
    static Map<String, @Nullable Object> json(ObjectInspection.Client client) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("session", client.session());
        json.put("client", client.name());
        json.put("pid", client.process() == 0 ? null : client.process());
        json.put("address", client.address());
        return json;
    }

    /** Returns a session as JSON. */
    static Map<String, @Nullable Object> json(SessionInspection session, double callsPerSecond) {
        Map<String, @Nullable Object> json = json(session.client());
        json.put("admin", session.isAdmin());
        json.put("since", Ages.seconds(session.since()));
        json.put("away", Ages.seconds(session.away()));
        json.put("connections", session.connections());
        json.put("calls", session.calls());
        json.put("callsPerSecond", callsPerSecond);
        json.put("unanswered", session.unanswered());
        json.put("holding", session.holding());
        json.put("holds", session.holds().stream().map(Rows::json).toList());
        json.put("waiting", session.waiting());
        json.put("waits", session.waits().stream().map(Rows::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(SessionInspection.Held held) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", held.object().value());
        json.put("type", held.typeId());
        json.put("name", held.name());
        json.put("thread", held.thread());
        json.put("since", Ages.seconds(held.since()));
        json.put("count", held.count());
        json.put("what", held.what());
        return json;
    }
}
