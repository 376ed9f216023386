package dev.steward.admin.json;

import dev.steward.api.EventInspection;
import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectInspection;
import dev.steward.api.PoolStatus;
import dev.steward.api.Requeued;
import dev.steward.api.ServerInspection;
import dev.steward.api.SessionInspection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an inspection told, as JSON: the members of the command line's {@code --json}, and of what a server tells over HTTP. Stateless. */
public final class InspectionJson {

    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;

    private InspectionJson() {}

    /** Returns an object as JSON. */
    public static Map<String, @Nullable Object> object(ObjectInspection found) {
        ObjectDescription object = found.object();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", object.name());
        json.put("type", object.typeId());
        json.put("id", object.objectId().value());
        json.put("references", object.references());
        json.put("waiting", object.waiting());
        json.put("holding", found.holding());
        json.put("elements", found.elements() < 0 ? null : found.elements());
        json.put("oldest", seconds(found.oldest()));
        json.put("contents", object.summary());
        return json;
    }

    /** Returns an object as JSON, with who holds it and who waits. */
    public static Map<String, @Nullable Object> objectWithClients(ObjectInspection found) {
        Map<String, @Nullable Object> json = object(found);
        List<Object> holders = new ArrayList<>();
        for (ObjectInspection.Holder holder : found.holders()) {
            Map<String, @Nullable Object> row = client(holder.client());
            row.put("thread", holder.thread());
            row.put("since", seconds(holder.since()));
            row.put("count", holder.count());
            row.put("what", holder.what());
            holders.add(row);
        }
        json.put("holders", holders);
        List<Object> waiters = new ArrayList<>();
        for (ObjectInspection.Waiter waiter : found.waiters()) {
            Map<String, @Nullable Object> row = client(waiter.client());
            row.put("thread", waiter.thread());
            row.put("since", seconds(waiter.since()));
            row.put("what", waiter.what());
            waiters.add(row);
        }
        json.put("waiters", waiters);
        return json;
    }

    /** Returns a client as JSON, to which more can be added. */
    private static Map<String, @Nullable Object> client(ObjectInspection.Client client) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("session", client.session());
        json.put("client", client.name());
        json.put("pid", client.process() == 0 ? null : client.process());
        json.put("address", client.address());
        return json;
    }

    /** Returns a session as JSON. */
    public static Map<String, @Nullable Object> session(SessionInspection session, double callsPerSecond) {
        Map<String, @Nullable Object> json = client(session.client());
        json.put("admin", session.isAdmin());
        json.put("since", seconds(session.since()));
        json.put("away", seconds(session.away()));
        json.put("connections", session.connections());
        json.put("calls", session.calls());
        json.put("callsPerSecond", callsPerSecond);
        json.put("unanswered", session.unanswered());
        json.put("holding", session.holding());
        json.put("holds", session.holds().stream().map(InspectionJson::held).toList());
        json.put("waiting", session.waiting());
        json.put("waits", session.waits().stream().map(InspectionJson::held).toList());
        return json;
    }

    /** Returns what happened as JSON. */
    public static Map<String, @Nullable Object> event(EventInspection event) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("since", seconds(event.since()));
        json.put("event", event.event());
        json.put("who", event.who());
        json.put("text", event.text());
        return json;
    }

    /** Returns an object as JSON, with what became of its dead letters. */
    public static Map<String, @Nullable Object> requeued(ObjectInspection found, Requeued requeued) {
        Map<String, @Nullable Object> json = object(found);
        json.put("requeued", requeued.requeued());
        json.put("withoutRoom", requeued.withoutRoom());
        json.put("ended", requeued.ended());
        return json;
    }

    /** Returns a pool as JSON, with its workers and the tasks that each has. */
    public static Map<String, @Nullable Object> pool(ObjectInspection found, PoolStatus status) {
        Map<String, @Nullable Object> json = object(found);
        json.put("shutdown", status.isShutdown());
        json.put("waitingTasks", status.waiting());
        json.put("runningTasks", status.running());
        json.put("endedTasks", status.done());
        json.put(
                "workers", status.workers().stream().map(InspectionJson::worker).toList());
        return json;
    }

    private static Map<String, @Nullable Object> worker(PoolStatus.Worker worker) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", worker.number());
        json.put("description", worker.description());
        json.put("slots", worker.slots());
        json.put("packages", worker.packages());
        json.put("ended", worker.done());
        json.put("tasks", worker.tasks().stream().map(InspectionJson::task).toList());
        return json;
    }

    private static Map<String, @Nullable Object> task(PoolStatus.Task task) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("function", task.function());
        json.put("count", task.count());
        json.put("since", seconds(task.since()));
        json.put("cancelled", task.isCancelled());
        return json;
    }

    /** Returns a server as JSON. */
    public static Map<String, @Nullable Object> server(ServerInspection server) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("address", server.address());
        json.put("draining", server.isDraining());
        json.put("heapBytes", server.heapBytes());
        json.put("mostHeapBytes", server.mostHeapBytes());
        json.put("heldBytes", server.heldBytes());
        json.put(
                "loopDelays",
                server.loopDelays().stream()
                        .map(delay -> delay.toNanos() / NANOS)
                        .toList());
        json.put("limits", new TreeMap<>(server.limits()));
        return json;
    }

    private static Map<String, @Nullable Object> held(SessionInspection.Held held) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", held.object().value());
        json.put("type", held.typeId());
        json.put("name", held.name());
        json.put("thread", held.thread());
        json.put("since", seconds(held.since()));
        json.put("count", held.count());
        json.put("what", held.what());
        return json;
    }

    private static @Nullable Double seconds(@Nullable Duration age) {
        return age == null ? null : age.toMillis() / MILLIS;
    }
}
